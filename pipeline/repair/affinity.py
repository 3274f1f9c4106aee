"""How much a title and a paragraph, or two paragraphs, have in common: shared character pairs and numbers, rare ones most."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import fsum, log
from operator import itemgetter

_WORD = re.compile(r"[一-鿿]+|[A-Za-z]+|\d+(?:\.\d+)?")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_COMMON = 40
"""Pairs in more paragraphs than this say nothing."""
_PLACES = 30
"""Paragraphs kept for one title: on a page of thousands the others do not matter."""


def grams(text: str) -> set[str]:
    """The Chinese character pairs, Latin words and numbers of ``text``; full-width digits count as ASCII ones."""
    found: set[str] = set()
    if _WIDE.search(text):
        text = unicodedata.normalize("NFKC", text)
    for word in _WORD.findall(text):
        if word[0].isascii():
            found.add(word)
        else:
            found.update([word[at : at + 2] for at in range(len(word) - 1)])
    return found


class Lexicon:
    """The grams of a page's paragraphs: where each occurs, and what it weighs (inverse paragraph frequency)."""

    def __init__(self, paragraphs: Sequence[str], begins: Sequence[bool] = ()) -> None:
        """``begins`` marks paragraphs that surely begin an article: no stretch of paragraphs reaches over them."""
        self.sets = [grams(text) for text in paragraphs]
        self._first = [0] * len(paragraphs)
        for number in range(1, len(paragraphs)):
            self._first[number] = number if begins and begins[number] else self._first[number - 1]
        where: defaultdict[str, list[int]] = defaultdict(list)
        for number, found in enumerate(self.sets):
            for gram in found:
                where[gram].append(number)
        self.where = dict(where)
        self._by_count = [log(1 + len(paragraphs) / max(1, count)) for count in range(len(paragraphs) + 1)]
        self._rarest = log(1 + len(paragraphs))

    def weight(self, gram: str) -> float:
        """Of a gram: high where few paragraphs have it; grams of no paragraph weigh like those of one."""
        places = self.where.get(gram)
        return self._by_count[len(places)] if places else self._rarest

    def coverage(self, found: Iterable[str], reach: int = 1, fade: float = 1.0) -> dict[int, float]:
        """Share of the weight of ``found`` that occurs in paragraphs p … p + reach - 1, for every p where any does.

        A gram counts ``fade`` times less with each paragraph it stands later.
        """
        total = 0.0
        scores: dict[int, float] = {}
        for gram in sorted(found):  # sums of floats depend on their order, and that of a set changes from run to run
            places = self.where.get(gram, ())
            weight = self._by_count[len(places)] if places else self._rarest
            total += weight
            if not 0 < len(places) <= _COMMON:
                continue
            nearest: dict[int, int] = {}
            for place in reversed(places):
                for at in range(max(self._first[place], place - reach + 1), place + 1):
                    nearest[at] = place - at
            for at, away in nearest.items():
                scores[at] = scores.get(at, 0.0) + weight * fade**away
        if len(scores) > _PLACES:
            scores = dict(nlargest(_PLACES, scores.items(), key=itemgetter(1)))
        return {place: score / total for place, score in scores.items()} if total else {}

    def cohesion(self, at: int) -> float:
        """Likeness of the two paragraphs before ``at`` and the two from it on, 0..1."""
        before = set().union(*self.sets[max(0, at - 2) : at])
        after = set().union(*self.sets[at : at + 2])
        shared = fsum(map(self.weight, before & after))
        return shared / (self._rarest * min(len(before), len(after)) or 1.0)
