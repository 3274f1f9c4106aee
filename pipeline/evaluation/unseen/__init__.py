"""Pages nobody has tuned on: invented articles set by seed in many styles and read by many programs, with their truth."""

from pipeline.evaluation.unseen.pages import HELD_OUT, ORDERS, UnseenPage, set_page
from pipeline.evaluation.unseen.readers import readers
from pipeline.evaluation.unseen.score import Score, means, score, table
from pipeline.evaluation.unseen.stories import Written

__all__ = ["HELD_OUT", "ORDERS", "Score", "UnseenPage", "Written", "means", "readers", "score", "set_page", "table"]
