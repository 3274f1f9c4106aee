"""A run may be killed, starved or disturbed at any point; the next one ends in the tables of an undisturbed one."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import pipeline
from pipeline.batch import run as runner
from pipeline.batch.pool import Pool
from pipeline.batch.run import Options
from pipeline.batch.store import Store, current, generation, state
from pipeline.document import TABLES
from pipeline.errors import EngineError, StoreError
from tests.batch import fakes


def start(module: str, *args: object) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, args)], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize(("seed", "kills"), [(1, 8), pytest.param(2, 60, marks=pytest.mark.slow)])
def test_kills_at_random_steps_leave_no_trace(tmp_path, fake_run, table_bytes, seed, kills):
    raw = fakes.make_raw(tmp_path / "raw", 5)
    done = start("tests.batch.killer", raw, tmp_path / "out", seed, kills)
    output, errors = done.communicate(timeout=600)
    assert done.returncode == 0, errors
    assert int(output) > kills / 3
    fake_run(tmp_path / "fresh", raw)
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")
    assert not list((tmp_path / "out" / ".baoshu" / "spool").iterdir())


def test_a_killed_run_with_workers_loses_nothing_it_finished(tmp_path, fake_run, table_bytes):
    raw = fakes.make_raw(tmp_path / "raw", 40, "慢慢来，第{n}号。")
    run = start("tests.batch.fakes", raw, tmp_path / "out", 2)
    spool = tmp_path / "out" / ".baoshu" / "spool"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (spool.exists() and any(spool.iterdir())):
        time.sleep(0.01)
    run.kill()
    run.communicate()
    summary = fake_run(tmp_path / "out", raw, Options(jobs=2))
    assert summary.unchanged + summary.recovered > 0
    fake_run(tmp_path / "fresh", raw)
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")


@pytest.mark.parametrize("call", [1, 4, 17, 40])
def test_a_full_disk_leaves_the_tables_as_they_were(tmp_path, fake_run, table_bytes, monkeypatch, call):
    raw = fakes.make_raw(tmp_path / "raw", 5)
    fake_run(tmp_path / "out", raw)
    before = table_bytes(tmp_path / "out")
    fakes.make_raw(raw, 12)
    real, left = generation.pq.write_table, [call]

    def full(table, path, **options):
        left[0] -= 1
        if left[0] == 0:
            Path(path).write_bytes(b"PAR1 cut off")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        real(table, path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(generation.pq, "write_table", full)
        with pytest.raises(StoreError, match=r"No space left.*as they were"):
            fake_run(tmp_path / "out", raw)
    assert table_bytes(tmp_path / "out") == before
    again = fake_run(tmp_path / "out", raw)
    assert again.recovered == 7
    fake_run(tmp_path / "fresh", raw)
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")


def test_a_full_disk_while_an_issue_is_kept(tmp_path, fake_run, table_bytes, monkeypatch):
    raw = fakes.make_raw(tmp_path / "raw", 3)

    def full(path, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(StoreError, match="No space left"):
            fake_run(tmp_path / "out", raw)
    fake_run(tmp_path / "out", raw)
    fake_run(tmp_path / "fresh", raw)
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")


def test_a_dead_worker_and_a_hanging_one_cost_their_issues_only(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 6)
    (raw / "a-si.txt").write_text("这一期暴毙。", encoding="utf-8")
    (raw / "b-gua.txt").write_text("这一期死循环。", encoding="utf-8")
    summary = fake_run(tmp_path / "out", raw, Options(jobs=2, timeout=3.0))
    assert summary.issues == {"ok": 6, "failed": 2}
    assert summary.errors == {
        "a-si": "raw/a-si.txt: the worker process died over it 2 times",
        "b-gua": "raw/b-gua.txt: took longer than 3 seconds",
    }
    assert len(pipeline.read(tmp_path / "out", "issues")) == 8


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_in_good_order(tmp_path, fake_run, table_bytes, number):
    raw = fakes.make_raw(tmp_path / "raw", 60, "慢慢来，第{n}号。")
    run = start("tests.batch.fakes", raw, tmp_path / "out", 2)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (tmp_path / "out" / ".baoshu" / "gen-000002").exists():
        time.sleep(0.01)
    run.send_signal(number)
    _, errors = run.communicate(timeout=30)
    assert run.returncode == 130, errors
    summary = fake_run(tmp_path / "out", raw, Options(jobs=2))
    assert 0 < summary.unchanged < 60
    assert summary.recovered == 0
    fake_run(tmp_path / "fresh", raw, Options(jobs=2))
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")


def test_an_engine_that_forgets_an_issue_is_found_out(tmp_path, fake_run, table_bytes, monkeypatch):
    raw = fakes.make_raw(tmp_path / "raw", 5)
    real = Pool.map
    with monkeypatch.context() as patch:
        patch.setattr(Pool, "map", lambda self, tasks, stop: islice(real(self, tasks, stop), 3))
        with pytest.raises(EngineError, match="no outcome for 2 issues"):
            fake_run(tmp_path / "out", raw)
    assert len(pipeline.read(tmp_path / "out", "issues")) == 3
    fake_run(tmp_path / "out", raw)
    fake_run(tmp_path / "fresh", raw)
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")


def test_a_quarantine_log_that_cannot_be_written_ends_the_run_as_a_full_disk_does(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 1)
    (raw / "kong.txt").write_bytes(b"")
    (tmp_path / "out" / ".baoshu" / "quarantine.log").mkdir(parents=True)
    with pytest.raises(StoreError, match=r"quarantine\.log: cannot be written"):
        fake_run(tmp_path / "out", raw)


def test_tables_of_an_older_version_are_brought_up_to_date_commit_by_commit(tmp_path, fake_run, table_bytes, monkeypatch):
    raw = fakes.make_raw(tmp_path / "raw", 9)
    fake_run(tmp_path / "out", raw)
    old = current(tmp_path / "out")
    shutil.rmtree(old / "corrections")
    for path in (old / "mentions").iterdir():
        pq.write_table(pq.read_table(path).drop_columns(["score", "source"]), path)
    states = pq.read_table(old / state.FILE)
    shorter = pa.array([counts[:-1] for counts in states["counts"].to_pylist()], pa.list_(pa.int64()))
    states = states.set_column(states.schema.get_field_index("counts"), "counts", shorter)
    names = b",".join(name.encode() for name in list(TABLES)[:-1])
    pq.write_table(states.replace_schema_metadata({b"tables": names}), old / state.FILE)
    (raw / "bao0001-2022-02-02.txt").write_text("改过。", encoding="utf-8")
    fake_run(tmp_path / "out", raw)  # one issue of nine: the others stay as the older version left them
    assert (pipeline.read(tmp_path / "out", "mentions", ["score"])["score"] == 0).sum() == 11 * 5  # pages of the others
    assert pipeline.read(tmp_path / "out", "corrections").empty
    monkeypatch.setattr(runner, "COMMIT_SECONDS", -1)
    monkeypatch.setattr(runner, "COMMIT_SHARE", 0)
    fake_run(tmp_path / "out", raw, recipe_of=lambda settings: fakes.changed(0))
    fake_run(tmp_path / "fresh", raw, recipe_of=lambda settings: fakes.changed(0))
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")


def test_a_second_run_on_the_same_tables_is_refused(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 2)
    with Store(tmp_path / "out"), pytest.raises(StoreError, match=rf"another run is writing here \(process {os.getpid()} "):
        fake_run(tmp_path / "out", raw)
    assert fake_run(tmp_path / "out", raw).exit_status == 0


def test_foreign_files_in_the_way_are_not_touched(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 2)
    (tmp_path / "out" / "mentions").mkdir(parents=True)
    with pytest.raises(StoreError, match="in the way"):
        fake_run(tmp_path / "out", raw)


def test_a_damaged_spool_file_is_done_again(tmp_path, fake_run, table_bytes):
    raw = fakes.make_raw(tmp_path / "raw", 2)
    with Store(tmp_path / "out") as store:
        (store.spool / ("0" * 32)).write_bytes(b"BAOSHU1\nnonsense")
        (store.spool / "1.part").write_bytes(b"")
    assert fake_run(tmp_path / "out", raw).recovered == 0
    fake_run(tmp_path / "fresh", raw)
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")
