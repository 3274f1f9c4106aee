"""Training of the segmenter on an invented corpus in the form of the People's Daily corpus."""

import numpy as np
import pytest

from pipeline.evaluation.segmentation import score, table
from pipeline.segment.features import symbols
from pipeline.segment.model import SegmenterModel
from pipeline.training import crf
from pipeline.training.corpora import TaggedWord, in_our_conventions, pku1998_words, read_pku1998
from pipeline.training.lexicons import place_names, word_list
from pipeline.training.segmenter import Cutoffs, tags_of, train
from pipeline.training.spacy_folder import put_segmenter

LINES = [
    "19980101-01-001-001/m  丁/nr  小满/nr  来到/v  [沅桥/ns  农业/n  大学/n]nt  。/w  ",
    "19980101-01-001-002/m  １９９８年/t  １月/t  ，/w  沅桥/ns  大学/n  有/v  ５０/m  名/q  学生/n  。/w  ",
    "19980102-01-001-001/m  学生/n  来到/v  沅桥/ns  ，/w  欧阳/nr  明/nr  高兴/a  。/w  ",
]


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "train.txt"
    path.write_text("\n".join(LINES * 8) + "\n", encoding="utf-8")
    return path


def test_reads_words_in_our_conventions(corpus):
    words = pku1998_words(corpus, range(1, 2))
    assert words[0] == ["丁小满", "来到", "沅桥", "农业", "大学", "。"]
    assert words[1][:2] == ["1998年", "1月"]
    assert len(words) == 16
    assert pku1998_words(corpus, range(2, 3))[0][-3:] == ["欧阳明", "高兴", "。"]


def test_only_surnames_are_joined():
    words = [TaggedWord(text, "nr") for text in ("小满", "罗", "一鸣", "丁", "宁")]
    assert [word.text for word in in_our_conventions(words)] == ["小满", "罗一鸣", "丁宁"]


def test_strange_line_is_named(tmp_path):
    path = tmp_path / "train.txt"
    path.write_text("没有编号/n\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"train\.txt"):
        list(read_pku1998(path))


def test_learns_and_is_repeatable(corpus, tmp_path):
    said = []
    schedule = crf.Schedule(epochs=4, batch_nodes=60, averaged_from=1)
    for name in ("one", "two"):
        train(corpus, tmp_path / name, schedule=schedule, cutoffs=Cutoffs(1, 1, 1), lexicon={"学生会": 0}, progress=said.append)
    for file in ("features.msgpack", "weights.npz"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    assert any("epoch 4/4" in line for line in said)
    model = SegmenterModel.load(tmp_path / "one")
    gold = pku1998_words(corpus)
    found = score("ours", gold, lambda text: [text[a:b] for a, b in model.words(text)], frozenset(["来到"]))
    assert found.f1 == 1.0
    assert "| ours | 1.0000 |" in table([found])


def test_put_segmenter_makes_a_pipeline_and_keeps_one(corpus, tmp_path):
    train(corpus, tmp_path / "model", schedule=crf.Schedule(epochs=2, averaged_from=1), lexicon={}, progress=lambda _: None)
    folder = tmp_path / "pipeline"
    put_segmenter(tmp_path / "model", folder)
    config = (folder / "config.cfg").read_text(encoding="utf-8") + "\n"
    (folder / "config.cfg").write_text(config, encoding="utf-8")
    put_segmenter(tmp_path / "model", folder)
    assert (folder / "config.cfg").read_text(encoding="utf-8") == config
    assert (folder / "tokenizer" / "weights.npz").read_bytes() == (tmp_path / "model" / "weights.npz").read_bytes()


def test_gradient_is_the_slope_of_the_loss():
    rng = np.random.default_rng(0)
    scores, edge = rng.normal(size=(7, 5)), rng.normal(size=(5, 5))
    tags, lengths = rng.integers(0, 5, 7), np.array([4, 3])
    _, node_slope, edge_slope = crf._expectations(scores, tags, edge, lengths)
    step = 1e-5
    for at in ((0, 1), (3, 2), (4, 0), (6, 4)):
        moved = scores.copy()
        moved[at] += step
        rise = crf._expectations(moved, tags, edge, lengths)[0] - crf._expectations(scores, tags, edge, lengths)[0]
        assert rise / step == pytest.approx(node_slope[at], abs=1e-3)
    moved = edge.copy()
    moved[1, 2] += step
    rise = crf._expectations(scores, tags, moved, lengths)[0] - crf._expectations(scores, tags, edge, lengths)[0]
    assert rise / step == pytest.approx(edge_slope[1, 2], abs=1e-3)


def test_tags():
    assert tags_of(["一", "两字", "三个字", "四字成语"]) == [1, 0, 3, 0, 4, 3, 0, 4, 2, 3]


def test_score_counts_words_with_both_ends_right():
    found = score("x", [["甲乙", "丙", "丁"]], lambda _: ["甲乙", "丙丁"], frozenset(["甲乙"]))
    assert (found.precision, found.recall, found.oov_rate, found.oov_recall) == (1 / 2, 1 / 3, 2 / 3, 0.0)


def test_place_names_leave_out_what_is_no_name(tmp_path):
    tables = {"provinces": "11,沅北省", "cities": "1101,市辖区", "areas": "110101,沅桥县", "streets": "110101001,新桥街道\n2,柳镇"}
    for name, rows in tables.items():
        (tmp_path / f"{name}.csv").write_text(f"code,name\n{rows}\n", encoding="utf-8")
    assert place_names(tmp_path) == ["沅北省", "沅桥县", "柳镇"]


def test_word_lists_hold_words():
    for name in ("modern.txt", "compound_surnames.txt"):
        words = word_list(name)
        assert len(words) > 40
        assert all(symbols(word).all() for word in words)
