"""The generated archive is the same for the same seed, is read by the pipeline, and figures stand beside the ones before."""

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

import pipeline
from pipeline.batch.run import Options
from pipeline.bench import repair, speed
from pipeline.bench.against import measure_commit
from pipeline.bench.archive import build_archive
from pipeline.bench.figure import Figure
from pipeline.bench.record import History, Record, history
from pipeline.bench.speed import measure
from pipeline.bench.watch import largest_below, processor_seconds
from pipeline.errors import UsageError
from pipeline.evaluation.pdfwriter import PdfPage, write
from pipeline.raw import discover, read
from pipeline.repair import Repair
from pipeline.settings import Settings
from pipeline.stages import STAGES


def test_same_seed_same_archive(tmp_path):
    a, b = build_archive(tmp_path / "a", 3, chars=1500), build_archive(tmp_path / "b", 3, chars=1500)
    assert a == b
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_its_issues_are_dated_newspaper_pages_with_several_articles(tmp_path):
    build_archive(tmp_path, 6, chars=3000)
    sources = discover(tmp_path).sources
    assert len(sources) == 6
    rows = Repair(Settings())(read(sources[0], Settings()))
    assert rows.issue.date == "2015-01-01"
    assert len(rows.articles) >= 3


def recorded(path, commit, before=(), issues=20):
    return Record(path, issues, History(commit, before), machine="a machine")


def test_figures_stand_beside_those_of_the_commit_before(tmp_path):
    path = tmp_path / "bench.json"
    recorded(path, "aaa").add(Figure("end to end", 10_000.0, "characters/s"))
    recorded(path, "bbb", ("aaa",)).add(Figure("end to end", 20_000.0, "characters/s"))
    recorded(path, "bbb", ("aaa",), issues=2000).add(Figure("end to end", 1.0, "characters/s"))
    now = recorded(path, "ccc", ("bbb", "aaa"))
    assert "Now: ccc, a machine. Before: bbb, a machine." in now.heading()
    assert now.add(Figure("end to end", 25_000.0, "characters/s")) == "| end to end | 25,000 | 20,000 | characters/s |"
    assert now.add(Figure("new", 0.0123, "s")) == "| new | 0.012 |  | s |"
    again = recorded(path, "ccc", ("bbb", "aaa"))
    assert again.add(Figure("end to end", 1.0, "characters/s")).startswith("| end to end | 1.00 | 20,000 |")


def test_a_killed_bench_keeps_what_it_measured_and_the_runs_before(tmp_path):
    path = tmp_path / "bench.json"
    recorded(path, "aaa").add(Figure("x", 1.0, "s"))
    recorded(path, "bbb", ("aaa",)).add(Figure("x", 2.0, "s"))
    runs = json.loads(path.read_text(encoding="utf-8"))["runs"]
    assert [(run["commit"], run["figures"]) for run in runs] == [("aaa", {"x": 1.0}), ("bbb", {"x": 2.0})]
    assert "nothing recorded" in recorded(path, "aaa").heading()
    assert "Before: bbb" in recorded(path, "1.0", None).heading()


def test_changed_code_is_not_the_commit_it_stands_on(tmp_path):
    def git(*arguments):
        who = ("-c", "user.name=n", "-c", "user.email=e")
        subprocess.run(["git", "-C", tmp_path, *who, *arguments], check=True, capture_output=True)

    assert history(tmp_path / "nowhere").commit == pipeline.__version__
    git("init")
    (tmp_path / "pipeline").mkdir()
    for number in range(2):
        (tmp_path / "pipeline" / "code.py").write_text(f"{number}\n", encoding="utf-8")
        git("add", ".")
        git("commit", "-m", "m")
    clean = history(tmp_path)
    assert len(clean.before) == 1
    (tmp_path / "bench.json").write_text("{}", encoding="utf-8")
    assert history(tmp_path) == clean
    (tmp_path / "pipeline" / "bench").mkdir()
    (tmp_path / "pipeline" / "bench" / "speed.py").write_text("", encoding="utf-8")
    assert history(tmp_path) == clean
    (tmp_path / "pipeline" / "code.py").write_text("changed\n", encoding="utf-8")
    assert history(tmp_path) == History(clean.commit + "+", (clean.commit, *clean.before))


def test_every_part_is_measured_on_a_small_archive(tmp_path, monkeypatch):
    monkeypatch.setattr(repair, "SIZES", (("2 kB", 2000, 2),))
    monkeypatch.setattr(repair, "PDF_PAGES", 1)
    build_archive(tmp_path / "raw", 2, chars=600)
    said = []
    (tmp_path / "pdfs").mkdir()
    page = PdfPage(400, 600)
    page.text(40, 500, 10, "澄湖县昨日开镰收割晚稻。")
    (tmp_path / "pdfs" / "own.pdf").write_bytes(write([page]))
    figures = list(measure(tmp_path / "raw", tmp_path, Settings(), ray=False, say=said.append, pdfs=tmp_path / "pdfs"))
    names = {f.name for f in figures}
    assert len(names) == len(figures)
    assert names >= {
        "repair, text layers", "repair, text layer, pages of 2 kB", "repair, PDF, files of one page",
        "repair, PDF, pages with gold", "end to end, one worker",
        "end to end, two workers", "two workers over one", "check with nothing changed", "size of mentions", "DuckDB, mentions by label",
        "check of 10 issues, nothing changed", "10 issues: pandas, all mentions", *(f"stage {s}" for s in STAGES),
    }  # fmt: skip
    assert all(f.value > 0 for f in figures if not f.name.startswith("load"))
    assert said


def test_half_a_run_is_no_figure(tmp_path, monkeypatch):
    build_archive(tmp_path / "raw", 1, chars=600)
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(speed, "run", lambda *_, **__: SimpleNamespace(interrupted=True, chars=600, seconds=1.0, stage_seconds={}))
    with pytest.raises(KeyboardInterrupt):
        speed._run(tmp_path / "raw", tmp_path / "out", Settings(), Options(jobs=1), lambda _: None)


def test_the_commit_before_is_measured_with_the_bench_of_today(tmp_path):
    def git(*arguments):
        who = ("-c", "user.name=n", "-c", "user.email=e")
        subprocess.run(["git", "-C", tmp_path, *who, *arguments], check=True, capture_output=True)

    code = "import sys; from pipeline.bench import tool; from pathlib import Path; Path(sys.argv[7]).write_text(f'{OLD} {tool.TODAY}')"
    git("init")
    (tmp_path / "pipeline" / "cli").mkdir(parents=True)
    (tmp_path / "pipeline" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "pipeline" / "__main__.py").write_text(f"OLD = 'old'\n{code}\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-m", "m")
    (tmp_path / "pipeline" / "__main__.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    (tmp_path / "pipeline" / "bench").mkdir()
    (tmp_path / "pipeline" / "bench" / "tool.py").write_text("TODAY = 'today'\n", encoding="utf-8")
    for name in ("cli/bench.py", "wording.py"):
        (tmp_path / "pipeline" / name).write_text("", encoding="utf-8")
    measure_commit(tmp_path, "HEAD", 20, tmp_path / "record", ray=False)
    assert (tmp_path / "record").read_text(encoding="utf-8") == "old today"
    with pytest.raises(UsageError, match="nowhere"):
        measure_commit(tmp_path, "nowhere", 20, tmp_path / "record", ray=False)
    listed = subprocess.run(["git", "-C", tmp_path, "worktree", "list"], capture_output=True, text=True, check=True).stdout
    assert len(listed.splitlines()) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_processor_time_of_a_child_counts():
    code = "import time\nwhile time.process_time() < 0.5: pass\nprint(1, flush=True)\ninput()"
    begun = processor_seconds()
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        assert 0.4 < processor_seconds() - begun < 5
        child.communicate(b"\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_of_a_grandchild_is_seen():
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(90_000_000); print(1, flush=True); input()'])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        assert 86 < largest_below(os.getpid()) < 200
        child.communicate(b"\n")
