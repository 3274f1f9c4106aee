"""Columns that stand side by side on a line of text (``pdftotext -layout``), cut apart by the blanks they have in common.

Such an extractor puts every character where it stood on the page: a gutter is a run of blanks at the same place on many
lines. Regions are cut by blank lines, by the gutters that run through them, and around the longest stretch with a gutter.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

Row = tuple[int, int]
"""Where a line, or its part in a column, begins and ends on the page; both the same where it is blank."""

_WORD = re.compile(r"\S+")
_APART = re.compile(r"\S {3,}\S")
_SHARE = 0.3
"""Share of lines with a wide blank in them from which a page counts as set side by side."""
_FEWEST = 8
_SIDES = 3
"""Lines with text on both sides that make a gutter."""
_WIDE = 3.0
"""Blanks a line has at a gutter, on the average."""
_FLUSH = 0.4
"""Share of lines that begin at a column's edge, the others being first lines set in."""
_FAR = 6
"""Blanks between titles side by side, which are centred over their columns."""
_CANDIDATES = 8
_DEEPEST = 12


def columns(page: str, rows: Sequence[Row]) -> list[Row] | None:
    """The lines of ``page`` cut apart and in the order of their columns, or None where no columns stand side by side."""
    if page.count("   ") < _SHARE * _FEWEST:
        return None
    inked = [page[low:high] for low, high in rows if not page[low:high].isspace() and low < high]
    apart = sum(_APART.search(text) is not None for text in inked)
    if len(inked) < _FEWEST or apart < _SHARE * len(inked):
        return None
    return list(_read(page, [_shrunk(page, row) for row in rows], _DEEPEST))


def _shrunk(page: str, row: Row) -> Row:
    """The row without blanks at its end; where there is nothing else it is empty."""
    low, high = row
    return low, low + len(page[low:high].rstrip())


def _read(page: str, rows: Sequence[Row], depth: int) -> Iterator[Row]:
    bands = _bands(rows)
    if len(bands) > 1:
        for number, band in enumerate(bands):
            if number:
                yield band[0][0], band[0][0]
            yield from _read(page, band, depth)
        return
    words = [[(found.start(), found.end()) for found in _WORD.finditer(page[low:high])] for low, high in rows]
    cuts = _gutters(words) if depth else []
    if cuts:
        for begin, end in zip([0, *cuts], [*cuts, None], strict=True):
            yield from _read(page, [_clipped(page, row, begin, end) for row in rows], depth - 1)
        return
    stretch = _stretch(words) if depth else None
    if stretch is not None and stretch != (0, len(rows)):
        first, last = stretch
        for part in (rows[:first], rows[first:last], rows[last:]):
            if part:
                yield from _read(page, part, depth - 1)
        return
    yield from _closed_up(rows)


def _clipped(page: str, row: Row, begin: int, end: int | None) -> Row:
    low, high = row
    stop = high if end is None else min(high, low + end)
    start = min(low + begin, stop)
    return _shrunk(page, (start, stop))


def _bands(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows cut wherever two blank ones follow each other, without blank ones at the ends."""
    bands: list[list[Row]] = [[]]
    blank = 0
    for row in rows:
        if row[0] == row[1]:
            blank += 1
            continue
        if blank > 1 and bands[-1]:
            bands.append([])
        elif blank and bands[-1]:
            bands[-1].append((row[0], row[0]))
        bands[-1].append(row)
        blank = 0
    return bands


def _gutters(words: Sequence[Sequence[Row]]) -> list[int]:
    """Where the columns after the first begin: behind blanks that run through all rows."""
    reach = max((row[-1][1] for row in words if row), default=0)
    edges = [0] * (reach + 1)
    for row in words:
        for low, high in row:
            edges[low] += 1
            edges[high] -= 1
    cuts: list[int] = []
    ink = 0
    open_at = None
    for at in range(reach):
        ink += edges[at]
        if ink == 0 and open_at is None:
            open_at = at
        elif ink and open_at is not None:
            if open_at and _is_gutter(words, at):
                cuts.append(at)
            open_at = None
    return cuts


def _is_gutter(words: Sequence[Sequence[Row]], at: int) -> bool:
    """Whether rows have text on both sides, and the text behind begins at one edge or stands far off (titles are centred)."""
    gaps = [(gap, row) for row in words if (gap := _gap(row, at)) > 0]
    flush = sum(row[bisect_right(row, (at, -1))][0] == at for _, row in gaps)
    wide = sum(gap for gap, _ in gaps) >= _WIDE * len(gaps)
    column = len(gaps) >= _SIDES and wide and flush >= _FLUSH * len(gaps)
    return column or (len(gaps) > 1 and min(gap for gap, _ in gaps) >= _FAR)


def _gap(row: Sequence[Row], at: int) -> int:
    """Blanks of a row just before ``at``: 0 where it has text there, -1 where it has text on one side only."""
    after = bisect_right(row, (at, -1))
    if after and row[after - 1][1] >= at:
        return 0
    if not after or after == len(row):
        return -1
    return row[after][0] - row[after - 1][1]


def _stretch(words: Sequence[Sequence[Row]]) -> tuple[int, int] | None:
    """(first, after last) of the longest run of rows that share a gutter, out to the next blank row or crossing line."""
    starts = Counter(low for row in words for (_, before), (low, _) in pairwise(row) if low - before > 1)
    best, most = None, _SIDES - 1
    for at, _ in starts.most_common(_CANDIDATES):
        gaps = [_gap(row, at) for row in words]
        first = 0
        for number, gap in enumerate([*gaps, 0]):
            if gap:
                continue
            sides = [n for n in range(first, number) if gaps[n] > 0]
            if len(sides) > most and sum(gaps[n] for n in sides) >= _WIDE * len(sides):
                low, high = sides[0], sides[-1] + 1
                while low > first and words[low - 1]:
                    low -= 1
                while high < number and words[high]:
                    high += 1
                best, most = (low, high), len(sides)
            first = number + 1
    return best


def _closed_up(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of one column, without the blank ones that lines of the columns beside it left between most of them."""
    inked = sum(low < high for low, high in rows)
    blank = len(rows) - inked
    drop = inked > 1 and blank * 2 > inked
    spare = 0
    for low, high in rows:
        if low < high:
            spare = int(drop)
            yield low, high
        elif spare:
            spare -= 1
        else:
            yield low, high
