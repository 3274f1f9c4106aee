"""Words of the clause around a number: links and verbs from ``data/clause_words.tsv``, dimensions from ``data/measured.txt``."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pipeline.facts.units import rows

GROWTH = re.compile(
    r"(?:同比|环比|相?比|相?较|与)\S{0,8}(?:增长|增加|增收|增产|增支|减收|减产|减支|上涨|上升|提高|提升|扩大|下降|减少|降低|下跌|下滑|回落|回升|攀升|收窄|[增降涨跌多少高低])$"
)

_NOUNS = frozenset(("长", "用地", "资金", "项目总投资"))
"""Dimensions that are as often what something is, or the end of another word (县长, 建设用地)."""


@cache
def words_of(place: str) -> frozenset[str]:
    """The words that ``data/clause_words.tsv`` lists for ``place``."""
    return frozenset(word for where, words in rows("clause_words.tsv") if where == place for word in words.split())


@cache
def endings(*places: str) -> tuple[str, ...]:
    """The words of :func:`words_of` for all ``places``, to be tried at the end or the beginning of a text."""
    return tuple(word for place in places for word in words_of(place))


@cache
def sizes(place: str, sign: str, last: bool = False) -> tuple[int, ...]:
    """How long the words of :func:`words_of` are that begin with ``sign``, or end with it (``last``); longest first."""
    found = {len(word) for word in words_of(place) if word[-1 if last else 0] == sign}
    return tuple(sorted(found, reverse=True))


def alternatives(words: Iterable[str]) -> str:
    """A pattern of ``words``, longest first, that looks at their first sign once."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


@cache
def dimensions(kind: str = "any") -> frozenset[str]:
    """The dimensions (面积, 合同金额) that ``data/measured.txt`` lists as ``kind``: owned, other, change, or any."""
    text = (files("pipeline.facts") / "data" / "measured.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for key, *words in lines if kind in ("any", key) for word in words)


def is_dimension(words: str, kind: str = "any") -> bool:
    """Whether ``words`` name a dimension and nothing that has it (涉及面积, 人均收入)."""
    if words in dimensions(kind) or (kind == "any" and GROWTH.fullmatch(words)):
        return True
    if not words.startswith(endings("dimension")):
        return False
    prefix = next((word for word in words_of("dimension") if words.startswith(word)), "")
    return bool(prefix) and words[len(prefix) :] in dimensions(kind)


def without_dimension(words: str) -> str:
    """``words`` without the dimension they end with, if one is left over to have it (青河大桥全长: 青河大桥)."""
    words = GROWTH.sub("", words)
    for size in range(min(6, len(words)), 0, -1):
        if is_dimension(words[-size:]) and words[-size:] not in _NOUNS:
            return words[:-size].rstrip("的")
    return words
