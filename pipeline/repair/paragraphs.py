"""Lines to paragraphs: the cheapest reading of the page as a setter's work.

A paragraph is set as a first line (indented by two characters, the blank mostly lost), full lines, and a last line that
may be short. Dynamic programming over the lines finds the breaks that fit widths, blank lines, indents and punctuation
best. An extractor also cuts one printed line into pieces, mostly at punctuation; the same search puts them together.
"""

from collections.abc import Sequence

from pipeline.repair.costs import FAR, LOOSE_PRIOR, Facts, entries, exits, pieces
from pipeline.repair.habits import Habits
from pipeline.repair.lines import Line
from pipeline.repair.measures import INDENT

_OVER = 0
"""State of the search: the paragraph ended. For each setting there are two more: after its first line, after a later one."""


def paragraphs(lines: Sequence[Line], page: Habits) -> list[list[Line]]:
    """The lines of each paragraph, in their order. ``lines`` follow each other with nothing else between."""
    if page.clean or len(lines) == 1:
        return [[line] for line in lines]
    facts = Facts(lines)
    found = pieces(facts, page)
    fresh, carried = (cost.tolist() for cost in entries(facts, page))
    settings = [(exits(facts, found, tight, page), LOOSE_PRIOR if tight else 0.0) for tight in ((0, INDENT) if page.loose else (0,))]
    costs = [(prior, each.last.tolist(), each.first.tolist(), each.onward.tolist()) for each, prior in settings]
    states = 1 + 2 * len(costs)
    cost = [[0.0] + [FAR] * (states - 1)] + [[2 * FAR] * states for _ in lines]
    back = [[(max(0, stop - 1), _OVER)] * states for stop in range(len(lines) + 1)]
    for at, (start, stop, seams) in enumerate(zip(found.start.tolist(), found.stop.tolist(), found.seams.tolist(), strict=True)):
        before, reached, origin = cost[start], cost[stop], back[stop]
        begun, on = before[_OVER] + fresh[start] + seams, carried[start] + seams
        for setting, (prior, last, first, onward) in enumerate(costs):
            one, more = 1 + 2 * setting, 2 + 2 * setting
            ends = last[at]
            after_one, after_more = before[one] + on, before[more] + on
            for state, value, target in (
                (_OVER, begun + prior + ends[0], _OVER),
                (_OVER, begun + prior + first[at], one),
                (one, after_one + ends[1], _OVER),
                (one, after_one + onward[at], more),
                (more, after_more + ends[2], _OVER),
                (more, after_more + onward[at], more),
            ):
                if value < reached[target]:
                    reached[target], origin[target] = value, (start, state)
    return _trace(lines, back)


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
