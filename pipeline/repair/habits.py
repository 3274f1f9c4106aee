"""How a page marks its paragraphs. Learnt from the page, never set for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.repair.cues import ends_sentence
from pipeline.repair.lines import Line, cut_share
from pipeline.repair.measures import EM, INDENT


@dataclass(frozen=True, slots=True)
class Habits:
    """A page's habits."""

    clean: bool
    """Every line is a paragraph already."""
    indented: bool
    """Leading blanks of first lines are kept."""
    lost_indent: float
    """Share of first lines that are narrower by the indent."""
    gaps: float
    """Share of lines with a blank line before them."""
    loose: bool
    """Some paragraphs are set looser than the column: their lines hold two characters less."""
    cut: float
    """Share of the page's commas and stops that stand at a line's end: near 1 where lines are cut at every mark."""


def habits(lines: Sequence[Line]) -> Habits:
    """The page's habits, from all its measured lines."""
    size = max(1, len(lines))
    long_lines = [line for line in lines if len(line.text) > 12]
    fitting = sum(abs(line.width - line.measure) <= EM for line in long_lines)
    wide = sum(line.width > line.measure + EM or ends_sentence(line.text.text) for line in long_lines)
    indents = sum(line.indent >= INDENT - 1 for line in lines)
    narrow = flush = 0
    for before, line in pairwise(lines):
        if before.measure - before.width >= INDENT and not (before.spaced or line.spaced) and ends_sentence(before.text.text):
            narrow += abs(line.measure - INDENT - line.width) <= 1.5
            flush += abs(line.measure - line.width) <= 1.5
    return Habits(
        clean=bool(long_lines) and wide * 2 > len(long_lines) and fitting * 3 < len(long_lines),
        indented=indents >= 3 and 0.04 * size <= indents <= 0.6 * size,
        lost_indent=(narrow + 1) / (narrow + flush + 2),
        gaps=sum(line.gap > 0 for line in lines) / size,
        cut=cut_share(lines),
        loose=sum(line.loose > 1 for line in lines) >= 2,
    )
