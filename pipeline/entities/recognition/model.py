"""The default recogniser: characters and lexicon features through the network, decoded by the random field."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from pipeline.document.chunk import pieces
from pipeline.entities.recognition.alphabet import Alphabet
from pipeline.entities.recognition.consistency import complete_introduced, complete_persons
from pipeline.entities.recognition.lattice import Field, decode
from pipeline.entities.recognition.lexicon import Lexicon
from pipeline.entities.recognition.network import Network
from pipeline.entities.recognition.packed import Packed
from pipeline.entities.recognition.rules import correct
from pipeline.entities.recognition.tagging import TAGS
from pipeline.entities.span import Span
from pipeline.errors import ModelError

FILES = ("network.onnx", "alphabet.txt", "lexicon.tsv.gz", "field.json")
"""What a model's folder holds."""
TOGETHER = 256
"""Pieces read at once: those of some 8,000 characters, so that what is computed for them stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Model:
    """A trained recogniser, read from a folder with FILES."""

    network: Network
    alphabet: Alphabet
    lexicon: Lexicon
    field: Field
    temperature: float

    @classmethod
    def read(cls, folder: Path) -> "Model":
        """The model in ``folder``. ModelError where a file is missing, damaged or of another tag set."""
        return cls.from_bytes({name: _content(folder / name) for name in FILES}, str(folder))

    @classmethod
    def from_bytes(cls, files: Mapping[str, bytes], origin: str) -> "Model":
        """The model from the contents of its FILES; ``origin`` names it in errors."""
        try:
            described = json.loads(files["field.json"])
            tags, temperature = described["tags"], float(described["temperature"])
            field = Field(*(np.array(described[part], dtype=np.float32) for part in ("transitions", "start", "end")))
            alphabet = Alphabet.parse(files["alphabet.txt"].decode().splitlines())
            lexicon = Lexicon.parse(files["lexicon.tsv.gz"])
        except (ValueError, KeyError, OSError, EOFError) as error:
            raise ModelError(f"{origin}: the recogniser's files are damaged: {error}") from error
        if tuple(tags) != TAGS:
            raise ModelError(f"{origin}: the model was trained for other tags ({', '.join(tags)})")
        return cls(Network(files["network.onnx"], origin), alphabet, lexicon, field, temperature)

    def at(self, temperature: float) -> "Model":
        """The same model with scores at another temperature."""
        return replace(self, temperature=temperature)

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of every text: sorted, without overlap, each with its calibrated probability."""
        return [
            complete_introduced(text, complete_persons(text, correct(text, spans)))
            for text, spans in zip(texts, self.decoded(texts), strict=True)
        ]

    def decoded(self, texts: Sequence[str]) -> list[list[Span]]:
        """What network and field alone say, before the rules of the guidelines."""
        places = [(i, offset, piece) for i, text in enumerate(texts) for offset, piece in pieces(text)]
        places.sort(key=lambda place: -len(place[2]))
        spans: list[list[Span]] = [[] for _ in texts]
        for at in range(0, len(places), TOGETHER):
            batch = places[at : at + TOGETHER]
            packed = Packed.of([len(piece) for _, _, piece in batch])
            characters = [self.alphabet.encode(piece) for _, _, piece in batch]
            features = [self.lexicon.features(piece) for _, _, piece in batch]
            emissions = self.network.emissions(characters, features)[packed.by_row()]
            for (text, offset, _), found in zip(batch, decode(emissions, packed, self.field, self.temperature), strict=True):
                spans[text] += (Span(offset + start, offset + end, label, score) for start, end, label, score in found)
        return [sorted(found) for found in spans]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}") from error
