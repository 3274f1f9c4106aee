"""The shipped spaCy pipeline folder: train the segmenter and put it there."""

import shutil
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from pipeline.segment.segmenters import PIPELINE
from pipeline.training.segmenter import train

SENTENCES = "baoshu_sentences"
TOKENIZER = "baoshu.Tokenizer.v1"


def rebuild(shared: Path, models: Path, *, progress: Callable[[str], None] = print) -> Path:
    """Train on all days of the corpus under ``shared`` and put the model into the pipeline folder under ``models``; its path."""
    data = shared / "data"
    folder = models / PIPELINE
    with tempfile.TemporaryDirectory() as scratch:
        train(data / "pku1998" / "train.txt", Path(scratch), admin=data / "admin", progress=progress)
        put_segmenter(Path(scratch), folder)
    return folder


def put_segmenter(model: Path, folder: Path) -> None:
    """Give the pipeline in ``folder`` the segmenter in ``model``; its other components stay. Where there is none yet, it is made."""
    if not (folder / "config.cfg").exists():
        import spacy

        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
        nlp.meta.update(
            name="baoshu",
            version=version("baoshu"),
            description="Words, sentences and entities of Chinese newspapers",
            license="Apache-2.0",
            author="The baoshu authors",
        )
        nlp.add_pipe(SENTENCES)
        nlp.to_disk(folder)
    shutil.copytree(model, folder / "tokenizer", dirs_exist_ok=True)
