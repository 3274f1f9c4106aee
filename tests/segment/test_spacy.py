"""The shipped pipeline folder as a spaCy user sees it. All text is invented."""

import pickle
import subprocess
import sys

import pytest
import spacy

from pipeline.settings import MODELS

TEXT = "丁小满说：“通车了。”他很高兴。\n投资131.67亿元，hello world"


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(MODELS / "baoshu_zh", exclude=["baoshu_ner"])


def test_words_and_sentences(nlp):
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert {"丁小满", "131.67亿", "元", "hello", "world"} <= {token.text for token in doc}
    assert [sentence.text.strip() for sentence in doc.sents] == ["丁小满说：“通车了。”", "他很高兴。", "投资131.67亿元，hello world"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "  前后  有空 \n\n 的 ", "a  b"])
def test_text_comes_back(nlp, text):
    assert nlp.make_doc(text).text == text


def test_survives_saving_and_pickling_and_takes_words(nlp, tmp_path):
    words = [token.text for token in nlp.make_doc(TEXT)]
    nlp.tokenizer.to_disk(tmp_path)
    for file in (MODELS / "baoshu_zh" / "tokenizer").iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()
    tokenizer = pickle.loads(pickle.dumps(nlp.tokenizer))
    assert [token.text for token in tokenizer(TEXT)] == words
    tokenizer.add_words(["通车了"])
    assert "通车了" in [token.text for token in tokenizer(TEXT)]


def test_needs_no_import_of_ours():
    code = (
        "import spacy, sys; "
        f"nlp = spacy.load({str(MODELS / 'baoshu_zh')!r}, exclude=['baoshu_ner']); "
        "print('|'.join(t.text for t in nlp.make_doc('王建国来了')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "王建国|来|了"
