"""One worker process, watched for death and for time. The local engine keeps several, every actor of the Ray engine one."""

import contextlib
import gc
import multiprocessing as mp
import os
import resource
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection, wait

from pipeline.batch.tasks import Build, Outcome, Processor, Stamp, Task, Unbuilt, died, failed
from pipeline.errors import ModelError
from pipeline.settings import Settings
from pipeline.wording import counted

ATTEMPTS = 2
"""How often an issue is tried whose worker dies."""
RECYCLE_MB = 1300
"""A worker that has grown beyond this is replaced after the issue it is at."""
READY = "ready"


class Keeper:
    """A worker process with stages of its own, at one issue at a time; a fresh one takes its place where it is lost.

    A worker that dies costs its issue one more try, then the issue fails; one that takes longer than ``timeout`` seconds
    over an issue is killed and the issue fails.
    """

    def __init__(self, settings: Settings, stamp: Stamp, build: Build, timeout: float) -> None:
        self._made_of = (settings, stamp, build)
        self._stamp = stamp
        self._timeout = timeout
        self._deaths = 0
        self._deadline = float("inf")
        self.task: Task | None = None
        """The issue under way."""
        self._start()

    def _start(self) -> None:
        context = mp.get_context("forkserver")
        context.set_forkserver_preload(["pipeline.batch.warm"])
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, *self._made_of), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def give(self, task: Task) -> None:
        """Start an issue. Its time counts from when the models are loaded."""
        self.task = task
        self._deadline = time.monotonic() + self._timeout if self._ready else float("inf")
        with contextlib.suppress(OSError):  # its death shows when the pipe is read
            self.pipe.send(task)

    def take(self) -> Outcome | None:
        """Read the pipe, which has something: the outcome, if that is it. Raises ModelError or UsageError, see ``Unbuilt``."""
        try:
            message = self.pipe.recv()
        except (EOFError, OSError):
            return self._lost()
        if message == READY:
            self._ready = True
            self._deadline = time.monotonic() + self._timeout
            return None
        if isinstance(message, Unbuilt):
            raise message.error()
        outcome, grown = message
        if grown:
            self._replace()
        return self._done(outcome)

    def late(self) -> Outcome | None:
        """The failure of an issue whose time is up; the worker is replaced."""
        task = self.task
        if task is None or time.monotonic() <= self._deadline:
            return None
        self._replace()
        return self._done(failed(task, self._stamp, f"{shown(task)}: took longer than {counted(self._timeout, 'second')}"))

    def close(self) -> None:
        """Kill the worker."""
        self.pipe.close()
        self._process.kill()
        self._process.join(5)

    def _done(self, outcome: Outcome) -> Outcome:
        self.task, self._deaths = None, 0
        return outcome

    def _lost(self) -> Outcome | None:
        self._process.join(5)
        code, loading = self._process.exitcode, not self._ready
        self._deaths += 1
        if loading and self._deaths >= ATTEMPTS:
            raise ModelError(f"a worker process died while it loaded the models (exit status {code})")
        self._replace()
        task = self.task
        if task is None:
            return None
        if self._deaths < ATTEMPTS:
            self.give(task)
            return None
        how = f"signal {-code}" if code is not None and code < 0 else f"exit status {code}"
        return self._done(died(task, self._stamp, shown(task), ATTEMPTS, how))

    def _replace(self) -> None:
        self.close()
        self._start()


def shown(task: Task) -> str:
    """How messages name an issue: by its file where there is one."""
    return task.source.shown if task.source else task.issue_id


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
        # Models live as long as the worker: the collector need not look at them, and at an issue's rows only between two issues.
        gc.disable()
        gc.freeze()
        pipe.send(READY)
        while True:
            outcome = process(pipe.recv())
            pipe.send((outcome, _megabytes() > RECYCLE_MB))
            gc.collect()


def _outlive_not() -> None:
    """End with the run that started this worker, however that one ended."""
    parent = mp.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
