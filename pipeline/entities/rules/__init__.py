"""Rules over recognised spans, whatever the recogniser: bodies with all that belongs to them, names found everywhere.

What a recogniser does to its own spans is in ``pipeline.entities.recognition``.
"""

from pipeline.entities.rules.bodies import settle_bodies
from pipeline.entities.rules.doubtful import drop_doubtful
from pipeline.entities.rules.repeats import find_repeats

__all__ = ["drop_doubtful", "find_repeats", "settle_bodies"]
