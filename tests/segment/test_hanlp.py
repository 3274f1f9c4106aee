"""HanLP's own tokenizer, trained here so that the load path is the real one."""

import json
import shutil
import sys
import warnings
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.segment import Segment
from pipeline.segment.segmenters import load
from pipeline.settings import Settings
from tests.segment.test_stage import rows
from tests.support.encoder import write_tiny_bert

SENTENCE = "青禾 县 今天 下雨 。"
OTHER = "今天 青禾 县 开会 。"

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny tokenizer that knows two sentences; moved after training, its encoder beside it."""
    pytest.importorskip("hanlp")
    pytest.importorskip("transformers")
    from pipeline.training import hanlp_ner

    folder = tmp_path_factory.mktemp("hanlp")
    encoder = folder / "bert"
    write_tiny_bert((SENTENCE + OTHER).replace(" ", ""), encoder)
    corpus = folder / "words.txt"
    corpus.write_text("\n".join([SENTENCE, OTHER] * 20) + "\n", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        hanlp_ner.with_adam()
        from hanlp.components.tokenizers.transformer import TransformerTaggingTokenizer

        TransformerTaggingTokenizer().fit(
            str(corpus),
            str(corpus),
            str(folder / "model"),
            str(encoder),
            char_level=True,
            epochs=20,
            lr=1e-2,
            transformer_lr=5e-3,
            word_dropout=0,
            seed=1,
            devices=-1,
            eval_trn=False,
        )
    hanlp_ner.keep_encoder(encoder, folder / "model")
    shutil.rmtree(encoder)
    return Path(shutil.move(folder / "model", folder / "moved"))


def test_a_hanlp_tokenizer_cuts_as_it_learned(tokenizer: Path) -> None:
    text = SENTENCE.replace(" ", "") + "\n" + OTHER.replace(" ", "") * 60
    words = [text[start:end] for start, end in load(f"hanlp:{tokenizer}", Path("models")).words(text)]
    assert words == SENTENCE.split() + OTHER.split() * 60


def test_the_stage_takes_it_with_characters_it_never_saw(tokenizer: Path) -> None:
    article = rows()
    tokens = Segment(Settings(segmenter=f"hanlp:{tokenizer}"))(article).tokens
    body = "".join(each.text for each in article.articles)
    assert "".join(token.text for token in tokens) == "".join(body.split())
    texts = {each.article_id: each.text for each in article.articles}
    assert all(texts[token.article_id][token.start : token.end] == token.text for token in tokens)


def test_a_users_words_win_over_it(tokenizer: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "words.txt"
    lexicon.write_text("青禾县\n", encoding="utf-8")
    text = SENTENCE.replace(" ", "")
    words = [text[start:end] for start, end in load(f"hanlp:{tokenizer}", Path("models"), lexicon).words(text)]
    assert words == ["青禾县", "今天", "下雨", "。"]


def test_what_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    pytest.importorskip("hanlp")
    (tmp_path / "config.json").write_text(json.dumps({"classpath": "nowhere.Tokenizer"}), encoding="utf-8")
    with pytest.raises(ModelError, match=str(tmp_path)):
        load(f"hanlp:{tmp_path}", Path("models"))


def test_a_model_for_another_task_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.hanlp_models.load", lambda source, what: lambda texts: [[("青禾县", "LOC", 0, 3)]])
    with pytest.raises(ModelError, match="is no tokenizer"):
        load("hanlp:some/recogniser", Path("models"))


def test_without_hanlp_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hanlp", None)
    with pytest.raises(ModelError, match=r"baoshu\[hanlp\]"):
        load("hanlp:some/folder", Path("models"))
