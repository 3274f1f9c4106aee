"""A store of many issues, to measure what grows with their number: copies of processed issues under other ids.

Raw files are copies too, and the states are made as a run makes them, so that the next run can check every one of them.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.batch.compact import compact
from pipeline.batch.fingerprint import FRESH_NS, Seen, look
from pipeline.batch.recipe import recipe
from pipeline.batch.run import Options, run
from pipeline.batch.store import Store, codec, current
from pipeline.batch.store.generation import issue_tables
from pipeline.batch.store.state import IssueState
from pipeline.batch.store.store import peek
from pipeline.bench.figure import Figure, Say
from pipeline.bench.queries import queries
from pipeline.document import TABLES
from pipeline.raw import discover
from pipeline.settings import Settings

TIMES = 5
"""Copies of every issue: 10,000 issues where the archive has 2,000."""
TABLES_COPIED = ("issues", "mentions", "entities")
"""The others are left empty, as nothing here reads them."""
GROUP = 250
"""Issues a commit."""


def measure_many(raw: Path, done: Path, scratch: Path, settings: Settings, say: Say) -> Iterator[Figure]:
    """Seconds to check so many unchanged issues, to compact their tables, and to read their mentions."""
    names = {source.issue_id: Path(source.files[0]) for source in discover(raw).sources}
    many, out = scratch / "raw", scratch / "tables"
    ids = _copy_raw(names, many)
    say(f"a store of {len(ids):,} issues is being made")
    _copy_rows(done, out, many, ids, settings)
    label = f"{len(ids):,} issues"
    summary = run(out, settings, raw=many, options=Options(jobs=1))
    if summary.planned or summary.unchanged != len(ids):
        raise RuntimeError(f"{summary.planned} of {len(ids)} copied issues are not up to date")
    yield Figure(f"check of {label}, nothing changed", summary.seconds, "s")
    say(f"compacting {label}")
    begun = time.perf_counter()
    compact(out)
    yield Figure(f"compacting {label}", time.perf_counter() - begun, "s")
    yield Figure(f"mentions of {label}", summary.rows["mentions"], "rows")
    yield from queries(out, f"{label}: ", only=("mentions by label",))


def _copy_raw(names: dict[str, Path], folder: Path) -> dict[str, str]:
    """Raw files under new names; the id each came from by its new id."""
    folder.mkdir(parents=True)
    ids = {}
    for copy in range(TIMES):
        for issue_id, path in names.items():
            ids[f"c{copy}{issue_id}"] = issue_id
            os.link(path, folder / f"c{copy}{path.name}")
    return ids


def _copy_rows(done: Path, out: Path, raw: Path, ids: dict[str, str], settings: Settings) -> None:
    time.sleep(FRESH_NS / 1e9 + 0.1)  # files younger than that are not trusted by their times
    now, made_by = time.time_ns(), recipe(settings)
    seen = {source.issue_id: look(source, None, now) for source in discover(raw).sources}
    states = peek(done)
    with Store(out) as store:
        pending: dict[str, IssueState] = {}
        for copy in range(TIMES):
            for issue_id, tables in issue_tables(current(done), states, states):
                new = f"c{copy}{issue_id}"
                own = {name: _renamed(name, table, issue_id, new) for name, table in tables.items()}
                state = _state(states[issue_id], seen[new], made_by.keys(seen[new].fingerprint), own)
                store.put(new, codec.pack(own, asdict(state)))
                pending[new] = state
                if len(pending) == GROUP:
                    store.commit(pending)
                    pending.clear()
        if pending:
            store.commit(pending)


def _state(known: IssueState, seen: Seen, keys: tuple[str, ...], tables: codec.Tables) -> IssueState:
    counts = tuple(tables[name].num_rows for name in TABLES)
    return replace(known, issue_id=seen.source.issue_id, fingerprint=seen.fingerprint, signature=seen.signature, keys=keys, counts=counts)


def _renamed(name: str, table: pa.Table, old: str, new: str) -> pa.Table:
    """The rows of a table that is copied, with the new issue id in every id; no rows of any other."""
    if name not in TABLES_COPIED:
        return table.slice(0, 0)
    for number, field in enumerate(table.schema):
        if field.name.endswith("_id"):
            table = table.set_column(number, field, pc.replace_substring(table.column(number), old, new))
    return table
