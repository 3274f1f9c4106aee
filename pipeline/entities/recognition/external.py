"""Recognisers made elsewhere: any spaCy pipeline and any HanLP model, their labels mapped to ours."""

from collections.abc import Sequence

from pipeline import hanlp_models
from pipeline.document.chunk import pieces
from pipeline.entities.recognition.tagging import LABELS
from pipeline.entities.recognition.words import word_lists
from pipeline.entities.span import Span
from pipeline.errors import ModelError


def label_mapping() -> dict[str, str]:
    """Foreign label → ours, from ``data/labels.tsv``. Labels that are missing there name nothing we mark."""
    return {**{label: label for label in LABELS}, **{word: label for label, words in word_lists("labels.tsv").items() for word in words}}


class SpacyRecognizer:
    """A spaCy pipeline by package name or folder."""

    def __init__(self, name: str) -> None:
        import spacy

        try:
            self._nlp = spacy.load(name)
        except (OSError, ImportError) as error:
            raise ModelError(f"the spaCy pipeline {name!r} cannot be loaded: {error}") from error
        self._labels = label_mapping()

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of every text with mapped labels. spaCy gives no probabilities: every score is 1."""
        labels = self._labels
        return [
            [Span(e.start_char, e.end_char, labels[e.label_], 1.0, "spacy") for e in doc.ents if e.label_ in labels]
            for doc in self._nlp.pipe(texts)
        ]


class HanlpRecognizer:
    """A HanLP named entity recogniser: a folder that ``baoshu train hanlp`` wrote, or the name of a pretrained one."""

    def __init__(self, name: str) -> None:
        self._recognize = hanlp_models.load(name, "--ner hanlp")
        self._labels = label_mapping()

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of every text with mapped labels. HanLP gives no probabilities: every score is 1."""
        places = [(i, offset, piece) for i, text in enumerate(texts) for offset, piece in pieces(text, hanlp_models.LONGEST)]
        found: list[list[Span]] = [[] for _ in texts]
        if not places:
            return found
        results = self._recognize([list(piece) for _, _, piece in places])
        for (text, offset, _), entities in zip(places, results, strict=True):
            position = 0
            for _, label, start, end in sorted(entities, key=lambda entity: entity[2]):
                if start >= position and label in self._labels:
                    found[text].append(Span(offset + start, offset + end, self._labels[label], 1.0, "hanlp"))
                    position = end
        return found
