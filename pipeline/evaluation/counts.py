"""Precision, recall and F1 over multisets."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

_BLANK = re.compile(r"\s+")


def unblanked(text: str | None) -> str:
    """``text`` without any white space; empty for None."""
    return _BLANK.sub("", text or "")


@dataclass(slots=True)
class Counts:
    """True positives, false positives and false negatives, added up over pages."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> None:
        """Compare two multisets and add the outcome."""
        g, p = Counter(gold), Counter(predicted)
        hit = (g & p).total()
        self.tp += hit
        self.fp += p.total() - hit
        self.fn += g.total() - hit

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1.0 where there was nothing to find and nothing was found."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 1.0

    def report(self) -> dict[str, float]:
        """The figures, rounded to four places."""
        precision = self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0
        recall = self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0
        return {
            "f1": round(self.f1, 4),
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "tp": self.tp,
            "fp": self.fp,
            "fn": self.fn,
        }
