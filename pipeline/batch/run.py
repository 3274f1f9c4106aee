"""One run over a raw folder or over stored tables: plan, do, commit. Callable from Python as from the command line."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Protocol

from pipeline import __version__
from pipeline.batch import corrected
from pipeline.batch.fingerprint import look
from pipeline.batch.plan import Choice, Job, Plan, plan_raw, plan_stored
from pipeline.batch.quarantine import Quarantine
from pipeline.batch.recipe import Recipe, recipe
from pipeline.batch.reporting import Reporter
from pipeline.batch.store import Store, codec
from pipeline.batch.store.state import IssueState, States
from pipeline.batch.store.store import peek
from pipeline.batch.summary import Summary
from pipeline.batch.tasks import Build, Outcome, Stamp, Task
from pipeline.errors import EngineError, UsageError
from pipeline.raw import discover
from pipeline.settings import Settings
from pipeline.stages import STAGES, build
from pipeline.wording import counted

COMMIT_SECONDS = 30.0
"""A long run shows what it has at least this far apart, and farther the longer a commit takes."""
COMMIT_SHARE = 20


class Engine(Protocol):
    """Does tasks somewhere. See ``pool.Pool`` and ``ray_engine.RayPool``."""

    def map(self, tasks: Iterator[Task], stop: Callable[[], bool]) -> Iterator[Outcome]:
        """The outcomes of all tasks, in any order; ends early once ``stop`` says so."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done; what it makes does not depend on any of it."""

    jobs: int = 0
    """Worker processes; 0 means one a core."""
    engine: str = "local"
    ray_address: str | None = None
    timeout: float = 600.0
    """Seconds one issue may take."""
    dry_run: bool = False
    corrections: Path | None = None
    """Corrections by hand; without it ``corrections.csv`` in the raw folder."""


def run(
    out: Path,
    settings: Settings,
    *,
    raw: Path | None = None,
    stage: str = STAGES[-1],
    choice: Choice = Choice(),  # noqa: B008  (frozen)
    options: Options = Options(),
    reporter: Reporter | None = None,
    make_stages: Build = build,
    recipe_of: Callable[[Settings], Recipe] = recipe,
) -> Summary:
    """Bring the tables in ``out`` up to date.

    With ``raw`` every issue there is done up to ``stage``, and rows of issues that are gone go; without it ``stage`` alone
    is done from the stored rows of the stages before. Only what changed is done. Raises UsageError (no such folder, stage
    before is missing, no issues in ``raw``, unless with ``force`` there are rows to remove), StoreError (tables cannot be
    written; they stay as they were), ModelError.
    """
    begun = time.monotonic()
    reporter = reporter or Reporter()
    made_by = recipe_of(settings)
    corrections = corrected.load(options.corrections, raw)
    summary = Summary(str(out), dry_run=options.dry_run)
    if options.dry_run:
        states = peek(out)
        summary.plan = _plan(raw, states, made_by, stage, choice, corrections, reporter, summary)
        summary.close(states, time.monotonic() - begun)
        return summary
    with _stopping() as stop, Store(out) as store:
        plan = _plan(raw, store.states, made_by, stage, choice, corrections, reporter, summary)
        store.resign(plan.signatures)
        stamp = Stamp.now(__version__, made_by.config_hash, made_by.model_hash, os.environ.get("SOURCE_DATE_EPOCH"))
        writer = _Writer(store, reporter, summary, plan, Quarantine(store.home / "quarantine.log"))
        jobs = writer.recover(plan.jobs, choice)
        workers = min(options.jobs or os.cpu_count() or 1, len(jobs))
        if workers:
            engine = _engine(settings, stamp, make_stages, workers, options)
            for outcome in engine.map(_tasks(jobs, store), stop):
                writer.add(outcome)
        summary.interrupted = stop()
        writer.finish()
        if missing := 0 if summary.interrupted else summary.planned - writer.done:
            raise EngineError(f"no outcome for {counted(missing, 'issue')}; what was finished is in the tables, run again for the rest")
        summary.close(store.states, time.monotonic() - begun)
    return summary


def _plan(
    raw: Path | None,
    states: States,
    made_by: Recipe,
    stage: str,
    choice: Choice,
    corrections: corrected.Corrections,
    reporter: Reporter,
    summary: Summary,
) -> Plan:
    if raw is None:
        plan, lacking = plan_stored(states, made_by, stage, choice, corrections)
        before = STAGES[STAGES.index(stage) - 1]
        if not states or (lacking and not plan.jobs and not plan.unchanged):
            raise UsageError(f"{summary.out}: no issue has been through {before} yet; do that first: baoshu {before} …")
        if plan.corrected:
            reporter.warn(
                f"left alone, as corrected by hand: {counted(len(plan.corrected), 'issue')}; baoshu run RAW applies corrections anew"
            )
        if lacking:
            reporter.warn(f"not ready, {counted(len(lacking), 'issue')}; do first: baoshu {before} --out {summary.out}")
    else:
        discovery = discover(raw)
        if not discovery.sources and not (states and choice.force):
            kept = f"; the rows of {counted(len(states), 'issue')} in the tables stay (--force removes them)" if states else ""
            raise UsageError(f"{raw}: holds no issues (files NAME.txt or NAME.pdf, or folders of such page files){kept}")
        reporter.found(len(discovery.sources), discovery.ignored)
        now = time.time_ns()
        seen = [look(source, states.get(source.issue_id), now) for source in discovery.sources]
        plan = plan_raw(seen, states, made_by, stage, choice, corrections)
        if raw.is_file():  # one issue of a folder says nothing of the others
            plan = replace(plan, removed=())
    summary.planned, summary.unchanged, summary.removed = len(plan.jobs), len(plan.unchanged), len(plan.removed)
    summary.waiting = list(plan.quarantined)
    summary.why.update(job.why for job in plan.jobs)
    if plan.undated:
        reporter.warn(f"done too, as --since cannot tell: {counted(len(plan.undated), 'issue')} without a known date")
    reporter.planned(plan)
    return plan


def _tasks(jobs: Sequence[Job], store: Store) -> Iterator[Task]:
    """Tasks as the engine asks for them; the rows they start from are loaded no earlier."""
    stored = {job.issue_id: job for job in jobs if not job.from_raw}
    for job in jobs:
        if job.from_raw:
            yield _task(job, None, store.states)
    for issue_id, tables in store.tables_of(stored):
        yield _task(stored[issue_id], codec.pack(tables), store.states)


def _task(job: Job, prior: bytes | None, states: States) -> Task:
    if job.seen:
        seen = job.seen
        return Task(job.issue_id, job.stages, job.keys, seen.fingerprint, seen.signature, seen.source, prior, job.corrections)
    known = states[job.issue_id]
    return Task(job.issue_id, job.stages, job.keys, known.fingerprint, known.signature, None, prior, job.corrections)


def _engine(settings: Settings, stamp: Stamp, make_stages: Build, workers: int, options: Options) -> Engine:
    if options.engine == "local":
        from pipeline.batch.pool import Pool

        return Pool(settings, stamp, make_stages, workers, options.timeout)
    if options.engine == "ray":
        from pipeline.batch.ray_engine import RayPool

        return RayPool(settings, stamp, make_stages, options.jobs or None, options.timeout, options.ray_address)
    raise UsageError(f"no engine {options.engine!r}; there are local and ray")


class _Writer:
    """Takes finished issues, keeps them in the spool and commits them in groups."""

    def __init__(self, store: Store, reporter: Reporter, summary: Summary, plan: Plan, quarantine: Quarantine) -> None:
        self._store = store
        self._reporter = reporter
        self._summary = summary
        self._plan = plan
        self._quarantine = quarantine
        self._pending: dict[str, IssueState] = {}
        self.done = 0
        self._last = time.monotonic()
        self._pause = COMMIT_SECONDS

    def recover(self, jobs: Sequence[Job], choice: Choice) -> list[Job]:
        """Take what a killed run left in the spool; returns the jobs that remain."""
        left = {} if choice.force or choice.retry_failed else self._store.spooled()
        adopted = {j.issue_id: left[j.issue_id] for j in jobs if j.issue_id in left and left[j.issue_id].keys == j.keys}
        self._store.drop_spooled(keep=adopted)
        self._pending.update(adopted)
        self._summary.recovered = len(adopted)
        self.done = len(adopted)
        return [j for j in jobs if j.issue_id not in adopted]

    def add(self, outcome: Outcome) -> None:
        self._store.put(outcome.state.issue_id, outcome.payload)
        self._pending[outcome.state.issue_id] = outcome.state
        self._summary.count(outcome)
        self.done += 1
        if outcome.error:
            self._quarantine.write(outcome)
        self._reporter.done(outcome, self.done, self._summary.planned)
        if time.monotonic() - self._last > self._pause:
            self._commit(())

    def finish(self) -> None:
        """Commit the rest, and the removals; a run that was interrupted removes nothing yet."""
        removed = () if self._summary.interrupted else self._plan.removed
        if self._pending or removed:
            self._commit(removed)

    def _commit(self, removed: Sequence[str]) -> None:
        begun = time.monotonic()
        self._store.commit(self._pending, removed)
        self._last = time.monotonic()
        self._pause = max(COMMIT_SECONDS, COMMIT_SHARE * (self._last - begun))
        self._reporter.committed(len(self._pending), self._last - begun)
        self._pending.clear()


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """SIGINT and SIGTERM ask for an end in good order; a second one ends at once. Only the main thread can listen."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
