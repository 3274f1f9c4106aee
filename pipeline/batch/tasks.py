"""What the engines carry: a task in, an outcome back; and the processor that turns one into the other."""

import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timezone
from typing import Any

from pipeline.batch.store import codec
from pipeline.batch.store.layout import label
from pipeline.batch.store.state import IssueState
from pipeline.corrections import Line, apply
from pipeline.document import TABLES, Issue, IssueRows, RawIssue
from pipeline.errors import BaoshuError, ModelError, RawError, StageError, UsageError
from pipeline.raw import Source, read
from pipeline.settings import Settings
from pipeline.stages import STAGES, Stages

TABLES_OF = {
    "repair": ("articles", "paragraphs"),
    "segment": ("sentences", "tokens"),
    "entities": ("mentions", "entities", "officials"),
    "facts": ("quantities",),
}
"""The tables each stage fills."""

Build = Callable[[Settings], Stages]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every issue of one run is marked with."""

    processed_at: datetime
    pipeline_version: str
    config_hash: str
    model_hash: str

    @classmethod
    def now(cls, pipeline_version: str, config_hash: str, model_hash: str, epoch: str | None = None) -> "Stamp":
        """A stamp of this moment, or of ``epoch`` (seconds since 1970, as SOURCE_DATE_EPOCH has it)."""
        moment = datetime.fromtimestamp(int(epoch), timezone.utc) if epoch else datetime.now(timezone.utc).replace(microsecond=0)
        return cls(moment, pipeline_version, config_hash, model_hash)


@dataclass(frozen=True, slots=True)
class Task:
    """One issue to do: from its raw source, or from the packed rows of the stages before ``stages``."""

    issue_id: str
    stages: tuple[str, ...]
    keys: tuple[str, ...]
    fingerprint: str
    signature: str
    source: Source | None = None
    prior: bytes | None = None
    corrections: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. ``payload`` holds the packed rows, of a failed issue nothing but its row in ``issues``."""

    state: IssueState
    payload: bytes
    error: str | None = None
    trace: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unbuilt:
    """Why the stages could not be built, and whether the user asked for something that is not there."""

    cause: str
    usage: bool = False

    @classmethod
    def of(cls, error: Exception) -> "Unbuilt":
        """From what building them raised."""
        return cls(str(error) if isinstance(error, BaoshuError) else f"{type(error).__name__}: {error}", isinstance(error, UsageError))

    def error(self) -> BaoshuError:
        """The error to raise in the process that asked."""
        return UsageError(self.cause) if self.usage else ModelError(self.cause)


class Processor:
    """Does tasks, one after the other, with models loaded once. Lives in a worker process, an actor or a test."""

    def __init__(self, settings: Settings, stamp: Stamp, build: Build) -> None:
        self._settings = settings
        self._stamp = stamp
        self._stages = build(settings)

    def __call__(self, task: Task) -> Outcome:
        """Every failure of the issue comes back as an outcome with status failed; nothing is raised for it."""
        seconds: dict[str, float] = {}
        stage = "read"
        raw: RawIssue | None = None
        try:
            begun = time.perf_counter()
            if task.prior is None:
                assert task.source is not None
                raw = read(task.source, self._settings)
            current: Any = raw if raw else until(codec.to_rows(codec.unpack(task.prior or b"")), task.stages[0])
            seconds["read"] = time.perf_counter() - begun
            for stage in task.stages:
                begun = time.perf_counter()
                current = getattr(self._stages, stage)(current)
                seconds[stage] = time.perf_counter() - begun
            if task.corrections and task.stages[-1] == STAGES[-1]:
                stage = "corrections"
                current = apply(current, task.corrections)
            stage = "write"
            rows = self._finished(current, raw)
            return _outcome(task, rows, None, seconds)
        except RawError as error:
            return failed(task, self._stamp, str(error), None, raw)
        except Exception as error:
            shown = error if isinstance(error, StageError) else StageError(task.issue_id, stage, f"{type(error).__name__}: {error}"[:500])
            return failed(task, self._stamp, str(shown), traceback.format_exc(), raw)

    def _finished(self, rows: IssueRows, raw: RawIssue | None) -> IssueRows:
        issue = rows.issue
        if raw:
            partial = bool(raw.page_errors)
            issue = replace(
                issue,
                pages=len(raw.pages),
                chars=sum(len(p.text) for p in raw.pages),
                articles=len(rows.articles),
                status="partial" if partial else "ok",
                error="; ".join(raw.page_errors) if partial else None,
            )
        return replace(rows, issue=stamped(issue, self._stamp))


def until(rows: IssueRows, stage: str) -> IssueRows:
    """The rows without those that ``stage`` and the stages after it made, and without corrections of those."""
    empty: dict[str, Any] = {table: () for s in STAGES[STAGES.index(stage) :] for table in TABLES_OF[s]}
    return replace(rows, **empty, corrections=())


def stamped(issue: Issue, stamp: Stamp) -> Issue:
    """The issue row with the run's marks."""
    return replace(
        issue,
        processed_at=stamp.processed_at,
        pipeline_version=stamp.pipeline_version,
        config_hash=stamp.config_hash,
        model_hash=stamp.model_hash,
    )


def failed(task: Task, stamp: Stamp, error: str, trace: str | None = None, raw: RawIssue | None = None) -> Outcome:
    """The outcome of an issue that is quarantined: one row in ``issues`` that says why, no row anywhere else."""
    if task.prior is not None:
        issue = replace(codec.to_rows(codec.unpack(task.prior)).issue, articles=0)
    elif raw:
        issue = Issue(raw.issue_id, raw.source_path, raw.source_sha256, raw.publication, raw.date, raw.place, len(raw.pages))
    else:
        issue = Issue(task.issue_id, task.source.shown if task.source else "", "")
    issue = stamped(replace(issue, status="failed", error=error), stamp)
    return _outcome(task, IssueRows(issue), trace, {})


def died(task: Task, stamp: Stamp, shown: str, times: int, how: str) -> Outcome:
    """The outcome of an issue whose worker died over it every time; ``how`` goes to the log alone, as engines tell it differently."""
    return failed(task, stamp, f"{shown}: the worker process died over it {times} times", how)


def _outcome(task: Task, rows: IssueRows, trace: str | None, seconds: dict[str, float]) -> Outcome:
    issue, tables = rows.issue, codec.to_tables(rows)
    counts = tuple(tables[name].num_rows for name in TABLES)
    state = IssueState(
        task.issue_id, task.fingerprint, task.signature, task.keys, label(issue.date), counts, issue.status, issue.date, issue.chars
    )
    return Outcome(state, codec.pack(tables, asdict(state)), issue.error, trace, seconds)
