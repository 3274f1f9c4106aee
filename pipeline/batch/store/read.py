"""Reading a processed folder: tables of one moment, whatever a run is writing meanwhile."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.batch.store import state
from pipeline.batch.store.layout import arrange
from pipeline.batch.store.store import CURRENT, HOME
from pipeline.document import TABLES, schema
from pipeline.errors import StoreError, UsageError

if TYPE_CHECKING:
    import pandas as pd

ATTEMPTS = 5


def snapshot(folder: Path) -> Path:
    """The folder of the current generation. Its files never change; it is kept until two commits later."""
    try:
        return folder / HOME / os.readlink(folder / HOME / CURRENT)
    except OSError as error:
        raise StoreError(f"{folder}: holds no tables of baoshu; make them with: baoshu run RAW --out {folder}") from error


def arrow(folder: str | Path, table: str, columns: Sequence[str] | None = None, issues: Sequence[str] | None = None) -> pa.Table:
    """A table, or the rows of some issues, as Arrow. Raises UsageError, StoreError."""
    if table not in TABLES:
        raise UsageError(f"no table {table!r}; there are {', '.join(TABLES)}")
    unknown = [c for c in columns or () if c not in schema(table).names]
    if unknown:
        raise UsageError(f"table {table} has no column {unknown[0]!r}; it has {', '.join(schema(table).names)}")
    for attempt in range(ATTEMPTS):
        try:
            return _read(snapshot(Path(folder)), table, columns, issues)
        except FileNotFoundError as error:  # two commits went by: read the newest
            if attempt == ATTEMPTS - 1:
                raise StoreError(f"{folder}: changes faster than it can be read") from error
    raise AssertionError


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
    with pq.ParquetFile(path) as file:
        return file.read(columns=list(columns) if columns else None)


def read(folder: str | Path, table: str, columns: Sequence[str] | None = None, issues: Sequence[str] | None = None) -> "pd.DataFrame":
    """A table, or the rows of some issues, as a DataFrame. Raises UsageError, StoreError."""
    return arrow(folder, table, columns, issues).to_pandas()
