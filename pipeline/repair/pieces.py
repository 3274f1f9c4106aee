"""Cells in their columns: how far down the page they stand, which are titles, and over how many columns those reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.document import MappedText
from pipeline.repair.bylines import certain, signature
from pipeline.repair.cells import DENTED, Cell, Columns
from pipeline.repair.cues import ends_sentence
from pipeline.repair.measures import EM

_SHORT = 0.75
"""Share of the measure below which a line that is set in is no first line."""
_LEAST, _LARGEST = 1.12, 5.0
"""How much larger than the text a title is."""
_GUTTER = 3.0
"""Half ems between columns, at most places also."""
_FULL = 2 * EM
"""What a full line may lack."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell in its column, or over several."""

    row: int
    level: int
    """How many lines of a column stand above it."""
    first: int
    last: int
    """The columns it stands in."""
    begin: int
    """Where it begins on the page with the blank before it in its column."""
    low: int
    high: int
    off: bool
    """No line of its column: a title or a byline."""
    open: bool
    """A full line that ends in the middle of a sentence."""


def pieces(page: str, found: Sequence[tuple[int, Cell]], grid: Columns, rows: Sequence[tuple[int, int]]) -> list[Piece]:
    """The cells with their columns, in the order of the page; ``rows`` are its lines."""
    out: list[Piece] = []
    levels: dict[int, int] = {}
    above: dict[int, Cell] = {}
    level = free = 0
    before, apart = None, False
    for row, group in groupby(found, key=lambda each: each[1].row):
        own = list(group)
        fresh = {column for column, cell in own if not _carries_on(page, above.get(column), cell, grid, column)}
        level = max([level, *(levels[column] + 1 for column in fresh if column in levels)])
        off = [_stands_off(cell, grid, column) for column, cell in own]
        if before is not None:
            level += (row - before - 1) * (1 + apart)
        before, apart = row, all(off)
        text = {column for (column, _), alone in zip(own, off, strict=True) if not alone}
        for number, (column, cell) in enumerate(own):
            alone = off[number]
            last = max(column, grid.of(cell.end - 4), _reach(page, own, number, grid, text) if alone else 0)
            edge = rows[row][0] + grid.edges[column] if column < len(grid.edges) else cell.low
            begin = min(cell.low, max(edge, free)) if column in fresh else cell.low
            full = column < len(grid.edges) and cell.width >= grid.widths[column] - _FULL
            torn = full and not alone and not ends_sentence(page[cell.low : cell.high])
            out.append(Piece(row, level, column, last, begin, cell.low, cell.high, alone, torn))
            free = cell.high
            above[column] = cell
            levels[column] = level
    return out


def _stands_off(cell: Cell, grid: Columns, column: int) -> bool:
    """Whether a cell is no line of its column: a title's or a byline's, which have room around them."""
    if column >= len(grid.edges):
        return True
    off = cell.at - grid.edges[column]
    return abs(off) > 1 and (off > DENTED or cell.width < _SHORT * grid.widths[column])


def _reach(page: str, own: Sequence[tuple[int, Cell]], number: int, grid: Columns, text: set[int]) -> int:
    """The last column a title stands over, if it is centred there: it is set larger, so that it is wider than the line says."""
    column, cell = own[number]
    if column + 1 >= len(grid.edges) or column + 1 in text:
        return column
    sign = signature(MappedText.of(page[cell.low : cell.high]))
    if sign is not None and certain(sign):
        return column
    measure = grid.widths[column]
    place = measure / max(measure / EM, grid.edges[column + 1] - grid.edges[column] - _GUTTER)  # half ems of a place
    left = (cell.at - grid.edges[column]) * place
    if number + 1 < len(own) and own[number + 1][0] == column + 1:
        other = own[number + 1][1]
        right = (other.at - grid.edges[column + 1]) * place
        size = (2 * measure + _GUTTER - 2 * left) / (cell.width + EM + other.width)
        one = abs(left + size * (cell.width + EM) - measure - _GUTTER - right)
        two = abs((measure - (measure - 2 * left) / cell.width * other.width) / 2 - right)
        return column + (one < two and _LEAST <= size <= _LARGEST)  # one title in two halves, or two titles
    last = column
    while last + 1 < len(grid.edges) and last + 1 not in text and measure - 2 * left < _LEAST * cell.width:
        measure += grid.widths[last + 1] + _GUTTER
        last += 1
    return last


def _carries_on(page: str, above: Cell | None, cell: Cell, grid: Columns, column: int) -> bool:
    """Whether a cell is the rest of the line that the cell above it in its column begins."""
    if above is None or column >= len(grid.edges) or cell.at <= grid.edges[column] or above.row == cell.row:
        return False
    return above.width + cell.width <= grid.widths[column] + 1 and not ends_sentence(page[above.low : above.high])
