"""What runs inside a Ray cluster: the feed of issues, the reader of it, and the actor that does them."""

import asyncio
import pickle
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import wait
from typing import Any

import pyarrow as pa

from pipeline.batch.keeper import Keeper, shown
from pipeline.batch.pool import PULSE
from pipeline.batch.tasks import Build, Outcome, Stamp, Task, Unbuilt, died
from pipeline.errors import BaoshuError
from pipeline.settings import Settings

TRIES = 3
"""How often an issue is begun whose actor is lost, alone or with its node."""
HEARTBEAT = 1.0
"""Seconds between two questions of an actor whether the run still goes on."""
NOTHING, END = b"", b"end"


class Feed:
    """The issues on their way, by number, in an actor beside the driver.

    Calls may arrive in any order, hence the numbers. A reader that is started again after a fault must give the same rows
    again; those whose outcome is there are empty.
    """

    def __init__(self) -> None:
        self._tasks: dict[int, bytes] = {}
        self._begun: Counter[int] = Counter()
        self._stopped = False
        self._news = asyncio.Condition()

    async def put(self, number: int, task: bytes) -> None:
        """An issue; ``END`` under the number after the last."""
        async with self._news:
            self._tasks[number] = task
            self._news.notify_all()

    async def get(self, number: int) -> bytes:
        """Wait for an issue."""
        async with self._news:
            await self._news.wait_for(lambda: self._stopped or number in self._tasks)
        return END if self._stopped else self._tasks[number]

    async def begin(self, number: int) -> int:
        """How often this issue was begun, this time included."""
        self._begun[number] += 1
        return self._begun[number]

    async def drop(self, number: int) -> None:
        """Forget an issue that has its outcome."""
        self._tasks[number] = NOTHING
        self._begun.pop(number, None)

    async def stop(self) -> None:
        """The run is over, whatever is left."""
        async with self._news:
            self._stopped = True
            self._news.notify_all()

    async def stopped(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stopped


def rows(_: pa.Table, feed: Any) -> Iterator[pa.Table]:
    """The issues of a feed, one a row, as the driver puts them there."""
    import ray

    number = 0
    while (task := ray.get(feed.get.remote(number))) != END:
        yield pa.table({"number": [number], "task": pa.array([task], pa.large_binary())})
        number += 1


class RayWorker:
    """Takes a row with an issue, gives a row with its outcome, both as pickled bytes."""

    def __init__(self, feed: Any, settings: Settings, stamp: Stamp, build: Build, timeout: float) -> None:
        # Processes started from here would otherwise import Ray's own main module, each of them.
        vars(sys.modules["__main__"]).pop("__file__", None)
        self._feed = feed
        self._stamp = stamp
        self._keeper = Keeper(settings, stamp, build, timeout)

    def __call__(self, issue: pa.Table) -> pa.Table:
        """One issue. What ends the whole run comes back as ``Unbuilt``, what need not be done as None."""
        number, task = issue["number"][0].as_py(), issue["task"][0].as_py()
        result: Outcome | Unbuilt | None
        try:
            result = self._do(number, pickle.loads(task)) if task else None
        except BaoshuError as error:
            result = Unbuilt.of(error)
        return pa.table({"number": [number], "outcome": pa.array([pickle.dumps(result)], pa.large_binary())})

    def _do(self, number: int, task: Task) -> Outcome | None:
        import ray

        if ray.get(self._feed.begin.remote(number)) > TRIES:
            return died(task, self._stamp, shown(task), TRIES, "its Ray actor was lost each time")
        keeper, asked = self._keeper, time.monotonic()
        keeper.give(task)
        while True:
            outcome = keeper.take() if wait([keeper.pipe], timeout=PULSE) else keeper.late()
            if outcome:
                return outcome
            if time.monotonic() - asked > HEARTBEAT:
                asked = time.monotonic()
                if ray.get(self._feed.stopped.remote()):
                    keeper.close()
                    return None
