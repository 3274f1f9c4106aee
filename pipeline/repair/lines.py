"""A page's printed lines: clean, measured, with what the extractor left of their surroundings."""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import MappedText
from pipeline.repair import measures
from pipeline.repair.blanks import clean, has_ink, is_spaced
from pipeline.repair.gutters import columns
from pipeline.repair.measures import EM

_LOOSE = re.compile(r"(?<=[0-9.%]) (?=[0-9.%])")
CUT = 0.5
"""Share of commas and stops at a line's end beyond which a page counts as cut at its marks."""

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_ALL_GAPS = 0.99


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or a piece of one."""

    text: MappedText
    gap: int
    """Blank lines before it."""
    page_break: bool
    indent: int
    """Half ems of blank before its first character."""
    spaced: bool
    """Stretched to full measure by blanks between its characters."""
    loose: int = 0
    """Blanks between its digits: it is set looser than others."""
    width: float = 0.0
    measure: float = 0.0
    """Width of the column it stands in."""
    air: float = 0.0
    """Half ems a setter may have put between its Chinese characters and the Latin words and numbers among them."""


def split_lines(page: str) -> list[Line]:
    """The page's lines that hold anything visible, cleaned. ``width``, ``measure`` and ``air`` are not yet set."""
    lines: list[Line] = []
    rows = _rows(page)
    inked = [begin < stop and has_ink(page[begin:stop]) for begin, stop in rows]
    origin = array("i", range(len(page)))
    spare = _spare_gap(inked)
    gap, page_break = 0, False
    for (begin, stop), ink in zip(rows, inked, strict=True):
        if ink:
            raw = page[begin:stop].rstrip()
            bare = raw.lstrip()
            lead = raw[: len(raw) - len(bare)]
            indent = len(lead) + (EM - 1) * lead.count("\u3000") if lead else 0
            at = begin + len(lead)
            text = clean(MappedText(bare, origin[at : at + len(bare)]))
            spaced, loose = (is_spaced(bare), len(_LOOSE.findall(bare))) if " " in bare else (False, 0)
            lines.append(Line(text, max(0, gap - spare), page_break, indent, spaced, loose))
            gap, page_break = 0, False
        elif lines:
            gap += 1
        page_break = page_break or page[stop : stop + 1] == "\f"
    return lines


def _rows(page: str) -> list[tuple[int, int]]:
    """(start, end) of the page's lines, without their breaks; columns that stand side by side one after the other."""
    breaks = [found.span() for found in _BREAK.finditer(page)]
    rows = list(zip([0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(page)], strict=True))
    return columns(page, rows) or rows


def _spare_gap(inked: Sequence[bool]) -> int:
    """1 where an extractor put a blank line before all of the lines, which says nothing; else 0."""
    gaps = sum(ink and not before for before, ink in pairwise(inked[inked.index(True) :])) if True in inked else 0
    return int(gaps >= _ALL_GAPS * (sum(inked) - 1))


def cut_share(lines: Sequence[Line]) -> float:
    """Share of the page's commas and stops that stand at a line's end: near 1 where lines are cut at every mark."""
    page = "".join(line.text.text for line in lines)
    marks = page.count("，") + page.count("。") + page.count("、")
    return sum(line.text.text[-1] in "，。、" for line in lines) / max(1, marks)


def measured(lines: Sequence[Line]) -> list[Line]:
    """The lines with ``width``, ``air`` and the ``measure`` of their column."""
    least, greatest, air = measures.widths([line.text.text for line in lines])
    natural, wide = measures.columns(least, greatest, cut_share(lines) > CUT)
    return [
        Line(line.text, line.gap, line.page_break, line.indent, line.spaced, line.loose, width + line.loose, measure, slack)
        for line, width, measure, slack in zip(lines, natural.tolist(), wide.tolist(), air.tolist(), strict=True)
    ]
