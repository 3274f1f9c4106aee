"""What stands side by side on a line of text (``pdftotext -layout``): cells, the columns they begin at, cells of two columns cut.

Such an extractor keeps the place of every character as well as a line of text can: columns begin at one character's place on all
lines. Where the gutter is narrow it takes the lines of two columns for one with a blank in it; how wide the column's other
lines are, in characters, says where.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.repair import measures
from pipeline.repair.blanks import is_spaced
from pipeline.repair.cues import NEVER_FIRST
from pipeline.repair.measures import EM, INDENT

_CELL = re.compile(r"\S+(?:\s{1,2}\S+)*")
_BLANK = re.compile(r"\s+")
_FEWEST = 3
"""Cells that begin at one place and make an edge."""
_LONG = 0.6
"""Share of the measure a line has from which its beginning may be a column's."""
DENTED = 8
"""Places after an edge at which first lines begin."""
_JITTER = 2
"""Places before an edge at which a column's line may begin: a quotation mark hangs out."""
_LOOSE = 4 * EM
"""How much narrower a stretched line's characters may be than its column."""
_STRETCHED = 1.5 * EM
"""And mostly is."""
_OVER = 1.5
"""Half ems by which a line may be wider than its column: a mark hangs out."""
_TWO = 1.6
"""How much wider than most a line is that is surely two."""
_NEAR = 8
"""Characters before and after a blank that tell whether the line is stretched there."""
_ROOM = 12
"""Places beyond one and a half columns, from which another column may be hidden between two edges."""
_MOST = 40
"""Columns a page may have."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of a line between wide blanks."""

    row: int
    at: int
    """Its place on the line, in characters."""
    low: int
    high: int
    """Where it begins and ends on the page."""
    width: float
    """Of its characters, in half ems."""

    @property
    def end(self) -> int:
        """The place after it."""
        return self.at + self.high - self.low


def cells(page: str, rows: Sequence[tuple[int, int]]) -> list[Cell]:
    """The cells of the lines, measured as the page sets its marks: half or full wide."""
    spans = [(row, low, m.start(), m.end()) for row, (low, high) in enumerate(rows) for m in _CELL.finditer(page[low:high])]
    texts = ["".join(page[low + start : low + stop].split()) for _, low, start, stop in spans]
    narrow, wide, _ = measures.widths(texts)
    width = max((narrow.tolist(), wide.tolist()), key=lambda each: usual(each)[1])
    return [Cell(row, start, low + start, low + stop, own) for (row, low, start, stop), own in zip(spans, width, strict=True)]


def usual(widths: Sequence[float]) -> tuple[float, float]:
    """(the width of most full lines, how surely), of those that are no scraps: some lack a character, hardly any is wider."""
    counted = Counter(width for width in widths if width >= measures.NARROWEST)
    fits = {width: sum(counted.get(width - step / 2, 0) for step in range(2 * EM + 1)) + counted[width] / 2 for width in counted}
    best = max(fits.values(), default=0.0)
    return max((width for width, fit in fits.items() if fit >= best / 2), default=0.0), best


class Columns:
    """The columns of some lines: the places they begin at and the width of their lines, in half ems."""

    def __init__(self, found: Sequence[Cell], page: "Columns | None" = None) -> None:
        """``page`` are the columns of the whole page, where ``found`` are some of its cells and too few to tell."""
        self.usual = usual([cell.width for cell in found])[0]
        if page is not None and self.usual > _TWO * page.usual:  # nearly all of them run over two columns
            self.usual = page.usual
        starts = Counter(cell.at for cell in found if cell.width >= _LONG * self.usual)
        self.edges = _edges(starts)
        self.edges = sorted([*self.edges, *(edge for edge in (page.edges if page else ()) if self._is_free(edge, found))])
        often = Counter(cell.at for cell in found)
        self._lines = {at for at, count in often.items() if count > 1} | set(self.edges)
        self.widths = [self._width(found, number) for number in range(len(self.edges))]

    def of(self, at: int) -> int:
        """The column a place is in."""
        return max(0, bisect_right(self.edges, at + _JITTER) - 1)

    def begins(self, at: int) -> bool:
        """Whether a column's line may begin at the place: others do."""
        return at in self._lines and (not self.edges or at - self.edges[self.of(at)] <= DENTED)

    def insert(self, edge: int) -> None:
        """Another column, as wide as the one it begins in."""
        column = self.of(edge)
        self.edges.insert(column + 1, edge)
        self.widths.insert(column + 1, self.widths[column])

    def _is_free(self, edge: int, found: Sequence[Cell]) -> bool:
        """Whether no column begins near a place and no line runs over it."""
        if any(abs(edge - other) <= DENTED for other in self.edges):
            return False
        return not any(cell.at < edge - _JITTER and cell.end > edge and cell.width < self.usual + _OVER for cell in found)

    def _width(self, found: Sequence[Cell], number: int) -> float:
        own = [cell.width for cell in found if self.of(cell.at) == number and cell.at <= self.edges[number] + 1]
        width, fit = usual(own)
        also = sum(0 <= self.usual - each <= EM for each in own)
        return width if fit >= max(_FEWEST, len(own) / 3, 2 * also) and width < _TWO * self.usual else self.usual


def _edges(starts: Counter[int]) -> list[int]:
    """Places at which lines begin often; of those close to each other the first that is no accident."""
    close: list[list[int]] = []
    for at in sorted(at for at, count in starts.items() if count >= _FEWEST):
        if not close or at - close[-1][0] > DENTED:
            close.append([])
        close[-1].append(at)
    most = [max(starts[at] for at in group) for group in close]
    kept = sorted(range(len(close)), key=lambda number: -most[number])[:_MOST]
    return [next(at for at in close[number] if starts[at] * 3 >= most[number]) for number in sorted(kept)]


def parted(page: str, found: Sequence[Cell], columns: Columns) -> list[tuple[int, Cell]]:
    """(column, cell) of all cells, those of two or more columns cut where the line of the first is full.

    Columns that come to light by that are added to ``columns``.
    """
    hidden = _hidden(found, _cut(page, found, columns, len(columns.edges) + 1), columns)
    for edge in reversed(hidden):
        columns.insert(edge)
    return _cut(page, found, columns, len(columns.edges))


def _hidden(found: Sequence[Cell], cut: Sequence[tuple[int, Cell]], columns: Columns) -> list[int]:
    """Edges of columns whose lines are nearly all taken together with those of the column before."""
    begun, ended = {cell.low for cell in found}, {cell.high for cell in found}
    halves: defaultdict[int, set[int]] = defaultdict(set)
    sizes: dict[int, int] = {}
    for column, cell in cut:
        if cell.low not in begun:
            halves[column - 1].add(cell.row)
        if cell.high not in ended and column < len(columns.edges):
            sizes[column] = max(sizes.get(column, 0), cell.end - columns.edges[column])
    out: list[int] = []
    for column in sorted(column for column, rows in halves.items() if len(rows) > 1 and column in sizes):
        edge = columns.edges[column]
        after = columns.edges[column + 1] if column + 1 < len(columns.edges) else None
        taken = sum(cell.row in halves[column] and columns.of(cell.at) == column + 1 and cell.low in begun for cell in found)
        if after is None or after - edge > 1.5 * columns.widths[column] + _ROOM or taken > 1:
            least = edge + sizes[column]
            place = min([least + 1, *(cell.at for cell in found if least <= cell.at and (after is None or cell.at < after - DENTED))])
            out += [place] if after is None or place < after - DENTED else []
    return out


def _cut(page: str, found: Sequence[Cell], columns: Columns, most: int) -> list[tuple[int, Cell]]:
    """Every cell in its column, the parts of those that are cut in the columns after, up to ``most`` columns."""
    out: list[tuple[int, Cell]] = []
    for cell in found:
        column, before, begins = columns.of(cell.at), 0.0, columns.begins(cell.at)
        if out and out[-1][1].row == cell.row:
            column = max(column, out[-1][0])
            if column == out[-1][0] and not begins:
                before, begins = out[-1][1].width, columns.begins(out[-1][1].at)
        rest = cell
        while begins and column + 1 < most and before + rest.width >= columns.widths[column] + _OVER:
            halves = _halves(page, rest, columns, column, before)
            if halves is None:
                break
            out.append((column, halves[0]))
            rest = halves[1]
            column, before = column + 1, 0.0
            begins = column < len(columns.edges)
        out.append((column, rest))
    return out


def _halves(page: str, cell: Cell, columns: Columns, column: int, before: float) -> tuple[Cell, Cell] | None:
    """The cell cut at the blank before which the line of its column is full, or None where none is.

    ``before`` is the width of what stands before it in its column.
    """
    text = page[cell.low : cell.high]
    dented = columns.edges[column] + _JITTER <= cell.at <= columns.edges[column] + DENTED
    measure = columns.widths[column] - before - INDENT * dented
    whole = cell.width / measures.least("".join(text.split()))
    evenly = min(_STRETCHED, max(0.0, 2 * measure - cell.width) / 2)
    best: tuple[float, float, re.Match[str]] | None = None
    for blank in _BLANK.finditer(text):
        left, right = text[: blank.start()], text[blank.end() :]
        width = whole * measures.least("".join(left.split()))
        lack = measure - width
        if lack < -_OVER:
            break
        stretched = is_spaced(left[-_NEAR:])
        if lack > (_LOOSE if stretched else 2 * EM) or right[0] in NEVER_FIRST:
            continue
        goes_on = stretched and is_spaced(right[:_NEAR])
        cost = abs(lack - (evenly if goes_on else _STRETCHED if stretched else 0.0))
        cost += EM * (goes_on and len(right) > _NEAR) - EM * (cell.at + blank.end() in columns.edges)
        if best is None or cost < best[0]:
            best = (cost, width, blank)
    if best is None:
        return None
    _, width, blank = best
    at = columns.edges[column + 1] if column + 1 < len(columns.edges) else cell.at + blank.end()
    return (
        replace(cell, high=cell.low + blank.start(), width=width),
        Cell(cell.row, at, cell.low + blank.end(), cell.high, cell.width - width),
    )
