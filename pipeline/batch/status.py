"""What a processed folder holds, told from its newest generation alone."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.batch.store import layout, snapshot, state
from pipeline.batch.store.read import arrow
from pipeline.document import SCHEMA_VERSION, TABLES
from pipeline.stages import STAGES


@dataclass(frozen=True, slots=True)
class Status:
    """A processed folder at a glance."""

    out: str
    issues: dict[str, int]
    stages: dict[str, int]
    dates: tuple[str, str] | None
    rows: dict[str, int]
    files: int
    bytes: int
    last_run: str | None
    versions: dict[str, int]
    config_hashes: dict[str, int]
    model_hashes: dict[str, int]
    schema_version: str
    failed: dict[str, str]


def status(out: Path) -> Status:
    """Count issues by state and stage, rows and bytes by table, and the versions that made them. Raises StoreError."""
    with snapshot(out) as generation:
        return _status(out, generation)


def _status(out: Path, generation: Path) -> Status:
    states = state.load(generation / state.FILE)
    columns = ("issue_id", "status", "error", "processed_at", "pipeline_version", "config_hash", "model_hash")
    issues = {c: values.to_pylist() for c, values in zip(columns, arrow(generation, "issues", columns).columns, strict=True)}
    dates = sorted(s.date for s in states.values() if s.date)
    moments = [m for m in issues["processed_at"] if m]
    files = [p for table in TABLES for p in (generation / table).iterdir()]
    return Status(
        out=str(out),
        issues=dict(sorted(Counter(s.status for s in states.values()).items())),
        stages={stage: sum(bool(s.key(stage)) and s.status != "failed" for s in states.values()) for stage in STAGES},
        dates=(dates[0], dates[-1]) if dates else None,
        rows={table: sum(s.counts[n] for s in states.values()) for n, table in enumerate(TABLES)},
        files=len(files),
        bytes=sum(p.stat().st_size for p in files),
        last_run=max(moments).isoformat() if moments else None,
        versions=_counted(issues["pipeline_version"]),
        config_hashes=_counted(issues["config_hash"]),
        model_hashes=_counted(issues["model_hash"]),
        schema_version=_schema_version(generation, states),
        failed={i: e or "" for i, s, e in zip(issues["issue_id"], issues["status"], issues["error"], strict=True) if s != "ok"},
    )


def _counted(values: list[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _schema_version(generation: Path, states: state.States) -> str:
    """The schema version of the files; the program's own where it cannot be told."""
    first = next(iter(layout.arrange(states.values())))
    metadata = pq.read_schema(generation / "issues" / first).metadata or {}
    return metadata.get(b"baoshu.schema_version", SCHEMA_VERSION.encode()).decode()
