"""The Ray engine on a real local Ray: the same bytes, also when workers, actors or whole nodes are lost, or issues hang."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from pipeline.batch.reporting import Reporter
from pipeline.batch.run import Options
from pipeline.errors import ModelError
from tests.batch import fakes

pytest.importorskip("ray")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
ACTOR, READER = "ray::MapWorker", "ray::MapBatches(rows)"


@pytest.fixture(scope="module")
def cluster():
    import ray

    ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    yield
    ray.shutdown()


class When(Reporter):
    """Does something once so many issues are done."""

    def __init__(self, number, action):
        self.number, self.action = number, action

    def done(self, outcome, number, total):
        if number == self.number:
            self.action()


def below(root: int) -> dict[int, str]:
    """The processes that descend from ``root``, with their titles."""
    parents, titles = {}, {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            titles[int(path.name)] = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: titles[pid] for pid in found - {root}}


def kill(title: str) -> None:
    """Kill one process of this test's Ray."""
    os.kill(next(pid for pid, shown in below(os.getpid()).items() if shown.startswith(title)), signal.SIGKILL)


def test_ray_makes_the_bytes_of_the_local_engine(tmp_path, fake_run, table_bytes, cluster):
    raw = fakes.make_raw(tmp_path / "raw", 12)
    (raw / "a-si.txt").write_text("这一期暴毙。", encoding="utf-8")
    (raw / "b-gua.txt").write_text("这一期死循环。", encoding="utf-8")
    (raw / "c-kong.txt").write_bytes(b"")
    summary = fake_run(tmp_path / "ray", raw, Options(jobs=2, engine="ray", timeout=6.0))
    assert summary.issues == {"ok": 12, "failed": 3}
    fake_run(tmp_path / "local", raw, Options(jobs=2, timeout=6.0))
    assert table_bytes(tmp_path / "ray") == table_bytes(tmp_path / "local")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes by /proc")
@pytest.mark.parametrize("victim", [ACTOR, READER])
def test_what_a_killed_actor_was_at_is_done_again_and_nothing_doubled(tmp_path, fake_run, table_bytes, cluster, victim):
    raw = fakes.make_raw(tmp_path / "raw", 40, "慢慢来，第{n}号。")
    summary = fake_run(tmp_path / "ray", raw, Options(jobs=2, engine="ray"), reporter=When(8, lambda: kill(victim)))
    assert (summary.statuses, summary.issues) == ({"ok": 40}, {"ok": 40})
    fake_run(tmp_path / "local", raw, Options(jobs=2))
    assert table_bytes(tmp_path / "ray") == table_bytes(tmp_path / "local")


def test_an_issue_that_takes_its_actor_along_every_time_fails(tmp_path, fake_run, cluster):
    raw = fakes.make_raw(tmp_path / "raw", 6)
    (raw / "a-zhulian.txt").write_text("这一期株连。", encoding="utf-8")
    summary = fake_run(tmp_path / "out", raw, Options(jobs=2, engine="ray"))
    assert summary.errors == {"a-zhulian": "raw/a-zhulian.txt: the worker process died over it 3 times"}
    assert summary.issues == {"ok": 6, "failed": 1}


def test_later_stages_from_stored_rows(tmp_path, fake_run, table_bytes, cluster):
    raw = fakes.make_raw(tmp_path / "raw", 30)
    fake_run(tmp_path / "ray", raw, stage="repair")
    for stage in ("segment", "entities", "facts"):
        fake_run(tmp_path / "ray", stage=stage, options=Options(jobs=2, engine="ray"))
    fake_run(tmp_path / "local", raw)
    assert table_bytes(tmp_path / "ray") == table_bytes(tmp_path / "local")


def test_stages_that_cannot_be_built_end_the_run(tmp_path, fake_run, cluster):
    with pytest.raises(ModelError, match="no model here"):
        fake_run(tmp_path / "out", fakes.make_raw(tmp_path / "raw", 2), Options(jobs=1, engine="ray"), make_stages=fakes.unbuildable)


def test_an_interrupted_run_ends_at_once_and_goes_on_later(tmp_path, fake_run, table_bytes, cluster):
    raw = fakes.make_raw(tmp_path / "raw", 10)
    (raw / "gua.txt").write_text("这一期死循环。", encoding="utf-8")
    asked = []

    def interrupt():
        asked.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    stopper = When(10, lambda: threading.Timer(0.5, interrupt).start())
    assert fake_run(tmp_path / "ray", raw, Options(jobs=2, engine="ray"), reporter=stopper).exit_status == 130
    assert time.monotonic() - asked[0] < 120  # far below the time the hanging issue may take
    (raw / "gua.txt").unlink()
    assert fake_run(tmp_path / "ray", raw, Options(jobs=1)).unchanged == 10
    fake_run(tmp_path / "local", raw)
    assert table_bytes(tmp_path / "ray") == table_bytes(tmp_path / "local")
