import json
import os
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import spacy

from pipeline.entities.recognition import load
from pipeline.errors import ModelError, UsageError
from pipeline.settings import MODELS, Settings

needs_model = pytest.mark.skipif(not (MODELS / "baoshu_zh" / "baoshu_ner" / "network.onnx").exists(), reason="no shipped recogniser here")
SHARED = Path(os.environ.get("BAOSHU_SHARED") or MODELS.parent.parent / "shared")
TEXT = "本报讯（记者柳青河）5月8日，衡南县委书记任晓峰到茶市镇调研。任晓峰走访了湖南青禾米业有限公司和衡南县人民医院。"


@needs_model
def test_the_shipped_model_finds_every_kind_of_mention() -> None:
    nothing, spans = load(Settings())(["", TEXT])
    assert nothing == []
    assert [(TEXT[span.start : span.end], span.label) for span in spans] == [
        ("记者", "TITLE"),
        ("柳青河", "PER"),
        ("衡南县委", "GOV"),
        ("书记", "TITLE"),
        ("任晓峰", "PER"),
        ("茶市镇", "LOC"),
        ("任晓峰", "PER"),
        ("湖南青禾米业有限公司", "COMPANY"),
        ("衡南县人民医院", "ORG"),
    ]
    assert all(0.3 < span.score <= 1 for span in spans)


@needs_model
@pytest.mark.parametrize("text", [" \n\n ", "。。。", "𠮷" * 400, "a" * 1000, "县" * 900, "\x00\ufeff甲"])
def test_odd_texts_do_no_harm(text: str) -> None:
    (spans,) = load(Settings())([text])
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


@needs_model
@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "gold" / "dev").is_dir(), reason="needs the evaluation folder ../shared")
def test_the_shipped_model_is_as_good_as_its_card_says() -> None:
    recognise = load(Settings())
    hits = spurious = missed = 0
    for path in sorted((SHARED / "gold" / "dev").glob("*/entities.jsonl")):
        bodies = ["\n".join(each["paragraphs"]) for each in json.loads((path.parent / "articles.json").read_text(encoding="utf-8"))]
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        gold = Counter((row["label"], row["text"]) for row in rows)
        found = Counter((s.label, body[s.start : s.end]) for body, spans in zip(bodies, recognise(bodies), strict=True) for s in spans)
        hits += sum((gold & found).values())
        spurious += sum((found - gold).values())
        missed += sum((gold - found).values())
    assert 2 * hits / (2 * hits + spurious + missed) > 0.87


def test_a_spacy_pipeline_of_others_is_used_with_its_labels_mapped(tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [{"label": "GPE", "pattern": "衡南县"}, {"label": "PERSON", "pattern": "任晓峰"}, {"label": "DATE", "pattern": "5月8日"}]
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path)
    spans, nothing = load(Settings(ner=f"spacy:{tmp_path}"))([TEXT, ""])
    assert [(TEXT[span.start : span.end], span.label, span.source) for span in spans] == [
        ("衡南县", "LOC", "spacy"),
        ("任晓峰", "PER", "spacy"),
        ("任晓峰", "PER", "spacy"),
        ("衡南县", "LOC", "spacy"),
    ]
    assert nothing == []


def test_other_choices_and_missing_models_are_refused(tmp_path: Path) -> None:
    for choice in ("best", "spacy:", "hanlp:"):
        with pytest.raises(UsageError, match="choose default"):
            load(Settings(ner=choice))
    with pytest.raises(ModelError, match=r"network\.onnx"):
        load(Settings(models=tmp_path))
    with pytest.raises(ModelError, match="nowhere"):
        load(Settings(ner=f"spacy:{tmp_path / 'nowhere'}"))
