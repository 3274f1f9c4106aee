"""The stage, its segmenters, a user's lexicon, and tokens cut at mentions. All text is invented."""

import sys

import pytest

from pipeline.document import Article, Issue, IssueRows, Token, split_at
from pipeline.errors import ModelError, UsageError
from pipeline.segment import Segment
from pipeline.segment.lexicon import Lexicon
from pipeline.segment.model import Boundaries
from pipeline.segment.segmenters import load
from pipeline.settings import MODELS, Settings

TEXT = "沅桥通车\n10月8日，沅桥大桥正式通车。丁小满说：“等了3年。”\n投资131.67亿元 见A2版"


def rows(text=TEXT):
    return IssueRows(Issue("i", "i.txt", "0"), articles=(Article("i-1", "i", 1, 1, text=text), Article("i-2", "i", 1, 2, text="")))


@pytest.fixture(scope="module")
def stage():
    return Segment(Settings())


@pytest.mark.parametrize("name", ["pkuseg", "char"])
def test_rows(name, stage):
    made = (stage if name == "pkuseg" else Segment(Settings(segmenter=name)))(rows())
    assert [s.text for s in made.sentences] == ["沅桥通车", "10月8日，沅桥大桥正式通车。", "丁小满说：“等了3年。”", "投资131.67亿元 见A2版"]
    assert [s.index for s in made.sentences] == [0, 1, 2, 3]
    assert [t.index for t in made.tokens] == list(range(len(made.tokens)))
    covered = []
    for token in made.tokens:
        sentence = made.sentences[token.sentence]
        assert TEXT[token.start : token.end] == token.text
        assert sentence.start <= token.start < token.end <= sentence.end
        covered += range(token.start, token.end)
    assert covered == [i for i, char in enumerate(TEXT) if not char.isspace()]


def test_names_and_numbers_are_words(stage):
    words = [token.text for token in stage(rows()).tokens]
    assert {"10月", "8日", "丁小满", "131.67亿", "元"} <= set(words)


def test_jieba_covers_the_text():
    pytest.importorskip("jieba", reason="the jieba segmenter is not installed")
    text = "沅桥大桥 昨日\n正式通车，A2版。"
    words = load("jieba", MODELS).words(text)
    assert [i for start, end in words for i in range(start, end)] == [i for i, char in enumerate(text) if not char.isspace()]


def test_missing_segmenter_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "jieba", None)
    with pytest.raises(ModelError, match="pip install"):
        load("jieba", MODELS)


def test_unknown_segmenter_lists_the_valid_ones():
    with pytest.raises(UsageError, match=r"pkuseg, hanlp:PATH_OR_NAME, jieba, char"):
        load("thulac", MODELS)


def test_missing_models_are_named(tmp_path):
    with pytest.raises(ModelError, match="baoshu_zh"):
        load("pkuseg", tmp_path)


def test_lexicon_of_the_user(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("# ours\n沅桥大桥\n沅桥\n131.67亿元\tn\n\n", encoding="utf-8")
    words = [token.text for token in Segment(Settings(lexicon=path))(rows()).tokens]
    assert {"沅桥", "沅桥大桥", "131.67亿元"} <= set(words)


def test_bad_lexicon(tmp_path):
    path = tmp_path / "words.txt"
    path.write_bytes("沅桥".encode("gb18030"))
    with pytest.raises(UsageError, match=r"words\.txt"):
        Lexicon.read(path)
    path.write_text("两个 词\n", encoding="utf-8")
    with pytest.raises(UsageError, match="one a line"):
        Lexicon.read(path)


def test_lexicon_wins_over_rules_and_takes_the_longest():
    bound = Lexicon(["甲乙", "甲乙丙"]).bind("甲乙丙丁", Boundaries(begin=(1,), inside=(3,)))
    assert bound == Boundaries(begin=(0, 3), inside=(1, 2))


def test_split_at_cuts_and_numbers_anew():
    tokens = [Token("a", 0, 0, "沅桥县委", 0, 4), Token("a", 0, 1, "书记", 4, 6), Token("a", 1, 2, "丁小满", 7, 10)]
    assert [(t.text, t.sentence, t.index, t.start) for t in split_at(tokens, [2, 4, 3, 99])] == [
        ("沅桥", 0, 0, 0), ("县", 0, 1, 2), ("委", 0, 2, 3), ("书记", 0, 3, 4), ("丁小满", 1, 4, 7),
    ]  # fmt: skip
    assert split_at(tokens, []) == tuple(tokens)


@pytest.mark.parametrize("blank", ["\u2003", "\x0b", "\x1c", "\x85", "\u2028", "\u2029"])
def test_any_blank_parts_words_and_sentences_alike(stage, blank):
    made = stage(rows(f"新桥通车{blank}两岸欢庆{blank}"))
    assert "".join(t.text for t in made.tokens) == "新桥通车两岸欢庆"
    assert all(made.sentences[t.sentence].start <= t.start < t.end <= made.sentences[t.sentence].end for t in made.tokens)
