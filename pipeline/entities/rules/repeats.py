"""A name found once in an article is found everywhere in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.entities.gazetteer import Phrases
from pipeline.entities.span import Span

_POINTED = re.compile("[该本我]")
_SHORTEST = {"PER": 2, "COMPANY": 3, "ORG": 3, "GOV": 3, "LOC": 3}
_SURE = 0.9
"""Least score of a mention that may teach its name to the rest of the article."""
_KEEP = 0.6
"""A span scored lower gives way to a longer known name over it."""


def find_repeats(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """The spans of an article's texts (title, body …), with known names added where the recogniser passed them over.

    A name is not taken up after 我, 该 and 本 (我市电力公司) or where it runs on (财政部门).
    """
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for text, found in zip(texts, spans, strict=True):
        for span in found:
            name = text[span.start : span.end]
            if span.score >= _SURE and len(name) >= _SHORTEST.get(span.label, 99) and "\n" not in name:
                labels[name][span.label] += 1
    known = {name: votes.most_common(1)[0][0] for name, votes in labels.items()}
    phrases = Phrases(known)
    return [_with_repeats(text, found, known, phrases) for text, found in zip(texts, spans, strict=True)]


def _with_repeats(text: str, spans: Sequence[Span], known: dict[str, str], phrases: Phrases) -> list[Span]:
    out = list(spans)
    for start, end in phrases.find(text):
        over = [span for span in out if span.start < end and start < span.end]
        label = known[text[start:end]]
        within = bool(_POINTED.match(text[max(0, start - 1) : start])) or (text[end - 1] == "部" and text.startswith("门", end))
        if not over and not within:
            out.append(Span(start, end, label, _SURE, "document"))
        elif over and end - start >= 3 and all(_gives_way(span, start, end, label) for span in over):
            out = [span for span in out if span not in over]
            out.append(Span(start, end, label, _SURE, "document"))
    return sorted(out)


def _gives_way(span: Span, start: int, end: int, label: str) -> bool:
    """Whether a doubtful span lies within a known name and is not the same already."""
    return span.score < _KEEP and start <= span.start and span.end <= end and (span.start, span.end, span.label) != (start, end, label)
