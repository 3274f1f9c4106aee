"""What a run tells while it is at work. The base class keeps quiet; the command line has one that talks."""

from pipeline.batch.plan import Plan
from pipeline.batch.tasks import Outcome


class Reporter:
    """Called by a run at its turns. Subclasses override what they want to show."""

    def found(self, issues: int, ignored: tuple[str, ...]) -> None:
        """So many issues lie in RAW; these other entries are left alone."""

    def planned(self, plan: Plan) -> None:
        """This is what the run will do."""

    def done(self, outcome: Outcome, number: int, total: int) -> None:
        """One more issue is finished, well or not."""

    def committed(self, issues: int, seconds: float) -> None:
        """So many more issues are in the tables."""

    def warn(self, message: str) -> None:
        """Something the user should know."""
