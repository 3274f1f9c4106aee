"""What is known of every issue: what its rows were made from and where they lie. Part of a generation, so it never lags."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.batch.store import older
from pipeline.document import TABLES
from pipeline.stages import STAGES

FILE = "state.parquet"


@dataclass(frozen=True, slots=True)
class IssueState:
    """One issue in the store.

    ``fingerprint`` is over its bytes and sidecar, ``signature`` over its files' sizes and times. ``keys`` has for each
    stage the hash of all its rows depend on, empty where the stage has not run. ``counts`` are its rows a table.
    """

    issue_id: str
    fingerprint: str
    signature: str
    keys: tuple[str, ...]
    label: str
    counts: tuple[int, ...]
    status: str = "ok"
    date: str | None = None
    chars: int = 0

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "IssueState":
        """From plain values, as JSON and Parquet give them. Raises TypeError."""
        plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return cls(**plain)

    def key(self, stage: str) -> str:
        """The hash ``stage`` ran with, empty where it has not."""
        return self.keys[STAGES.index(stage)]

    @property
    def corrected(self) -> bool:
        """Whether its rows were corrected by hand."""
        return self.counts[list(TABLES).index("corrections")] > 0


States = dict[str, IssueState]

_SCHEMA = pa.schema(
    [
        ("issue_id", pa.string()),
        ("fingerprint", pa.string()),
        ("signature", pa.string()),
        ("keys", pa.list_(pa.string())),
        ("label", pa.string()),
        ("counts", pa.list_(pa.int64())),
        ("status", pa.string()),
        ("date", pa.string()),
        ("chars", pa.int64()),
    ]
)


def save(states: Iterable[IssueState], path: Path) -> None:
    """Write the states in the order of their ids."""
    ordered = sorted(states, key=lambda s: s.issue_id)
    columns = [pa.array([getattr(s, f.name) for s in ordered], type=_SCHEMA.field(f.name).type) for f in fields(IssueState)]
    pq.write_table(pa.Table.from_arrays(columns, schema=_SCHEMA.with_metadata({"tables": ",".join(TABLES)})), path)


def load(path: Path) -> States:
    """The states by id, fitted to the tables of this version."""
    table = pq.read_table(path)
    found = {values["issue_id"]: IssueState.of(values) for values in table.to_pylist()}
    names = (table.schema.metadata or {}).get(b"tables", b"").decode().split(",")
    if names == list(TABLES):
        return found
    return {i: replace(s, counts=older.counts(s.counts, names)) for i, s in found.items()}
