"""Recognition: texts in, labelled spans out, by the recogniser that the settings name."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.entities.recognition.external import HanlpRecognizer, SpacyRecognizer
from pipeline.entities.recognition.model import Model
from pipeline.entities.span import Span
from pipeline.errors import UsageError
from pipeline.settings import Settings

__all__ = ["Recognizer", "load"]

PLACE_IN_MODELS = "baoshu_zh/baoshu_ner"
"""Where the default model lies under ``settings.models``: inside the spaCy pipeline that uses it too."""


class Recognizer(Protocol):
    """Anything that marks spans in texts."""

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of every text: sorted, without overlap, ``score`` a calibrated probability where the model gives one."""
        ...


def load(settings: Settings) -> Recognizer:
    """The recogniser for ``settings.ner``: default, hanlp:PATH_OR_NAME or spacy:NAME.

    Raises UsageError for any other choice and ModelError where the model is missing or damaged.
    """
    kind, _, name = settings.ner.partition(":")
    if settings.ner == "default":
        return Model.read(settings.models / PLACE_IN_MODELS)
    if kind == "spacy" and name:
        return SpacyRecognizer(name)
    if kind == "hanlp" and name:
        return HanlpRecognizer(name)
    raise UsageError(f"ner is {settings.ner!r}; choose default, hanlp:PATH_OR_NAME or spacy:NAME")
