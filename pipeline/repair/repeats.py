"""Sentences printed twice on a page: a caption, a pulled quote or a teaser repeats what an article says."""

from collections.abc import Sequence
from itertools import accumulate

from pipeline.repair.cues import ends_sentence
from pipeline.repair.lines import Line

_KEY = 9
_SHORTEST = 14
_MOST = 4
_ACCIDENT = 2
_LONGEST_LINES = 6


def repeated_lines(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """(first, after last) of the lines that make up a repeat; the original is left alone.

    The repeat is set apart, so it begins and ends with whole lines, while the original mostly begins or ends within
    one. Where both are whole lines the later is taken for the repeat. Linear in the length of the page.
    """
    text = "".join(line.text.text for line in lines)
    starts = list(accumulate((len(line.text) for line in lines), initial=0))
    rank = {start: number for number, start in enumerate(starts)}
    keys = {text[start : start + _KEY] for start in starts}
    where: dict[str, list[int]] = {}
    for at in [at for at in range(len(text) - _KEY + 1) if text[at : at + _KEY] in keys]:
        where.setdefault(text[at : at + _KEY], []).append(at)
    found: list[tuple[int, int]] = []
    number = 0
    while number < len(lines):
        begin = starts[number]
        places = where.get(text[begin : begin + _KEY], [])
        stop = number
        if 2 <= len(places) <= _MOST:
            stop = max(_repeat_end(text, starts, rank, number, other) for other in places if other != begin)
        if stop > number:
            found.append((number, stop))
        number = max(stop, number + 1)
    return found


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
