"""Lines to paragraphs: the cheapest reading of the page as a setter's work.

A paragraph is set as a first line (indented by two characters, the blank mostly lost), full lines, and a last line that
may be short. Dynamic programming over the lines finds the breaks that fit widths, blank lines, indents and punctuation
best. An extractor also cuts one printed line into pieces, mostly at punctuation; the same search puts them together.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from pipeline.repair.codes import Floats
from pipeline.repair.costs import FAR, LOOSE_PRIOR, Facts, Pieces, entries, exits, pieces
from pipeline.repair.habits import Habits
from pipeline.repair.lines import Line
from pipeline.repair.measures import INDENT

_OVER = 0
"""State of the search: the paragraph ended. For each setting there are two more: after its first line, after a later one."""


def paragraphs(runs: Sequence[Sequence[Line]], page: Habits) -> list[list[Sequence[Line]]]:
    """The lines of each paragraph of each run. The lines of a run follow each other on the page with nothing else between.

    All runs are searched at once, as one row of lines in which every run begins a paragraph: many are short.
    """
    lines = [line for run in runs for line in run]
    starts = list(accumulate(map(len, runs), initial=0))
    ends = range(1, len(lines) + 1) if page.clean else _ends(lines, starts[:-1], page) if lines else ()
    found: list[list[Sequence[Line]]] = []
    borders = iter(pairwise((0, *ends)))
    for stop in starts[1:]:
        found.append([])
        for low, high in borders:
            found[-1].append(lines[low:high])
            if high == stop:
                break
    return found


def _ends(lines: Sequence[Line], starts: Sequence[int], page: Habits) -> list[int]:
    """Where the paragraphs end, in order. ``starts`` are the lines that begin a run."""
    facts = Facts(lines, starts)
    found = pieces(facts, page)
    moves = list(_moves(facts, found, page))
    states = max(target for _, target, _ in moves) + 1
    cost = [[2 * FAR] * states for _ in range(len(lines) + 1)]
    back = [[(max(0, stop - 1), _OVER)] * states for stop in range(len(lines) + 1)]
    begun = [0.0] + [FAR] * (states - 1)
    before = list(cost)
    for start in starts:
        before[start] = begun  # what a run costs is counted from its first line on
    ways = [(state, target) for state, target, _ in moves]
    prices = zip(*(each.tolist() for _, _, each in moves), strict=True)
    for start, stop, priced in zip(found.start.tolist(), found.stop.tolist(), prices, strict=True):
        so_far, reached, origin = before[start], cost[stop], back[stop]
        for (state, target), price in zip(ways, priced, strict=True):
            value = so_far[state] + price
            if value < reached[target]:
                reached[target], origin[target] = value, (start, state)
    return _traced(back)


def _moves(facts: Facts, found: Pieces, page: Habits) -> Iterator[tuple[int, int, Floats]]:
    """(state before, state after, cost of each stretch of lines): what a printed line may do to a paragraph."""
    fresh, carried = entries(facts, page)
    new, on = fresh[found.start] + found.seams, carried[found.start] + found.seams
    for number, tight in enumerate((0, INDENT) if page.loose else (0,)):
        one, more = 1 + 2 * number, 2 + 2 * number
        each = exits(facts, found, tight, page)
        begun = new + LOOSE_PRIOR if tight else new
        yield _OVER, _OVER, begun + each.last[:, 0]
        yield _OVER, one, begun + each.first
        yield one, _OVER, on + each.last[:, 1]
        yield one, more, on + each.onward
        yield more, _OVER, on + each.last[:, 2]
        yield more, more, on + each.onward


def _traced(back: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    stop, state = len(back) - 1, _OVER
    ends: list[int] = []
    while stop > 0:
        if state == _OVER:
            ends.append(stop)
        stop, state = back[stop][state]
    return ends[::-1]
