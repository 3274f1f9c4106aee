"""The Ray engine: the same processor in actors of a local or an existing cluster.

A pool of plain actors, not Ray Data: an issue is one task with its own time limit and its own failure, which the blocks of
a dataset would hide. Actors write nothing: outcomes come back to the driver, which alone writes, so an issue that is done
twice because its actor was lost still lands once. The raw folder must be visible to every node under the same path.
"""

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.batch.pool import ATTEMPTS, PULSE, shown
from pipeline.batch.tasks import Build, Outcome, Processor, Stamp, Task, Unbuilt, died, failed
from pipeline.errors import ModelError, UsageError
from pipeline.settings import Settings


class Worker:
    """What lives in an actor: a processor, built by the first call so that its failure can be told from a lost actor."""

    def __init__(self, settings: Settings, stamp: Stamp, build: Build) -> None:
        self._make = lambda: Processor(settings, stamp, build)
        self._process: Processor | None = None

    def load(self) -> Unbuilt | None:
        """Build the stages; what went wrong, if anything did."""
        try:
            self._process = self._make()
        except Exception as error:
            return Unbuilt.of(error)
        return None

    def do(self, task: Task) -> Outcome:
        """One issue."""
        assert self._process
        return self._process(task)


@dataclass(slots=True)
class _Actor:
    handle: Any
    reference: Any
    """The call under way: loading as long as there is no task."""
    task: Task | None = None
    deadline: float = float("inf")


@dataclass(slots=True)
class RayPool:
    """As many actors as ``jobs``, or as the cluster has CPUs. Same outcomes as the local pool."""

    settings: Settings
    stamp: Stamp
    build: Build
    jobs: int | None
    timeout: float
    address: str | None
    _actors: list[_Actor] = field(default_factory=list)

    def map(self, tasks: Iterable[Task], stop: Callable[[], bool]) -> Iterator[Outcome]:
        """The outcome of every task, as they come; see ``Pool.map``.

        Raises UsageError where Ray is not installed or the cluster cannot be joined, ModelError where stages cannot be built.
        """
        ray = _ray()
        joined = ray.is_initialized()
        if not joined:
            _join(ray, self.address, self.jobs)
        try:
            count = self.jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
            kind = ray.remote(num_cpus=1, max_restarts=0)(Worker)
            self._actors = [self._start(kind) for _ in range(count)]
            yield from self._work(ray, kind, iter(tasks), stop)
        finally:
            for actor in self._actors:
                ray.kill(actor.handle)
            self._actors = []
            if not joined:
                ray.shutdown()

    def _start(self, kind: Any) -> _Actor:
        handle = kind.remote(self.settings, self.stamp, self.build)
        return _Actor(handle, handle.load.remote())

    def _work(self, ray: Any, kind: Any, source: Iterator[Task], stop: Callable[[], bool]) -> Iterator[Outcome]:
        again: deque[Task] = deque()
        deaths: dict[str, int] = {}
        exhausted = False
        while not stop():
            for actor in self._actors:
                if actor.reference is None:
                    task = again.popleft() if again else next(source, None)
                    exhausted = task is None
                    if task:
                        actor.task, actor.reference = task, actor.handle.do.remote(task)
                        actor.deadline = time.monotonic() + self.timeout
            if exhausted and not any(a.task for a in self._actors):
                return
            under_way = {a.reference: a for a in self._actors if a.reference is not None}
            for reference in ray.wait(list(under_way), num_returns=len(under_way), timeout=PULSE)[0]:
                yield from self._settle(ray, kind, under_way[reference], again, deaths)
            for actor in list(self._actors):
                if actor.task and time.monotonic() > actor.deadline:
                    late = actor.task
                    self._replace(ray, kind, actor)
                    yield failed(late, self.stamp, f"{shown(late)}: took longer than {self.timeout:g} seconds")

    def _settle(self, ray: Any, kind: Any, actor: _Actor, again: deque[Task], deaths: dict[str, int]) -> Iterator[Outcome]:
        """A call has ended, well or not."""
        task = actor.task
        try:
            result = ray.get(actor.reference)
        except ray.exceptions.RayError as error:
            self._replace(ray, kind, actor)
            name = task.issue_id if task else ""
            deaths[name] = deaths.get(name, 0) + 1
            if task is None:
                if deaths[name] > ATTEMPTS * len(self._actors):
                    raise ModelError(f"actors die while they load the models: {error}") from error
            elif deaths[name] < ATTEMPTS:
                again.append(task)
            else:
                yield died(task, self.stamp, shown(task), ATTEMPTS, str(error))
            return
        actor.task, actor.reference, actor.deadline = None, None, float("inf")
        if isinstance(result, Outcome):
            yield result
        elif result:
            raise result.error()

    def _replace(self, ray: Any, kind: Any, actor: _Actor) -> None:
        with contextlib.suppress(ray.exceptions.RayError):
            ray.kill(actor.handle)
        self._actors[self._actors.index(actor)] = self._start(kind)


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise UsageError("--engine ray needs the extra ray: pip install 'baoshu[ray]'") from error
    return ray


def _join(ray: Any, address: str | None, jobs: int | None) -> None:
    """Join the cluster at ``address``, or start one here."""
    try:
        if address:
            ray.init(address=address, log_to_driver=False, logging_level="warning")
        else:
            ray.init(address="local", num_cpus=jobs, include_dashboard=False, log_to_driver=False, logging_level="warning")
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageError(f"Ray cluster {address or 'here'}: {error}") from error
