"""The command line: exit statuses, messages, and what it prints for one text."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import pipeline
from pipeline.cli import app
from pipeline.document import TABLES

PAGE = "县长王小明表示，全县投入资金3.2亿元，新修公路126公里。\n"


def call(*args: object) -> "object":
    return CliRunner().invoke(app, [str(a) for a in args])


def test_version_and_help():
    assert call("--version").output == f"baoshu {pipeline.__version__}\n"
    for command in ("run", "repair", "segment", "entities", "facts", "status", "schema", "export", "compact", "report", "evaluate"):
        done = call(command, "--help")
        assert done.exit_code == 0
        assert "Usage:" in done.output


def test_it_starts_without_heavy_imports():
    code = (
        "import sys, pipeline.cli; print([m for m in ('pandas', 'pyarrow', 'numpy', 'onnxruntime', 'spacy', 'torch') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_schema_describes_every_table():
    output = call("schema").output
    assert all(f"## {t}\n" in output for t in TABLES)
    assert call("schema", "nothing").exit_code == 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["run", "/no/such/folder", "--out", "OUT"], "no such file or folder"),
        (["segment", "--out", "OUT"], "no issue has been through repair yet"),
        (["facts"], "either --out DIR"),
        (["entities", "--text", "字", "--out", "OUT"], "either --out DIR"),
        (["run", "RAW", "--out", "OUT", "--since", "soon"], "YYYY-MM-DD"),
        (["run", "RAW", "--out", "OUT", "--engine", "steam"], "local and ray"),
        (["run", "RAW", "--out", "OUT", "--ner", "best"], "best"),
        (["run"], "Missing argument"),
        (["export", "--out", "OUT", "--to", "docx"], "csv, xlsx"),
    ],
)
def test_wrong_usage_ends_with_2(tmp_path, args, message):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(PAGE, encoding="utf-8")
    places = {"OUT": tmp_path / "out", "RAW": tmp_path / "raw"}
    done = call(*(places.get(a, a) for a in args))
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr


def test_an_error_nobody_foresaw_is_not_the_status_of_tables_that_are_written(tmp_path, monkeypatch):
    def broken(*_args, **_more):
        raise ZeroDivisionError("unforeseen")

    monkeypatch.setattr("pipeline.batch.status.status", broken)
    done = call("status", "--out", tmp_path)
    assert (done.exit_code, "ZeroDivisionError: unforeseen" in done.stderr) == (3, True)


def test_a_run_from_the_shell(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a-2022-11-15.txt").write_text(PAGE, encoding="utf-8")
    (raw / "evil\x1b[31m.txt").write_bytes(b"")
    command = [sys.executable, "-m", "pipeline", "run", raw, "--out", out, "--jobs", "1", "--summary", tmp_path / "summary.json"]
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert "evil%1B[31m.txt: empty file" in done.stderr
    assert "1 ok, 1 failed" in done.stdout
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert summary["exit_status"] == 1
    assert summary["done"] == {"ok": 1, "partial": 0, "failed": 1}
    assert pipeline.read(out, "issues")["status"].tolist() == ["ok", "failed"]
    assert call("run", raw, "--out", out, "--dry-run").exit_code == 0
    again = call("run", raw, "--out", out, "--log-json")
    events = [json.loads(line) for line in again.stderr.splitlines()]
    assert [e["event"] for e in events] == ["found", "planned"]
    assert (again.exit_code, again.stdout) == (1, "")
    assert "1 failed, 1 ok" in call("status", "--out", out).stdout
    assert json.loads(call("status", "--out", out, "--json").stdout)["issues"] == {"failed": 1, "ok": 1}
    assert call("export", "--out", out, "--to", "csv", "--table", "issues").stdout.strip().endswith("issues.csv")
    assert call("compact", "--out", out).exit_code == 0


def test_one_text():
    rows = [json.loads(line) for line in call("facts", "--text", PAGE, "--json").stdout.splitlines()]
    assert [(r["text"], r["normalized"]) for r in rows] == [("3.2亿元", 3.2e8), ("126公里", 126_000.0)]
    assert "3.2亿元" in call("facts", "--text", PAGE).stdout
    rows = [json.loads(line) for line in call("entities", "--text", PAGE, "--json").stdout.splitlines()]
    assert ("PER", "王小明") in {(r["label"], r["text"]) for r in rows if r["table"] == "mentions"}
    assert "王小明" in call("entities", "--text", PAGE).stdout


def test_repair_prints_a_file(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    assert "新修公路126公里" in call("repair", tmp_path / "a.txt").stdout
    (tmp_path / "a.txt").write_bytes(b"")
    done = call("repair", tmp_path / "a.txt")
    assert (done.exit_code, "empty file" in done.stderr) == (1, True)
    assert call("repair", tmp_path).exit_code == 2


def test_python_entry():
    nlp = pipeline.load()
    found = nlp.extract(PAGE, date="2022-11-15")
    assert [q.text for q in found.quantities] == ["3.2亿元", "126公里"]
    tables = found.tables()
    assert set(tables) == set(TABLES)
    assert tables["mentions"]["text"].tolist() == [m.text for m in found.mentions]
    with pytest.raises(pipeline.errors.UsageError, match="there are"):
        pipeline.load(nonsense=1)
