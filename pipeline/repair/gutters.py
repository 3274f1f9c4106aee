"""Columns that stand side by side on a line of text (``pdftotext -layout``), read one after the other.

The cells of the lines are given to columns; the page is then cut, again and again, by blank stretches that run over all of its
columns, by lines that stand over several, and between columns that nothing ties.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.repair.cells import Cell, Columns, cells, parted
from pipeline.repair.pieces import Piece, pieces

Row = tuple[int, int]
"""Where a line, or its part in a column, begins and ends on the page; both the same where it is blank."""
Line = list[Piece]
"""What stands on one line of a column."""

_APART = re.compile(r"\S {3,}\S")
_SHARE = 0.3
"""Share of lines with a wide blank in them from which a page counts as set side by side."""
_FEWEST = 8
_BORDER = 3
"""Lines of a column from one line to the next, from which a blank is a border."""
_SHARED = 2
"""Lines of blank that columns side by side have in common where a border runs through both."""


def columns(page: str, rows: Sequence[Row]) -> list[Row] | None:
    """The lines of ``page`` cut apart and in the order of their columns, or None where no columns stand side by side."""
    if page.count("   ") < _SHARE * _FEWEST:
        return None
    inked = [page[low:high] for low, high in rows if not page[low:high].isspace() and low < high]
    apart = sum(_APART.search(text) is not None for text in inked)
    if len(inked) < _FEWEST or apart < _SHARE * len(inked):
        return None
    return list(_read_bands(page, rows))


def _read_bands(page: str, rows: Sequence[Row]) -> Iterator[Row]:
    """Bands between lines that are blank all over, from top to bottom."""
    found = cells(page, rows)
    whole = Columns(found)
    bands: list[list[Cell]] = []
    for cell in found:
        if not bands or cell.row - bands[-1][-1].row > 2:
            bands.append([])
        bands[-1].append(cell)
    for number, band in enumerate(bands):
        if number:
            yield band[0].low, band[0].low
        grid = Columns(band, whole)
        before: Piece | None = None
        for line in _read(pieces(page, parted(page, band, grid), grid, rows), 0, len(grid.edges)):
            if before is not None and _apart(before, line[0]):
                yield line[0].low, line[0].low
            yield line[0].begin, line[-1].high
            before = line[0]


def _apart(before: Piece, piece: Piece) -> bool:
    """Whether a blank line belongs between two lines: room on the page, or a title over several columns."""
    if (before.last > before.first) != (piece.last > piece.first):
        return True
    return piece.row > before.row and piece.level - before.level >= _BORDER


def _read(own: Sequence[Piece], first: int, stop: int) -> list[Line]:
    """The lines of columns ``first`` to ``stop`` in reading order."""
    if stop - first <= 1 or not own:
        return _lines(own)
    bands = _over_blanks(own)
    if len(bands) > 1:
        return [line for band in bands for line in _read(band, first, stop)]
    groups = _untied(own, first, stop)
    if len(groups) == 1:
        parts = _over_lines(own, first, stop)
        if len(parts) > 1:
            return [line for part in parts for line in _read(part, first, stop)]
        groups = [(column, column + 1) for column in range(first, stop)]
        return _heads_first([_lines([piece for piece in own if piece.first == low]) for low, _ in groups])
    return _heads_first([_read([piece for piece in own if low <= piece.first < high], low, high) for low, high in groups])


def _heads_first(groups: Sequence[list[Line]]) -> list[Line]:
    """The groups one after the other; a title above a column stands before all columns that text runs through into it."""
    out: list[Line] = []
    begin = 0
    for group in groups:
        if not group:
            continue
        head = next((number for number, line in enumerate(group) if not line[0].off), len(group))
        runs_on = bool(out) and out[-1][-1].open
        if not runs_on:
            begin = len(out)
        if runs_on and head < len(group) and not out[begin][0].off:
            out[begin:begin] = group[:head]
            out += group[head:]
        else:
            out += group
    return out


def _lines(own: Sequence[Piece]) -> list[Line]:
    """The pieces of one column, those of one line together."""
    ordered = sorted(own, key=lambda each: (each.row, each.low))
    return [list(group) for _, group in groupby(ordered, key=lambda each: each.row)]


def _over_blanks(own: Sequence[Piece]) -> list[list[Piece]]:
    bands: list[list[Piece]] = [[]]
    for piece in sorted(own, key=lambda each: each.row):
        if bands[-1] and piece.level - bands[-1][-1].level >= _BORDER:
            bands.append([])
        bands[-1].append(piece)
    return bands


def _over_lines(own: Sequence[Piece], first: int, stop: int) -> list[list[Piece]]:
    """Cut above and below the lines that stand over all columns."""
    over = {piece.row for piece in own if piece.first <= first and piece.last >= stop - 1}
    return [list(group) for _, group in groupby(sorted(own, key=lambda each: each.row), key=lambda each: each.row in over)]


def _untied(own: Sequence[Piece], first: int, stop: int) -> list[tuple[int, int]]:
    """Groups of columns: (first, after last) of each. Lines over both, or a border through both, tie columns."""
    blanks = {column: _blanks([piece for piece in own if piece.first <= column <= piece.last]) for column in range(first, stop)}
    groups = [(first, first + 1)]
    for column in range(first + 1, stop):
        tied = any(piece.first < column <= piece.last for piece in own) or any(
            min(one[1], other[1]) - max(one[0], other[0]) >= _SHARED for one in blanks[column - 1] for other in blanks[column]
        )
        groups[-1:] = [(groups[-1][0], column + 1)] if tied else [groups[-1], (column, column + 1)]
    return groups


def _blanks(own: Sequence[Piece]) -> list[tuple[int, int]]:
    levels = sorted({piece.level for piece in own})
    return [(above, below) for above, below in pairwise(levels) if below - above >= _BORDER]
