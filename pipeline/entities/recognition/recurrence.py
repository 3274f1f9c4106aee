"""Companies that an article is sure of, at the places where the network passed their names over or read something else.

An article about a firm names it again and again, now with a word that gives it away and now without. Names of companies also occur
inside names of products and projects, so a name alone is not enough: the network's own probability at the place has its say.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.entities.gazetteer.phrases import Phrases
from pipeline.entities.span import Span

SURE = 0.8
"""Least score of a mention whose name is looked for in the rest of the text; of one that gives only its short form, a tenth more."""
LEAST = 0.02
"""Least probability of a further occurrence."""
RIVAL = 0.5
"""Share of the score of another mention there that it must reach besides."""

_FORM = re.compile(r"(?:股份|有限|责任|集团|总|分)*公司$|集团$|股份$")


def passed_over(text: str, spans: Iterable[Span]) -> list[Span]:
    """Occurrences in ``text`` of surely named companies, and of their names without their form (公司, 集团), that are no such spans.

    Sorted and without overlap; of names one within the other the longest. Nothing within a firm's name that has its form.
    """
    found = list(spans)
    names: set[str] = set()
    for span in found:
        if span.label == "COMPANY" and span.score >= SURE:
            name = text[span.start : span.end]
            names |= {name, _FORM.sub("", name)} if span.score >= SURE * 1.1 else {name}
    if not names:
        return []
    firms = [span for span in found if span.label == "COMPANY"]
    known = {(span.start, span.end) for span in firms}
    full = {at for span in firms if _FORM.search(text, span.start, span.end) for at in range(span.start, span.end)}
    return [Span(*place, "COMPANY") for place in Phrases(names).find(text) if place not in known and place[0] not in full]


def take(spans: Iterable[Span], judged: Iterable[Span]) -> list[Span]:
    """The spans, and those of ``judged`` (with the network's probability as score) that are likely enough for a name already sure."""
    taken = list(spans)
    for name in judged:
        over = [span for span in taken if span.start < name.end and name.start < span.end]
        if name.score >= LEAST and all(span.label != "TITLE" and span.score * RIVAL <= name.score for span in over):
            taken = [span for span in taken if span not in over]
            taken.append(replace(name, score=max(name.score, SURE), source="consistency"))
    return sorted(taken)
