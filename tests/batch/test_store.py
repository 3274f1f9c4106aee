"""Where rows lie on disk, and what readers get of them."""

import duckdb
import pandas as pd
import pytest

import pipeline
from pipeline.batch.compact import compact
from pipeline.batch.status import status
from pipeline.batch.store import codec, current, layout, state
from pipeline.document import Issue, IssueRows
from pipeline.errors import StoreError, UsageError
from tests.batch import fakes


def known(number: int, date: str | None = None) -> state.IssueState:
    return state.IssueState(f"i{number:05d}", "f", "s", ("a", "b", "", ""), layout.label(date), (1,) * 10, date=date)


def test_a_month_is_a_file_and_a_huge_one_several():
    few = layout.arrange([known(1, "2022-03-01"), known(2, "2022-03-31"), known(3, "2022"), known(4)])
    assert few == {"2022-03.parquet": ("i00001", "i00002"), "2022.parquet": ("i00003",), "undated.parquet": ("i00004",)}
    many = layout.arrange(known(n) for n in range(5000))
    assert len(many) == 64
    assert sum(map(len, many.values())) == 5000
    assert max(map(len, many.values())) < 2 * layout.FULL
    assert layout.arrange([]) == {"undated.parquet": ()}


def test_states_survive_the_disk(tmp_path):
    states = {s.issue_id: s for s in (known(2, "2022-03-01"), known(1))}
    state.save(states.values(), tmp_path / "state.parquet")
    assert state.load(tmp_path / "state.parquet") == states


def test_packed_rows_know_when_they_are_damaged():
    data = codec.pack(codec.to_tables(IssueRows(Issue("a", "a.txt", ""))), {"x": "字"})
    assert codec.header(data) == {"x": "字"}
    assert codec.to_rows(codec.unpack(data)).issue.issue_id == "a"
    for broken in (data[:-1], data[:50], b"", data[:200] + b"x" + data[201:]):
        with pytest.raises(StoreError):
            codec.unpack(broken)


def test_reading(tmp_path, fake_run):
    fake_run(tmp_path / "out", fakes.make_raw(tmp_path / "raw", 9))
    assert list(pipeline.read(tmp_path / "out", "mentions", columns=["label", "text"]).columns) == ["label", "text"]
    two = pipeline.read(tmp_path / "out", "articles", issues=["bao0003-2022-04-04", "bao0005"])
    assert set(two["issue_id"]) == {"bao0003-2022-04-04", "bao0005"}
    assert len(two) == 4
    assert pipeline.read(tmp_path / "out", "articles", issues="nobody").empty
    total = duckdb.sql(f"select count(*) from '{tmp_path}/out/mentions/*.parquet'").fetchall()
    assert total == [(len(pd.read_parquet(tmp_path / "out" / "mentions")),)]
    with pytest.raises(UsageError, match="there are issues"):
        pipeline.read(tmp_path / "out", "nothing")
    with pytest.raises(UsageError, match="no column"):
        pipeline.read(tmp_path / "out", "issues", columns=["nothing"])
    with pytest.raises(StoreError, match="baoshu run"):
        pipeline.read(tmp_path / "nowhere", "issues")


def test_one_changed_issue_rewrites_its_month_alone(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 20)
    fake_run(tmp_path / "out", raw)
    before = {p.name: p.stat().st_ino for p in (current(tmp_path / "out") / "tokens").iterdir()}
    (raw / "bao0003-2022-04-04.txt").write_text("改过。", encoding="utf-8")
    fake_run(tmp_path / "out", raw)
    after = {p.name: p.stat().st_ino for p in (current(tmp_path / "out") / "tokens").iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"2022-04.parquet"}


def test_metadata_say_what_made_the_rows(tmp_path, fake_run):
    fake_run(tmp_path / "out", fakes.make_raw(tmp_path / "raw", 2))
    import pyarrow.parquet as pq

    schema = pq.read_schema(tmp_path / "out" / "mentions" / "undated.parquet")
    made = {k.decode(): v.decode() for k, v in schema.metadata.items() if k.startswith(b"baoshu")}
    assert made == {
        "baoshu.schema_version": "1", "baoshu.table": "mentions", "baoshu.pipeline_version": pipeline.__version__,
        "baoshu.config_hash": "config", "baoshu.model_hash": "model",
    }  # fmt: skip
    assert b"description" in schema.field("label").metadata


def test_compacting_changes_no_byte_and_clears_the_rest(tmp_path, fake_run, table_bytes):
    raw = fakes.make_raw(tmp_path / "raw", 6)
    fake_run(tmp_path / "out", raw)
    before = table_bytes(tmp_path / "out")
    done = compact(tmp_path / "out")
    assert table_bytes(tmp_path / "out") == before
    assert done.files_after < done.files_before
    assert len(list((tmp_path / "out" / ".baoshu").glob("gen-*"))) == 1
    assert fake_run(tmp_path / "out", raw).planned == 0


def test_status(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 3)
    (raw / "kong.txt").write_bytes(b"")
    fake_run(tmp_path / "out", raw, stage="segment")
    found = status(tmp_path / "out")
    assert found.issues == {"failed": 1, "ok": 3}
    assert found.stages == {"repair": 3, "segment": 3, "entities": 0, "facts": 0}
    assert found.failed == {"kong": "raw/kong.txt: empty file"}
    assert found.dates == ("2022-02-02", "2022-03-03")
    assert found.versions == {pipeline.__version__: 4}
