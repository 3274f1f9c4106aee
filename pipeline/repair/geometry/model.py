"""What geometry works with: printed lines, blocks of lines, headline groups, and the page they stand on."""

from dataclasses import dataclass, field

import numpy as np

from pipeline.document import Box, Layout, MappedText


@dataclass(slots=True, eq=False)
class Line:
    """One printed line (or a piece of one, where a gutter or a wide gap cuts it). Points, y upward."""

    x0: float
    x1: float
    base: float
    size: float
    face: int
    """Typeface of most of its Chinese characters, see :mod:`faces`."""
    glyphs: np.ndarray
    """Indices into the layout's columns, left to right."""
    text: MappedText
    """Clean, with blanks only between Latin words."""

    @property
    def top(self) -> float:
        return self.base + 0.88 * self.size

    @property
    def bottom(self) -> float:
        return self.base - 0.12 * self.size

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(slots=True, eq=False)
class Block:
    """Lines that stand one below the other in one column, top to bottom."""

    lines: list[Line]
    left: float = 0.0
    """Left edge of the column: where lines begin that are not indented."""
    right: float = 0.0
    begins: bool = True
    """Begins a paragraph or is a heading, see :func:`flow.mark`."""
    breaks_off: bool | None = None
    """Leaves a sentence unfinished; None where its end says nothing."""
    signed: bool = False
    """Ends with a byline in brackets, as articles do."""
    dated: bool = False
    """Begins with a dateline, as articles do."""
    _box: Box | None = None
    _chars: int | None = None

    @property
    def box(self) -> Box:
        """The box around its lines; to be asked for only when they are all there."""
        if self._box is None:
            self._box = bounds(self.lines)
        return self._box

    @property
    def chars(self) -> int:
        """The number of its characters; to be asked for only when all lines are there."""
        if self._chars is None:
            self._chars = sum(len(line.text) for line in self.lines)
        return self._chars


@dataclass(slots=True, eq=False)
class Headline:
    """A headline group: the title's lines, what stands small above it and below it, and a byline."""

    title: list[Line]
    above: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [*self.above, *self.title, *self.below]

    @property
    def box(self) -> Box:
        return bounds(self.lines)

    @property
    def size(self) -> float:
        return max(line.size for line in self.title)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's layout with what is true of the page as a whole."""

    text: str
    layout: Layout
    body: float
    """Font size of most of the text."""
    leading: float
    """Distance between two baselines of the body."""
    face: int
    """Typeface of the body."""


def bounds(lines: list[Line]) -> Box:
    """The box around lines."""
    return min(n.x0 for n in lines), min(n.bottom for n in lines), max(n.x1 for n in lines), max(n.top for n in lines)


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Length that two intervals share; 0 where none."""
    low = a0 if a0 > b0 else b0  # asked a hundred thousand times a page: min and max take thrice as long
    high = a1 if a1 < b1 else b1
    return high - low if high > low else 0.0


def steps(values: np.ndarray, apart: float) -> np.ndarray:
    """For each value the number of its group, groups in rising order and parted by ``apart`` or more."""
    order = np.argsort(values, kind="stable")
    numbers = np.concatenate(([0], np.cumsum(np.diff(values[order]) > apart)))
    out = np.empty(len(values), np.int64)
    out[order] = numbers
    return out
