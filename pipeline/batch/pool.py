"""The local engine: worker processes that load the models once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait

from pipeline.batch.keeper import Keeper
from pipeline.batch.tasks import Build, Outcome, Stamp, Task
from pipeline.settings import Settings

PULSE = 0.25
"""Seconds between two looks at the clock and at the wish to stop."""


@dataclass(frozen=True, slots=True)
class Pool:
    """``jobs`` processes, each with its own stages. At most one issue a process is under way, so memory stays bounded."""

    settings: Settings
    stamp: Stamp
    build: Build
    jobs: int
    timeout: float

    def map(self, tasks: Iterable[Task], stop: Callable[[], bool]) -> Iterator[Outcome]:
        """The outcome of every task, as they come. Ends early, its workers killed, once ``stop`` says so.

        What a lost worker or the time limit does to an issue, see ``Keeper``. Raises ModelError where stages cannot be built.
        """
        source = iter(tasks)
        keepers: list[Keeper] = []
        try:
            for task in source:
                keepers.append(Keeper(self.settings, self.stamp, self.build, self.timeout))
                keepers[-1].give(task)
                if len(keepers) == self.jobs:
                    break
            while (busy := {k.pipe: k for k in keepers if k.task}) and not stop():
                for pipe in wait(list(busy), timeout=PULSE):
                    keeper = busy[pipe]  # type: ignore[index]
                    outcome = keeper.take()
                    if outcome:
                        _feed(keeper, source)
                        yield outcome
                for keeper in keepers:
                    outcome = keeper.late()
                    if outcome:
                        _feed(keeper, source)
                        yield outcome
        finally:
            for keeper in keepers:
                keeper.close()


def _feed(keeper: Keeper, source: Iterator[Task]) -> None:
    """The next issue, before the outcome of the last is looked at, so that the worker need not wait for that."""
    task = next(source, None)
    if task:
        keeper.give(task)
