"""How wide printed lines are, and the columns they stand in. Widths are counted in half ems.

All lines of a page are measured at once, in arrays: a page has thousands of them.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.document.codes import codes_of
from pipeline.repair.codes import BEYOND, Bools, Floats, Ints, counted, within

EM = 2
"""A Chinese character is 2 wide, a Latin letter 1."""
INDENT = 2 * EM
"""First lines are set in by two characters."""
NARROWEST = 6 * EM
"""Lines narrower than this say nothing of their column."""

_HALF = "，、；：（）“”‘’《》〈〉【】「」"
_AIR = 0.5
_WORD, _PERCENT, _HAN = 1, 2, 4
_WINDOW = 13
_SAMPLE = 300
_CHUNK = 150
_OWN = 0.4
"""What a stretch of so many lines says of its own width, against the page."""
_WIDEST = 90
_FEW = 5
_CLOSE = 0.5
"""Half ems by which another column must fit a line better than the one before."""


def _table() -> npt.NDArray[np.uint8]:
    """For every character what it is at the edge of a Latin word."""
    kind = np.zeros(BEYOND + 1, np.uint8)
    for first, last in (("0", "9"), ("A", "Z"), ("a", "z")):
        kind[ord(first) : ord(last) + 1] = _WORD
    kind[ord("%")] = _PERCENT
    kind[ord("一") : ord("鿿") + 1] = _HAN
    return kind


_KIND = _table()
_SETS_HALF = np.zeros(BEYOND + 1, np.bool_)
_SETS_HALF[[ord(mark) for mark in _HALF]] = True


def widths(texts: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """(least, greatest, air) of each line: with its punctuation set half wide, or full with all its air, and that air.

    Air is what a setter may put between Chinese characters and the Latin words and numbers among them.

    >>> [value.tolist() for value in widths(["水库，大坝", "达300吨"])]
    [[9.0, 7.0], [10.0, 8.0], [0.0, 1.0]]
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = codes_of("".join(texts))
    ascii_, half, seam = codes < 128, _SETS_HALF[within(codes)], np.zeros(len(codes), np.bool_)
    kind = _KIND[within(codes)]
    latin, han = (kind & (_WORD | _PERCENT)) != 0, kind == _HAN
    seam[:-1] = (latin[:-1] & han[1:]) | (han[:-1] & (kind[1:] == _WORD))
    ends = np.cumsum(lengths)
    seam[ends[lengths > 0] - 1] = False
    full = EM * lengths - _sums(ascii_, ends)
    air = _sums(seam, ends) * _AIR
    return np.asarray(full - _sums(half, ends), np.float64), np.asarray(full + air, np.float64), np.asarray(air, np.float64)


def least(text: str) -> float:
    """The least width of a few characters, as :func:`widths` has it."""
    return float(sum(1 if char < "\x80" or char in _HALF else EM for char in text))


def _sums(marked: Bools, ends: Ints) -> Ints:
    """How many characters of each line are marked; ``ends`` says where the lines end."""
    return np.diff(counted(marked)[ends], prepend=0)


def columns(narrow: Floats, wide: Floats, tiled: bool) -> tuple[Floats, Floats]:
    """(width, measure) of each line: its natural width, and that of its column, learnt from the lines around.

    Whether the page sets its punctuation half or full wide is decided once, by which makes more lines equally wide.
    ``tiled``: lines are cut at their marks.
    """
    of = _tiled if tiled else _columns
    both = (narrow, wide)
    tried = [of(style[:_SAMPLE]) for style in both]
    fits = [_fitting(style[:_SAMPLE], measure) for style, measure in zip(both, tried, strict=True)]
    at = 0 if fits[0] >= fits[1] else 1
    natural = both[at]
    return natural, tried[at] if len(natural) <= _SAMPLE else of(natural)


def _fitting(natural: Floats, measure: Floats) -> float:
    """How many lines are as wide as their column, near misses counted in part."""
    off = np.abs(natural - measure)
    return float(np.exp(-off).sum() + (off <= 1).sum())


def _columns(natural: Floats) -> Floats:
    """For each line the column width that fits it best: that of the lines up to it or of those from it on.

    Short lines (names, scraps of titles) say nothing of the column; where there is nothing else, the last column stands.
    """
    wide = natural >= NARROWEST
    modes = _modes(natural[wide])
    found = np.flatnonzero(modes)
    overall = modes[found[0]] if len(found) else float(natural[wide].max(initial=0.0)) or float(NARROWEST)
    modes = modes[np.maximum.accumulate(np.where(modes > 0, np.arange(len(modes)), 0))]
    modes[modes == 0.0] = overall
    rank: Ints = np.cumsum(wide) - wide
    back = modes[np.clip(rank - _WINDOW + 1, 0, len(modes) - 1)]
    ahead = modes[np.clip(rank, 0, len(modes) - 1)]
    alike = np.where(np.abs(back - ahead) <= EM, np.maximum(back, ahead), back)
    return np.where(_strangeness(natural, ahead) + _CLOSE < _strangeness(natural, back), ahead, alike)


def _strangeness(width: Floats, measure: Floats) -> Floats:
    """How far a line is from being a full or an indented line of the column, in half ems, up to an em."""
    off = width - measure
    return np.minimum(np.minimum(np.abs(off), np.abs(off + INDENT)), float(EM))


def _modes(wide: Floats) -> Floats:
    """For each window of lines the column width that explains most of them, or 0 where none explains enough.

    Lines are full but for what a setter may leave open, or first lines set in by the indent; wider lines speak against it.
    """
    if not len(wide):
        return np.zeros(1)
    # Quarter ems and tenths of a line, so that all is counted in small whole numbers; a window a column.
    windows = np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view((2 * wide).astype(np.int16), min(_WINDOW, len(wide))).T)
    best, most, enough = (np.full(windows.shape[1], value, np.int16) for value in (0, -1000, 0))
    for column in windows:
        off = windows - column
        exact = _count(np.abs(off) <= 2)
        first = _count(np.abs(off + 2 * INDENT) <= 2)
        score = 10 * _count((off >= -2 * EM) & (off <= 2)) + 5 * exact + 7 * first - 7 * _count(off > 2 * EM)
        better = (score > most) | ((score == most) & (column > best))
        best, most = np.where(better, column, best), np.where(better, score, most)
        enough = np.where(better, exact + first, enough)
    return np.where(enough >= _FEW, best / 2, 0.0)


def _count(marked: Bools) -> npt.NDArray[np.int16]:
    """How many lines of each window are marked."""
    # At most a window's lines: bytes are counted without a conversion.
    return marked.view(np.int8).sum(0, dtype=np.int8).astype(np.int16)


def _tiled(natural: Floats) -> Floats:
    """Column widths where lines are cut at their marks: the width into which the pieces fit one after the other.

    Tried for every width on stretches of the page; a stretch has its own width where the page's is clearly worse.
    """
    tried = np.arange(NARROWEST, _WIDEST, dtype=np.float64)
    chunks = [natural[i : i + _CHUNK] for i in range(0, len(natural), _CHUNK)]
    fits = [_tiling(chunk, tried) for chunk in chunks]
    shares = [len(chunk) / max(1, len(natural)) for chunk in chunks]
    page = sum(fit * share for fit, share in zip(fits, shares, strict=True))
    # A stretch of few lines fits some width by chance: the fewer, the less it says against the page.
    best = [tried[np.argmax(_OWN * fit * len(chunk) / _CHUNK + page)] for fit, chunk in zip(fits, chunks, strict=True)]
    return np.repeat(best, [len(chunk) for chunk in chunks]) if chunks else np.zeros(0)


def _tiling(pieces: Floats, tried: Floats) -> Floats:
    """For each width tried the share of the pieces' width that stands in full lines when they are filled piece by piece."""
    filled, full = np.zeros_like(tried), np.zeros_like(tried)
    for piece in pieces:
        over = filled + piece > tried + 1
        full += np.where(over & (np.abs(filled - tried) <= 1), filled, 0.0)
        filled = np.where(over, piece, filled + piece)
    return full / (float(pieces.sum()) or 1.0)
