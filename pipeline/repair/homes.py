"""Which body each title belongs to: by words in common and by the order that the page keeps, whichever explains most."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

_BESIDE = 0.35
"""What it counts that a title stands to its body as the page's titles do."""
_IN_TURN = 0.2
"""What it counts that titles and bodies come in the same order."""
_LARGEST = 250_000
"""Pairs of titles and bodies up to which their order is looked at: no page has as many."""


def homes(places: Sequence[int], spans: Sequence[tuple[int, int]], fits: Sequence[Mapping[int, float]]) -> list[int | None]:
    """For each title the body it belongs to, or None; no body is given twice.

    ``places`` are the blocks of the titles, ``spans`` the first and last block of each body, ``fits`` the share of a title's
    words that each body has. Five habits are tried on the whole page: titles above their bodies, below, within them, both in
    one order, and none; the one that explains words and places best is taken.
    """
    alone: list[int | None] = [None] * len(places)
    plans = [_given(fits, beside) for beside in (*_beside(places, spans), alone)]
    plans.append(_in_turn(fits, sorted(range(len(spans)), key=lambda body: spans[body])))
    return max(plans, key=lambda plan: plan[0])[1]


def _beside(places: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[list[int | None]]:
    """The body below, above and around each title."""
    firsts = sorted((first, body) for body, (first, _) in enumerate(spans))
    lasts = sorted((last, body) for body, (_, last) in enumerate(spans))
    below: list[int | None] = []
    above: list[int | None] = []
    around: list[int | None] = []
    for place in places:
        rank = bisect_left(firsts, (place, -1))
        below.append(firsts[rank][1] if rank < len(firsts) else None)
        own = firsts[rank - 1][1] if rank else None
        around.append(own if own is not None and spans[own][1] > place else None)
        rank = bisect_left(lasts, (place, -1))
        above.append(lasts[rank - 1][1] if rank else None)
    return [below, above, around]


def _given(fits: Sequence[Mapping[int, float]], beside: Sequence[int | None]) -> tuple[float, list[int | None]]:
    """(worth, plan) where each title may go to any body: the best pairs first."""
    worth = [(share, title, body) for title, own in enumerate(fits) for body, share in own.items() if body != beside[title]]
    worth += [(fits[title].get(body, 0.0) + _BESIDE, title, body) for title, body in enumerate(beside) if body is not None]
    plan: list[int | None] = [None] * len(fits)
    taken: set[int] = set()
    total = 0.0
    for share, title, body in sorted(worth, key=lambda each: (-each[0], each[1], each[2])):
        if plan[title] is None and body not in taken and share > 0:
            plan[title] = body
            taken.add(body)
            total += share
    return total, plan


def _in_turn(fits: Sequence[Mapping[int, float]], order: Sequence[int]) -> tuple[float, list[int | None]]:
    """(worth, plan) where titles and bodies come in the same order, some of either left out."""
    size, count = len(order), len(fits)
    if size * count > _LARGEST:
        return -1.0, [None] * count
    best = [[0.0] * (size + 1)]
    for own in fits:
        last, row = best[-1], [0.0]
        for rank in range(size):
            row.append(max(last[rank + 1], row[rank], last[rank] + own.get(order[rank], 0.0) + _IN_TURN))
        best.append(row)
    plan: list[int | None] = [None] * count
    title, rank = count, size
    while title and rank:
        if best[title][rank] == best[title - 1][rank]:
            title -= 1
        elif best[title][rank] == best[title][rank - 1]:
            rank -= 1
        else:
            title, rank = title - 1, rank - 1
            plan[title] = order[rank]
    return best[count][size], plan
