"""How well mentions are found and how far their scores can be trusted."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.entities.recognition.tagging import LABELS
from pipeline.entities.span import Span
from pipeline.training.ner_data import Annotated


@dataclass(slots=True)
class Figures:
    """Counts (hits, spurious, missed) by label, as the project's scorer makes them: page-wise multisets of (label, text)."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, page: Sequence[Annotated], found: Sequence[Sequence[Span]]) -> None:
        """Count one page."""
        gold = Counter((label, article.text[s:e]) for article in page for s, e, label in article.mentions)
        predicted = Counter((span.label, a.text[span.start : span.end]) for a, spans in zip(page, found, strict=True) for span in spans)
        for name in ("all", "spans", *LABELS):
            self._count(name, _only(gold, name), _only(predicted, name))

    def _count(self, name: str, gold: Counter[tuple[str, str]], predicted: Counter[tuple[str, str]]) -> None:
        hits = (gold & predicted).total()
        for i, more in enumerate((hits, predicted.total() - hits, gold.total() - hits)):
            self.counts[name][i] += more

    def f1(self) -> dict[str, float]:
        """F1 of everything ("all"), of the spans without their labels ("spans") and of each label; 0 to 1."""
        return {name: round(2 * hit / max(1, 2 * hit + wrong + missed), 4) for name, (hit, wrong, missed) in self.counts.items()}


def _only(counts: Counter[tuple[str, str]], name: str) -> Counter[tuple[str, str]]:
    if name == "all":
        return counts
    picked: Counter[tuple[str, str]] = Counter()
    for (label, text), number in counts.items():
        if name in ("spans", label):
            picked["", text] += number
    return picked


def correctness(page: Sequence[Annotated], found: Sequence[Sequence[Span]]) -> list[tuple[float, bool]]:
    """(score, whether right in place and label) of every span of the page."""
    right = [set(article.mentions) for article in page]
    return [(span.score, (span.start, span.end, span.label) in gold) for gold, spans in zip(right, found, strict=True) for span in spans]


def expected_calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Mean distance between score and share of right spans over ``bins`` equal ranges of scores, weighted by size (Guo et al. 2017).

    0 where there are no spans.
    """
    if not pairs:
        return 0.0
    scores, right = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    which = np.minimum((scores * bins).astype(int), bins - 1)
    distances = [(which == b).mean() * abs(scores[which == b].mean() - right[which == b].mean()) for b in range(bins) if (which == b).any()]
    return float(sum(distances))


def log_loss(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean negative log probability that the scores gave to what was the case; 0 where there are no spans."""
    if not pairs:
        return 0.0
    scores, right = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    scores = scores.clip(1e-4, 1 - 1e-4)
    return float(-np.where(right, np.log(scores), np.log(1 - scores)).mean())
