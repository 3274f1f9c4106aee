"""Where a fact stands in its sentence: the words of its clause before and after it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.facts.fact import Fact

_BREAK = re.compile(r"[，。；：！？、（）(),;:!?\n]")
_CLAUSE, _GROUP, _SENTENCE = (frozenset(signs) for signs in ("，。；：！？,;!?\n", "。；！？;!?\n", "。！？!?\n"))
"""The marks among them that end a clause, a group of clauses, a sentence."""
REACH = 60
"""Code points of context read on either side of a fact."""
_OPEN, _CLOSE = ("（", "("), ("）", ")")
BACK = 20
"""Clauses or facts that a topic, a whole or a party is looked for backwards, so that endless sentences stay cheap."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Sorted positions after each mark of a text, for phrase, clause, group of clauses and sentence."""

    phrases: list[int]
    clauses: list[int]
    groups: list[int]
    sentences: list[int]

    @classmethod
    def of(cls, text: str) -> "Bounds":
        """The marks of ``text``."""
        after = [m.end() for m in _BREAK.finditer(text)]
        clauses = [end for end in after if text[end - 1] in _CLAUSE]
        groups = [end for end in clauses if text[end - 1] in _GROUP]
        sentences = [end for end in groups if text[end - 1] in _SENTENCE]
        return cls(*([0, *marks, len(text) + 1] for marks in (after, clauses, groups, sentences)))


def around(marks: Sequence[int], position: int) -> tuple[int, int]:
    """(first, one past the last) position of the stretch that holds ``position``; the closing mark is outside."""
    index = bisect_right(marks, position)
    return marks[index - 1], marks[index] - 1 if index < len(marks) else marks[-1] - 1


def before(facts: Sequence[Fact], index: int, bounds: Bounds) -> tuple[int, int]:
    """(first, one past the last) position of the words between the last mark or fact and the fact ``index``."""
    fact = facts[index]
    first = max(around(bounds.phrases, fact.start)[0], fact.start - REACH)
    if index and facts[index - 1].end > first:
        first = facts[index - 1].end
    return first, fact.start


def after(text: str, facts: Sequence[Fact], index: int, bounds: Bounds) -> tuple[int, int]:
    """(first, one past the last) position of the words between the fact ``index`` and the next mark or fact.

    A list (3个甲、乙产业) is read on to the end of its clause where no other fact stands in it.
    """
    fact = facts[index]
    inside = fact.end if text[fact.end - 1] in "）)" else max(fact.start, fact.end - 1)
    begin = fact.end
    again = index + 1 < len(facts) and text[begin : begin + 1] in _OPEN and facts[index + 1].start == begin + 1
    if again and text[facts[index + 1].end : facts[index + 1].end + 1] in _CLOSE:  # 250英亩（101公顷）|土地
        index, begin = index + 1, facts[index + 1].end + 1
        inside = begin
    elif index and facts[index - 1].end == fact.start - 1 and text[fact.start - 1] in _OPEN and text[begin : begin + 1] in _CLOSE:
        inside = begin = begin + 1
    last = min(around(bounds.phrases, inside)[1], begin + REACH)
    if index + 1 < len(facts) and facts[index + 1].kind == "date" and facts[index + 1].start == begin and fact.kind == "count":
        index, begin = index + 1, facts[index + 1].end  # 180家|2023年|重点企业
    following = facts[index + 1].start if index + 1 < len(facts) else len(text)
    if text[last : last + 1] == "、" and last > begin:
        clause = around(bounds.clauses, last)[1]
        if following >= clause:
            last = min(clause, begin + REACH)
    return begin, max(begin, min(last, following))
