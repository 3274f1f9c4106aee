"""The local engine: worker processes that load the models once, watched for death and for time."""

import contextlib
import multiprocessing as mp
import os
import resource
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from pipeline.batch.tasks import Build, Outcome, Processor, Stamp, Task, Unbuilt, died, failed
from pipeline.errors import ModelError
from pipeline.settings import Settings

ATTEMPTS = 2
"""How often an issue is tried whose worker dies."""
RECYCLE_MB = 1300
"""A worker that has grown beyond this is replaced after the issue it is at."""
READY = "ready"
PULSE = 0.25
"""Seconds between two looks at the clock and at the wish to stop."""


@dataclass(slots=True)
class _Worker:
    process: mp.process.BaseProcess
    pipe: Connection
    ready: bool = False
    task: Task | None = None
    deadline: float = float("inf")


@dataclass(slots=True)
class Pool:
    """``jobs`` processes, each with its own stages. At most one issue a process is under way, so memory stays bounded."""

    settings: Settings
    stamp: Stamp
    build: Build
    jobs: int
    timeout: float
    _workers: list[_Worker] = field(default_factory=list)

    def map(self, tasks: Iterable[Task], stop: Callable[[], bool]) -> Iterator[Outcome]:
        """The outcome of every task, as they come. Ends early, its workers killed, once ``stop`` says so.

        A worker that dies costs its issue one more try, then the issue fails; one that takes longer than ``timeout``
        seconds over an issue is killed and the issue fails. Raises ModelError where the stages cannot be built.
        """
        source = iter(tasks)
        again: deque[Task] = deque()
        deaths: dict[str, int] = {}
        try:
            self._workers = [self._start() for _ in range(self.jobs)]
            while not stop():
                for worker in self._workers:
                    self._feed(worker, again, source)
                if not any(w.task for w in self._workers):
                    return
                yield from self._collect(again, source, deaths)
        finally:
            for worker in self._workers:
                _kill(worker)
            self._workers = []

    def _feed(self, worker: _Worker, again: deque[Task], source: Iterator[Task]) -> None:
        if worker.task:
            return
        worker.task = again.popleft() if again else next(source, None)
        if worker.task:
            worker.deadline = time.monotonic() + self.timeout if worker.ready else float("inf")
            with contextlib.suppress(OSError):  # its death shows when the pipe is read
                worker.pipe.send(worker.task)

    def _collect(self, again: deque[Task], source: Iterator[Task], deaths: dict[str, int]) -> Iterator[Outcome]:
        pipes = {w.pipe: w for w in self._workers if w.task}
        for pipe in wait(list(pipes), timeout=PULSE):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._died(worker, again, deaths)
                continue
            if message == READY:
                worker.ready = True
                worker.deadline = time.monotonic() + self.timeout
            elif isinstance(message, Unbuilt):
                raise message.error()
            else:
                outcome, grown = message
                worker.task = None
                if grown:
                    worker = self._replace(worker)
                self._feed(worker, again, source)
                yield outcome
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.task and now > worker.deadline:
                task = worker.task
                self._replace(worker)
                yield failed(task, self.stamp, f"{shown(task)}: took longer than {self.timeout:g} seconds")

    def _died(self, worker: _Worker, again: deque[Task], deaths: dict[str, int]) -> Iterator[Outcome]:
        task = worker.task
        assert task
        worker.process.join(5)
        code = worker.process.exitcode
        if not worker.ready:
            raise ModelError(f"a worker process died while it loaded the models (exit status {code})")
        self._replace(worker)
        deaths[task.issue_id] = deaths.get(task.issue_id, 0) + 1
        if deaths[task.issue_id] < ATTEMPTS:
            again.append(task)
        else:
            how = f"signal {-code}" if code is not None and code < 0 else f"exit status {code}"
            yield died(task, self.stamp, shown(task), ATTEMPTS, how)

    def _replace(self, worker: _Worker) -> _Worker:
        _kill(worker)
        fresh = self._start()
        self._workers[self._workers.index(worker)] = fresh
        return fresh

    def _start(self) -> _Worker:
        context = mp.get_context("forkserver")
        context.set_forkserver_preload(["pipeline.batch.warm"])
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self.settings, self.stamp, self.build), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def shown(task: Task) -> str:
    """How messages name an issue: by its file where there is one."""
    return task.source.shown if task.source else task.issue_id


def _kill(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join(5)


def _work(pipe: Connection, settings: Settings, stamp: Stamp, build: Build) -> None:
    """Life of a worker: build the stages, then one task after the other until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_outlive_not, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        try:
            process = Processor(settings, stamp, build)
        except Exception as error:
            pipe.send(Unbuilt.of(error))
            return
        pipe.send(READY)
        while True:
            outcome = process(pipe.recv())
            pipe.send((outcome, _megabytes() > RECYCLE_MB))


def _outlive_not() -> None:
    """End with the run that started this worker, however that one ended."""
    parent = mp.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
