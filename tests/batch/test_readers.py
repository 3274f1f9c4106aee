"""Readers at work while runs commit and tables are compacted: no error, and every issue once and whole."""

import os
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import pipeline
from pipeline.batch import run as runner
from pipeline.batch.compact import compact
from pipeline.batch.run import Options
from pipeline.batch.store import Store, current, snapshot
from pipeline.batch.tasks import Processor
from pipeline.errors import StoreError
from tests.batch import fakes

MENTIONS = 5
"""Rows in ``mentions`` that ``fakes`` makes of a page."""


@pytest.fixture
def restless(tmp_path, fake_run, monkeypatch):
    """Starts a thread that changes, moves, adds and removes issues and compacts, until the ``with`` block is over."""
    monkeypatch.setattr(runner, "COMMIT_SECONDS", -1)
    monkeypatch.setattr(runner, "COMMIT_SHARE", 0)
    monkeypatch.setattr(runner, "_engine", lambda settings, stamp, make, workers, options: Serial(settings, stamp))
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    return Restless(raw, out, lambda: fake_run(out, raw, Options(jobs=1)))


class Serial:
    """An engine in this very process."""

    def __init__(self, settings, stamp):
        self._processor = Processor(settings, stamp, fakes.build)

    def map(self, tasks, stop):
        return map(self._processor, tasks)


class Restless:
    def __init__(self, raw: Path, out: Path, again: Callable[[], object]) -> None:
        self.raw, self.out, self._again = raw, out, again
        self._over = threading.Event()
        self.commits = 0
        self.error: BaseException | None = None

    def write(self, number: int, month: int) -> None:
        (self.raw / f"bao{number:04d}.txt").write_text(f"正文第{number}号，写于{time.monotonic_ns()}。", encoding="utf-8")
        (self.raw / f"bao{number:04d}.toml").write_text(f"date = 2022-{month:02d}-01\n", encoding="utf-8")

    def __enter__(self) -> "Restless":
        for number in range(12):
            self.write(number, 1 + number % 3)
        self._again()
        self._thread = threading.Thread(target=self._work)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        assert self.error is None, repr(self.error)

    def _work(self) -> None:
        chance = random.Random(1)
        try:
            while not self._over.is_set():
                for _ in range(3):
                    self.write(chance.randrange(12), chance.randint(1, 6))  # most of them move to the file of another month
                self._again()
                if chance.random() < 0.3:
                    compact(self.out)
                self.commits += 1
        except BaseException as error:
            self.error = error


def check(mentions: pd.DataFrame, articles: pd.DataFrame) -> None:
    """All twelve issues, each once and whole, in both tables."""
    owners = mentions["article_id"].value_counts()
    assert sorted(owners.index) == sorted(articles["article_id"]) == [f"bao{n:04d}-a0001" for n in range(12)]
    assert set(owners) == {MENTIONS}


def test_who_holds_a_snapshot_sees_all_tables_of_one_moment(restless):
    with restless:
        deadline = time.monotonic() + 6
        reads = 0
        while time.monotonic() < deadline and restless.error is None:
            with pipeline.snapshot(restless.out) as tables:
                if reads % 3 == 0:
                    mentions, articles = (pd.read_parquet(tables / t) for t in ("mentions", "articles"))
                elif reads % 3 == 1:
                    mentions, articles = (duckdb.sql(f"FROM '{tables}/{t}/*.parquet'").df() for t in ("mentions", "articles"))
                else:
                    mentions, articles = (pipeline.read(tables, t) for t in ("mentions", "articles"))
                check(mentions, articles)
                texts = pd.read_parquet(tables / "sentences")["text"]
                assert sorted(texts) == sorted(articles["text"])
            reads += 1
        assert reads > 10
    assert restless.commits > 2


def test_one_table_needs_no_snapshot_with_read(restless):
    with restless:
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline and restless.error is None:
            owners = pipeline.read(restless.out, "mentions")["article_id"].value_counts()
            assert (len(owners), set(owners)) == (12, {MENTIONS})


def test_what_is_held_stays_and_goes_when_it_is_let_go(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 4)
    fake_run(tmp_path / "out", raw)
    with snapshot(tmp_path / "out") as held:
        before = pd.read_parquet(held / "articles")
        for number in range(3):
            (raw / "bao0000.txt").write_text(f"改到第{number}遍。", encoding="utf-8")
            fake_run(tmp_path / "out", raw)
        compact(tmp_path / "out")
        assert pd.read_parquet(held / "articles").equals(before)
        assert pipeline.read(held, "articles").equals(before)
        assert held != current(tmp_path / "out")
    compact(tmp_path / "out")
    assert [p.name for p in (tmp_path / "out" / ".baoshu").glob("gen-*")] == [current(tmp_path / "out").name]


def test_without_tables_there_is_no_snapshot(tmp_path):
    with pytest.raises(StoreError, match="baoshu run"), pipeline.snapshot(tmp_path):
        pass


@pytest.mark.parametrize("damage", ["no link", "a folder"])
def test_a_store_that_lost_its_link_is_left_alone(tmp_path, fake_run, damage):
    raw = fakes.make_raw(tmp_path / "raw", 3)
    fake_run(tmp_path / "out", raw)
    home = tmp_path / "out" / ".baoshu"
    generation = home / os.readlink(home / "current")
    (home / "current").unlink()
    if damage == "a folder":
        (home / "current").mkdir()
    with pytest.raises(StoreError, match="nothing was touched"), Store(tmp_path / "out"):
        pass
    assert len(pd.read_parquet(generation / "issues")) == 3
