"""What speaks for a stretch of lines going on where another one ends: a word over the break, and how both lines are set.

Told by the page alone: a pair of characters over a true break stands elsewhere on the page as often as its characters make one
expect, or more; a first line is set in, a last one falls short. In nats, fitted to generated pages of columns mixed line by line.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.document.codes import Codes
from pipeline.repair import measures
from pipeline.repair.cells import usual
from pipeline.repair.codes import BEYOND, PAIR_BITS, Bools, Floats, Ink, Ints, among, within
from pipeline.repair.cues import NEVER_FIRST, ends_sentence
from pipeline.repair.measures import EM, INDENT

_DENTED, _FULL, _LAST, _TITLE = range(4)
_SHAPES = np.array(((0.8, -0.5, -1.5, 0.7), (0.4, 0.0, -0.8, 0.7), (0.3, 0.7, -0.1, 0.4), (0.0, 0.7, 0.9, 0.1)))
"""A line set in, a full one, one that ends a sentence, another, after a short line that ends a sentence, a full one that does, a
short one that does not, a full one that does not."""
_STEPS = np.array((-2.5, -1.5, -0.7, 0.0, 0.7, 1.4, 2.1, 3.0))
"""Logarithms of how much more often a pair stands on the page than its characters make one expect."""
_PAIRS = np.array(((-1.2, -1.2, -1.2, -1.0, -0.5, 0.6, 1.9, 2.2, 2.2), (-0.4, -0.4, -0.1, -0.1, 0.2, 0.2, 0.1, 0.0, 0.0)))
"""What a pair over the break says by these steps, within a sentence and after its end."""
_THREES = np.array(((0.4, 0.9, 1.8), (-0.4, -0.2, 0.4)))
"""And that none of the two threes of characters over it, one or both stand elsewhere."""
_MARK = np.array((0.5, -4.0))
"""A mark that begins no line, within a sentence and after its end."""
_SMOOTH = 0.3
"""Added to both counts, so that what stands nowhere says little where little was to be expected."""
_DIGIT = among("09", "０９")
_MARKS = among(*NEVER_FIRST)
_SHORT, _OVER = 4 * EM, EM
"""How much narrower or wider than its column a line may be that is no title for sure."""


def _compared(ink: Ink, first: Ints, after: Ints) -> tuple[Codes, Bools]:
    """(characters as they are compared, whether each is followed by another of its line); digits are all alike."""
    codes = within(np.where(_DIGIT[within(ink.codes)], ord("0"), ink.codes))
    inner = np.ones(len(codes), np.bool_)
    inner[after - 1] = False
    return codes, inner


class Joints:
    """The stretches of a page and what speaks for any going on where another ends."""

    def __init__(self, ink: Ink, first: Ints, after: Ints, heads: Ints, tails: Ints) -> None:
        """Line number ``n`` of the page is ``first[n]`` to ``after[n]`` of ``ink``; ``heads`` and ``tails`` are first and last lines."""
        self._codes, inner = _compared(ink, first, after)
        wide = self._codes.astype(np.int64)
        pairs = wide[:-1] << PAIR_BITS | wide[1:]
        self._known, self._often = np.unique(pairs[inner[:-1]], return_counts=True)
        self._threes = np.unique((pairs[:-1] << PAIR_BITS | wide[2:])[inner[:-2] & inner[1:-1]])
        self._single = np.bincount(self._codes, minlength=BEYOND + 1)
        spans = zip(*(each.tolist() for each in (first[heads], after[heads], first[tails], after[tails])), strict=True)
        texts = [text for a, b, c, d in spans for text in (ink.text[a:b], ink.text[c:d])]
        self._head = wide[np.minimum(first[heads][:, None] + (0, 1), after[heads][:, None] - 1)]
        self._tail = wide[np.maximum(after[tails][:, None] - (1, 2), first[tails][:, None])]
        closed = np.array([ends_sentence(text) for text in texts])
        self.closed = closed[1::2]
        self._set(texts, closed)

    def _set(self, texts: Sequence[str], closed: Bools) -> None:
        """How the first and last lines are set."""
        narrow, full, _ = measures.widths(texts)
        width = max((narrow, full), key=lambda each: usual(each.tolist())[1])
        measure = usual(width.tolist())[0]
        head, tail = width[::2], width[1::2]
        self._ends = 2 * ~self.closed + (tail >= measure - EM - 1)
        kinds = [np.abs(head - measure + INDENT) <= EM - 0.5, head > measure - EM, closed[::2]]
        self._begins = np.select(kinds, (_DENTED, _FULL, _LAST), _TITLE)
        comma = np.array(["，" in text or "。" in text for text in texts])
        in_column = (head > measure - EM) & (head <= measure + _OVER)
        text = self.closed | comma[::2] | comma[1::2] | in_column
        self.body = np.where(text, 2, (head >= measure - _SHORT) & (head <= measure + _OVER))
        """0 for a title or scrap, 1 for what may be either, 2 for a line of text."""

    def worth(self, lags: int) -> Floats:
        """For each stretch what speaks for its going on where that one, two, … up to ``lags`` before ends; -inf where none can be."""
        at = np.arange(len(self.body))[:, None]
        before = at - np.arange(1, lags + 1)
        none = (before < 0) | (self.body[at] == 0) | (self.body[before] == 0)
        closed = self.closed[before].astype(np.int64)
        out = _SHAPES[self._ends[before], self._begins[at]] + self._words(at, before, closed)
        marked = _MARKS[self._head[at, 0]] & np.ones_like(none)
        out[marked] = _MARK[closed[marked]]
        out[none] = -np.inf
        return out

    def _words(self, at: Ints, before: Ints, closed: Ints) -> Floats:
        left, right = self._tail[before, 0], self._head[at, 0]
        pair = left << PAIR_BITS | right
        where = np.minimum(np.searchsorted(self._known, pair), len(self._known) - 1)
        often = np.where(self._known[where] == pair, self._often[where], 0)
        expected = self._single[left] * self._single[right] / len(self._codes)
        step = np.digitize(np.log((often + _SMOOTH) / (expected + _SMOOTH)), _STEPS)
        threes = self._stands(self._tail[before, 1] << 2 * PAIR_BITS | pair) + self._stands(pair << PAIR_BITS | self._head[at, 1])
        return _PAIRS[closed, step] + _THREES[closed, threes]

    def _stands(self, threes: Ints) -> Ints:
        where = np.minimum(np.searchsorted(self._threes, threes), len(self._threes) - 1)
        return (self._threes[where] == threes).astype(np.int64)
