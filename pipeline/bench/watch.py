"""Watches from beside: how much memory the largest process of a run takes, how far the run is, what processor time is spent."""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from pipeline.batch.reporting import Reporter
from pipeline.batch.tasks import Outcome
from pipeline.bench.figure import Figure, Say
from pipeline.wording import counted

EVERY = 0.25
"""Seconds between two looks at the memory."""
TELL = 10.0
"""Seconds between two lines on how far the run is."""
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


class Watch(Reporter):
    """Watches the largest process under this one while a run goes on, by ``/proc``; sees nothing where there is none."""

    def __init__(self, what: str, say: Say) -> None:
        self._what, self._say = what, say
        self._told = time.monotonic()
        self._peaks: list[tuple[int, float]] = []
        self._done = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def done(self, outcome: Outcome, number: int, total: int) -> None:
        self._done = number
        if time.monotonic() - self._told > TELL:
            self._told = time.monotonic()
            self._say(f"{self._what}: {number:,} of {counted(total, 'issue')}")

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
    return max((int(fields[21]) for fields in _below(root)), default=0) * PAGE_BYTES / (1 << 20)


def processor_seconds() -> float:
    """Processor time of this process and of all that descend from it: other work on the machine does not count.

    Without ``/proc`` it is the time of the clock.
    """
    if not Path("/proc/self/stat").exists():
        return time.perf_counter()
    ticks = sum(int(fields[11]) + int(fields[12]) for fields in _below(os.getpid()))
    return sum(os.times()[:4]) + ticks / TICKS


def _below(root: int) -> list[list[str]]:
    """The fields of ``/proc/PID/stat`` from the state on, of all processes that descend from ``root``."""
    found: dict[int, list[str]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            found[int(stat.parent.name)] = stat.read_text(errors="replace").rpartition(")")[2].split()
    below = {root}
    while new := {pid for pid, fields in found.items() if len(fields) > 21 and int(fields[1]) in below} - below:
        below |= new
    return [found[pid] for pid in below - {root}]
