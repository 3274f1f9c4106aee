"""Speed, memory and size over the generated archive, end to end and by stage."""

import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.plan import Choice
from pipeline.batch.reporting import Reporter
from pipeline.batch.run import Options, run
from pipeline.batch.tasks import Outcome
from pipeline.settings import Settings

EVERY = 0.25
"""Seconds between two looks at the memory."""
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
QUERY = "SELECT label, count(*) FROM read_parquet('{out}/mentions/*.parquet') GROUP BY label"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number."""

    name: str
    value: float
    unit: str


class _Memory(Reporter):
    """Watches the largest process under this one while a run goes on, by ``/proc``; sees nothing where there is none."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, float]] = []
        self._done = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def done(self, outcome: Outcome, number: int, total: int) -> None:
        self._done = number

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            self._peaks.append((self._done, largest_below(os.getpid())))

    def peak(self, issues: float = float("inf")) -> float:
        """The most megabytes one process took until ``issues`` were done."""
        return max((size for done, size in self._peaks if done <= issues), default=0.0)

    def figures(self) -> list[Figure]:
        """Peak memory of a worker, and how much of it the last three quarters of the run added; none without ``/proc``."""
        early, peak = self.peak(self._done / 4), self.peak()
        if not early:
            return []
        return [Figure("peak memory of a worker", peak, "MB"), Figure("peak memory, whole run over its first quarter", peak / early, "×")]


def largest_below(root: int) -> float:
    """Megabytes in memory of the largest process that descends from ``root``; 0 where there is none or no ``/proc``."""
    parents: dict[int, int] = {}
    pages: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            parents[int(stat.parent.name)], pages[int(stat.parent.name)] = int(fields[1]), int(fields[21])
    below = {root}
    while found := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= found
    return max((pages[pid] for pid in below - {root}), default=0) * PAGE_BYTES / (1 << 20)


def _run(raw: Path, out: Path, settings: Settings, options: Options) -> tuple[list[Figure], float]:
    with _Memory() as memory:
        summary = run(out, settings, raw=raw, options=options, reporter=memory)
    name = "ray" if options.engine == "ray" else f"{options.jobs} worker{'s' * (options.jobs > 1)}"
    figures = [Figure(f"end to end, {name}", summary.chars / summary.seconds, "characters/s")]
    if options.engine == "local" and options.jobs == 1:
        figures += [Figure(f"stage {s}", summary.chars / t, "characters/s") for s, t in summary.stage_seconds.items() if t]
        figures += memory.figures()
    return figures, summary.seconds


def measure(raw: Path, scratch: Path, settings: Settings, *, ray: bool = False) -> list[Figure]:
    """All figures for the archive ``raw``; tables go to ``scratch``. Two workers against one is given as a ratio of one session."""
    figures, alone = _run(raw, scratch / "one", settings, Options(jobs=1))
    more, together = _run(raw, scratch / "two", settings, Options(jobs=2))
    figures += [*more, Figure("two workers over one", alone / together, "×")]
    figures.append(Figure("load average meanwhile (a ratio means little beside other work)", os.getloadavg()[0], "processes"))
    if ray:
        figures += _run(raw, scratch / "ray", settings, Options(jobs=2, engine="ray"))[0]
    begun = time.perf_counter()
    run(scratch / "one", settings, raw=raw, choice=Choice(), options=Options(jobs=1))
    figures.append(Figure("check with nothing changed", time.perf_counter() - begun, "s"))
    files = list((scratch / "one").rglob("*.parquet"))
    figures.append(Figure("tables on disk", sum(p.stat().st_size for p in files) / 1e6, "MB"))
    return [*figures, *_queries(scratch / "one")]


def _queries(out: Path) -> list[Figure]:
    try:
        import duckdb
    except ImportError:
        return []
    import pandas as pd

    begun = time.perf_counter()
    duckdb.connect().execute(QUERY.format(out=out)).fetchall()
    middle = time.perf_counter()
    pd.read_parquet(out / "mentions")
    return [Figure("mentions in DuckDB", middle - begun, "s"), Figure("mentions in pandas", time.perf_counter() - middle, "s")]
