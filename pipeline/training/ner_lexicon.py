"""The lexicon that recognition gets as features: who says so, that is a category; the network learns how far to trust it."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.entities.gazetteer.gazetteer import Gazetteer
from pipeline.entities.recognition.lexicon import Lexicon
from pipeline.entities.recognition.words import word_lists

CATEGORIES = (
    "division", "town", "listed", "jieba.person", "jieba.place", "jieba.body", "jieba.name", "jieba.noun", "jieba.other", "surname",
    "office", "company", "gov", "org", "place", "names.GOV", "names.ORG", "names.COMPANY", "names.LOC",
)  # fmt: skip
_BIT = {category: 1 << i for i, category in enumerate(CATEGORIES)}
_JIEBA = {
    **dict.fromkeys(("nr", "nrfg", "nrt"), "jieba.person"),
    "ns": "jieba.place",
    "nt": "jieba.body",
    **dict.fromkeys(("nz", "j"), "jieba.name"),
    **dict.fromkeys(("n", "ng", "vn", "an", "s", "f", "t", "b"), "jieba.noun"),
}
_WORD = re.compile(r"[\u4e00-\u9fff]{2,8}")
_TOWN_CODE = 7
"""Codes from this length on are towns or below (GB/T 2260 has six digits down to counties)."""


def build(later: bool = False) -> Lexicon:
    """Divisions and listed companies of the gazetteer, this project's word lists, and the dictionary of jieba (MIT licence).

    ``later``: with the names collected since the network was trained, which it does not learn with but reads with.
    """
    return Lexicon.build(CATEGORIES, (*_divisions(), *_listed(), *_own(), *(_names("names_later.tsv") if later else ()), *_jieba()))


def _divisions() -> Iterator[tuple[str, int]]:
    for name, code in Gazetteer.load().names():
        if len(name) > 1:
            yield name, _BIT["town" if len(code) >= _TOWN_CODE else "division"]


def _listed() -> Iterator[tuple[str, int]]:
    for name in Gazetteer.load().companies:
        yield name, _BIT["listed"]


def _own() -> Iterator[tuple[str, int]]:
    for category, words in word_lists("endings.tsv").items():
        yield from ((word, _BIT[category]) for word in words)
    yield from _names("names.tsv")
    for words in word_lists("surnames.tsv").values():
        yield from ((word, _BIT["surname"]) for word in words)


def _names(file: str) -> Iterator[tuple[str, int]]:
    for label, words in word_lists(file).items():
        yield from ((word, _BIT[f"names.{label}"]) for word in words)


def _jieba() -> Iterator[tuple[str, int]]:
    import jieba

    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split(" ")
        if _WORD.fullmatch(word):
            yield word, _BIT[_JIEBA.get(tag, "jieba.other")]
