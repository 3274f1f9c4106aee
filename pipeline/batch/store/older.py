"""Tables that another version wrote, fitted to the columns of this one.

Such rows are done again by the next run, as the schema's version is part of what rows are made from. Until its last commit
they lie beside new ones, so they must fit; what they lack stays empty.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.document import TABLES, schema

_EMPTY: tuple[tuple[Any, Any], ...] = (
    (pa.types.is_string, ""),
    (pa.types.is_boolean, False),
    (pa.types.is_integer, 0),
    (pa.types.is_floating, 0.0),
    (pa.types.is_timestamp, 0),
    (pa.types.is_list, []),
)


def read(path: Path, table: str, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a file with the columns of this version, or some of them; no rows where the file is not there."""
    whole = schema(table)
    declared = pa.schema([whole.field(name) for name in columns or whole.names], metadata=whole.metadata)
    if not path.exists():  # a table that version did not have
        return declared.empty_table()
    with pq.ParquetFile(path) as file:
        found = file.read(columns=[name for name in declared.names if name in file.schema_arrow.names])
    return pa.Table.from_arrays([_column(found, field) for field in declared], schema=declared)


def _column(whole: pa.Table, field: pa.Field) -> Any:
    if field.name in whole.column_names:
        try:
            return whole.column(field.name).cast(field.type)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            pass
    if field.nullable:
        return pa.nulls(whole.num_rows, field.type)
    empty = next((value for fits, value in _EMPTY if fits(field.type)), None)
    return pa.array([empty] * whole.num_rows, field.type)


def counts(before: Sequence[int], names: Sequence[str]) -> tuple[int, ...]:
    """Rows a table of this version, from rows for the tables ``names`` of the version that wrote them."""
    known = dict(zip(names, before, strict=False))
    return tuple(known.get(name, 0) for name in TABLES)
