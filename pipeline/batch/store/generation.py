"""Builds one generation of the tables from the one before and the changed issues."""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.batch.store import older, state
from pipeline.batch.store.codec import Tables
from pipeline.batch.store.layout import Layout, arrange
from pipeline.document import TABLES, schema

FEW = 200
"""Up to so many new files each is flushed by itself, beyond that the whole file system once."""
ROW_GROUP = 1 << 20

Changes = Mapping[str, Callable[[], Tables]]
Metadata = dict[str, str]


def build(new: Path, states: state.States, old: Path | None, old_states: state.States, changes: Changes, rewrite: bool = False) -> int:
    """Write every table of ``states`` into the empty folder ``new``; returns the number of files written.

    ``changes`` has the tables of each new or changed issue; all other rows come from ``old``. Files whose issues are the
    same as before are linked, not written (with ``rewrite`` they are written too). A file's bytes depend on the rows of
    its issues alone. Raises OSError.
    """
    layout = arrange(states.values())
    rows = _Rows(old, arrange(old_states.values()) if old else {}, old_states)
    for table in TABLES:
        (new / table).mkdir()
    written: list[Path] = []
    for name, ids in layout.items():
        if not rewrite and rows.unchanged(name, ids, changes):
            for table in TABLES:
                rows.link(table, name, new / table / name)
        else:
            written += _file(new, name, ids, rows, changes)
    state.save(states.values(), new / state.FILE)
    flush([*written, new / state.FILE], [*(new / t for t in TABLES), new])
    return len(written)


def _file(new: Path, name: str, ids: Sequence[str], rows: "_Rows", changes: Changes) -> list[Path]:
    """Write one month (or part of one) of every table."""
    fresh = {i: changes[i]() for i in ids if i in changes}
    metadata: Metadata = {}
    paths = []
    for table in TABLES:
        pieces = [fresh[i][table] if i in fresh else rows.of(i, table) for i in ids]
        if table == "issues":
            metadata = made_by(pieces)
        paths.append(new / table / name)
        write(paths[-1], table, pieces, metadata)
    return paths


def made_by(issues: Iterable[pa.Table]) -> Metadata:
    """What made the rows of a file, for its metadata: every version and hash that occurs in its issues."""
    columns = ("pipeline_version", "config_hash", "model_hash")
    found: dict[str, set[str]] = {c: set() for c in columns}
    for table in issues:
        for column in columns:
            found[column].update(table[column].to_pylist())
    return {f"baoshu.{c}": ",".join(sorted(found[c])) for c in columns}


def write(path: Path, table: str, pieces: Sequence[pa.Table], metadata: Metadata) -> None:
    """One Parquet file from the rows of several issues."""
    declared = schema(table)
    declared = declared.with_metadata({**(declared.metadata or {}), **metadata})
    whole = pa.concat_tables(pieces).combine_chunks() if pieces else declared.empty_table()
    columns = [whole.column(n).cast(declared.field(n).type) for n in declared.names]
    pq.write_table(pa.Table.from_arrays(columns, schema=declared), path, compression="zstd", row_group_size=ROW_GROUP)


class _Rows:
    """The rows of the generation before, by issue. Keeps the last file it read, as neighbours are asked for in a row."""

    def __init__(self, folder: Path | None, layout: Layout, states: state.States) -> None:
        self._folder = folder
        self._layout = layout
        self._file_of = {i: name for name, ids in layout.items() for i in ids}
        self._states = states
        self._last: dict[str, tuple[str, pa.Table, dict[str, tuple[int, int]]]] = {}

    def unchanged(self, name: str, ids: Sequence[str], changes: Changes) -> bool:
        return self._folder is not None and self._layout.get(name) == ids and not any(i in changes for i in ids)

    def link(self, table: str, name: str, target: Path) -> None:
        assert self._folder is not None
        if not (self._folder / table / name).exists():  # a table that another version did not have
            write(target, table, (), {})
            return
        try:
            os.link(self._folder / table / name, target)
        except OSError:  # a file system without hard links
            shutil.copyfile(self._folder / table / name, target)

    def of(self, issue_id: str, table: str) -> pa.Table:
        name = self._file_of[issue_id]
        if table not in self._last or self._last[table][0] != name:
            assert self._folder is not None
            whole = older.read(self._folder / table / name, table)
            number = list(TABLES).index(table)
            ids = self._layout[name]
            bounds = pairwise(accumulate((self._states[i].counts[number] for i in ids), initial=0))
            self._last[table] = (name, whole, dict(zip(ids, bounds, strict=True)))
        _, whole, spans = self._last[table]
        start, end = spans[issue_id]
        return whole.slice(start, end - start)


def flush(files: Sequence[Path], folders: Sequence[Path]) -> None:
    """Wait until all of it is on the disk, so that the switch that follows never shows less."""
    if len(files) > FEW:
        os.sync()
        return
    with ThreadPoolExecutor(8) as threads:  # together they cost the disk hardly more than one
        list(threads.map(_flush_one, (*files, *folders)))


def _flush_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def issue_tables(folder: Path, states: state.States, ids: Iterable[str]) -> Iterable[tuple[str, Tables]]:
    """The tables of single issues of the generation in ``folder``, in the order of the files they lie in."""
    rows = _Rows(folder, arrange(states.values()), states)
    wanted = set(ids)
    for name_ids in arrange(states.values()).values():
        for issue_id in name_ids:
            if issue_id in wanted:
                yield issue_id, {table: rows.of(issue_id, table) for table in TABLES}
