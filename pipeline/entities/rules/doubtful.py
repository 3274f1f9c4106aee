"""Mentions that are more likely none."""

from collections.abc import Sequence

from pipeline.entities.span import Span

LEAST = {"LOC": 0.5, "PER": 0.5}
"""Least score of a recognised mention, by label. Of the best reading of a sentence, places and persons below it are wrong oftener than
right; bodies and offices are not, as a body of which only the border is in doubt is still one."""


def drop_doubtful(spans: Sequence[Span]) -> list[Span]:
    """The spans without places and persons that the recogniser itself thinks less likely than not; those a rule made stay."""
    return [span for span in spans if span.source != "model" or span.score >= LEAST.get(span.label, 0)]
