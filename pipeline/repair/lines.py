"""A page's printed lines: clean, measured, with what the extractor left of their surroundings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

from pipeline.document import MappedText
from pipeline.repair.blanks import clean, is_spaced, visible
from pipeline.repair.gutters import columns

EM = 2
"""Widths are counted in half ems: a Chinese character is 2, a Latin letter 1."""

INDENT = 2 * EM
"""First lines are set in by two characters."""

_LOOSE = re.compile(r"(?<=[0-9.%]) (?=[0-9.%])")
CUT = 0.5
"""Share of commas and stops at a line's end beyond which a page counts as cut at its marks."""

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_HALF = "，、；：（）“”‘’《》〈〉【】「」"
_SEAM = re.compile(r"[A-Za-z0-9%](?=[一-鿿])|[一-鿿](?=[A-Za-z0-9])")
_INDENT = re.compile(r"[ \t\u3000\xa0]*")
_WINDOW = 13
_ALL_GAPS = 0.99
_SAMPLE = 300
_CHUNK = 150
_WIDEST = 90
_FEW = 5
_MOST_A_LINE = 1.5
_NARROWEST = 6 * EM


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


def split_lines(page: str) -> list[Line]:
    """The page's lines that hold anything visible, cleaned. ``width`` and ``measure`` are not yet set."""
    lines: list[Line] = []
    gap, page_break = 0, False
    for begin, stop in _rows(page):
        raw = page[begin:stop]
        if visible(raw):
            lead = _INDENT.match(raw)
            indent = sum(EM if char == "\u3000" else 1 for char in lead.group()) if lead else 0
            text = clean(MappedText.of(raw, begin))
            lines.append(Line(text, gap, page_break, indent, is_spaced(raw), len(_LOOSE.findall(raw))))
            gap, page_break = 0, False
        elif lines:
            gap += 1
        page_break = page_break or page[stop : stop + 1] == "\f"
    return _closed_up(lines)


def _rows(page: str) -> list[tuple[int, int]]:
    """(start, end) of the page's lines, without their breaks; columns that stand side by side one after the other."""
    breaks = [found.span() for found in _BREAK.finditer(page)]
    rows = list(zip([0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(page)], strict=True))
    return columns(page, rows) or rows


def _closed_up(lines: list[Line]) -> list[Line]:
    """The lines with one blank line less before each, where an extractor put one before all of them: it says nothing."""
    if sum(line.gap > 0 for line in lines) < _ALL_GAPS * (len(lines) - 1):
        return lines
    return [replace(line, gap=max(0, line.gap - 1)) for line in lines]


def cut_share(lines: Sequence[Line]) -> float:
    """Share of the page's commas and stops that stand at a line's end: near 1 where lines are cut at every mark."""
    marks = sum(text.count("，") + text.count("。") + text.count("、") for text in (line.text.text for line in lines))
    return sum(line.text.text[-1] in "，。、" for line in lines) / max(1, marks)


def widths(text: str) -> tuple[float, float]:
    """(least, greatest) natural width of a line in half ems: punctuation set half wide, or full with air at Latin words."""
    full = EM * len(text) - len(text.encode("ascii", "ignore"))
    return full - sum(map(text.count, _HALF)), full + air(text)


def air(text: str) -> float:
    """Half ems a setter may put between Chinese characters and the Latin words and numbers among them."""
    return 0.0 if len(text.encode("ascii", "ignore")) == 0 else len(_SEAM.findall(text)) * 0.5


def measured(lines: Sequence[Line]) -> list[Line]:
    """The lines with ``width`` and the ``measure`` of their column, both learnt from the lines around.

    Whether the page sets its punctuation half or full wide is decided once, by which makes more lines equally wide.
    """
    both = [widths(line.text.text) for line in lines]
    columns = _tiled if cut_share(lines) > CUT else _columns
    sample = [[pair[style] for pair in both[:_SAMPLE]] for style in (0, 1)]
    tried = [columns(natural) for natural in sample]
    style = 0 if _fitting(sample[0], tried[0]) >= _fitting(sample[1], tried[1]) else 1
    natural = [pair[style] for pair in both]
    measures = tried[style] if len(lines) <= _SAMPLE else columns(natural)
    return [
        Line(line.text, line.gap, line.page_break, line.indent, line.spaced, line.loose, width + line.loose, measure)
        for line, width, measure in zip(lines, natural, measures, strict=True)
    ]


def _fitting(natural: Sequence[float], measures: Sequence[float]) -> float:
    """How many lines are as wide as their column, near misses counted in part."""
    off = [abs(width - measure) for width, measure in zip(natural, measures, strict=True)]
    return sum(exp(-miss) + (miss <= 1) for miss in off)


def _columns(natural: Sequence[float]) -> list[float]:
    """For each line the column width that fits it best: that of the lines up to it or of those from it on.

    Short lines (names, scraps of titles) say nothing of the column; where there is nothing else, the last column stands.
    """
    body = [i for i, width in enumerate(natural) if width >= _NARROWEST]
    long_lines = [natural[i] for i in body]
    modes: list[float] = []
    for i in range(max(1, len(long_lines) - _WINDOW + 1)):
        mode = _mode(long_lines[i : i + _WINDOW])
        modes.append(mode or (modes[-1] if modes else 0.0))
    overall = next((mode for mode in modes if mode), max(long_lines, default=_NARROWEST))
    out = []
    rank = 0
    for width in natural:
        back = modes[min(max(0, rank - _WINDOW + 1), len(modes) - 1)] or overall
        ahead = modes[min(rank, len(modes) - 1)] or overall
        if _strangeness(width, ahead) + 0.5 < _strangeness(width, back):
            out.append(ahead)
        else:
            out.append(max(back, ahead) if abs(back - ahead) <= EM else back)
        rank += width >= _NARROWEST
    return out


def _strangeness(width: float, measure: float) -> float:
    """How far a line is from being a full or an indented line of the column, in half ems, up to an em."""
    return min(abs(width - measure), abs(width - measure + INDENT), float(EM))


def _tiled(natural: Sequence[float]) -> list[float]:
    """Column widths where lines are cut at their marks: the width into which the pieces fit one after the other.

    Tried for every width on stretches of the page; a stretch has its own width where the page's is clearly worse.
    """
    chunks = [natural[i : i + _CHUNK] for i in range(0, len(natural), _CHUNK)]
    fits = [{width: _tiling(chunk, width) for width in range(_NARROWEST, _WIDEST)} for chunk in chunks]
    page = {width: sum(fit[width] for fit in fits) / len(fits) for width in range(_NARROWEST, _WIDEST)}
    out: list[float] = []
    for chunk, fit in zip(chunks, fits, strict=True):
        best = max(fit, key=lambda width: fit[width] + page[width])
        out += [float(best)] * len(chunk)
    return out


def _tiling(pieces: Sequence[float], width: float) -> float:
    """Share of the pieces' width that stands in lines as wide as the column when it is filled piece by piece."""
    filled = full = 0.0
    for piece in pieces:
        if filled + piece > width + 1:
            full += filled if abs(filled - width) <= 1 else 0.0
            filled = 0.0
        filled += piece
    return full / (sum(pieces) or 1.0)


def _mode(window: Sequence[float]) -> float:
    """The column width that explains most of the window's lines, or 0 where none explains enough.

    Lines are full but for what a setter may leave open, or first lines set in by the indent; wider lines speak against it.
    """
    ordered = sorted(window)
    size = len(ordered)
    best, most, enough = 0.0, -1.0, 0
    for width in sorted(set(ordered)):
        near = bisect_right(ordered, width + 1)
        wider = size - bisect_right(ordered, width + EM, near)
        if near * _MOST_A_LINE - wider * 0.7 < most - 0.01:
            continue
        full = near - bisect_left(ordered, width - EM, 0, near)
        exact = near - bisect_left(ordered, width - 1, 0, near)
        first = bisect_right(ordered, width - INDENT + 1, 0, near) - bisect_left(ordered, width - INDENT - 1, 0, near)
        score = full + exact * 0.5 + first * 0.7 - wider * 0.7
        if score >= most:
            best, most, enough = width, score, exact + first
    return best if enough >= _FEW else 0.0
