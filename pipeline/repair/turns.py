"""Columns whose lines come in turn, a line or a few of each (``pdftotext`` without options), put one after the other again.

Such an extractor parts what it gives by blank lines. The stretch of lines that goes on where one ends comes as many stretches
later as there are columns side by side; that number changes only where a column begins or ends. So it is a hidden state, told by
what speaks for two stretches being one column (:mod:`joints`): the forward-backward algorithm (Rabiner 1989) gives the probability
of each two, and those that are likely are put together.
"""

from collections.abc import Iterator

import numpy as np

from pipeline.repair.codes import Bools, Floats, Ink, Ints
from pipeline.repair.joints import Joints

_GAPS = 0.3
"""Share of lines with a blank line before them, below which nothing comes in turn."""
_FEWEST, _MOST = 20, 5000
"""Stretches of a page that is looked at."""
_SPREAD, _KINDS = np.uint32(40503), np.uint32(0xFFFF)
"""How pairs are told apart where a few that are taken for others do not matter."""
_COLUMNS = 10
"""Columns that may stand side by side."""
_CHANGES = np.array((0.0, -2.5, -4.0, -5.5))
"""That the number of columns stays, changes by one, two, more."""
_APART = np.array((-0.3, -1.8, -2.2))
"""That a title, what may be one, a line of text goes on nowhere."""
_LIKELY = 0.35
"""Probability from which two stretches are one column."""
_SEAMS, _READS_ON = 30, 0.25
"""Pairs of Chinese characters over the end of a stretch that say whether a page is in order: from the share of them that stands
elsewhere on the page, against that of the pairs within lines."""
_IN_TURN = 0.4
"""Share of stretches that go on after others, from which it is not."""


def unwound(ink: Ink, first: Ints, after: Ints, gaps: Ints) -> tuple[Ints, Bools] | None:
    """(the lines column by column, whether each begins a stretch of its own), or None where the page is in order.

    Line number ``n`` is ``first[n]`` to ``after[n]`` of ``ink``, with ``gaps[n]`` blank lines before it.
    """
    heads = np.flatnonzero(np.append(True, gaps[1:] > 0))
    if not _FEWEST <= len(heads) <= _MOST or len(heads) < _GAPS * len(gaps):
        return None
    if _reads_on(ink, first, after, heads):
        return None
    stops = np.append(heads[1:], len(gaps))
    joints = Joints(ink, first, after, heads, stops - 1)
    before = columns(probable(joints.worth(_COLUMNS), joints.body))
    if sum(at - last > 1 for at, last in enumerate(before) if last is not None) < _IN_TURN * len(heads):
        return None
    order: list[int] = []
    fresh: list[bool] = []
    for column in _columns(before):
        lines = [line for number in column for line in range(heads[number], stops[number])]
        order += lines
        fresh += [True] + [False] * (len(lines) - 1)
    return np.array(order), np.array(fresh)


def _reads_on(ink: Ink, first: Ints, after: Ints, heads: Ints) -> bool:
    """Whether stretches go on where the ones before them end; or too few tell. Pairs are counted by a part of their numbers."""
    chinese = (ink.codes >= ord("一")) & (ink.codes <= ord("鿿"))
    inner = np.append(chinese[:-1] & chinese[1:], False)
    inner[after - 1] = False
    own = np.flatnonzero(inner)
    ends, begins = after[heads[1:] - 1] - 1, first[heads[1:]]
    over = chinese[ends] & chinese[begins]
    if over.sum() < _SEAMS or not len(own):
        return True
    inside, across = ((ink.codes[one] * _SPREAD + ink.codes[other]) & _KINDS for one, other in ((own, own + 1), (ends[over], begins[over])))
    often = np.bincount(inside, minlength=int(_KINDS) + 1)
    return float((often[across] > 0).mean()) >= _READS_ON * float((often[inside] > 1).mean())


def probable(worth: Floats, body: Ints) -> Floats:
    """The probability of each stretch going on where the one that many before it ends, of what speaks for it."""
    size, lags = worth.shape
    apart = np.abs(np.subtract.outer(np.arange(lags), np.arange(lags)))
    change = np.exp(_CHANGES[np.minimum(apart, len(_CHANGES) - 1)])
    change /= change.sum(1, keepdims=True)
    either = np.logaddexp(worth, _APART[body][:, None])
    seen = np.exp(either - either.max(1, keepdims=True))
    ahead, back = np.ones((size, lags)), np.ones((size, lags))
    for at in range(size):
        ahead[at] = (ahead[at - 1] @ change if at else 1.0) * seen[at]
        ahead[at] /= ahead[at].sum()
    for at in range(size - 2, -1, -1):
        back[at] = change @ (seen[at + 1] * back[at + 1])
        back[at] /= back[at].sum()
    both = ahead * back
    return both / both.sum(1, keepdims=True) * np.exp(worth - either)


def columns(likely: Floats) -> list[int | None]:
    """For each stretch the one it goes on from, the likeliest first; nothing goes on twice."""
    rows, lags = np.nonzero(likely > _LIKELY)
    order = np.argsort(-likely[rows, lags], kind="stable")
    before: list[int | None] = [None] * len(likely)
    taken: set[int] = set()
    for at, lag in zip(rows[order].tolist(), lags[order].tolist(), strict=True):
        last = at - lag - 1
        if before[at] is None and last not in taken:
            before[at] = last
            taken.add(last)
    return before


def _columns(before: list[int | None]) -> Iterator[list[int]]:
    """The stretches of each column, columns in the order in which they begin."""
    after = {last: at for at, last in enumerate(before) if last is not None}
    for at, last in enumerate(before):
        if last is None:
            column = [at]
            while column[-1] in after:
                column.append(after[column[-1]])
            yield column
