"""Arrow schemas, derived from the row classes; the one place that says which tables there are."""

import dataclasses
import types
import typing
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

import pyarrow as pa

from pipeline.document import rows

SCHEMA_VERSION = "1"

TABLES: dict[str, type] = {
    "issues": rows.Issue,
    "articles": rows.Article,
    "paragraphs": rows.Paragraph,
    "sentences": rows.Sentence,
    "tokens": rows.Token,
    "mentions": rows.Mention,
    "entities": rows.Entity,
    "officials": rows.Official,
    "quantities": rows.Quantity,
    "corrections": rows.Correction,
}

EMPTY_WHERE_MISSING = {("articles", "title"), ("officials", "organization"), ("quantities", "attribute")}
"""Texts that a table holds as "" where a row has None: readers, the scorer first of all, take them for strings, and what a
null string becomes (None, NaN) depends on the release of pandas."""

_SCALARS: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def _arrow_type(annotation: Any) -> tuple[pa.DataType, bool]:
    """(Arrow type, nullable) of a Python annotation of a row class."""
    if typing.get_origin(annotation) is types.UnionType:
        inner = [a for a in typing.get_args(annotation) if a is not type(None)]
        return _arrow_type(inner[0])[0], True
    if typing.get_origin(annotation) is tuple:
        return pa.list_(_arrow_type(typing.get_args(annotation)[0])[0]), False
    if dataclasses.is_dataclass(annotation):
        return pa.struct(_fields(typing.cast(type, annotation))), False
    return _SCALARS[annotation], False


def _fields(row: type) -> list[pa.Field]:
    hints = typing.get_type_hints(row)
    out = []
    for f in dataclasses.fields(row):
        kind, nullable = _arrow_type(hints[f.name])
        metadata = {k: v for k, v in f.metadata.items() if v}
        out.append(pa.field(f.name, kind, nullable=nullable, metadata=metadata))
    return out


@cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of ``table``; field metadata hold ``description`` and ``unit``. KeyError lists the valid names."""
    if table not in TABLES:
        raise KeyError(f"no table {table!r}; there are {', '.join(TABLES)}")
    return pa.schema(_fields(TABLES[table]), metadata={"baoshu.schema_version": SCHEMA_VERSION, "baoshu.table": table})


def to_arrow(table: str, items: Sequence[Any]) -> pa.Table:
    """Rows (dataclasses of ``table``) as an Arrow table of the declared schema."""
    wanted = schema(table)
    columns = [_column(items, f) for f in wanted]
    for number, name in enumerate(wanted.names):
        if (table, name) in EMPTY_WHERE_MISSING:
            columns[number] = ["" if value is None else value for value in columns[number]]
    arrays = [pa.array(values, type=f.type) for values, f in zip(columns, wanted, strict=True)]
    return pa.Table.from_arrays(arrays, schema=wanted)


def _column(items: Sequence[Any], column: pa.Field) -> list[Any]:
    values = list(map(attrgetter(column.name), items))
    if not (pa.types.is_list(column.type) and pa.types.is_struct(column.type.value_type)):
        return values
    names = [f.name for f in column.type.value_type]
    return [[{name: getattr(v, name) for name in names} for v in value] for value in values]


def from_arrow(table: str, data: pa.Table) -> list[Any]:
    """The rows of an Arrow table as dataclasses; inverse of :func:`to_arrow`. Columns unknown here are ignored."""
    row = TABLES[table]
    names = [f.name for f in dataclasses.fields(row)]
    listed = {f.name for f in schema(table) if pa.types.is_list(f.type)}
    empty = {name for t, name in EMPTY_WHERE_MISSING if t == table}
    out = []
    for record in data.select([n for n in names if n in data.column_names]).to_pylist():
        for name in listed & record.keys():
            record[name] = tuple(rows.MapRun(**v) if isinstance(v, dict) else v for v in record[name] or ())
        for name in empty & record.keys():
            record[name] = record[name] or None
        out.append(row(**record))
    return out


def dictionary(tables: Iterable[str] = TABLES) -> str:
    """The data dictionary as Markdown: a section a table, a row a column."""
    parts = []
    for table in tables:
        intro = (TABLES[table].__doc__ or "").strip().splitlines()[0]
        lines = [f"## {table}", "", intro, "", "| column | type | null | unit | meaning |", "|---|---|---|---|---|"]
        for f in schema(table):
            meta = {k.decode(): v.decode() for k, v in (f.metadata or {}).items()}
            kind = (
                "list<struct<field, start, raw_start, length>>"
                if "struct" in str(f.type)
                else str(f.type).replace("element: ", "").replace("item: ", "")
            )
            lines.append(f"| {f.name} | {kind} | {'yes' if f.nullable else ''} | {meta.get('unit', '')} | {meta['description']} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
