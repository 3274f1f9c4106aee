"""One issue's rows as bytes, to cross processes and to lie in the spool. Plain Arrow: reading it executes nothing."""

import hashlib
import json
from typing import Any

import pyarrow as pa

from pipeline.document import TABLES, IssueRows, from_arrow, schema, to_arrow
from pipeline.errors import StoreError

MAGIC = b"BAOSHU1\n"

Tables = dict[str, pa.Table]


def to_tables(rows: IssueRows) -> Tables:
    """The rows of an issue as Arrow tables, one for every table of the contract."""
    return {name: to_arrow(name, (rows.issue,) if name == "issues" else getattr(rows, name)) for name in TABLES}


def to_rows(tables: Tables) -> IssueRows:
    """Inverse of :func:`to_tables`."""
    return IssueRows(
        issue=from_arrow("issues", tables["issues"])[0],
        **{name: tuple(from_arrow(name, tables[name])) for name in TABLES if name != "issues"},
    )


def pack(tables: Tables, header: dict[str, Any] | None = None) -> bytes:
    """Tables and a small header as bytes that know when they are cut off or damaged."""
    sink = pa.BufferOutputStream()
    for name in TABLES:
        with pa.ipc.new_stream(sink, tables[name].schema) as stream:
            stream.write_table(tables[name])
    head = json.dumps(header or {}, ensure_ascii=False, sort_keys=True).encode()
    body = len(head).to_bytes(8, "big") + head + sink.getvalue().to_pybytes()
    return MAGIC + hashlib.sha256(body).digest() + body


def header(data: bytes) -> dict[str, Any]:
    """The header alone. Raises StoreError where the bytes are not whole."""
    body = _body(data)
    head: dict[str, Any] = json.loads(bytes(body[8 : 8 + int.from_bytes(body[:8], "big")]))
    return head


def unpack(data: bytes) -> Tables:
    """The tables. Raises StoreError where the bytes are not whole."""
    body = _body(data)
    source = pa.BufferReader(pa.py_buffer(body[8 + int.from_bytes(body[:8], "big") :]))
    tables = {}
    for name in TABLES:
        table = pa.ipc.open_stream(source).read_all()
        tables[name] = pa.Table.from_arrays(table.columns, schema=schema(name))
    return tables


def _body(data: bytes) -> memoryview:
    view = memoryview(data)
    if bytes(view[: len(MAGIC)]) != MAGIC or hashlib.sha256(view[len(MAGIC) + 32 :]).digest() != bytes(view[len(MAGIC) : len(MAGIC) + 32]):
        raise StoreError("spooled rows are damaged or incomplete")
    return view[len(MAGIC) + 32 :]
