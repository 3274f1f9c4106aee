"""A labelled stretch of one text, before it becomes a row of ``mentions``."""

from dataclasses import dataclass

BODIES = ("COMPANY", "GOV", "ORG")
"""Labels of bodies that act: firms, government and party, others."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]`` carries ``label`` (PER, TITLE, GOV, COMPANY, ORG, LOC); ``score`` is a probability."""

    start: int
    end: int
    label: str
    score: float = 1.0
    source: str = "model"
