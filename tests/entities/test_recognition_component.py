from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.entities.recognition import component as module
from pipeline.entities.recognition.component import BaoshuNer, split_tokens
from pipeline.entities.span import Span
from pipeline.errors import ModelError

TEXT = "青禾县委书记柳青河到白石镇。"


class Stub:
    """Stands for a trained model: finds what it is told."""

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]:
        found = [("青禾县委", "GOV"), ("书记", "TITLE"), ("柳青河", "PER"), ("白石镇", "LOC")]
        return [[Span(text.index(s), text.index(s) + len(s), label, 0.9) for s, label in found if s in text] for text in texts]


@pytest.fixture
def marked() -> Doc:
    nlp = spacy.blank("zh")
    doc = Doc(nlp.vocab, words=["青禾", "县委书记", "柳青河到", "白石镇", "。"], spaces=[False] * 5)
    doc[0].is_sent_start = True
    ner = BaoshuNer()
    ner._model = Stub()  # type: ignore[assignment]
    return ner(doc)


def test_entities_come_out_whole_though_tokens_lie_across_their_borders(marked: Doc) -> None:
    assert [(entity.text, entity.label_) for entity in marked.ents] == [
        ("青禾县委", "GOV"),
        ("书记", "TITLE"),
        ("柳青河", "PER"),
        ("白石镇", "LOC"),
    ]
    assert [token.text for token in marked] == ["青禾", "县委", "书记", "柳青河", "到", "白石镇", "。"]
    assert marked.text == TEXT
    assert marked.user_data["baoshu_ner"][0] == (0, 4, "GOV", 0.9)


def test_splitting_keeps_text_and_sentences() -> None:
    doc = Doc(spacy.blank("zh").vocab, words=["甲乙", "丙丁"], spaces=[True, False], sent_starts=[True, True])
    split_tokens(doc, {1, 4})
    assert [token.text for token in doc] == ["甲", "乙", "丙", "丁"]
    assert doc.text == "甲乙 丙丁"
    assert [sentence.text for sentence in doc.sents] == ["甲乙", "丙丁"]


def test_a_component_without_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"spacy\.load"):
        list(BaoshuNer().pipe([]))
    with pytest.raises(ModelError, match=r"network\.onnx"):
        BaoshuNer().from_disk(tmp_path)


def test_the_factory_is_known_to_spacy() -> None:
    assert isinstance(spacy.blank("zh").add_pipe("baoshu_ner"), module.BaoshuNer)
