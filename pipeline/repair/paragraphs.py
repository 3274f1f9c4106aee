"""Lines to paragraphs: the cheapest reading of the page as a setter's work.

A paragraph is set as a first line (indented by two characters, the blank mostly lost), full lines, and a last line that
may be short. Dynamic programming over the lines finds the breaks that fit widths, blank lines, indents and punctuation
best. An extractor also cuts one printed line into pieces, mostly at punctuation; the same search puts them together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.repair.cues import CLOSING, NEVER_FIRST, OPENING, dateline, ends_sentence
from pipeline.repair.lines import CUT, EM, INDENT, Line, air, cut_share, widths

_PIECES = 10
_FAR = 1e9
_UNIT = re.compile(rf"[A-Za-z0-9.,:/%+-]+[{re.escape(NEVER_FIRST)}]*|[{re.escape(OPENING)}]*.[{re.escape(NEVER_FIRST)}]*")

# Costs, about the negative logarithm of how often each happens on a printed page.
_LACK = (0.0, 0.1, 0.2, 0.4, 0.8, 1.5, 2.4, 3.4, 4.5, 5.3, 6.0, 6.5, 7.0, 7.4, 7.8, 8.2, 8.6, 9.0)
"""A line that should be full, by the quarter ems it lacks: one character is the setter's freedom, two are an indent."""
_OPEN_END = (2.0, 3.0, 7.0)
"""A paragraph of one, two, more lines that ends without the mark of a sentence's end: a heading, or hardly anything."""
_BREAK_PRIOR = 1.0
_FULL_END = 2.5
"""A last line that happens to be full."""
_TORN = 2.0
"""A full line after which the extractor goes elsewhere in the middle of a sentence."""
_LOOSE_PRIOR = 1.2
_LOOSE_SIGN = -0.5
_LOOSE_NO_SIGN = 0.1
"""A paragraph set looser, by two characters a line; blanks between digits are its sign."""
_STOP_INSIDE = 2.0
"""A line that ends with a sentence although its paragraph goes on."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a page marks its paragraphs. Learnt from the page, never set for one."""

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


def paragraphs(lines: Sequence[Line], page: Habits) -> list[list[Line]]:
    """The lines of each paragraph, in their order. ``lines`` follow each other with nothing else between."""
    if page.clean:
        return [[line] for line in lines]
    size = len(lines)
    facts = [_Facts(line) for line in lines]
    modes = (0, INDENT) if page.loose else (0,)
    # Cheapest reading up to a line: paragraph ended there, or (for each setting) going on after its first or a later line.
    cost: list[list[float]] = [[0.0] + [_FAR] * (2 * len(modes))]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (1 + 2 * len(modes))]
    for stop in range(1, size + 1):
        reached, origin = [_FAR * 2] * (1 + 2 * len(modes)), [(stop - 1, 0)] * (1 + 2 * len(modes))
        width, seams = 0.0, 0.0
        for start in range(stop - 1, max(-1, stop - 1 - _PIECES), -1):
            width += lines[start].width
            fresh, carried = _entries(lines, facts, start, page)
            before = cost[start]
            for mode, tight in enumerate(modes):
                ends, first, onward = _exits(lines, facts, start, stop, width, tight, page)
                one, more = 1 + 2 * mode, 2 + 2 * mode
                setting = _LOOSE_PRIOR if tight else 0.0
                for state, at, target in (
                    (0, before[0] + fresh + setting + ends[0], 0),
                    (0, before[0] + fresh + setting + first, one),
                    (one, before[one] + carried + ends[1], 0),
                    (one, before[one] + carried + onward, more),
                    (more, before[more] + carried + ends[2], 0),
                    (more, before[more] + carried + onward, more),
                ):
                    if at + seams < reached[target]:
                        reached[target], origin[target] = at + seams, (start, state)
            seam = _seam(lines, facts, start, page)
            if seam >= _FAR or width + lines[start - 1].width > lines[stop - 1].measure + _crowded(facts[start], page):
                break
            seams += seam
        cost.append(reached)
        back.append(origin)
    return _trace(lines, back)


def _exits(
    lines: Sequence[Line], facts: Sequence["_Facts"], start: int, stop: int, width: float, tight: int, page: Habits
) -> tuple[tuple[float, ...], float, float]:
    """Costs of the printed line ``lines[start:stop]``: as the last of 1, 2, more lines; as a first; as a later one going on.

    ``tight`` is how much narrower than the column it reads because its paragraph is set looser.
    """
    line, last, follower = lines[stop - 1], facts[stop - 1], facts[stop] if stop < len(lines) else None
    measure = line.measure - tight
    inset = INDENT if page.indented and lines[start].indent >= INDENT - 1 else 0
    first, full = _fits(measure, last, follower, width + inset, stop - start == 1, page)
    signs = (_LOOSE_SIGN if last.loose else _LOOSE_NO_SIGN) if tight else 0.0
    full_end = last.stretched or measure - width < 1
    torn = full_end and not last.closed and (follower is None or (0 < page.gaps < 0.5 and lines[stop].gap > 0))
    end = _FULL_END if full_end and not last.stretched and not torn else 0.0
    ends = ((_TORN if follower is None else 1.5 * _TORN),) * 3 if torn else last.end
    return tuple(end + each + signs for each in ends), first + last.go + signs, full + last.go + signs


def _trace(lines: Sequence[Line], back: list[list[tuple[int, int]]]) -> list[list[Line]]:
    stop, state = len(lines), 0
    found: list[list[Line]] = []
    while stop > 0:
        start, earlier = back[stop][state]
        if state == 0:
            found.append([])
        found[-1].extend(reversed(lines[start:stop]))
        stop, state = start, earlier
    return [part[::-1] for part in reversed(found)]


class _Facts:
    """What the search asks of a line again and again."""

    __slots__ = ("air", "closed", "dated", "end", "go", "head", "loose", "stretched", "tail", "unit")

    def __init__(self, line: Line) -> None:
        text = line.text.text
        self.head, self.tail, self.air = text[0], text[-1], air(text)
        self.dated = dateline(text) is not None
        self.loose = line.spaced or line.loose > 0
        self.stretched = line.spaced and line.width > 0.6 * line.measure
        found = _UNIT.match(text)
        self.unit = (widths(found.group())[0] if found and len(found.group()) > 1 else EM) - EM
        self.closed = ends_sentence(text) or all(char in CLOSING for char in text)
        self.go = _STOP_INSIDE if self.closed else 0.0
        self.end: tuple[float, ...]
        if self.closed:
            self.end = (0.3, 0.3, 0.3)
        elif self.tail in "：:；;":
            self.end = (1.5, 1.5, 1.5)
        elif self.tail in "，、," or self.tail in OPENING:
            self.end = (6.0, 7.0, 9.0)
        else:
            self.end = _OPEN_END


def _entries(lines: Sequence[Line], facts: Sequence[_Facts], start: int, page: Habits) -> tuple[float, float]:
    """Costs of a line that begins a paragraph, and of one that carries on, by how it begins."""
    line, fact = lines[start], facts[start]
    if start == 0:
        return 0.0, _FAR
    fresh, carried = _BREAK_PRIOR, 0.0
    if fact.dated:
        fresh, carried = fresh - 3.0, carried + 6.0
    if fact.head in NEVER_FIRST or facts[start - 1].tail in OPENING:
        fresh += 8.0
    if page.indented:
        if line.indent >= INDENT - 1:
            fresh, carried = fresh - 4.0, carried + 5.0
        else:
            fresh += 2.5
    if page.gaps > 0.5:
        fresh += 0.0 if line.gap else 1.0
    elif line.gap:
        fresh, carried = fresh - 1.2, carried + 1.2
    return fresh, carried


def _fits(measure: float, last: _Facts, follower: _Facts | None, width: float, whole: bool, page: Habits) -> tuple[float, float]:
    """Costs of a printed line of this width as a first line and as a later line of a paragraph that goes on after it."""
    if last.stretched and whole:
        return 0.5, 0.0
    slack = last.air + (follower.unit if follower else 0.0)
    full = _lack(measure - width, slack)
    if page.indented:
        return full, full
    dented = _lack(measure - INDENT - width, slack)
    return min(dented + 1.2 * (1 - page.lost_indent), full + 2.5 * page.lost_indent), full


def _lack(short: float, slack: float) -> float:
    """What a line that should be full costs, ``short`` half ems narrower (or, negative, wider) than its column.

    ``slack`` is what the next line's first unbreakable unit may leave open beyond a character's width.
    """
    if short < 0:
        return 0.2 * min(-short, EM) + min(8.0, max(0.0, -short - EM) * 1.5)
    short = max(min(short, 1.0), short - slack)
    return _LACK[min(len(_LACK) - 1, round(short * 2))]


def _crowded(after: _Facts, page: Habits) -> float:
    """How much wider than the column pieces may be together: marks where they meet can be set closer."""
    return EM + 1 if page.gaps < 0.5 or after.head in NEVER_FIRST or after.head in OPENING else 1.0


def _seam(lines: Sequence[Line], facts: Sequence[_Facts], at: int, page: Habits) -> float:
    """What it costs to take the lines before and from ``at`` as pieces of one printed line."""
    if at == 0 or (lines[at].gap and page.gaps > 0.5):
        return _FAR
    before, after = facts[at - 1], facts[at]
    if after.head in NEVER_FIRST or before.tail in OPENING:
        return 0.1
    if after.head in OPENING or before.tail in NEVER_FIRST or before.closed:
        alone = page.gaps > 0.5 and not lines[at].gap
        if alone or page.cut > CUT:
            return 0.3
        return 0.6 if not before.closed else 2.0 if after.head in OPENING else 4.5
    return _FAR
