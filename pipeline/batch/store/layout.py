"""Which file an issue's rows lie in: a pure function of the issues there are, so that history leaves no trace.

A file holds one month's issues. A month (or the undated rest) with more issues than ``FULL`` is split by a hash of the
issue id into a power of two of files, so that one changed issue never rewrites more than a small share.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable

from pipeline.batch.store.state import IssueState

FULL = 128
_LABEL = re.compile(r"^\d{4}(-\d{2})?")

Layout = dict[str, tuple[str, ...]]
"""File name to the ids of the issues in it, both in order."""


def label(date: str | None) -> str:
    """The month of an ISO date, its year where there is no month, ``undated`` where there is no date."""
    match = _LABEL.match(date or "")
    return match.group() if match else "undated"


def bucket_count(issues: int) -> int:
    """How many files so many issues of one month are spread over."""
    count = 1
    while issues > FULL * count:
        count *= 2
    return count


def bucket(issue_id: str, count: int) -> int:
    """The file of an issue among ``count``."""
    return int.from_bytes(hashlib.sha256(issue_id.encode()).digest()[:8], "big") % count


def arrange(states: Iterable[IssueState]) -> Layout:
    """The files and their issues. Without issues there is still one (empty) file, so that every table can be read."""
    months: dict[str, list[str]] = defaultdict(list)
    for state in states:
        months[state.label].append(state.issue_id)
    files: dict[str, list[str]] = defaultdict(list)
    for month, ids in months.items():
        count = bucket_count(len(ids))
        for issue_id in ids:
            files[file_name(month, bucket(issue_id, count), count)].append(issue_id)
    if not files:
        return {file_name("undated", 0, 1): ()}
    return {name: tuple(sorted(files[name])) for name in sorted(files)}


def file_name(month: str, number: int, count: int) -> str:
    """``2022-11.parquet``, or ``2022-11.003of008.parquet`` where a month is split."""
    return f"{month}.parquet" if count == 1 else f"{month}.{number:04d}of{count:04d}.parquet"
