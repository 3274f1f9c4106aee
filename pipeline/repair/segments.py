"""Which title each paragraph belongs to: the most probable walk through the titles as the page is read.

A hidden Markov model in the log domain: states are the titles and "none"; a paragraph speaks for the titles it shares
rare words with; changing the title costs, less where a dateline, a byline, a title or a change of subject marks an
article's beginning; staying costs where they do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.repair.affinity import Lexicon
from pipeline.repair.titles import Title

_SPEAKS = 3.0
_AT_MOST = 0.6
_SILENT = 0.25
"""What a paragraph costs that shares nothing with its title."""
_SILENT_UNHEARD = 0.1
"""The same where the title shares nothing with any paragraph: its words cannot be expected."""
_HEARD = 0.75
_CHANGE = 2.0
_STAY_DATELINE = 3.0
_STAY_BORDER = 2.0
_STAY_BLOCK = 1.2
_TORN = 4.0
_AFTER_HEADING = 2.0
_NEXT_TITLE = 0.5
_SUBJECT = 0.8
_NONE = 0.4
_SKIPPED = 1.5
"""Leaving out a title of a list."""
_BESIDE = 1.0
_WIDE = 64
"""States kept at a step where a page has more titles."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or heading as the walk sees it."""

    dateline: bool
    border: bool
    """A title, byline or other satellite stands before it."""
    block: bool
    """The extractor began a new block here without a blank line."""
    torn: bool
    """It begins in the middle of the sentence the unit before ended in."""
    heading: bool


def walk(
    units: Sequence[Unit], titles: Sequence[Title], lexicon: Lexicon, listed: bool, beside: Mapping[int, int] | None = None
) -> list[int | None]:
    """For each unit the index of its title, or None. ``listed``: the titles stand in a list, in the order of the bodies.

    ``beside``: the units that stand by a title where the page is known to set titles by their bodies, with that title.
    """
    if not units:
        return []
    count = len(titles)
    skip = _SKIPPED if listed else 0.0
    speaks = _speaks(titles, lexicon, len(units))
    heard = {state for each in speaks for state, value in each.items() if value >= _HEARD}
    for place, title in (beside or {}).items():
        speaks[place][title] = speaks[place].get(title, 0.0) + _BESIDE
    quiet = [_SILENT if state in heard else _SILENT_UNHEARD for state in range(count)] + [0.0]
    subject = _subjects(units, lexicon)
    score = dict.fromkeys(range(count + 1), 0.0)
    for state in score:
        score[state] += speaks[0].get(state, 0.0) - (_NONE if state == count else _quiet(quiet[state], units[0]))
        score[state] -= skip * min(state, 2) if state < count else skip
    back: list[dict[int, int]] = []
    for at in range(1, len(units)):
        change, stay = _costs(units, at, subject[at])
        best = max(score, key=lambda s: score[s])
        arrive, origin = {}, {}
        for state in range(count + 1) if count <= _WIDE else {*speaks[at], best, best + 1 if best < count else best, count}:
            held = score.get(state, float("-inf")) - stay
            moved = score[best] - change - (_NONE if state == count else skip)
            came = best
            if state and state - 1 in score and state < count and score[state - 1] - change + _NEXT_TITLE > moved:
                moved, came = score[state - 1] - change + _NEXT_TITLE, state - 1
            if held >= moved or came == state:
                arrive[state], origin[state] = held, state
            else:
                arrive[state], origin[state] = moved, came
            arrive[state] += speaks[at].get(state, 0.0) - _quiet(quiet[state], units[at])
        score = arrive
        back.append(origin)
    state = max(score, key=lambda s: score[s] - skip * min(2, count - 1 - s) * (s < count))
    path = [state]
    for origin in reversed(back):
        state = origin[state]
        path.append(state)
    return [None if state == count else state for state in reversed(path)]


def _quiet(cost: float, unit: Unit) -> float:
    return 0.0 if unit.heading else cost


def _speaks(titles: Sequence[Title], lexicon: Lexicon, size: int) -> list[dict[int, float]]:
    out: list[dict[int, float]] = [{} for _ in range(size)]
    for number, title in enumerate(titles):
        for place, share in lexicon.coverage(title.grams).items():
            out[place][number] = _SPEAKS * min(share, _AT_MOST)
    return out


def _subjects(units: Sequence[Unit], lexicon: Lexicon) -> list[float]:
    """How much the subject changes before each unit, -1..1, against the page's mean."""
    raw = [0.0] + [lexicon.cohesion(at) for at in range(1, len(units))]
    mean = sum(raw) / max(1, len(raw) - 1)
    spread = (sum((value - mean) ** 2 for value in raw[1:]) / max(1, len(raw) - 1)) ** 0.5 or 1.0
    return [max(-1.0, min(1.0, (mean - value) / (2 * spread))) for value in raw]


def _costs(units: Sequence[Unit], at: int, subject: float) -> tuple[float, float]:
    """(cost of another title, cost of the same title) from the unit before to unit ``at``."""
    unit = units[at]
    change = _CHANGE - _SUBJECT * subject
    stay = 0.0
    if unit.torn:
        return change + _TORN, 0.0
    if unit.dateline:
        stay += _STAY_DATELINE
    if unit.border:
        stay += _STAY_BORDER
    elif unit.block:
        stay += _STAY_BLOCK
    if units[at - 1].heading:
        change += _AFTER_HEADING
    return change, stay
