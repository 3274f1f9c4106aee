"""The project's own scorer: by hand on small cases, and against the yardstick on a real run."""

import json
import subprocess
import sys

import pytest

from pipeline.document import Article, Issue, Mention, Official, Quantity, to_arrow
from pipeline.evaluation import check_floors, evaluate, flatten, load_floors, raise_floors
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.repair import Body, match, score_page

pq = pytest.importorskip("pyarrow.parquet")

TEXT = "晨江县投入3亿元修建水库。\n水库位于柳溪镇。"


def write(folder, **tables):
    for name, items in tables.items():
        (folder / name).mkdir(parents=True)
        pq.write_table(to_arrow(name, items), folder / name / "part.parquet")


@pytest.fixture
def gold(tmp_path):
    page = tmp_path / "gold" / "x1"
    page.mkdir(parents=True)
    (page / "page.txt").write_text(TEXT, encoding="utf-8")
    (page / "articles.json").write_text(
        json.dumps([{"title": "修水库", "byline": "贺兰", "paragraphs": TEXT.split("\n"), "headings": []}]), encoding="utf-8"
    )
    entity = {"article": 1, "text": "晨江县", "start": 0, "end": 3, "label": "LOC"}
    (page / "entities.jsonl").write_text(json.dumps(entity) + "\n", encoding="utf-8")
    fact = {"text": "3亿元", "kind": "money", "normalized": 3e8, "bound": "exact", "subject": "投入", "parties": ["晨江县"]}
    (page / "quantities.jsonl").write_text(json.dumps(fact) + "\n", encoding="utf-8")
    role = {"name": "贺兰", "roles": [{"title": "镇长", "organization": "柳溪镇政府", "organization_alt": ["柳溪镇"]}]}
    (page / "officials.jsonl").write_text(json.dumps(role) + "\n", encoding="utf-8")
    return tmp_path / "gold"


@pytest.fixture
def processed(tmp_path):
    out = tmp_path / "out"
    write(
        out,
        issues=[Issue("x1", "raw/x1.txt", "0")],
        articles=[Article("x1-a0001", "x1", 1, 1, title="修水库", byline=("记者 贺兰",), text=TEXT, chars=len(TEXT))],
        mentions=[
            Mention("x1-a0001-m0001", "x1-a0001", "body", 0, "LOC", "晨江县", 0, 3),
            Mention("x1-a0001-m0002", "x1-a0001", "body", 1, "ORG", "柳溪镇", 18, 21),
        ],
        officials=[Official("x1-a0001", "贺兰", title="镇长", organization="柳溪镇")],
        quantities=[
            Quantity(
                "q1", "x1-a0001", "body", 0, "money", "3亿元", 5, 8, normalized=3e8, bound="exact", attribute="投入", parties=("晨江县",)
            )
        ],
    )
    return out


def test_every_measure_of_a_small_run(gold, processed):
    report = evaluate(gold, processed)
    assert report["pages_missing"] == []
    assert report["repair"] == {"body_sim": 1, "para_f1": 1, "assign_acc": 1, "spurious_per_1k": 0, "title_em": 1, "byline_em": 1}
    assert (report["entities"]["tp"], report["entities"]["fp"], report["entities"]["fn"]) == (1, 1, 0)
    assert report["officials"]["f1"] == 1
    assert report["quantities"]["f1"] == report["quantities"]["attribute"] == report["quantities"]["parties"] == 1


def test_a_page_without_an_issue_counts_as_missed(gold, tmp_path):
    out = tmp_path / "empty"
    write(out, issues=[], articles=[], mentions=[], officials=[], quantities=[])
    report = evaluate(gold, out)
    assert report["pages_missing"] == ["x1"]
    assert report["entities"]["f1"] == report["quantities"]["f1"] == report["repair"]["body_sim"] == 0


def test_counts_are_over_multisets():
    counts = Counts()
    counts.add(["a", "a", "b"], ["a", "c"])
    assert (counts.tp, counts.fp, counts.fn) == (1, 1, 2)


def test_a_lost_paragraph_break_and_a_stray_blank_cost():
    gold = [Body("", "", ("甲乙丙丁戊己庚辛。", "壬癸子丑寅卯辰巳。"))]
    joined = score_page([Body("", "", ("甲乙丙丁戊己庚辛。壬癸子丑寅卯辰巳。",))], gold)
    assert joined["para_f1"] == 0
    spaced = score_page([Body("", "", ("甲乙丙 丁戊己庚辛。", "壬癸子丑寅卯辰巳。"))], gold)
    assert spaced["spurious_per_1k"] > 0


def test_articles_are_matched_one_to_one():
    a, b = Body("", "", ("东山种茶树三千亩",)), Body("", "", ("西湖养鱼苗九万尾",))
    assert match([b, a], [a, b]) == {0: 1, 1: 0}


def test_floors_only_go_up(gold, tmp_path):
    path = tmp_path / "floors.json"
    raise_floors(gold, "text", {"entities.f1": 0.8, "repair.spurious_per_1k": 0.5}, ["entities.f1", "repair.spurious_per_1k"], path)
    raise_floors(gold, "text", {"entities.f1": 0.7, "repair.spurious_per_1k": 0.9}, ["entities.f1", "repair.spurious_per_1k"], path)
    floors = load_floors(gold, "text", path)
    assert floors == {"entities.f1": 0.8, "repair.spurious_per_1k": 0.5}
    held = check_floors(floors, {"entities.f1": 0.81, "repair.spurious_per_1k": 0.6})
    assert [f.held for f in held] == [True, False]


@pytest.mark.shared
def test_same_figures_as_the_yardstick(gold, processed, shared):
    command = [sys.executable, shared / "score" / "score.py", "--gold", gold, "--processed", processed, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs, ours = flatten(json.loads(done.stdout)), flatten(evaluate(gold, processed))
    common = {name for name in theirs if name in ours}
    assert {"repair.body_sim", "entities.f1", "officials.f1", "quantities.parties"} <= common
    assert {n: ours[n] for n in common} == {n: theirs[n] for n in common}


def test_what_the_gold_does_not_annotate_gets_no_figure(gold, processed):
    (gold / "x1" / "officials.jsonl").unlink()
    report = evaluate(gold, processed)
    assert "officials" not in report
    assert "entities" in report
