"""What people see of a run: a progress bar on a terminal, log lines elsewhere, a table at the end.

Everything that comes from files or names goes through ``printable``: a raw page must not steer a terminal.
"""

import dataclasses
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline.batch.plan import Plan
from pipeline.batch.reporting import Reporter
from pipeline.batch.status import Status
from pipeline.batch.summary import Summary
from pipeline.batch.tasks import Outcome
from pipeline.raw.names import printable
from pipeline.wording import counted

LINE_SECONDS = 10.0
"""Without a terminal, progress is logged this far apart."""


@contextmanager
def reporter(log_json: bool) -> Iterator[Reporter]:
    """The reporter that fits where standard error goes."""
    if log_json:
        yield JsonLines()
    elif sys.stderr.isatty():
        with _bar() as progress:
            yield Bar(progress)
    else:
        yield Lines()


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


class Lines(Reporter):
    """Plain lines on standard error."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def say(self, message: str) -> None:
        """One line, safe to print."""
        print(f"baoshu: {printable(message)}", file=sys.stderr, flush=True)

    def found(self, issues: int, ignored: tuple[str, ...]) -> None:
        self.say(f"{counted(issues, 'issue')} found")
        if ignored:
            more = f" and {len(ignored) - 5} more" if len(ignored) > 5 else ""
            self.say(f"left alone, neither .txt nor .pdf: {', '.join(ignored[:5])}{more}")

    def planned(self, plan: Plan) -> None:
        parts = [f"{len(plan.jobs):,} to do", f"{len(plan.unchanged):,} unchanged", f"{len(plan.removed):,} gone"]
        self.say(", ".join(parts))
        if plan.quarantined:
            self.say(f"{len(plan.quarantined):,} failed before, unchanged since; --retry-failed does such issues again")

    def done(self, outcome: Outcome, number: int, total: int) -> None:
        if outcome.error:
            self.say(f"{outcome.state.status}: {outcome.error}")
        if time.monotonic() - self._last > LINE_SECONDS:
            self._last = time.monotonic()
            self.say(f"{number:,} of {counted(total, 'issue')} done")

    def warn(self, message: str) -> None:
        self.say(message)


class Bar(Lines):
    """One progress bar; messages stand above it."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._task = progress.add_task("issues", total=None, visible=False)

    def say(self, message: str) -> None:
        self._progress.console.print(Text(f"baoshu: {printable(message)}"))

    def planned(self, plan: Plan) -> None:
        super().planned(plan)
        self._progress.update(self._task, total=len(plan.jobs), visible=bool(plan.jobs))

    def done(self, outcome: Outcome, number: int, total: int) -> None:
        if outcome.error:
            self.say(f"{outcome.state.status}: {outcome.error}")
        self._progress.update(self._task, completed=number)


class JsonLines(Reporter):
    """One JSON object a line on standard error, for machines."""

    def _log(self, event: str, **values: Any) -> None:
        moment = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        print(json.dumps({"time": moment, "event": event, **values}), file=sys.stderr, flush=True)

    def found(self, issues: int, ignored: tuple[str, ...]) -> None:
        self._log("found", issues=issues, ignored=list(ignored))

    def planned(self, plan: Plan) -> None:
        self._log(
            "planned", jobs=len(plan.jobs), unchanged=len(plan.unchanged), removed=len(plan.removed), quarantined=len(plan.quarantined)
        )

    def done(self, outcome: Outcome, number: int, total: int) -> None:
        state = outcome.state
        seconds = {k: round(v, 4) for k, v in outcome.seconds.items()}
        self._log(
            "issue",
            issue_id=state.issue_id,
            status=state.status,
            error=outcome.error,
            chars=state.chars,
            seconds=seconds,
            n=number,
            of=total,
        )

    def committed(self, issues: int, seconds: float) -> None:
        self._log("committed", issues=issues, seconds=round(seconds, 3))

    def warn(self, message: str) -> None:
        self._log("warning", message=message)


def show_summary(summary: Summary) -> None:
    """The table at the end: what the tables hold and where they lie."""
    console = Console()
    done = sum(summary.statuses.values()) + summary.recovered
    head = f"{counted(done, 'issue')} done ({summary.unchanged:,} unchanged, {summary.removed:,} removed) in {summary.seconds:.1f} s"
    if summary.chars and summary.seconds:
        head += f", {counted(round(summary.chars / summary.seconds), 'character')} a second"
    console.print(Text(head))
    table = Table("table", "rows", "where")
    table.columns[1].justify = "right"
    table.columns[2].overflow = "fold"
    for name, rows in summary.rows.items():
        table.add_row(name, f"{rows:,}", Text(printable(f"{summary.out}/{name}")))
    console.print(table)
    states = ", ".join(f"{summary.issues[s]:,} {s}" for s in ("ok", "partial", "failed") if summary.issues[s])
    console.print(Text(f"issues in the tables: {states or 'none'}"))
    if summary.issues["failed"] or summary.issues["partial"]:
        console.print(Text(printable(f"causes: column error of {summary.out}/issues, tracebacks in {summary.out}/.baoshu/quarantine.log")))


def show_plan(summary: Summary) -> None:
    """What a run would do, an issue a line, on standard output."""
    undated = set(summary.plan.undated)
    for job in summary.plan.jobs:
        why = f"{job.why}, no known date" if job.issue_id in undated else job.why
        print(f"{printable(job.issue_id)}\t{why}\t{' '.join(job.stages)}")
    for issue_id in summary.plan.corrected:
        print(f"{printable(issue_id)}\tcorrected by hand\tnothing (baoshu run RAW does it)")
    for issue_id in summary.plan.removed:
        print(f"{printable(issue_id)}\tgone from RAW\tremove")
    for issue_id in summary.plan.quarantined:
        print(f"{printable(issue_id)}\tfailed before\tnothing (without --retry-failed)")
    print(
        f"{len(summary.plan.jobs)} to do, {len(summary.plan.unchanged)} unchanged, {len(summary.plan.removed)} to remove", file=sys.stderr
    )


def show_status(found: Status, as_json: bool) -> None:
    """What a processed folder holds, as a page of text or as JSON."""
    if as_json:
        print(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
        return
    lines = [
        ("folder", found.out),
        ("issues", ", ".join(f"{n:,} {s}" for s, n in found.issues.items()) or "none"),
        ("done", ", ".join(f"{stage} {n:,}" for stage, n in found.stages.items())),
        ("dates", " to ".join(found.dates) if found.dates else "none known"),
        ("rows", ", ".join(f"{t} {n:,}" for t, n in found.rows.items())),
        ("size", f"{found.bytes / 1e6:,.1f} MB in {counted(found.files, 'file')}"),
        ("last run", found.last_run or "none"),
        ("schema", found.schema_version),
        ("versions", ", ".join(f"{v} ({counted(n, 'issue')})" for v, n in found.versions.items())),
        ("settings", ", ".join(f"{v} ({counted(n, 'issue')})" for v, n in found.config_hashes.items())),
        ("models", ", ".join(f"{v} ({counted(n, 'issue')})" for v, n in found.model_hashes.items())),
    ]
    for name, value in lines:
        print(f"{name:<9} {printable(value)}")
    for issue_id, error in found.failed.items():
        print(f"{'failed':<9} {printable(issue_id)}: {printable(error)}")
