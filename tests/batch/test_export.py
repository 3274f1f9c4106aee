"""Exports hold the rows of the tables, and nothing a spreadsheet or terminal would act on."""

import csv
import sqlite3
from contextlib import closing

import duckdb
import openpyxl
import pytest

import pipeline
from pipeline.batch.export import export, harmless, plain
from pipeline.document import TABLES
from pipeline.errors import UsageError
from tests.batch import fakes


@pytest.fixture
def out(tmp_path, fake_run):
    raw = fakes.make_raw(tmp_path / "raw", 3)
    (raw / "e-vil.txt").write_text("=HYPERLINK(1)\x1b[31m坏" + "正文" * 100, encoding="utf-8")
    fake_run(tmp_path / "out", raw)
    return tmp_path / "out"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "＝1", "\t=1", "  =1", "\u3000@a"])
def test_formulas_are_defused(cell):
    assert harmless(cell).startswith("'")


def test_other_values_stay():
    assert [harmless(v) for v in ("3-1", 5, -1.5, None, True, ["=a"])] == ["3-1", 5, -1.5, None, True, '["=a"]']
    assert plain("a\x1b[31m\x00b\n") == "a[31mb\n"


def test_csv(out, tmp_path):
    files = export(out, "csv", tmp_path / "csv")
    assert {f.stem for f in files} == set(TABLES)
    with (tmp_path / "csv" / "articles.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(pipeline.read(out, "articles"))
    assert next(r["text"] for r in rows if r["issue_id"] == "e-vil").startswith("'=HYPERLINK(1)[31m坏")


def test_xlsx(out, tmp_path):
    (path,) = export(out, "xlsx", tmp_path / "a.xlsx", ["issues", "articles"])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["issues", "articles"]
    cells = {str(c.value): c.data_type for row in book["articles"].iter_rows() for c in row}
    assert [kind for value, kind in cells.items() if value.startswith("'=HYPERLINK(1)[31m坏")] == ["s"]
    assert "f" not in cells.values()


def test_sqlite_and_duckdb(out, tmp_path):
    (path,) = export(out, "sqlite", tmp_path / "a.sqlite")
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("select count(*) from mentions").fetchone() == (len(pipeline.read(out, "mentions")),)
    (path,) = export(out, "duckdb", tmp_path / "a.duckdb", ["mentions"])
    with closing(duckdb.connect(str(path), read_only=True)) as base:
        assert base.execute("select count(*) from mentions").fetchone() == (len(pipeline.read(out, "mentions")),)


def test_wrong_wishes(out, tmp_path):
    with pytest.raises(UsageError, match="csv, xlsx, sqlite, duckdb"):
        export(out, "docx", tmp_path / "a")
    with pytest.raises(UsageError, match="no table"):
        export(out, "csv", tmp_path / "a", ["nothing"])
