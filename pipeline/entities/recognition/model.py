"""The default recogniser: characters and lexicon features through the network, decoded by the random field."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np

from pipeline.document.chunk import pieces
from pipeline.entities.recognition.alphabet import Alphabet
from pipeline.entities.recognition.consistency import complete_introduced, complete_persons
from pipeline.entities.recognition.lattice import Field, Floats, Posterior, decode
from pipeline.entities.recognition.lexicon import Lexicon
from pipeline.entities.recognition.network import Network
from pipeline.entities.recognition.packed import Packed
from pipeline.entities.recognition.recurrence import passed_over, take
from pipeline.entities.recognition.rules import correct
from pipeline.entities.recognition.tagging import TAGS, from_spans
from pipeline.entities.span import Span
from pipeline.errors import ModelError

T = TypeVar("T")

FILES = ("network.onnx", "alphabet.txt", "lexicon.tsv.gz", "field.json")
"""What a model's folder holds."""
TOGETHER = 256
"""Pieces read at once: those of some 8,000 characters, so that what is computed for them stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``texts[text][start:end]`` with what the network makes of it: emissions (characters, tags)."""

    text: int
    start: int
    end: int
    emissions: Floats

    def within(self, spans: Sequence[Span]) -> list[Span]:
        """The spans that the piece holds whole."""
        return [span for span in spans if self.start <= span.start and span.end <= self.end]


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
        read = self._read(texts)
        corrected = [correct(text, spans) for text, spans in zip(texts, self._decoded(len(texts), read), strict=True)]
        again = self._judged(read, [passed_over(text, spans) for text, spans in zip(texts, corrected, strict=True)])
        return [
            complete_introduced(text, complete_persons(text, take(spans, names)))
            for text, spans, names in zip(texts, corrected, again, strict=True)
        ]

    def decoded(self, texts: Sequence[str]) -> list[list[Span]]:
        """What network and field alone say, before the rules of the guidelines."""
        return self._decoded(len(texts), self._read(texts))

    def judged(self, texts: Sequence[str], asked: Sequence[Sequence[Span]]) -> list[list[Span]]:
        """The asked spans of every text with the probability that the network gives them as score, the likeliest first.

        Those of one text must not overlap; one that no piece holds whole is left out.
        """
        return self._judged(self._read(texts), asked)

    def _read(self, texts: Sequence[str]) -> list[Piece]:
        """The pieces of the texts, the longest first."""
        read: list[Piece] = []
        places = [(i, start, piece) for i, text in enumerate(texts) for start, piece in pieces(text)]
        for batch in _batches(sorted(places, key=lambda place: -len(place[2]))):
            together = "\n".join(piece for _, _, piece in batch)  # no word has a line feed in it
            borders = list(pairwise(accumulate((len(piece) + 1 for _, _, piece in batch), initial=0)))
            encoded, known = self.alphabet.encode(together), self.lexicon.features(together)
            characters = [encoded[start : end - 1] for start, end in borders]
            emissions = self.network.emissions(characters, [known[start : end - 1] for start, end in borders])
            read += (Piece(i, start, start + len(piece), own) for (i, start, piece), own in zip(batch, emissions, strict=True))
        return read

    def _decoded(self, texts: int, read: Sequence[Piece]) -> list[list[Span]]:
        spans: list[list[Span]] = [[] for _ in range(texts)]
        for batch in _batches(read):
            for piece, found in zip(batch, decode(*_packed(batch), self.field, self.temperature), strict=True):
                spans[piece.text] += (Span(piece.start + start, piece.start + end, label, score) for start, end, label, score in found)
        return [sorted(found) for found in spans]

    def _judged(self, read: Sequence[Piece], asked: Sequence[Sequence[Span]]) -> list[list[Span]]:
        spans: list[list[Span]] = [[] for _ in asked]
        for batch in _batches([piece for piece in read if piece.within(asked[piece.text])]):
            emissions, packed = _packed(batch)
            held = [[replace(span, start=span.start - p.start, end=span.end - p.start) for span in p.within(asked[p.text])] for p in batch]
            tags = [
                from_spans(piece.end - piece.start, [(span.start, span.end, span.label) for span in inside])
                for piece, inside in zip(batch, held, strict=True)
            ]
            posterior = Posterior(emissions / np.float32(self.temperature), packed, self.field.cooled(self.temperature))
            rows = [(row, span.start, span.end) for row, inside in enumerate(held) for span in inside]
            scores = iter(posterior.probabilities(np.concatenate(tags)[packed.by_row()], rows))
            for piece in batch:
                spans[piece.text] += (replace(span, score=next(scores)) for span in piece.within(asked[piece.text]))
        return [sorted(found, key=lambda span: -span.score) for found in spans]


def _batches(ordered: Sequence[T]) -> Iterator[Sequence[T]]:
    """TOGETHER of them at a time."""
    return (ordered[at : at + TOGETHER] for at in range(0, len(ordered), TOGETHER))


def _packed(batch: Sequence[Piece]) -> tuple[Floats, Packed]:
    """The emissions of these pieces (the longest first), and where they lie."""
    packed = Packed.of([piece.end - piece.start for piece in batch])
    return np.concatenate([piece.emissions for piece in batch])[packed.by_row()], packed


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}") from error
