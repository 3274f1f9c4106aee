"""What one mention of an article tells about the rest of it: a person named once is the same person everywhere."""

from collections import defaultdict
from collections.abc import Iterable

from pipeline.entities.span import Span

SURE = 1.0
"""Sum of probabilities that a name's mentions must reach before it is looked for elsewhere."""


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
