"""The comparison with peers, on an invented article; the peers themselves are not needed."""

import json
import sys

from pipeline.evaluation.quantities import compare


def page(root, body: str, *records: dict) -> None:
    folder = root / "page"
    folder.mkdir()
    (folder / "articles.json").write_text(json.dumps([{"body": body}]), encoding="utf-8")
    (folder / "quantities.jsonl").write_text("\n".join(json.dumps({"article": 1, **r}) for r in records), encoding="utf-8")


def record(kind: str, unit: str, value: float, bound: str = "exact", **more: float) -> dict:
    return {"kind": kind, "normalized_unit": unit, "normalized": value, "bound": bound, **more}


def test_values_and_bounds_are_scored_apart(tmp_path):
    page(
        tmp_path,
        "投资约3亿元，种树30亩，占40%至50%，出口200万美元。",
        record("money", "yuan", 3e8, "exact"),  # the gold of this test overlooks 约
        record("area", "ha", 2),
        record("percent", "percent", 40, "range", upper=50),
        record("money", "USD", 2e6),
    )
    (ours,) = compare(tmp_path)
    assert (ours.system, ours.money, ours.area, ours.percent) == ("baoshu", 1.0, 1.0, 1.0)
    assert ours.bounds == 0.8


def test_peers_that_are_not_installed_are_left_out(tmp_path):
    page(tmp_path, "种树30亩。", record("area", "ha", 2))
    assert [score.system for score in compare(tmp_path, sys.executable)] == ["baoshu"]
