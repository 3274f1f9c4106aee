"""From characters of an article's field back to the raw page, over ``Article.raw_map``."""

from bisect import bisect_right
from collections.abc import Iterable

from pipeline.document.rows import MapRun


class RawMap:
    """Looks up raw offsets for one article. Built once an article, cheap to ask.

    >>> RawMap([MapRun("body", 0, 10, 2), MapRun("body", 2, 14, 3)]).hull("body", 1, 4)
    (11, 16)
    """

    __slots__ = ("_runs", "_starts")

    def __init__(self, runs: Iterable[MapRun]) -> None:
        self._runs: dict[str, list[MapRun]] = {}
        for run in runs:
            self._runs.setdefault(run.field, []).append(run)
        self._starts = {field: [run.start for run in ordered] for field, ordered in self._runs.items()}

    def spans(self, field: str, start: int, end: int) -> list[tuple[int, int]]:
        """The raw pieces (start, end) under ``field[start:end]``, in the order of the field."""
        runs = self._runs.get(field, [])
        first = max(0, bisect_right(self._starts.get(field, []), start) - 1)
        pieces: list[tuple[int, int]] = []
        for run in runs[first:]:
            if run.start >= end:
                break
            low, high = max(start, run.start), min(end, run.start + run.length)
            if low < high:
                shift = run.raw_start - run.start
                pieces.append((low + shift, high + shift))
        return pieces

    def hull(self, field: str, start: int, end: int) -> tuple[int, int]:
        """Smallest (raw_start, raw_end) that holds all pieces; (0, 0) where none of the characters is on the page.

        Where a column break tears a span apart the hull holds alien text too; ``spans`` is exact.
        """
        pieces = self.spans(field, start, end)
        if not pieces:
            return 0, 0
        return min(low for low, _ in pieces), max(high for _, high in pieces)
