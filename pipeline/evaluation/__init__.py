"""Scores of a run against hand-made gold, and the floors they must not fall below.

The measures are those of the evaluation the project is held to; a test compares them with that scorer number by number.
"""

from pipeline.evaluation.evaluate import evaluate, flatten
from pipeline.evaluation.floors import check_floors, corpus_hash, load_floors, raise_floors
from pipeline.evaluation.gold import GoldPage, load_gold

__all__ = ["GoldPage", "check_floors", "corpus_hash", "evaluate", "flatten", "load_floors", "load_gold", "raise_floors"]
