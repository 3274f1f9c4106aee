"""What it costs to read lines of a page as a setter's work: about the negative logarithm of how often each happens.

Computed in arrays for all readings of a run of lines at once; :mod:`pipeline.repair.paragraphs` searches the cheapest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.repair.codes import Bools, Floats, Ints
from pipeline.repair.cues import CLOSING, NEVER_FIRST, OPENING, dateline, ends_sentence, is_caption, is_item, opens
from pipeline.repair.habits import Habits
from pipeline.repair.lines import CUT, Line
from pipeline.repair.measures import EM, INDENT, least

FAR = 1e9
LOOSE_PRIOR = 1.2
"""A paragraph set looser, by two characters a line; blanks between digits are its sign."""

_PIECES = 10
_LACK = np.array((0.0, 0.1, 0.2, 0.4, 0.8, 1.5, 2.4, 3.4, 4.5, 5.3, 6.0, 6.5, 7.0, 7.4, 7.8, 8.2, 8.6, 9.0))
"""A line that should be full, by the quarter ems it lacks: one character is the setter's freedom, two are an indent."""
_ENDS = np.array(((0.3, 0.3, 0.3), (1.5, 1.5, 1.5), (6.0, 7.0, 9.0), (2.0, 3.0, 7.0)))
"""A paragraph of one, two, more lines that ends with a sentence, a colon, a comma, or without a mark (a heading, or hardly
anything)."""
_SENTENCE, _COLON, _COMMA, _OPEN = range(4)
_BREAK_PRIOR = 1.0
_FULL_END = 2.5
"""A last line that happens to be full."""
_TORN = 2.0
"""A full line after which the extractor goes elsewhere in the middle of a sentence."""
_LOOSE_SIGN = -0.5
_LOOSE_NO_SIGN = 0.1
_STOP_INSIDE = 2.0
"""A line that ends with a sentence although its paragraph goes on."""
_UNIT = re.compile(rf"[A-Za-z0-9.,:/%+-]+[{re.escape(NEVER_FIRST)}]*|[{re.escape(OPENING)}]*.[{re.escape(NEVER_FIRST)}]*")
_CREDITED = "）)摄图"
_FIRST_WIDE = "\u2e80"


class Facts:
    """What the readings ask of each line, in arrays."""

    def __init__(self, lines: Sequence[Line], starts: Sequence[int]) -> None:
        """``starts`` are the lines that do not follow the one before on the page."""
        self.starts = list(starts)
        texts = [line.text.text for line in lines]
        self.heads = [text[0] for text in texts]
        self.tails = [text[-1] for text in texts]
        self.opening = np.array([dateline(text) is not None or opens(text) for text in texts])
        self.opening[1:] |= np.array([text[-1] in _CREDITED and is_caption(text) for text in texts[:-1]], dtype=bool)
        self.item = np.array([is_item(text) for text in texts])
        self.item[1:] &= np.array([text[-1] in "。；;：:" for text in texts[:-1]], dtype=bool)
        self.closed = np.array([ends_sentence(text) or not text.strip(CLOSING) for text in texts])
        self.end = np.array([_end(tail, closed) for tail, closed in zip(self.tails, self.closed.tolist(), strict=True)])
        self.unit = np.array([*map(_unit, texts), 0.0])
        self.unit[self.starts] = 0.0
        """Half ems the line before may leave open beyond a character's width, for what begins this one cannot be broken."""
        self.width = np.array([line.width for line in lines])
        self.measure = np.array([line.measure for line in lines])
        self.air = np.array([line.air for line in lines])
        self.gap = np.array([line.gap > 0 for line in lines])
        self.indented = np.array([line.indent >= INDENT - 1 for line in lines])
        spaced = np.array([line.spaced for line in lines])
        self.loose = spaced | np.array([line.loose > 0 for line in lines])
        self.stretched = spaced & (self.width > 0.6 * self.measure)


def _end(tail: str, closed: bool) -> int:
    if closed:
        return _SENTENCE
    if tail in "：:；;":
        return _COLON
    return _COMMA if tail in "，、," or tail in OPENING else _OPEN


def _unit(text: str) -> float:
    if text[0] >= _FIRST_WIDE and text[0] not in OPENING and text[1:2] not in NEVER_FIRST:
        return 0.0
    found = _UNIT.match(text)
    return least(found.group()) - EM if found and len(found.group()) > 1 else 0.0


@dataclass(frozen=True, slots=True)
class Pieces:
    """Every stretch of lines that may be the pieces of one printed line."""

    start: Ints
    stop: Ints
    width: Floats
    seams: Floats
    """Cost of taking them as one."""


def pieces(facts: Facts, page: Habits) -> Pieces:
    """The stretches, by where they stop and then the longer the later. Most are a single line."""
    seams = _seams(facts, page)
    widths, measure = facts.width.tolist(), facts.measure.tolist()
    found: list[tuple[int, int, float, float]] = []
    for stop in range(1, len(widths) + 1):
        start, width, cost = stop - 1, widths[stop - 1], 0.0
        found.append((start, stop, width, cost))
        while seams[start] < FAR and stop - start < _PIECES:
            crowded = EM + 1 if page.gaps < 0.5 or facts.heads[start] in NEVER_FIRST or facts.heads[start] in OPENING else 1.0
            if width + widths[start - 1] > measure[stop - 1] + crowded:
                break
            cost += seams[start]
            start -= 1
            width += widths[start]
            found.append((start, stop, width, cost))
    start_, stop_, width_, seams_ = zip(*found, strict=True)
    return Pieces(np.array(start_), np.array(stop_), np.array(width_), np.array(seams_))


def _seams(facts: Facts, page: Habits) -> list[float]:
    """What it costs to take the lines before and from each as pieces of one printed line."""
    heads, tails, closed = facts.heads, facts.tails, facts.closed.tolist()
    gaps = facts.gap.tolist() if page.gaps > 0.5 else [False] * len(heads)
    seams = [FAR] + [_seam(tails[at - 1], closed[at - 1], heads[at], gaps[at], page) for at in range(1, len(heads))]
    for start in facts.starts:
        seams[start] = FAR
    return seams


def _seam(tail: str, closed: bool, head: str, gap: bool, page: Habits) -> float:
    if gap:
        return FAR
    if head in NEVER_FIRST or tail in OPENING:
        return 0.1
    if head in OPENING or tail in NEVER_FIRST or closed:
        if page.gaps > 0.5 or page.cut > CUT:
            return 0.3
        return 0.6 if not closed else 2.0 if head in OPENING else 4.5
    return FAR


def entries(facts: Facts, page: Habits) -> tuple[Floats, Floats]:
    """Costs of each line as one that begins a paragraph, and as one that carries on, by how it begins."""
    size = len(facts.heads)
    fresh, carried = np.full(size, _BREAK_PRIOR), np.zeros(size)
    fresh -= 3.0 * facts.opening + 2.0 * facts.item
    carried += 6.0 * facts.opening + 2.5 * facts.item
    hangs = [head in NEVER_FIRST or tail in OPENING for head, tail in zip(facts.heads, ["。", *facts.tails[:-1]], strict=True)]
    fresh += 8.0 * np.array(hangs)
    if page.indented:
        fresh += np.where(facts.indented, -4.0, 2.5)
        carried += 5.0 * facts.indented
    if page.gaps > 0.5:
        fresh += 1.0 * ~facts.gap
    else:
        fresh -= 1.2 * facts.gap
        carried += 1.2 * facts.gap
    fresh[facts.starts], carried[facts.starts] = 0.0, FAR
    return fresh, carried


@dataclass(frozen=True, slots=True)
class Exits:
    """Costs of each stretch as one printed line."""

    last: Floats
    """As the last of one, two, more lines: a column each."""
    first: Floats
    """As the first line of a paragraph that goes on."""
    onward: Floats
    """As a later line of one that goes on."""


def exits(facts: Facts, found: Pieces, tight: int, page: Habits) -> Exits:
    """``tight``: how much narrower than the column the lines read because their paragraph is set looser."""
    last = found.stop - 1
    measure = facts.measure[last] - tight
    stretched, closed = facts.stretched[last], facts.closed[last]
    signs = np.where(facts.loose[last], _LOOSE_SIGN, _LOOSE_NO_SIGN) if tight else np.zeros(len(last))
    inset = INDENT * facts.indented[found.start] if page.indented else 0.0
    slack = facts.air[last] + facts.unit[found.stop]
    full = _lack(measure - found.width - inset, slack)
    first = full
    if not page.indented:
        dented = _lack(measure - INDENT - found.width, slack)
        first = np.minimum(dented + 1.2 * (1 - page.lost_indent), full + 2.5 * page.lost_indent)
    whole = stretched & (found.stop - found.start == 1)
    first, full = np.where(whole, 0.5, first), np.where(whole, 0.0, full)
    go = _STOP_INSIDE * closed + signs

    full_end = stretched | (measure - found.width < 1)
    over = np.isin(found.stop, [*facts.starts, len(facts.heads)])
    leaves: Bools = over | np.append(facts.gap, False)[found.stop] if 0 < page.gaps < 0.5 else over
    torn = full_end & ~closed & leaves
    end = np.where(full_end & ~stretched & ~torn, _FULL_END, 0.0) + signs
    ends = np.where(torn[:, None], np.where(over, _TORN, 1.5 * _TORN)[:, None], _ENDS[facts.end[last]])
    return Exits(ends + end[:, None], first + go, full + go)


def _lack(short: Floats, slack: Floats) -> Floats:
    """What a line that should be full costs, ``short`` half ems narrower (or, negative, wider) than its column.

    ``slack`` is what the next line's first unbreakable unit may leave open beyond a character's width.
    """
    wider = 0.2 * np.minimum(-short, EM) + np.minimum(8.0, np.maximum(0.0, -short - EM) * 1.5)
    lacks = np.maximum(np.minimum(short, 1.0), short - slack)
    steps = np.clip(np.rint(lacks * 2), 0, len(_LACK) - 1).astype(np.int64)
    return np.where(short < 0, wider, _LACK[steps])
