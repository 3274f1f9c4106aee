"""The model against spacy-pkuseg itself, and what it promises of any text. All text is invented."""

import shutil

import numpy as np
import pytest
import spacy_pkuseg
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy_pkuseg.config import config

from pipeline.errors import ModelError
from pipeline.segment.features import PAD, Table, char_keys, ngram_keys, normalise, symbols, word_keys
from pipeline.segment.model import Boundaries, SegmenterModel

TEXTS = (
    "沅桥县人民政府昨日召开全县农业工作会议，部署春耕生产。",
    "丁小满、罗一鸣等12名代表提出，要加快建设高标准农田，力争年内新增3.5万亩。",
    "新桥集团总经理何晓岚表示：“公司将投资２０００万元，扩建第二条生产线。”",
    "记者 丁小满 报道 沅桥今年前三季度外贸进出口总额同比增长8.6%",
    "他一口气跑了十几里路，累得上气不接下气……",
    "ABC公司与沅桥大学合作研发的机器人A-7型亮相，引来许多市民驻足观看！",
    "好",
)


@pytest.fixture(scope="module")
def model(pkuseg):
    return pkuseg.model


@pytest.fixture(scope="module")
def reference(model_folder):
    before = config.numLetterNorm, config.modelDir
    config.numLetterNorm = False
    yield spacy_pkuseg.pkuseg(str(model_folder), user_dict=None)
    config.numLetterNorm, config.modelDir = before


@pytest.mark.parametrize("text", TEXTS)
def test_same_words_as_spacy_pkuseg(model, reference, text):
    normal = normalise(text).replace("\0", " ")
    assert [normal[start:end] for start, end in model.words(text)] == reference.cut(normal)


def test_symbols_keep_length_and_unify_width():
    assert normalise("２０ＡＢ，20ab,") == "00aa，00aa，"
    assert len(normalise("𠮷林 省")) == 4


def test_keys_of_words_and_of_text_agree():
    points = np.pad(symbols("沅桥县人民政府"), PAD)
    keys = ngram_keys(points)
    assert keys[0, 0] == word_keys(["沅桥"])[0]
    assert keys[2, 3] == word_keys(["人民政府"])[0]
    assert word_keys(["县", "七个字长的词语"]).tolist() == [0, 0]


def test_no_feature_reaches_over_a_blank():
    keys = char_keys(np.pad(symbols("甲 乙丙"), PAD))
    alone = char_keys(np.pad(symbols("乙丙"), PAD))
    assert keys[:, 2:].tolist() == alone.tolist()


@given(st.sets(st.integers(1, 2**64 - 1), max_size=200), st.integers(1, 2**64 - 1))
def test_table_finds_what_it_was_given(keys, other):
    given_keys = np.array(sorted(keys), dtype=np.uint64)
    table = Table(given_keys)
    assert table.find(given_keys).tolist() == list(range(len(keys)))
    assert table.find(np.array([0], dtype=np.uint64)).tolist() == [-1]
    assert (table.find(np.array([other], dtype=np.uint64))[0] >= 0) == (other in keys)


def test_given_boundaries_hold(model):
    text = "沅桥县人民政府"
    assert model.words(text, Boundaries(inside=tuple(range(1, 7)))) == [(0, 7)]
    assert len(model.words(text, Boundaries(begin=tuple(range(7))))) == 7


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_words_cover_every_text(pkuseg, text):
    covered = [i for start, end in pkuseg.words(text) for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() or normalise(text[i]) == "\0" for i in set(range(len(text))) - set(covered))


@pytest.mark.parametrize("damage", ["missing", "truncated", "no model"])
def test_damaged_model_is_named(model_folder, tmp_path, damage):
    folder = tmp_path / "model"
    shutil.copytree(model_folder, folder)
    victim = folder / "weights.npz"
    if damage == "missing":
        victim.unlink()
    elif damage == "truncated":
        victim.write_bytes(victim.read_bytes()[:1000])
    else:
        (folder / "features.msgpack").write_bytes(b"\xc0")
    with pytest.raises(ModelError, match="model"):
        SegmenterModel.load(folder)
