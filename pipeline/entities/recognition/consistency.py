"""What one mention of an article tells about the rest of it: a person named once is the same person everywhere, and a body
introduced with a short form goes by it from there on."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipeline.entities.recognition.letters import LETTER
from pipeline.entities.span import BODIES, Span

SURE = 1.0
"""Sum of probabilities that a name's mentions must reach before it is looked for elsewhere."""

_INTRODUCED = re.compile(r"[(（][^()（）]{0,6}?(?:简称|下称)(?:为|：|:)?[“\"‘「]?([一-鿿A-Za-z0-9]{2,12})[”\"’」]?[)）]")
_LETTERS = re.compile(r"[(（]([A-ZＡ-Ｚ]{2,8})[)）]")


def complete_persons(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans, and every further occurrence of a person's full name that no span touches.

    Only persons: companies' and places' names also occur inside names of products and projects, which are no mentions.
    """
    completed = list(spans)
    evidence: dict[str, float] = defaultdict(float)
    for span in completed:
        if span.label == "PER" and span.end - span.start > 1:
            evidence[text[span.start : span.end]] += span.score
    taken = bytearray(len(text))
    for span in completed:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for name in sorted((name for name, sum_of_scores in evidence.items() if sum_of_scores >= SURE), key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not any(taken[start:end]):
                completed.append(Span(start, end, "PER", 0.5, "consistency"))
                taken[start:end] = b"\1" * len(name)
            start = text.find(name, end)
    return sorted(completed)


def complete_introduced(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans, and every occurrence of the short form that brackets after a body give it: 甲乙公司（以下简称“甲乙”）, 丙丁协会（BDX）.

    Shorter spans within an occurrence give way to it, longer ones over it stay; an office begins where the name ends. A short
    form that is the end of the full name (中心, 公司) is common to many bodies: only where it is introduced it is surely this one.
    """
    found = sorted(spans)
    for body in [span for span in found if span.label in BODIES]:
        introduced = _INTRODUCED.match(text, body.end) or _LETTERS.match(text, body.end)
        if introduced is None:
            continue
        name, first = introduced.group(1), introduced.start(1)
        last = first + 1 if text[body.start : body.end].endswith(name) else len(text)
        starts = [match.start() for match in re.finditer(_whole(name), text[first:])]
        places = [(first + start, first + start + len(name)) for start in starts if first + start < last]
        for start, end in places:
            found = _named(found, Span(start, end, body.label, body.score, "rule"))
    return found


def _whole(name: str) -> str:
    """A regular expression for the name where it is not part of a longer word of letters."""
    before = f"(?<!{LETTER})" if re.match(LETTER, name) else ""
    after = f"(?!{LETTER})" if re.search(f"{LETTER}$", name) else ""
    return before + re.escape(name) + after


def _named(spans: list[Span], name: Span) -> list[Span]:
    """The spans with ``name`` among them, unless one that is no office reaches beyond it."""
    kept = []
    for span in spans:
        if span.end <= name.start or name.end <= span.start:
            kept.append(span)
        elif span.label == "TITLE" and name.start < span.start and name.end < span.end:
            kept.append(replace(span, start=name.end, source="rule"))
        elif span.start < name.start or name.end < span.end:
            return spans
    return sorted([*kept, name])
