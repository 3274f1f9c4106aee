"""Numeric facts: how much of what, whose, when (see ``gold/GUIDELINES.md`` for what counts as one)."""

from pipeline.facts.fact import Fact
from pipeline.facts.recognize import find
from pipeline.facts.stage import VERSION, Facts

__all__ = ["VERSION", "Fact", "Facts", "find"]
