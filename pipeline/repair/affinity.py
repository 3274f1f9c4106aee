"""How much a title and a paragraph, or two paragraphs, have in common: shared character pairs and numbers, rare ones most."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import log
from operator import itemgetter

_WORD = re.compile(r"[一-鿿]+|[A-Za-z]+|\d+(?:\.\d+)?")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_COMMON = 40
"""Pairs in more paragraphs than this say nothing."""
_FADES, _LATE = 0.93, 0.5
"""How much less a title's word says in each later paragraph of an article, and the least it says."""
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
        """``begins`` marks paragraphs that surely begin an article."""
        self.sets = [grams(text) for text in paragraphs]
        self._first = [0] * len(paragraphs)
        self.bound([number for number, begin in enumerate(begins) if begin])
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

    def coverage(self, found: Iterable[str]) -> dict[int, float]:
        """Share of the weight of ``found`` that occurs in each paragraph where any does."""
        total = 0.0
        scores: dict[int, float] = {}
        for gram in sorted(found):  # sums of floats depend on their order, and that of a set changes from run to run
            weight = self.weight(gram)
            total += weight
            places = self.where.get(gram, ())
            for place in places if len(places) <= _COMMON else ():
                scores[place] = scores.get(place, 0.0) + weight
        if len(scores) > _PLACES:
            scores = dict(nlargest(_PLACES, scores.items(), key=itemgetter(1)))
        return {place: score / total for place, score in scores.items()} if total else {}

    def shares(self, found: Iterable[str], home: Sequence[int]) -> dict[int, float]:
        """Share of the weight of ``found`` that each article has, ``home`` being that of every paragraph; later ones count less."""
        total = 0.0
        scores: dict[int, float] = {}
        for gram in sorted(found):
            weight = self.weight(gram)
            total += weight
            places = self.where.get(gram, ())
            if not 0 < len(places) <= _COMMON:
                continue
            nearest: dict[int, float] = {}
            for place in places:
                away = place - self._first[place]
                nearest[home[place]] = max(nearest.get(home[place], 0.0), max(_LATE, _FADES**away))
            for at, value in nearest.items():
                scores[at] = scores.get(at, 0.0) + weight * value
        return {at: score / total for at, score in scores.items()} if total else {}

    def bound(self, begins: Sequence[int]) -> None:
        """Set the paragraphs at which articles begin: a title's words count more the sooner after one they come."""
        marks = set(begins)
        for number in range(1, len(self._first)):
            self._first[number] = number if number in marks else self._first[number - 1]
