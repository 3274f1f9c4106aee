"""What a run did, in numbers: for the table at its end, for cron, for the exit status."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pipeline.batch.plan import Plan
from pipeline.batch.store.state import States
from pipeline.batch.tasks import Outcome
from pipeline.document import TABLES


@dataclass(slots=True)
class Summary:
    """Counts of one run and of the tables it leaves."""

    out: str
    planned: int = 0
    unchanged: int = 0
    removed: int = 0
    recovered: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    errors: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    why: Counter[str] = field(default_factory=Counter)
    chars: int = 0
    seconds: float = 0.0
    stage_seconds: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    interrupted: bool = False
    dry_run: bool = False
    plan: Plan = field(default_factory=Plan)

    def count(self, outcome: Outcome) -> None:
        """Add one finished issue."""
        self.statuses[outcome.state.status] += 1
        self.chars += outcome.state.chars
        self.stage_seconds.update(outcome.seconds)
        if outcome.error:
            self.errors[outcome.state.issue_id] = outcome.error

    def close(self, states: States, seconds: float) -> None:
        """Add what the tables now hold."""
        self.seconds = seconds
        self.issues = Counter(s.status for s in states.values())
        self.rows = {table: sum(s.counts[n] for s in states.values()) for n, table in enumerate(TABLES)}

    @property
    def exit_status(self) -> int:
        """0 all well; 1 some issue failed or is quarantined from before, in whole or in part; 130 interrupted."""
        if self.interrupted:
            return 130
        return int(bool(self.issues["failed"] or self.issues["partial"]))

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "out": self.out,
            "exit_status": self.exit_status,
            "interrupted": self.interrupted,
            "dry_run": self.dry_run,
            "planned": self.planned,
            "why": dict(sorted(self.why.items())),
            "done": {s: self.statuses[s] for s in ("ok", "partial", "failed")},
            "recovered": self.recovered,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "waiting_for_retry": self.waiting,
            "errors": dict(sorted(self.errors.items())),
            "chars": self.chars,
            "seconds": round(self.seconds, 3),
            "stage_seconds": {k: round(v, 3) for k, v in self.stage_seconds.items()},
            "issues": {s: self.issues[s] for s in ("ok", "partial", "failed")},
            "rows": self.rows,
        }
