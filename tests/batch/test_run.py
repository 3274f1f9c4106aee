"""What a run does and leaves alone."""

import shutil

import pandas as pd
import pytest

import pipeline
from pipeline.batch.plan import Choice
from pipeline.batch.run import Options
from pipeline.cli.display import show_plan
from pipeline.document import TABLES
from pipeline.errors import ModelError, UsageError
from pipeline.stages import STAGES
from tests.batch import fakes


def test_every_table_can_be_read_as_it_lies(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 12)
    summary = fake_run(tmp_path / "out", raw)
    assert summary.exit_status == 0
    assert summary.issues == {"ok": 12}
    for table in TABLES:
        assert len(pd.read_parquet(tmp_path / "out" / table)) == summary.rows[table]
    assert summary.rows["articles"] == 18
    issues = pipeline.read(tmp_path / "out", "issues")
    assert set(issues["pipeline_version"]) == {pipeline.__version__}
    assert issues.set_index("issue_id").loc["bao0001-2022-02-02", "date"] == "2022-02-02"
    assert issues["source_path"].str.startswith("raw/bao").all()


def test_an_unchanged_folder_costs_nothing(tmp_path, fake_run, table_bytes):
    raw = fakes.make_raw(tmp_path / "raw", 6)
    fake_run(tmp_path / "out", raw)
    before = table_bytes(tmp_path / "out")
    again = fake_run(tmp_path / "out", raw)
    assert (again.planned, again.unchanged) == (0, 6)
    assert table_bytes(tmp_path / "out") == before


def test_changed_and_new_issues_are_done_and_removed_ones_go(tmp_path, fake_run, table_bytes):
    raw = fakes.make_raw(tmp_path / "raw", 8)
    fake_run(tmp_path / "out", raw)
    (raw / "bao0000.txt").write_text("改过的正文。", encoding="utf-8")
    (raw / "bao0001-2022-02-02.toml").write_text('publication = "某县报"\ndate = 2021-01-01\n', encoding="utf-8")
    (raw / "bao0005.txt").unlink()
    (raw / "xin.txt").write_text("新来的一期。", encoding="utf-8")
    summary = fake_run(tmp_path / "out", raw)
    assert summary.why == {"changed": 2, "new": 1}
    assert summary.removed == 1
    fake_run(tmp_path / "fresh", raw)
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")
    assert pipeline.read(tmp_path / "out", "issues", issues="bao0001-2022-02-02")["publication"].item() == "某县报"


@pytest.mark.parametrize(("stage", "name"), list(enumerate(STAGES)))
def test_only_what_follows_a_changed_stage_is_done_again(tmp_path, fake_run, table_bytes, stage, name):
    raw = fakes.make_raw(tmp_path / "raw", 4)
    fake_run(tmp_path / "out", raw)
    summary = fake_run(tmp_path / "out", raw, recipe_of=lambda settings: fakes.changed(stage))
    assert summary.why == {f"{name} changed": 4}
    assert [s for s in summary.stage_seconds if s != "read"] == list(STAGES[stage:])
    fake_run(tmp_path / "fresh", raw)
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")


def test_stage_by_stage_gives_the_same_bytes(tmp_path, fake_run, table_bytes):
    raw = fakes.make_raw(tmp_path / "raw", 7)
    fake_run(tmp_path / "whole", raw)
    fake_run(tmp_path / "parts", raw, stage="repair")
    assert pipeline.read(tmp_path / "parts", "sentences").empty
    for stage in ("segment", "entities", "facts"):
        fake_run(tmp_path / "parts", stage=stage)
    assert table_bytes(tmp_path / "parts") == table_bytes(tmp_path / "whole")
    assert fake_run(tmp_path / "parts", raw).planned == 0


def test_a_stage_asks_for_the_one_before(tmp_path, fake_run):
    with pytest.raises(UsageError, match="repair"):
        fake_run(tmp_path / "out", stage="segment")
    fake_run(tmp_path / "out", fakes.make_raw(tmp_path / "raw", 2), stage="repair")
    with pytest.raises(UsageError, match="segment"):
        fake_run(tmp_path / "out", stage="entities")


def test_jobs_do_not_change_the_bytes(tmp_path, fake_run, table_bytes):
    raw = fakes.make_raw(tmp_path / "raw", 20)
    fake_run(tmp_path / "one", raw)
    fake_run(tmp_path / "three", raw, Options(jobs=3))
    assert table_bytes(tmp_path / "one") == table_bytes(tmp_path / "three")


def test_choices(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 12)
    assert fake_run(tmp_path / "out", raw, choice=Choice(only="bao000[1-3]*")).planned == 3
    assert fake_run(tmp_path / "out", raw, choice=Choice(since="2022-04"), options=Options(dry_run=True)).planned == 5
    assert fake_run(tmp_path / "out", raw).planned == 9
    assert fake_run(tmp_path / "out", raw, choice=Choice(force=True)).why == {"forced": 12}
    with pytest.raises(UsageError, match="YYYY"):
        Choice.of(None, "yesterday", False, False)


def test_a_dry_run_touches_nothing(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 3)
    summary = fake_run(tmp_path / "out", raw, Options(dry_run=True))
    assert {(j.issue_id, j.why) for j in summary.plan.jobs} >= {("bao0000", "new")}
    assert not (tmp_path / "out").exists()


def test_a_raw_folder_that_is_missing_or_empty_removes_nothing(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 3)
    fake_run(tmp_path / "out", raw)
    shutil.rmtree(raw)
    with pytest.raises(UsageError, match="no such"):
        fake_run(tmp_path / "out", raw)
    raw.mkdir()
    with pytest.raises(UsageError, match=r"no issues.*3 issues in the tables stay \(--force removes them\)"):
        fake_run(tmp_path / "out", raw)
    assert len(pipeline.read(tmp_path / "out", "issues")) == 3
    assert fake_run(tmp_path / "out", raw, choice=Choice(force=True)).removed == 3
    assert pipeline.read(tmp_path / "out", "issues").empty
    with pytest.raises(UsageError, match=r"page files\)$"):
        fake_run(tmp_path / "out", raw, choice=Choice(force=True))


def test_a_single_file_leaves_the_other_issues_alone(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 3)
    fake_run(tmp_path / "out", raw)
    assert fake_run(tmp_path / "out", raw / "bao0000.txt").removed == 0
    assert len(pipeline.read(tmp_path / "out", "issues")) == 3


def test_the_plan_says_what_is_left_alone_and_what_has_no_date(tmp_path, fake_run, capsys):
    raw = fakes.make_raw(tmp_path / "raw", 6)
    line = "table,id,column,value\narticles,bao0000-a0001,title,改正的题\n"
    (raw / "corrections.csv").write_text(line, encoding="utf-8")
    dry = fake_run(tmp_path / "out", raw, Options(dry_run=True), choice=Choice(since="2023"))
    assert dry.plan.undated == ("bao0000", "bao0005")
    show_plan(dry)
    assert "bao0005\tnew, no known date\t" in capsys.readouterr().out
    fake_run(tmp_path / "out", raw)
    dry = fake_run(tmp_path / "out", None, Options(dry_run=True), stage="facts", choice=Choice(force=True))
    assert (dry.plan.corrected, len(dry.plan.jobs)) == (("bao0000",), 5)
    show_plan(dry)
    assert "bao0000\tcorrected by hand\tnothing" in capsys.readouterr().out


def test_failures_are_quarantined_and_tried_again_on_demand(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 4)
    (raw / "kong.txt").write_bytes(b"")
    (raw / "huai.txt").write_text("这一期会崩溃。", encoding="utf-8")
    summary = fake_run(tmp_path / "out", raw)
    assert summary.exit_status == 1
    assert summary.errors == {"huai": "huai: entities: ZeroDivisionError: deliberate", "kong": "raw/kong.txt: empty file"}
    issues = pipeline.read(tmp_path / "out", "issues").set_index("issue_id")
    assert issues.loc["kong", "status"] == "failed"
    assert issues.loc["kong", "error"] == "raw/kong.txt: empty file"
    assert pipeline.read(tmp_path / "out", "articles", issues=["huai"]).empty
    assert "ZeroDivisionError" in (tmp_path / "out" / ".baoshu" / "quarantine.log").read_text(encoding="utf-8")
    again = fake_run(tmp_path / "out", raw)
    assert (again.planned, again.waiting, again.exit_status) == (0, ["huai", "kong"], 1)
    (raw / "huai.txt").write_text("这一期好了。", encoding="utf-8")
    assert fake_run(tmp_path / "out", raw, choice=Choice(retry_failed=True)).why == {"changed": 1, "failed before": 1}
    (raw / "kong.txt").unlink()
    assert fake_run(tmp_path / "out", raw).exit_status == 0


def test_corrections_are_applied_and_redone_from_raw_when_they_change(tmp_path, fake_run, table_bytes):
    raw = fakes.make_raw(tmp_path / "raw", 3)
    fake_run(tmp_path / "out", raw)
    line = "table,id,column,value\narticles,bao0000-a0001,title,改正的题\n"
    (raw / "corrections.csv").write_text(line, encoding="utf-8")
    assert fake_run(tmp_path / "out", raw).why == {"facts changed": 1}
    assert pipeline.read(tmp_path / "out", "articles", issues="bao0000")["title"].tolist() == ["改正的题"]
    assert pipeline.read(tmp_path / "out", "corrections")["machine"].tolist() == ["题"]
    assert fake_run(tmp_path / "out", raw).planned == 0
    (raw / "corrections.csv").write_text(line.replace("改正", "再改"), encoding="utf-8")
    fake_run(tmp_path / "out", raw)
    fake_run(tmp_path / "fresh", raw)
    assert table_bytes(tmp_path / "out") == table_bytes(tmp_path / "fresh")
    assert pipeline.read(tmp_path / "out", "corrections")["machine"].tolist() == ["题"]


def test_stages_that_cannot_be_built_end_the_run(tmp_path, fake_run):
    with pytest.raises(ModelError, match="no model here"):
        fake_run(tmp_path / "out", fakes.make_raw(tmp_path / "raw", 2), make_stages=fakes.unbuildable)


def test_the_stamp_is_the_only_thing_that_differs_between_runs(tmp_path, fake_run, monkeypatch):
    raw = fakes.make_raw(tmp_path / "raw", 3)
    fake_run(tmp_path / "a", raw)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    fake_run(tmp_path / "b", raw)
    a, b = (pipeline.read(tmp_path / x, "issues") for x in "ab")
    assert not a.equals(b)
    pd.testing.assert_frame_equal(a.drop(columns="processed_at"), b.drop(columns="processed_at"))
