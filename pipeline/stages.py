"""The four stages in order, built from settings. A stage maps rows to rows and knows nothing of files or engines."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline import collector
from pipeline.document import IssueRows, RawIssue
from pipeline.settings import Settings

STAGES = ("repair", "segment", "entities", "facts")

Transform = Callable[[IssueRows], IssueRows]


@dataclass(frozen=True, slots=True)
class Stages:
    """All stages with their models loaded: build once a process, call for every issue."""

    repair: Callable[[RawIssue], IssueRows]
    segment: Transform
    entities: Transform
    facts: Transform

    @collector.at_rest()
    def __call__(self, raw: RawIssue) -> IssueRows:
        """Every stage on one raw issue."""
        return self.facts(self.entities(self.segment(self.repair(raw))))


def build(settings: Settings) -> Stages:
    """Load what the stages need. Raises ModelError where a model is missing or damaged."""
    from pipeline.entities import Entities
    from pipeline.facts import Facts
    from pipeline.repair import Repair
    from pipeline.segment import Segment

    return Stages(Repair(settings), Segment(settings), Entities(settings), Facts(settings))
