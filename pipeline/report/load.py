"""Gathers what the report shows: rows from the tables, page texts from the raw files where they still are."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.batch.store import snapshot
from pipeline.batch.store.read import arrow
from pipeline.document import TABLES, IssueRows, from_arrow
from pipeline.errors import RawError
from pipeline.raw import Source, discover, read
from pipeline.report.view import IssueSource
from pipeline.settings import Settings


def _raw_sources(raw: Path | None) -> dict[str, Source]:
    if raw is None or not raw.is_dir():
        return {}
    return {s.issue_id: s for s in discover(raw).sources}


def load_sources(out: Path, settings: Settings, raw: Path | None = None, only: list[str] | None = None) -> Iterator[IssueSource]:
    """The issues of a processed folder, in id order; ``raw`` is where their pages lie, ``only`` the ids wanted (all).

    A raw file that is gone or changed costs its page view and nothing else. Raises StoreError where there are no tables.
    """
    with snapshot(out) as generation:
        yield from _load(generation, settings, _raw_sources(raw), only)


def _load(out: Path, settings: Settings, sources: dict[str, Source], only: list[str] | None) -> Iterator[IssueSource]:
    for issue_id in only or sorted(arrow(out, "issues", ["issue_id"])["issue_id"].to_pylist()):
        tables = {name: from_arrow(name, arrow(out, name, issues=[issue_id])) for name in TABLES if name != "tokens"}
        (issue,) = tables.pop("issues")
        rows = IssueRows(issue, **{name: tuple(items) for name, items in tables.items()})
        page_source = sources.get(issue_id)
        try:
            found = read(page_source, settings) if page_source else None
        except RawError:
            found = None
        yield IssueSource(rows, found if found and found.source_sha256 == issue.source_sha256 else None)
