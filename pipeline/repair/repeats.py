"""Sentences printed twice on a page: a caption, a pulled quote or a teaser repeats what an article says."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from pipeline.document.codes import codes_of
from pipeline.repair.cues import ends_sentence
from pipeline.repair.lines import Line

_KEY = 9
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - 18)
_BUCKETS = 1 << 18
"""Stretches of so many characters are compared by a polynomial in this factor, and first by its upper bits."""
_SHORTEST = 14
_MOST = 4
_ACCIDENT = 2
_LONGEST_LINES = 6


def repeated_lines(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """(first, after last) of the lines that make up a repeat; the original is left alone.

    The repeat is set apart, so it begins and ends with whole lines, while the original mostly begins or ends within
    one. Where both are whole lines the later is taken for the repeat. Linear in the length of the page.
    """
    text = "".join([line.text.text for line in lines])
    starts = list(accumulate([len(line.text.text) for line in lines], initial=0))
    where = _more_than_once(text, starts)
    if not where:
        return []
    rank = {start: number for number, start in enumerate(starts)}
    found: list[tuple[int, int]] = []
    done = 0
    for number, begin in enumerate(starts[:-1]):
        places = where.get(text[begin : begin + _KEY], [])
        if number < done or not 2 <= len(places) <= _MOST:
            continue
        stop = max(_repeat_end(text, starts, rank, number, other) for other in places if other != begin)
        if stop > number:
            found.append((number, stop))
            done = stop
    return found


def _more_than_once(text: str, starts: Sequence[int]) -> dict[str, list[int]]:
    """The places of each line's first characters on the page, where they stand there more than once."""
    size = len(text) - _KEY + 1
    if size < 1:
        return {}
    codes, hashes = codes_of(text).astype(np.uint64), np.zeros(size, np.uint64)
    for at in range(_KEY):
        hashes = hashes * _FACTOR + codes[at : at + size]
    bits = hashes >> _SHIFT
    wanted = np.zeros(_BUCKETS, np.bool_)
    wanted[bits[[start for start in starts if start < size]]] = True
    # Few stretches have these bits in common with the beginning of a line; only they are sorted.
    places = np.flatnonzero(wanted[bits])
    places = places[np.argsort(hashes[places], kind="stable")]
    same = hashes[places[1:]] == hashes[places[:-1]]
    where: dict[str, list[int]] = {}
    for place in np.sort(places[np.append(same, False) | np.append(False, same)]).tolist():
        where.setdefault(text[place : place + _KEY], []).append(place)
    return where


def _repeat_end(text: str, starts: Sequence[int], rank: dict[int, int], number: int, other: int) -> int:
    """The line after the repeat of ``text[other:]`` that begins with line ``number``; ``number`` where none does."""
    begin = starts[number]
    if begin and other not in rank and text[begin - 1] == text[other - 1] and not ends_sentence(text[begin - 1]):
        return number
    furthest = starts[min(len(starts) - 1, number + _LONGEST_LINES)] - begin + _ACCIDENT + 1
    limit = min(len(text) - max(begin, other), abs(begin - other), furthest)
    length = _common(text[begin : begin + limit], text[other : other + limit])
    best = number
    for stop in range(number + 1, min(len(starts), number + 1 + _LONGEST_LINES)):
        size = starts[stop] - begin
        cut_off = size == length + 1 and ends_sentence(text[starts[stop] - 1])
        if size > length and not cut_off:
            break
        if size < _SHORTEST or length - size > _ACCIDENT:
            continue
        whole = other in rank and other + size in rank
        if ends_sentence(text[starts[stop] - 1]) and (not whole or other < begin):
            best = stop
    return best


def _common(one: str, two: str) -> int:
    """How many characters two strings of one length begin with in common."""
    if one == two:
        return len(one)
    same, differ = 0, len(one)
    while differ - same > 1:
        middle = (same + differ) // 2
        if one[same:middle] == two[same:middle]:
            same = middle
        else:
            differ = middle
    return same
