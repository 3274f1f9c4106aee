"""What a run has to do, and why: a pure comparison of what lies in RAW with what the store knows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from pipeline.batch.corrected import Corrections, keyed
from pipeline.batch.fingerprint import Seen
from pipeline.batch.recipe import Recipe
from pipeline.batch.store.state import States
from pipeline.corrections import Line
from pipeline.errors import UsageError
from pipeline.raw.names import date_in
from pipeline.stages import STAGES

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Job:
    """One issue to do from ``stages[0]`` on. ``keys`` are those it will have when it is done."""

    issue_id: str
    why: str
    stages: tuple[str, ...]
    keys: tuple[str, ...]
    seen: Seen | None = None
    corrections: tuple[Line, ...] = ()

    @property
    def from_raw(self) -> bool:
        """Whether it starts from the raw file, not from rows of earlier stages."""
        return self.stages[0] == STAGES[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """Jobs in the order of their ids, ids whose rows go, ids that stay as they are, ids that wait for ``--retry-failed``."""

    jobs: tuple[Job, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    quarantined: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    """Ids a single stage leaves alone, because their rows were corrected by hand; also among the unchanged."""
    undated: tuple[str, ...] = ()
    """Ids that ``since`` lets through because no date of theirs is known yet."""
    signatures: Mapping[str, str] = field(default_factory=dict)
    """New sizes and times of files whose bytes are the same."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which issues the user wants done: ids that match ``only``, dated ``since`` or later; all again with ``force``."""

    only: str | None = None
    since: str | None = None
    force: bool = False
    retry_failed: bool = False

    @classmethod
    def of(cls, only: str | None, since: str | None, force: bool, retry_failed: bool) -> "Choice":
        """A choice from what a user typed. Raises UsageError where ``since`` is no date."""
        if since is not None and not _DATE.fullmatch(since):
            raise UsageError(f"--since {since}: a date is YYYY-MM-DD, YYYY-MM or YYYY")
        return cls(only, since, force, retry_failed)

    def wants(self, issue_id: str, date: str | None) -> bool:
        """Whether an issue is chosen. One without a known date passes ``since``."""
        if self.only is not None and not fnmatchcase(issue_id, self.only):
            return False
        return self.since is None or date is None or date >= self.since[: len(date)]


def plan_raw(seen: Iterable[Seen], states: States, recipe: Recipe, last: str, choice: Choice, corrections: Corrections) -> Plan:
    """What to do to have every issue in RAW done up to stage ``last``."""
    wanted = STAGES[: STAGES.index(last) + 1]
    jobs, unchanged, quarantined, undated = [], [], [], []
    present = set()
    signatures = {}
    for item in seen:
        issue_id = item.source.issue_id
        present.add(issue_id)
        known = states.get(issue_id)
        if known and item.signature and item.fingerprint == known.fingerprint and item.signature != known.signature:
            signatures[issue_id] = item.signature
        date = known.date if known and known.date else date_in(issue_id)
        if not choice.wants(issue_id, date):
            unchanged.append(issue_id)
            continue
        lines = corrections.get(issue_id, ())
        keys = keyed(recipe.keys(item.fingerprint), lines)
        stale = next((s for s, key in zip(wanted, keys, strict=False) if not known or known.key(s) != key), None)
        first, why = stale, _why(stale, issue_id, item, states)
        if choice.force:
            first, why = STAGES[0], "forced"
        elif known and known.status == "failed":
            if stale is None and not choice.retry_failed:
                quarantined.append(issue_id)
                continue
            first, why = STAGES[0], why if stale else "failed before"
        if first is None:
            unchanged.append(issue_id)
            continue
        if known and known.corrected:  # stored rows are no longer what the stages made
            first = STAGES[0]
        if choice.since is not None and date is None:
            undated.append(issue_id)
        jobs.append(Job(issue_id, why, wanted[STAGES.index(first) :], _padded(keys[: len(wanted)]), item, lines))
    gone = () if choice.only is not None or choice.since is not None else tuple(sorted(states.keys() - present))
    return Plan(tuple(jobs), gone, tuple(unchanged), tuple(quarantined), (), tuple(undated), signatures)


def plan_stored(states: States, recipe: Recipe, stage: str, choice: Choice, corrections: Corrections) -> tuple[Plan, tuple[str, ...]]:
    """What to do to have ``stage`` done for every stored issue; also the ids that lack the stage before.

    Issues whose stored rows were corrected by hand are left to a run over the raw files.
    """
    number = STAGES.index(stage)
    jobs, unchanged, quarantined, lacking, corrected, undated = [], [], [], [], [], []
    for issue_id, known in sorted(states.items()):
        if not choice.wants(issue_id, known.date):
            unchanged.append(issue_id)
        elif known.status == "failed":
            quarantined.append(issue_id)
        elif not known.keys[number - 1]:
            lacking.append(issue_id)
        else:
            lines = corrections.get(issue_id, ()) if stage == STAGES[-1] else ()
            key = keyed((recipe.next_key(known.keys[number - 1], recipe.stages[number]),), lines)[0]
            if known.corrected or (known.keys[number] == key and not choice.force):
                unchanged.append(issue_id)
                if known.corrected:
                    corrected.append(issue_id)
                continue
            if choice.since is not None and known.date is None:
                undated.append(issue_id)
            why = "forced" if known.keys[number] == key else f"{stage} changed" if known.keys[number] else f"no {stage} yet"
            jobs.append(Job(issue_id, why, (stage,), _padded((*known.keys[:number], key)), None, lines))
    return Plan(tuple(jobs), (), tuple(unchanged), tuple(quarantined), tuple(corrected), tuple(undated)), tuple(lacking)


def _padded(keys: Sequence[str]) -> tuple[str, ...]:
    """Keys of all stages; those not run have none."""
    return (*keys, *("" for _ in range(len(STAGES) - len(keys))))


def _why(stale: str | None, issue_id: str, item: Seen, states: States) -> str:
    known = states.get(issue_id)
    if known is None:
        return "new"
    if stale is None:
        return ""
    if known.fingerprint != item.fingerprint:
        return "changed"
    return f"{stale} changed" if known.key(stale) else f"no {stale} yet"
