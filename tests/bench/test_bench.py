"""The generated archive is the same for the same seed, is read by the pipeline, and figures stand beside the ones before."""

import os
import subprocess
import sys

import pytest

from pipeline.bench.archive import build_archive
from pipeline.bench.record import load_record, save_record, table
from pipeline.bench.speed import Figure, largest_below
from pipeline.raw import discover, read
from pipeline.repair import Repair
from pipeline.settings import Settings


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


def test_figures_stand_beside_the_ones_before(tmp_path):
    figures = [Figure("end to end", 20000.0, "characters/s")]
    save_record(tmp_path / "bench.json", figures)
    shown = table([Figure("end to end", 25000.0, "characters/s"), Figure("new", 1.0, "s")], load_record(tmp_path / "bench.json"))
    assert "| end to end | 25,000 | 20,000 | characters/s |" in shown
    assert "| new | 1.00 |  | s |" in shown


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_of_a_grandchild_is_seen():
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(90_000_000); print(1, flush=True); input()'])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        assert 86 < largest_below(os.getpid()) < 200
        child.communicate(b"\n")
