"""The held-out figures of the segmenter: trained on days 1 to 23, tested on days 24 to 27, beside other segmenters."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.evaluation.segmentation import WordScore, as_json, compare, cut_with
from pipeline.training.corpora import pku1998_words
from pipeline.training.segmenter import train

TRAINING_DAYS = range(1, 24)
TEST_DAYS = range(24, 28)


def bench(corpus: Path, admin: Path | None, *, record: Path | None = None, progress: Callable[[str], None] = print) -> list[WordScore]:
    """Train twice on the first days (with the lexicon and without), score on the last; ``record`` gets the figures as JSON."""
    test = pku1998_words(corpus, TEST_DAYS)
    known = frozenset(word for words in pku1998_words(corpus, TRAINING_DAYS) for word in words)
    with tempfile.TemporaryDirectory() as folder:
        full, bare = Path(folder) / "full", Path(folder) / "bare"
        train(corpus, full, days=TRAINING_DAYS, admin=admin, progress=progress)
        train(corpus, bare, days=TRAINING_DAYS, lexicon={}, progress=progress)
        scores = compare(test, known, {"baoshu": cut_with(full), "baoshu without lexicon": cut_with(bare)})
    if record:
        record.write_text(json.dumps(as_json(scores), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return scores
