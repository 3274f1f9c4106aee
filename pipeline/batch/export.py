"""Tables for colleagues without Parquet: CSV, Excel, SQLite, DuckDB. Text from pages can do no harm there.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises against CSV injection;
control characters go. Lists become JSON.
"""

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.batch.store.hold import snapshot
from pipeline.batch.store.read import arrow
from pipeline.document import TABLES, schema
from pipeline.errors import StoreError, UsageError

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""First characters that make Excel, LibreOffice or WPS read a cell as a formula, full-width ones too."""
EXCEL_ROWS = 1_048_576
EXCEL_CHARS = 32_767
LEFT_OUT = {"raw_map"}
"""Columns of no use outside Parquet."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

Rows = Iterator[list[Any]]


def export(out: Path, to: str, target: Path, tables: Sequence[str] = ()) -> list[Path]:
    """Write tables (all without ``tables``) to ``target``: a folder for csv, a file for xlsx, sqlite and duckdb.

    Returns the files written, each moved into place when complete. Raises UsageError (no such format or table, target
    exists as something else, a table too long for Excel, package missing), StoreError.
    """
    if to not in _WRITERS:
        raise UsageError(f"--to {to}: there are {', '.join(_WRITERS)}")
    unknown = [t for t in tables if t not in TABLES]
    if unknown:
        raise UsageError(f"no table {unknown[0]!r}; there are {', '.join(TABLES)}")
    with snapshot(out) as generation:  # so that all tables are of one moment
        return _export(generation, to, target, tuple(tables) or tuple(TABLES))


def _export(out: Path, to: str, target: Path, chosen: Sequence[str]) -> list[Path]:
    try:
        if to == "csv":
            target.mkdir(parents=True, exist_ok=True)
            return [_moved(target / f"{t}.csv", lambda path, t=t: _csv(out, t, path)) for t in chosen]  # type: ignore[misc]
        target.parent.mkdir(parents=True, exist_ok=True)
        return [_moved(target, lambda path: _WRITERS[to](out, chosen, path))]
    except OSError as error:
        raise StoreError(f"{error.filename or target}: cannot be written: {error.strerror or error}") from error


def _moved(target: Path, write: Callable[[Path], None]) -> Path:
    """Write beside ``target`` and move into place; nothing is left where that fails."""
    if target.is_dir():
        raise UsageError(f"{target}: is a folder; give the name of a file")
    partial = target.with_name(f".{target.name}.part")
    partial.unlink(missing_ok=True)
    try:
        write(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def harmless(value: Any) -> Any:
    """A cell's value for a spreadsheet: text that would be a formula gets an apostrophe, control characters go."""
    value = plain(value)
    if isinstance(value, str) and value.lstrip(" \u3000").startswith(FORMULA):
        return "'" + value
    return value


def plain(value: Any) -> Any:
    """A value as text, number or None: lists as JSON, control characters removed."""
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, datetime):
        value = value.isoformat()
    return _CONTROL.sub("", value) if isinstance(value, str) else value


def _columns(table: str) -> list[str]:
    return [n for n in schema(table).names if n not in LEFT_OUT]


def _rows(out: Path, table: str, clean: Callable[[Any], Any]) -> Rows:
    names = _columns(table)
    for batch in arrow(out, table, names).to_batches(max_chunksize=10_000):
        for record in batch.to_pylist():
            yield [clean(record[n]) for n in names]


def _csv(out: Path, table: str, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:  # the mark makes Excel read UTF-8
        writer = csv.writer(stream)
        writer.writerow(_columns(table))
        writer.writerows(_rows(out, table, harmless))


def _xlsx(out: Path, tables: Iterable[str], path: Path) -> None:
    openpyxl = _needed("openpyxl", "openpyxl")
    book = openpyxl.Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table)
        sheet.append(_columns(table))
        for number, row in enumerate(_rows(out, table, harmless), 2):
            if number > EXCEL_ROWS:
                raise UsageError(
                    f"table {table} has more than the {EXCEL_ROWS:,} rows Excel can hold; leave it out with --table, or use csv"
                )
            sheet.append([v[:EXCEL_CHARS] if isinstance(v, str) else v for v in row])
    book.save(path)


def _sqlite(out: Path, tables: Iterable[str], path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        for table in tables:
            columns = ", ".join(f'"{n}" {_sql_type(schema(table).field(n).type)}' for n in _columns(table))
            base.execute(f'CREATE TABLE "{table}" ({columns})')
            marks = ", ".join("?" * len(_columns(table)))
            base.executemany(f'INSERT INTO "{table}" VALUES ({marks})', _rows(out, table, plain))


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return "INTEGER"
    return "REAL" if pa.types.is_floating(kind) else "TEXT"


def _duckdb(out: Path, tables: Iterable[str], path: Path) -> None:
    duckdb = _needed("duckdb", "duckdb")
    with closing(duckdb.connect(str(path))) as base:
        for table in tables:
            base.register("rows", arrow(out, table, _columns(table)))
            base.execute(f'CREATE TABLE "{table}" AS SELECT * FROM rows')
            base.unregister("rows")


def _needed(module: str, package: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise UsageError(f"this needs the package {package}: pip install {package}") from error


_WRITERS: dict[str, Callable[[Path, Sequence[str], Path], None]] = {
    "csv": lambda out, tables, path: None,
    "xlsx": _xlsx,
    "sqlite": _sqlite,
    "duckdb": _duckdb,
}
