"""Where the subject of a page's paragraphs changes: the division into articles that best explains which words come again.

Each article is taken for a draw from a Dirichlet compound multinomial (Madsen, Kauchak and Elkan 2005: words are bursty, one
that has come once comes again) around the page's words; dynamic programming finds the most probable division, as in Utiyama
and Isahara 2001 and Eisenstein and Barzilay 2008.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.repair.codes import Floats, Ints, counted

_SPREAD = 5.0
"""Concentration of the Dirichlet: the lower, the more a word that came once is expected again."""
_FIRST, _EACH = 110.0, 0.45
"""What another article costs, in nats: so much and so much more for each word that articles have on the average."""
_USUAL = 400
"""Words of an article, before the page's are known."""
_LEAST, _MOST = 0.4, 1.25
"""How much less or more it may cost to come to the number of articles expected."""
_TRIES, _TURNS = 5, 1
_REACH = 40
"""Paragraphs of the longest article that is tried whole; a longer one is taken in pieces."""


class Subjects:
    """The likelihood of every stretch of paragraphs as one article. Time and space are linear in the number of paragraphs."""

    def __init__(self, places: Ints, often: Ints, sizes: Ints) -> None:
        """``places`` are the paragraphs, in order, of each word, one word after the other; ``often`` how many each word has;
        ``sizes`` the number of words of each paragraph."""
        self._count = len(sizes)
        ends = counted(sizes)
        again = _pairs(places, often, self._count, int(ends[-1]))
        for row in range(1, self._count):  # what a stretch gains with its last paragraph, and what it had before
            again[row, 1:] += again[row - 1, :-1]
        self._words = int(ends[-1])
        self._starts = np.maximum(0, np.arange(self._count)[:, None] - np.arange(_REACH)[None, :])
        length = ends[1:, None] - ends[self._starts]
        norm = np.concatenate(([0.0], np.cumsum(np.log1p(np.arange(int(length.max(initial=0))) / _SPREAD))))
        self._together = again - norm[length]
        """By last paragraph and by how many stand before it in the stretch."""

    def divided(self, hints: Sequence[float], expected: int = 0, share: float = 1.0) -> list[int]:
        """The paragraphs, by number, that begin an article; the first always does.

        ``hints`` is what speaks for a beginning at each paragraph, in nats; ``expected`` how many articles there should be,
        if anything says so, ``share`` how much of the usual another article costs.
        """
        if not self._count:
            return []
        rows = self._together + np.asarray([0.0, *hints[1:]])[self._starts]
        cost = _FIRST + _EACH * _USUAL
        found = _cheapest(rows - cost)
        for _ in range(_TURNS):
            cost = _FIRST + _EACH * self._words / len(found)
            found = _cheapest(rows - cost)
        if share < 1.0:
            return _cheapest(rows - share * cost)
        low, high = _LEAST * cost, _MOST * cost
        for _ in range(_TRIES if expected else 0):
            if len(found) == expected:
                break
            low, high = (cost, high) if len(found) > expected else (low, cost)
            cost = (low * high) ** 0.5
            found = _cheapest(rows - cost)
        return found

    def worth(self, hints: Sequence[float], begins: Sequence[int], usual: int) -> float:
        """What a division explains of the words that come again, with its hints, less what its articles cost, in nats.

        ``usual`` is how many articles the page is divided into at the usual cost.
        """
        stops = np.array([*begins[1:], self._count])
        explained = self._together[stops - 1, stops - 1 - np.array(begins)].sum()
        cost = _FIRST + _EACH * self._words / usual
        return float(explained) + sum(hints[begin] for begin in begins if begin) - cost * len(begins)


def _pairs(places: Ints, often: Ints, count: int, total: int) -> Floats:
    """What the words that come again add to a stretch, summed at (later paragraph, paragraphs between the two and one).

    The n-th coming of a word gains log(1 + n r), r being how much rarer it is on the page than in an article that has it; a sum over
    pairs of comings gives the same.
    """
    again = np.repeat(often > 1, often)
    place, often = places[again], often[often > 1]
    word = np.repeat(np.arange(len(often)), often)
    rate = total / (_SPREAD * often[word])
    out = np.zeros(count * _REACH)
    first = np.arange(len(place))
    for lag in range(1, _REACH):
        first = first[first + lag < len(place)]
        first = first[word[first] == word[first + lag]]
        apart = place[first + lag] - place[first]
        near = apart < _REACH
        first, apart = first[near], apart[near]
        if not len(first):
            break
        gain = np.log1p(lag * rate[first]) - np.log1p((lag - 1) * rate[first])
        out += np.bincount(place[first + lag] * _REACH + apart, weights=gain, minlength=len(out))
    return np.cumsum(out.reshape(count, _REACH), axis=1)


def _cheapest(rows: Floats) -> list[int]:
    best = np.zeros(len(rows) + 1)
    origin = np.zeros(len(rows) + 1, dtype=np.int64)
    for end in range(len(rows)):
        reach = min(_REACH, end + 1)
        reached = best[end + 1 - reach : end + 1][::-1] + rows[end, :reach]
        back = int(reached.argmax())
        best[end + 1], origin[end + 1] = reached[back], end - back
    cuts, at = [], len(rows)
    while at:
        at = int(origin[at])
        cuts.append(at)
    return cuts[::-1]
