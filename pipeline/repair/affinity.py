"""How much a title and a paragraph, or two paragraphs, have in common: shared character pairs and numbers, rare ones most."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import log
from operator import itemgetter

import numpy as np

from pipeline.document.codes import codes_of
from pipeline.repair.codes import PAIR_BITS, Ints, chinese_pairs

_LATIN = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?")
_WORD = re.compile(rf"[一-鿿]+|{_LATIN.pattern}")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_NOWHERE = 1 << 2 * PAIR_BITS
"""The number of what no paragraph has: above that of every pair."""
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
    """The grams of a page's paragraphs: where each occurs, and what it weighs (inverse paragraph frequency).

    Grams are numbers here, sorted as the words themselves are, so that those of a whole page are gathered in arrays.
    """

    def __init__(self, paragraphs: Sequence[str], begins: Sequence[bool] = ()) -> None:
        """``begins`` marks paragraphs that surely begin an article."""
        count = max(1, len(paragraphs))
        self._latin, found, owner = _numbered(paragraphs)
        each = np.unique(found * count + owner)
        found, places = each // count, each % count
        new = np.flatnonzero(np.diff(found, prepend=-1))
        self._keys = np.append(found[new], _NOWHERE)
        self._starts = np.append(new, (len(each), len(each)))
        self.places = places
        """The paragraphs of each gram, in order, one gram after the other."""
        self.often = np.diff(self._starts)[:-1]
        """In how many paragraphs each gram stands."""
        self.sizes = np.bincount(places, minlength=len(paragraphs))
        """How many grams each paragraph has."""
        self._first = [0] * len(paragraphs)
        self.bound([number for number, begin in enumerate(begins) if begin])
        self._asked: dict[frozenset[str], list[tuple[float, list[int]]]] = {}
        self._by_count = [log(1 + len(paragraphs) / max(1, number)) for number in range(len(paragraphs) + 1)]

    def __contains__(self, gram: str) -> bool:
        return self._keys[np.searchsorted(self._keys, self._key(gram))] == self._key(gram) != _NOWHERE

    def _weighed(self, found: Iterable[str]) -> list[tuple[float, list[int]]]:
        """(weight, paragraphs) of each gram: high where few paragraphs have it; a gram of none weighs like one of one.

        Sorted, as sums of floats depend on their order, and that of a set changes from run to run.
        """
        asked = frozenset(found)
        if asked not in self._asked:  # the same title is asked about again whenever articles are cut anew
            keys = np.array([self._key(gram) for gram in sorted(asked)], np.int64)
            at = np.searchsorted(self._keys, keys)
            at[self._keys[at] != keys] = len(self._keys) - 1
            spans = zip(self._starts[at].tolist(), self._starts[at + 1].tolist(), strict=True)
            self._asked[asked] = [
                (self._by_count[high - low], self.places[low:high].tolist() if high - low <= _COMMON else []) for low, high in spans
            ]
        return self._asked[asked]

    def _key(self, gram: str) -> int:
        return ord(gram[0]) << PAIR_BITS | ord(gram[1]) if "一" <= gram[0] <= "鿿" >= gram[-1] else self._latin.get(gram, _NOWHERE)

    def coverage(self, found: Iterable[str]) -> dict[int, float]:
        """Share of the weight of ``found`` that occurs in each paragraph where any does."""
        total = 0.0
        scores: dict[int, float] = {}
        for weight, places in self._weighed(found):
            total += weight
            for place in places:
                scores[place] = scores.get(place, 0.0) + weight
        if len(scores) > _PLACES:
            scores = dict(nlargest(_PLACES, scores.items(), key=itemgetter(1)))
        return {place: score / total for place, score in scores.items()} if total else {}

    def shares(self, found: Iterable[str], home: Sequence[int]) -> dict[int, float]:
        """Share of the weight of ``found`` that each article has, ``home`` being that of every paragraph; later ones count less."""
        total = 0.0
        scores: dict[int, float] = {}
        for weight, places in self._weighed(found):
            total += weight
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


def _numbered(paragraphs: Sequence[str]) -> tuple[dict[str, int], Ints, Ints]:
    """(number of every Latin word and number, the paragraphs' grams as numbers, the paragraph of each)."""
    texts = [unicodedata.normalize("NFKC", text) if _WIDE.search(text) else text for text in paragraphs]
    page = "\n".join(texts)
    pairs, numbers = chinese_pairs(codes_of(page))
    ends = np.cumsum([len(text) + 1 for text in texts])
    words = [(found.group(), found.start()) for found in _LATIN.finditer(page)]
    latin = {word: number for number, word in enumerate(sorted({word for word, _ in words}))}
    found = np.concatenate((numbers, np.array([latin[word] for word, _ in words], np.int64)))
    at = np.concatenate((pairs, np.array([start for _, start in words], np.int64)))
    return latin, found, np.searchsorted(ends, at, side="right")
