"""The Ray engine: the same stages as Ray Data actors, on a local or an existing cluster.

A dataset with one issue a row streams through a pool of actors, each of which keeps one worker process (see ``keeper``), so
that the time limit and what becomes of an issue that kills its worker are the local engine's. What a lost actor or node was
at, Ray Data does again. Actors write nothing: outcomes come back to the driver, which alone writes and takes each issue once.
The raw folder must be visible to every node under the same path.
"""

import contextlib
import logging
import os
import pickle
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.batch.pool import PULSE
from pipeline.batch.ray_worker import END, Feed, RayWorker, rows
from pipeline.batch.tasks import Build, Outcome, Stamp, Task, Unbuilt
from pipeline.errors import EngineError, UsageError
from pipeline.settings import Settings
from pipeline.wording import counted

AHEAD = 4
"""Issues an actor that are on their way; however many there are to do, memory holds no more of them."""
WAITING = 2
"""Of these, so many lie at the actor itself, so that it need not wait for the next."""
PATIENCE = 10.0
"""Seconds a run that ends waits for its actors."""

Results = queue.Queue[Any]
"""(number, outcome) as they come; then None, or the error that ended the stream.

No SimpleQueue: where a signal comes shortly before its timeout ends, CPython's waits for ever (Modules/_queuemodule.c takes the
negative rest for no timeout), and a run that was asked to stop went on until its last issue was through.
"""


@dataclass(frozen=True, slots=True)
class RayPool:
    """As many actors as ``jobs``, or as the cluster has CPUs. Same outcomes as the local pool."""

    settings: Settings
    stamp: Stamp
    build: Build
    jobs: int | None
    timeout: float
    address: str | None

    def map(self, tasks: Iterable[Task], stop: Callable[[], bool]) -> Iterator[Outcome]:
        """The outcome of every task, as they come; see ``Pool.map``.

        Raises UsageError where Ray is not installed or the cluster cannot be joined, ModelError where stages cannot be built,
        EngineError where the cluster fails for good.
        """
        ray = _ray()
        joined = ray.is_initialized()
        if not joined:
            _join(ray, self.address, self.jobs)
        try:
            yield from self._map(ray, iter(tasks), stop)
        finally:
            if not joined:
                ray.shutdown()

    def _map(self, ray: Any, source: Iterator[Task], stop: Callable[[], bool]) -> Iterator[Outcome]:
        count = self.jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
        feed = ray.remote(num_cpus=0, max_concurrency=1000, scheduling_strategy=_here(ray))(Feed).remote()
        results: Results = queue.Queue()
        arguments = (feed, self.settings, self.stamp, self.build, self.timeout)
        stream = threading.Thread(target=_stream, args=(count, arguments, results), daemon=True)
        stream.start()
        try:
            yield from _exchange(feed, source, stop, results, AHEAD * count)
        finally:
            with contextlib.suppress(ray.exceptions.RayError):
                ray.get(feed.stop.remote(), timeout=PATIENCE)
            stream.join(PATIENCE)
            ray.kill(feed)


def _exchange(feed: Any, source: Iterator[Task], stop: Callable[[], bool], results: Results, ahead: int) -> Iterator[Outcome]:
    """Keep ``ahead`` issues on their way and take what comes back."""
    under_way: set[int] = set()
    number, ended = 0, False
    while not stop():
        while not ended and len(under_way) < ahead:
            task = next(source, None)
            feed.put.remote(number, pickle.dumps(task) if task else END)
            if task:
                under_way.add(number)
                number += 1
            ended = task is None
        try:
            found = results.get(timeout=PULSE)
        except queue.Empty:
            continue
        if isinstance(found, Exception):
            raise found
        if found is None:
            if under_way:
                raise EngineError(f"Ray gave no outcome for {counted(len(under_way), 'issue')}")
            return
        done, outcome = found
        if isinstance(outcome, Unbuilt):
            raise outcome.error()
        if done in under_way:
            under_way.remove(done)
            feed.drop.remote(done)
            yield outcome


def _stream(count: int, arguments: tuple[Any, ...], results: Results) -> None:
    """Run the dataset to its end, in a thread of its own, as its iterator cannot be asked to wait no longer."""
    try:
        for block in _dataset(count, arguments).iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
            for number, outcome in zip(block["number"].to_pylist(), block["outcome"].to_pylist(), strict=True):
                results.put((number, pickle.loads(outcome)))
        results.put(None)
    except Exception as error:
        results.put(EngineError(f"Ray: {error}"))


def _dataset(count: int, arguments: tuple[Any, ...]) -> Any:
    """Issues, one a row and a block, through ``count`` actors. Actors and what they were at are restored without limit."""
    import ray
    from ray.data import ActorPoolStrategy, DataContext

    logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what goes wrong is raised
    context = DataContext.get_current().copy()
    context.enable_progress_bars = False
    context.target_max_block_size = 1
    with DataContext.current(context):
        start: Any = ray.data.from_items([0])
        issues = start.map_batches(rows, fn_args=arguments[:1], batch_size=1, batch_format="pyarrow", num_cpus=0, concurrency=1)
        pool = ActorPoolStrategy(size=count, max_tasks_in_flight_per_actor=WAITING)
        return issues.map_batches(RayWorker, fn_constructor_args=arguments, batch_size=1, batch_format="pyarrow", num_cpus=1, compute=pool)


def _here(ray: Any) -> Any:
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    return NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise UsageError("--engine ray needs the extra ray: pip install 'baoshu[ray]'") from error
    return ray


def _join(ray: Any, address: str | None, jobs: int | None) -> None:
    """Join the cluster at ``address``, or start one here."""
    try:
        with _quiet():
            if address:
                ray.init(address=address, log_to_driver=False, logging_level="error")
            else:
                ray.init(address="local", num_cpus=jobs, include_dashboard=False, log_to_driver=False, logging_level="error")
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageError(f"Ray cluster {address or 'here'}: {error}") from error


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep Ray's notices out of standard error, where a progress bar or JSON lines go; errors are raised all the same."""
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    logging.getLogger("ray").setLevel(logging.ERROR)
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
