"""A Ray cluster of two nodes, one of which is lost under way."""

import pytest

from pipeline.batch.run import Options
from tests.batch import fakes
from tests.batch.test_ray import When

pytest.importorskip("ray")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def nodes():
    import ray
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, connect=False, head_node_args={"num_cpus": 1, "include_dashboard": False})
    other = made.add_node(num_cpus=1, include_dashboard=False)
    made.wait_for_nodes()
    yield made, other
    ray.shutdown()
    made.shutdown()


def test_what_a_lost_node_was_at_is_done_on_the_other(tmp_path, fake_run, table_bytes, nodes):
    made, other = nodes
    raw = fakes.make_raw(tmp_path / "raw", 60, "慢慢来，第{n}号。")
    loss = When(12, lambda: made.remove_node(other, allow_graceful=False))
    summary = fake_run(tmp_path / "ray", raw, Options(jobs=2, engine="ray", ray_address=made.address), reporter=loss)
    assert (summary.statuses, summary.issues) == ({"ok": 60}, {"ok": 60})
    fake_run(tmp_path / "local", raw, Options(jobs=2))
    assert table_bytes(tmp_path / "ray") == table_bytes(tmp_path / "local")
