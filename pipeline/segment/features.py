"""The features of pkuseg's model, computed for a whole text at once.

For every character: itself and its neighbours (eight templates over one or two characters), the dictionary words of two to
six characters that start or end at it, and the pairs of dictionary words that meet before or after it. The templates are
those of ``spacy_pkuseg.feature_extractor``; here they are integers in arrays in place of strings in sets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.document.codes import codes_of

Keys = NDArray[np.uint64]
Index = NDArray[np.int64]

WORD_LENGTHS = (2, 3, 4, 5, 6)
PAD = max(WORD_LENGTHS)
"""Blank symbols between two stretches of text, so that no feature reaches across."""

CHAR_TEMPLATES = ("c.", "c-1.", "c1.", "c-2.", "c2.", "c-1c.", "cc1.", "c-2c-1.")
"""pkuseg's names of the templates over characters; a template's place here is its kind in a key."""

_OFFSETS: tuple[tuple[int, int | None], ...] = ((0, None), (-1, None), (1, None), (-2, None), (2, None), (-1, 0), (0, 1), (-2, -1))
_BITS = np.uint64(21)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_BASE = np.uint64(1_000_003)


def _symbol_table() -> NDArray[np.uint32]:
    """Code point to symbol: widths unified, digits one symbol, Latin letters one, marks that pkuseg renames one (&)."""
    table = np.arange(0x10000, dtype=np.uint32)
    for full in range(0xFF01, 0xFF5F):
        if chr(full - 0xFEE0).isalnum() or chr(full) in "．％＋－／＆＠＃＄":
            table[full] = full - 0xFEE0
    for half, wide in zip(",:;!?()", "，：；！？（）", strict=True):
        table[ord(half)] = ord(wide)
    for mark in "―─":
        table[ord(mark)] = ord("—")
    for mark in "•・‧∙":
        table[ord(mark)] = ord("·")
    table = table[table]
    for group, symbol in (("0123456789", "0"), ("-._|/*", "&")):
        for char in group:
            table[table == ord(char)] = ord(symbol)
    for letter in range(26):
        table[table == ord("A") + letter] = ord("a")
        table[table == ord("a") + letter] = ord("a")
    table[0] = 0xFFFD
    for point in range(0x10000):
        if chr(point).isspace():  # what is a blank here must be one where sentences are cut
            table[point] = 0
    return table


_SYMBOLS = _symbol_table()


def symbols(text: str) -> NDArray[np.uint64]:
    """The symbols of ``text``, one a code point; 0 for blanks."""
    points = codes_of(text)
    if points.size and points.max() >= 0x10000:
        return np.where(points < 0x10000, _SYMBOLS[np.minimum(points, 0xFFFF)], points).astype(np.uint64)
    return _SYMBOLS[points].astype(np.uint64)


def normalise(text: str) -> str:
    """``text`` in symbols, as a string of the same length: what spacy-pkuseg must be given to see the same features."""
    return "".join(map(chr, symbols(text)))


def char_key(kind: int, first: int, second: int = 0) -> int:
    """Key of a character feature: the template's place in ``CHAR_TEMPLATES`` and its one or two symbols."""
    return ((kind + 1) << 42) | (first << 21) | second


def char_keys(padded: NDArray[np.uint64]) -> Keys:
    """Keys of the eight character features, one row a template; 0 where a character is missing.

    ``padded`` has ``PAD`` zeros on both ends; rows are as long as the text between.
    """
    size = padded.size - 2 * PAD
    rows = np.empty((len(_OFFSETS), size), dtype=np.uint64)
    for kind, (first, second) in enumerate(_OFFSETS):
        one = padded[PAD + first : PAD + first + size]
        key = one << _BITS
        absent = one == 0
        if abs(first) == 2:
            absent |= padded[PAD + first // 2 : PAD + first // 2 + size] == 0
        if second is not None:
            two = padded[PAD + second : PAD + second + size]
            key |= two
            absent |= two == 0
        key |= np.uint64((kind + 1) << 42)
        key[absent] = 0
        rows[kind] = key
    return rows


def ngram_keys(padded: NDArray[np.uint64]) -> Keys:
    """Keys of the strings of 2 to 6 symbols that start at each character, one row a length; 0 where a blank is in it."""
    size = padded.size - 2 * PAD
    rows = np.empty((len(WORD_LENGTHS), size), dtype=np.uint64)
    key = padded[PAD : PAD + size].copy()
    absent = key == 0
    with np.errstate(over="ignore"):
        for row, length in enumerate(WORD_LENGTHS):
            last = padded[PAD + length - 1 : PAD + length - 1 + size]
            key = key * _BASE + last
            absent = absent | (last == 0)
            rows[row] = np.where(absent, np.uint64(0), key ^ (key >> np.uint64(31)))
    return rows


def word_keys(words: Sequence[str]) -> Keys:
    """Keys of dictionary words (in symbols), as ``ngram_keys`` makes them; 0 for words of other lengths."""
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    points = codes_of("".join(words)).astype(np.uint64)
    starts = np.cumsum(lengths) - lengths
    keys = np.zeros(len(words), dtype=np.uint64)
    for length in WORD_LENGTHS:
        own = np.flatnonzero(lengths == length)
        key = points[starts[own]]
        with np.errstate(over="ignore"):
            for place in range(1, length):
                key = key * _BASE + points[starts[own] + place]
        keys[own] = key ^ (key >> np.uint64(31))
    return keys


def pair_key(first: Index, second: Index) -> Keys:
    """Key of two dictionary words (by number) that meet."""
    return ((first.astype(np.uint64) + np.uint64(1)) << np.uint64(32)) | (second.astype(np.uint64) + np.uint64(1))


class Table:
    """A fixed map from keys to the positions they were given in, for arrays of keys at once; -1 for unknown keys and 0."""

    __slots__ = ("_keys", "_longest", "_order", "_shift", "_starts")

    def __init__(self, keys: Keys) -> None:
        bits = max(4, int(keys.size).bit_length() + 1)
        self._shift = np.uint64(64 - bits)
        bucket = self._bucket(keys)
        self._order = np.argsort(bucket, kind="stable")
        self._keys = np.append(keys[self._order], np.uint64(0))
        self._order = np.append(self._order, -1)
        counts = np.bincount(bucket, minlength=(1 << bits) + 1)
        self._longest = int(counts.max(initial=0))
        self._starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)

    def _bucket(self, keys: Keys) -> Index:
        with np.errstate(over="ignore"):
            return ((keys * _PRIME) >> self._shift).astype(np.int64)

    def find(self, keys: Keys) -> Index:
        """Position of each of ``keys`` (one dimension)."""
        found = np.full(keys.shape, -1, dtype=np.int64)
        where = np.flatnonzero(keys)
        wanted = keys[where]
        bucket = self._bucket(wanted)
        slot, end = self._starts[bucket], self._starts[bucket + 1]
        for _ in range(self._longest):
            open_ = slot < end
            if not open_.all():
                where, wanted, slot, end = where[open_], wanted[open_], slot[open_], end[open_]
            if not where.size:
                break
            hit = self._keys[slot] == wanted
            found[where[hit]] = self._order[slot[hit]]
            miss = ~hit
            where, wanted, slot, end = where[miss], wanted[miss], slot[miss] + 1, end[miss]
        return found


@dataclass(frozen=True, slots=True)
class Met:
    """Two dictionary words that meet: ``first`` ends before character ``at``, ``second`` starts there."""

    at: Index
    first: Index
    second: Index


def meetings(words: Index) -> Met:
    """All pairs of dictionary words that meet in a text; ``words[k, i]`` is the word of the k-th length at i, or -1."""
    size = words.shape[1]
    at, first, second = [], [], []
    start_row, start_at = np.nonzero(words >= 0)
    numbers = words[start_row, start_at]
    order = np.argsort(start_at, kind="stable")
    start_at, numbers = start_at[order], numbers[order]
    begin = np.searchsorted(start_at, np.arange(size + 1))
    ends = start_at + np.asarray(WORD_LENGTHS)[start_row[order]]
    inside = ends < size
    ends, firsts = ends[inside], numbers[inside]
    low, high = begin[ends], begin[ends + 1]
    for step in range(len(WORD_LENGTHS)):
        live = low + step < high
        if not live.any():
            break
        at.append(ends[live])
        first.append(firsts[live])
        second.append(numbers[low[live] + step])
    none = np.empty(0, dtype=np.int64)
    return Met(*(np.concatenate(part) if part else none for part in (at, first, second)))
