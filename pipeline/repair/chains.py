"""Reading order of torn columns: a piece that breaks off in a sentence is followed by the piece that carries it on."""

from collections.abc import Sequence

from pipeline.repair.affinity import grams
from pipeline.repair.block import BODY, Block
from pipeline.repair.cues import dateline

_CONTEXT = 3
_WAITING = 12
"""Open ends kept in mind; on a page that never closes them the oldest are given up."""


def chained(found: Sequence[Block], places: Sequence[int]) -> tuple[list[int], dict[int, int]]:
    """(``places`` in reading order, the place each torn-off piece carries on).

    ``places`` are the indices of the paragraphs and headings among ``found``. Where only one open end waits, the next
    piece that begins in the middle of a sentence carries it on; where several wait, the one with most words in common.
    """
    ranks = {at: rank for rank, at in enumerate(places)}
    waiting: list[int] = []
    partner: dict[int, int] = {}
    for rank, at in enumerate(places):
        block = found[at]
        torn_from = places[rank - 1] if rank else None
        fresh = torn_from is None or torn_from != at - 1 or found[torn_from].open_end
        if waiting and fresh and block.kind == BODY and block.open_start and dateline(block.text.text) is None:
            best = waiting[-1]
            if len(waiting) > 1:
                best = max((_likeness(found, places, ranks[end], rank), end) for end in waiting)[1]
            partner[at] = best
            waiting.remove(best)
        if block.open_end:
            waiting = [*waiting, at][-_WAITING:]
    return _ordered(places, partner), partner


def _likeness(found: Sequence[Block], places: Sequence[int], end: int, rank: int) -> float:
    """Share of the words of the paragraphs after the tear that also stand in those before it."""
    stop = end + 1
    before = grams(" ".join(found[at].text.text for at in places[max(0, stop - _CONTEXT) : stop]))
    after = grams(" ".join(found[at].text.text for at in places[rank : rank + _CONTEXT]))
    return len(before & after) / max(1, min(len(before), len(after)))


def _ordered(places: Sequence[int], partner: dict[int, int]) -> list[int]:
    """The runs of ``places`` put behind the runs they carry on; a run is cut after every open end and before every partner."""
    follower = {end: at for at, end in partner.items()}
    runs: dict[int, list[int]] = {}
    head = None
    for rank, at in enumerate(places):
        if head is None or at in partner or (places[rank - 1] in follower and follower[places[rank - 1]] != at):
            head = at
            runs[head] = []
        runs[head].append(at)
    out: list[int] = []
    for first, run in runs.items():
        if first in partner:
            continue
        while True:
            out += run
            following = follower.get(run[-1])
            if following is None:
                break
            run = runs[following]
    return out
