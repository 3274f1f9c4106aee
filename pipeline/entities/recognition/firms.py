"""Firms that the network took for persons since their names are built like theirs: what a text says of them tells.

Like ``rules``: every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from dataclasses import replace

from pipeline.entities.recognition.words import any_of
from pipeline.entities.span import Span

_SAID_AFTER = re.compile(any_of("firms.tsv", "after"))
_SAID_BEFORE = re.compile(any_of("firms.tsv", "before") + "$")
_PERSON_AFTER = re.compile(any_of("firms.tsv", "person_after"))
_ENOUGH = 2
"""So many occurrences must have something said of them that is said of firms."""
_LONGEST_BEFORE = 5


def settle_firms(text: str, spans: list[Span]) -> list[Span]:
    """某某 | 旗下 … 收购 | 某某: a person of whom twice is said what is said of firms, and oftener than what is said of persons, is one."""
    offices = {span.end for span in spans if span.label == "TITLE"}
    persons = {text[span.start : span.end] for span in spans if span.label == "PER" and span.end - span.start > 1}
    firms = {name for name in persons if _is_firm(text, name, offices)}
    return [
        replace(span, label="COMPANY", source="rule") if span.label in ("PER", "LOC") and text[span.start : span.end] in firms else span
        for span in spans
    ]


def _is_firm(text: str, name: str, offices: set[int]) -> bool:
    """Whether enough is said of the name that is said of firms, and less that is said of persons."""
    firm = person = 0
    for match in re.finditer(re.escape(name), text):
        start, end = match.span()
        firm += bool(_SAID_AFTER.match(text, end) or _SAID_BEFORE.search(text[max(0, start - _LONGEST_BEFORE) : start]))
        person += start in offices or bool(_PERSON_AFTER.match(text, end))
    return firm >= _ENOUGH and firm > person


RULES = (settle_firms,)
