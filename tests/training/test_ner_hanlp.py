import shutil
import warnings
from pathlib import Path

import pytest

from pipeline.entities.recognition import load
from pipeline.errors import ModelError
from pipeline.settings import Settings
from pipeline.training.ner_data import Annotated
from tests.support.encoder import write_tiny_bert

ARTICLE = Annotated("青禾县县长柳青河说。白石镇很好。", ((0, 3, "LOC"), (3, 5, "TITLE"), (5, 8, "PER"), (10, 13, "LOC")))


def test_pieces_are_written_a_character_a_line() -> None:
    hanlp_ner = pytest.importorskip("pipeline.training.hanlp_ner")
    lines = hanlp_ner.to_tsv([Annotated("甲 乙县。", ((2, 4, "LOC"),))]).split("\n")
    assert lines[:5] == ["甲\tO", "␣\tO", "乙\tB-LOC", "县\tE-LOC", "。\tO"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_tiny_hanlp_model_learns_and_is_loaded_through_the_settings(tmp_path: Path) -> None:
    pytest.importorskip("hanlp")
    pytest.importorskip("transformers")
    from pipeline.training import hanlp_ner

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        encoder = tmp_path / "bert"
        write_tiny_bert(ARTICLE.text, encoder)
        hanlp_ner.fit([ARTICLE] * 40, [ARTICLE], encoder, tmp_path / "model", passes=30, seed=1, rate=1e-2, encoder_rate=5e-3)
        shutil.rmtree(encoder)
        shutil.move(tmp_path / "model", tmp_path / "moved")
        recognise = load(Settings(ner=f"hanlp:{tmp_path / 'moved'}"))
        (spans, nothing) = recognise([ARTICLE.text, ""])
    assert [(span.start, span.end, span.label) for span in spans] == list(ARTICLE.mentions)
    assert nothing == []


@pytest.mark.filterwarnings("ignore")
def test_a_folder_without_model_is_a_model_error(tmp_path: Path) -> None:
    pytest.importorskip("hanlp")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load(Settings(ner=f"hanlp:{tmp_path}"))
