"""Runs that are killed at a chosen step, each in a forked child: RAW OUT SEED KILLS. Prints how many were killed.

A step is a call that changes the disk. Between two kills a reader looks at the tables and must find whole issues only.
"""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

import pipeline
from pipeline.batch import run as runner
from pipeline.batch.store import generation
from pipeline.batch.tasks import Outcome, Processor, Task
from pipeline.settings import Settings
from tests.batch import fakes

STEPS: list[tuple[Any, str]] = [
    (Path, "replace"), (Path, "write_bytes"), (Path, "symlink_to"), (Path, "unlink"), (Path, "mkdir"),
    (os, "link"), (pq, "write_table"), (shutil, "rmtree"), (generation.state, "save"),
]  # fmt: skip


class Serial:
    """An engine in this very process."""

    def __init__(self, processor: Processor) -> None:
        self._processor = processor

    def map(self, tasks: Iterator[Task], stop: Callable[[], bool]) -> Iterator[Outcome]:
        return map(self._processor, tasks)


def die_at(step: int) -> None:
    """From now on the process is killed in the middle of the ``step``-th change of the disk: before it, or half through."""
    left = [step]

    def instrumented(original: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                if original.__name__ == "write_bytes":
                    original(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*args, **kwargs)

        return call

    for owner, name in STEPS:
        setattr(owner, name, instrumented(getattr(owner, name)))


def run(raw: Path, out: Path) -> None:
    """A run that commits after every issue."""
    runner.COMMIT_SECONDS, runner.COMMIT_SHARE = -1, 0
    generation.flush = lambda files, folders: None
    runner._engine = lambda settings, stamp, make_stages, workers, options: Serial(Processor(settings, stamp, fakes.build))  # type: ignore[assignment]
    runner.run(out, Settings(), raw=raw, make_stages=fakes.build, recipe_of=fakes.recipe)


def check(out: Path) -> None:
    """Every issue there is has its rows in all tables, and no table has more."""
    if not (out / ".baoshu" / "current").exists():
        return
    counts = {
        t: pipeline.read(out, t)["article_id"].str.rsplit("-", n=1).str[0].value_counts()
        for t in ("articles", "sentences", "mentions", "quantities")
    }
    issues = pipeline.read(out, "issues").set_index("issue_id")["articles"]
    assert set(issues.index) == set(counts["articles"].index)
    assert (counts["articles"].sort_index() == issues.sort_index()).all()
    assert (counts["sentences"].sort_index() == issues.sort_index()).all()
    assert (counts["mentions"] == counts["quantities"]).all()


def forked(work: Callable[[], None]) -> int:
    """The wait status of a child that does ``work``."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def main() -> None:
    raw, out = Path(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(int(sys.argv[3]))
    killed = 0
    for _ in range(int(sys.argv[4])):
        step = chance.randint(1, 90)

        def attempt(step: int = step) -> None:
            die_at(step)
            run(raw, out)

        status = forked(attempt)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
        killed += os.WIFSIGNALED(status)
        assert forked(lambda: check(out)) == 0, f"inconsistent after a kill at step {step}"
        if chance.random() < 0.3:
            (raw / f"bao{chance.randint(0, 4):04d}x.txt").write_text(f"改{step}。", encoding="utf-8")
    assert forked(lambda: run(raw, out)) == 0
    print(killed)


if __name__ == "__main__":
    main()
