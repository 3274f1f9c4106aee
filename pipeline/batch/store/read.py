"""Reading a processed folder: tables of one moment, whatever a run is writing meanwhile."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.batch.store import older, state
from pipeline.batch.store.hold import snapshot
from pipeline.batch.store.layout import arrange
from pipeline.document import TABLES, schema
from pipeline.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd


def arrow(folder: str | Path, table: str, columns: Sequence[str] | None = None, issues: Sequence[str] | None = None) -> pa.Table:
    """A table of a processed folder or snapshot, or the rows of some issues, as Arrow. Raises UsageError, StoreError."""
    if table not in TABLES:
        raise UsageError(f"no table {table!r}; there are {', '.join(TABLES)}")
    unknown = [c for c in columns or () if c not in schema(table).names]
    if unknown:
        raise UsageError(f"table {table} has no column {unknown[0]!r}; it has {', '.join(schema(table).names)}")
    with snapshot(folder) as generation:
        return _read(generation, table, columns, issues)


def _read(generation: Path, table: str, columns: Sequence[str] | None, issues: Sequence[str] | None) -> pa.Table:
    names = sorted(p.name for p in (generation / table).iterdir())
    if issues is None:
        parts = [_file(generation / table / name, columns) for name in names]
    else:
        parts = []
        states = state.load(generation / state.FILE)
        wanted, number = set(issues), list(TABLES).index(table)
        for name, ids in arrange(states.values()).items():
            if wanted.isdisjoint(ids):
                continue
            whole, start = _file(generation / table / name, columns), 0
            for issue_id in ids:
                count = states[issue_id].counts[number]
                if issue_id in wanted:
                    parts.append(whole.slice(start, count))
                start += count
        parts = parts or [_file(generation / table / names[0], columns).slice(0, 0)]
    return pa.concat_tables(p.replace_schema_metadata() for p in parts)


def _file(path: Path, columns: Sequence[str] | None) -> pa.Table:
    return older.read(path, path.parent.name, columns)


def read(folder: str | Path, table: str, columns: Sequence[str] | None = None, issues: Sequence[str] | None = None) -> "pd.DataFrame":
    """A table, or the rows of some issues, as a DataFrame. Raises UsageError, StoreError."""
    return arrow(folder, table, columns, issues).to_pandas()
