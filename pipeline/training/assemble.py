"""Puts the recogniser into the shipped spaCy pipeline, after its tokenizer and sentences."""

from pathlib import Path

import spacy

NER = "baoshu_ner"


def put_recogniser(model: Path, folder: Path) -> None:
    """Give the pipeline in ``folder`` the recogniser whose files are in ``model`` (which may be its own subfolder).

    The pipeline is the one that ``spacy_folder.put_segmenter`` makes. An older recogniser is replaced.
    """
    nlp = spacy.load(folder, exclude=[NER])
    if NER in nlp.component_names:
        nlp.remove_pipe(NER)
    component = nlp.add_pipe(NER, last=True)
    component.from_disk(model)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
