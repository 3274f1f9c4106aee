"""A page's printed lines: clean, measured, with what the extractor left of their surroundings.

Where lines and blanks stand is worked out in arrays for the whole page: it has thousands of lines, half of them blank.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.document import MappedText
from pipeline.document.codes import Codes, codes_of
from pipeline.repair import measures
from pipeline.repair.blanks import clean
from pipeline.repair.codes import Bools, Ink, Ints, among, counted, within
from pipeline.repair.gutters import columns
from pipeline.repair.measures import EM
from pipeline.repair.turns import unwound

CUT = 0.5
"""Share of commas and stops at a line's end beyond which a page counts as cut at its marks."""

_BREAK = among("\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
_CHINESE = among("⺀鿿", "！￮", "“", "”", "‘", "’", "…", "—")
_NUMERAL = among("09", ".", "%")
_SPACED = 3
"""Blanks between Chinese characters that make a stretched line, where two of five characters have one after them."""
_ALL_GAPS = 0.99


@dataclass(slots=True)
class Line:
    """One printed line, or a piece of one. Never changed once measured; not frozen, as frozen ones take twice as long to make."""

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


def split_lines(page: str) -> tuple[list[Line], bool]:
    """(the page's lines that hold anything visible, cleaned; whether those of columns came in turn and were put in order).

    ``width``, ``measure`` and ``air`` of the lines are not yet set.
    """
    codes = codes_of(page)
    ink = Ink.of(codes)
    begins, stops = _rows(page, codes)
    first, after = np.searchsorted(ink.places, begins), np.searchsorted(ink.places, stops)
    inked = np.flatnonzero(first < after)
    if not len(inked):
        return [], False
    first, after, begins = first[inked], after[inked], begins[inked]
    gaps, breaks = _gaps(inked), _page_breaks(page, stops, inked)
    turned = unwound(ink, first, after, np.diff(inked, prepend=inked[:1] - 1) - 1)
    if turned is not None:
        order, gaps = turned[0], turned[1].astype(np.int64)
        first, after, begins, breaks = first[order], after[order], begins[order], breaks[order]
    stretched, loose, latin = (counts[after - 1] - counts[first] for counts in map(counted, _seams(codes, ink)))
    of_line = (
        first,
        after,
        begins,
        ink.places[first],
        gaps,
        breaks,
        (stretched >= _SPACED) & (stretched * 5 >= (after - first) * 2),
        loose,
        latin > 0,
    )
    lines: list[Line] = []
    for a, b, begin, at, gap, page_break, spaced, apart, words in zip(*(each.tolist() for each in of_line), strict=True):
        text = clean(MappedText.of(page[at : ink.origin[b - 1] + 1], at)) if words else MappedText(ink.text[a:b], ink.origin[a:b])
        lines.append(Line(text, gap, page_break, _indent(page[begin:at]) if begin < at else 0, spaced, apart))
    return lines, turned is not None


def _rows(page: str, codes: Codes) -> tuple[Ints, Ints]:
    """Where the page's lines begin and end, without their breaks; columns that stand side by side one after the other."""
    breaks = np.flatnonzero(_BREAK[within(codes)])
    second = (codes[breaks] == ord("\n")) & (codes[breaks - 1] == ord("\r")) & (breaks > 0)  # \r\n is one break
    begins = np.append(0, breaks[~np.append(second, False)[1:]] + 1)
    stops = np.append(breaks[~second], len(page))
    beside = columns(page, list(zip(begins.tolist(), stops.tolist(), strict=True)))
    if beside is None:
        return begins, stops
    begins, stops = np.asarray(beside, np.int64).T
    return begins, stops


def _gaps(inked: Ints) -> Ints:
    """Blank lines before each line; one that an extractor put before all of them says nothing."""
    gaps = np.diff(inked, prepend=inked[:1] - 1) - 1
    everywhere = (gaps > 0).sum() >= _ALL_GAPS * (len(gaps) - 1)
    return np.maximum(0, gaps - everywhere)


def _page_breaks(page: str, stops: Ints, inked: Ints) -> Bools:
    """Whether a form feed ended any line since the one before."""
    if "\f" not in page:
        return np.zeros(len(inked), np.bool_)
    ended = np.array([page.startswith("\f", stop) for stop in stops.tolist()])
    return np.diff(counted(ended)[inked], prepend=0) > 0


def _seams(codes: Codes, ink: Ink) -> tuple[Bools, Bools, Bools]:
    """For each visible character whether a single blank parts it from the next one: Chinese ones, digits; and ASCII ones by any blank."""
    after = ink.places[:-1] + 1
    kind = within(ink.codes)
    single = (np.diff(ink.places) == 2) & (codes[after] == ord(" "))
    ascii_ = ink.codes < 0x80
    return (
        single & _CHINESE[kind[:-1]] & _CHINESE[kind[1:]],
        single & _NUMERAL[kind[:-1]] & _NUMERAL[kind[1:]],
        (np.diff(ink.places) > 1) & ascii_[:-1] & ascii_[1:],
    )


def _indent(lead: str) -> int:
    """Half ems of blank; invisible characters have no width."""
    return sum(EM if char == "\u3000" else 1 for char in lead if char.isspace())


def cut_share(lines: Sequence[Line]) -> float:
    """Share of the page's commas and stops that stand at a line's end: near 1 where lines are cut at every mark."""
    page = "".join([line.text.text for line in lines])
    marks = page.count("，") + page.count("。") + page.count("、")
    return sum(line.text.text[-1] in "，。、" for line in lines) / max(1, marks)


def measured(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with ``width``, ``air`` and the ``measure`` of their column filled in."""
    least, greatest, air = measures.widths([line.text.text for line in lines])
    natural, wide = measures.columns(least, greatest, cut_share(lines) > CUT)
    for line, width, measure, slack in zip(lines, natural.tolist(), wide.tolist(), air.tolist(), strict=True):
        line.width, line.measure, line.air = width + line.loose, measure, slack
    return lines
