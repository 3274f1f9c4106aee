"""The Ray engine on a real local Ray: the same bytes, also when actors die or hang."""

import pytest

from pipeline.batch.run import Options
from pipeline.errors import ModelError
from tests.batch import fakes

pytest.importorskip("ray")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def cluster():
    import ray

    ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="warning")
    yield
    ray.shutdown()


def test_ray_makes_the_bytes_of_the_local_engine(tmp_path, fake_run, table_bytes, cluster):
    raw = fakes.make_raw(tmp_path / "raw", 12)
    (raw / "a-si.txt").write_text("这一期暴毙。", encoding="utf-8")
    (raw / "b-gua.txt").write_text("这一期死循环。", encoding="utf-8")
    (raw / "c-kong.txt").write_bytes(b"")
    summary = fake_run(tmp_path / "ray", raw, Options(jobs=2, engine="ray", timeout=6.0))
    assert summary.issues == {"ok": 12, "failed": 3}
    fake_run(tmp_path / "local", raw, Options(jobs=2, timeout=6.0))
    assert table_bytes(tmp_path / "ray") == table_bytes(tmp_path / "local")


def test_later_stages_from_stored_rows(tmp_path, fake_run, table_bytes, cluster):
    raw = fakes.make_raw(tmp_path / "raw", 4)
    fake_run(tmp_path / "ray", raw, stage="repair")
    for stage in ("segment", "entities", "facts"):
        fake_run(tmp_path / "ray", stage=stage, options=Options(jobs=2, engine="ray"))
    fake_run(tmp_path / "local", raw)
    assert table_bytes(tmp_path / "ray") == table_bytes(tmp_path / "local")


def test_stages_that_cannot_be_built_end_the_run(tmp_path, fake_run, cluster):
    with pytest.raises(ModelError, match="no model here"):
        fake_run(tmp_path / "out", fakes.make_raw(tmp_path / "raw", 2), Options(jobs=1, engine="ray"), make_stages=fakes.unbuildable)
