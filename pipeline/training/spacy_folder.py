"""The shipped spaCy pipeline folder: put a trained segmenter into it."""

from pathlib import Path

from pipeline import __version__

SENTENCES = "baoshu_sentences"
TOKENIZER = "baoshu.Tokenizer.v1"


def put_segmenter(model: Path, folder: Path) -> None:
    """Give the pipeline in ``folder`` the segmenter in ``model``; its other components stay. Where there is none yet, it is made."""
    import spacy

    if (folder / "config.cfg").exists():
        nlp = spacy.load(folder)
    else:
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
        nlp.meta.update(
            name="baoshu",
            version=__version__,
            description="Words, sentences and entities of Chinese newspapers",
            license="Apache-2.0",
            author="The baoshu authors",
        )
        nlp.add_pipe(SENTENCES)
    nlp.tokenizer.from_disk(model)
    nlp.to_disk(folder)
