"""The default recogniser: characters and lexicon features through the network, decoded by the random field."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path

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

FILES = ("network.onnx", "alphabet.txt", "lexicon.tsv.gz", "field.json")
"""What a model's folder holds."""
TOGETHER = 256
"""Pieces read at once: those of some 8,000 characters, so that what is computed for them stays in the processor's cache."""

Place = tuple[int, int, str]
"""A piece of a text: number of the text, offset in it, and the piece."""


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
        corrected = [correct(text, spans) for text, spans in zip(texts, self.decoded(texts), strict=True)]
        again = self.judged(texts, [passed_over(text, spans) for text, spans in zip(texts, corrected, strict=True)])
        return [
            complete_introduced(text, complete_persons(text, take(spans, names)))
            for text, spans, names in zip(texts, corrected, again, strict=True)
        ]

    def decoded(self, texts: Sequence[str]) -> list[list[Span]]:
        """What network and field alone say, before the rules of the guidelines."""
        spans: list[list[Span]] = [[] for _ in texts]
        for batch in _batches((i, offset, piece) for i, text in enumerate(texts) for offset, piece in pieces(text)):
            packed, emissions = self._read([piece for _, _, piece in batch])
            for (text, offset, _), found in zip(batch, decode(emissions, packed, self.field, self.temperature), strict=True):
                spans[text] += (Span(offset + start, offset + end, label, score) for start, end, label, score in found)
        return [sorted(found) for found in spans]

    def judged(self, texts: Sequence[str], asked: Sequence[Sequence[Span]]) -> list[list[Span]]:
        """The asked spans of every text with the probability that the network gives them as score, the likeliest first.

        Those of one text must not overlap; one that no piece holds whole is left out.
        """
        spans: list[list[Span]] = [[] for _ in texts]
        places = ((i, offset, piece) for i, text in enumerate(texts) if asked[i] for offset, piece in pieces(text))
        for batch in _batches(place for place in places if _inside(asked[place[0]], place)):
            packed, emissions = self._read([piece for _, _, piece in batch])
            held = [_inside(asked[place[0]], place) for place in batch]
            tags = [
                from_spans(len(piece), [(span.start - offset, span.end - offset, span.label) for span in inside])
                for (_, offset, piece), inside in zip(batch, held, strict=True)
            ]
            posterior = Posterior(emissions / np.float32(self.temperature), packed, self.field.cooled(self.temperature))
            rows = [(row, span.start - batch[row][1], span.end - batch[row][1]) for row, inside in enumerate(held) for span in inside]
            scores = iter(posterior.probabilities(np.concatenate(tags)[packed.by_row()], rows))
            for (text, _, _), inside in zip(batch, held, strict=True):
                spans[text] += (replace(span, score=next(scores)) for span in inside)
        return [sorted(found, key=lambda span: -span.score) for found in spans]

    def _read(self, texts: Sequence[str]) -> tuple[Packed, Floats]:
        """Where the values of these pieces (in falling order of length) lie, and their emissions."""
        packed = Packed.of([len(piece) for piece in texts])
        together = "\n".join(texts)  # no word has a line feed in it
        borders = list(pairwise(accumulate((len(piece) + 1 for piece in texts), initial=0)))
        encoded, known = self.alphabet.encode(together), self.lexicon.features(together)
        characters = [encoded[start : end - 1] for start, end in borders]
        features = [known[start : end - 1] for start, end in borders]
        return packed, self.network.emissions(characters, features)[packed.by_row()]


def _batches(places: Iterable[Place]) -> Iterator[list[Place]]:
    """The pieces, the longest first, TOGETHER at a time."""
    ordered = sorted(places, key=lambda place: -len(place[2]))
    return (ordered[at : at + TOGETHER] for at in range(0, len(ordered), TOGETHER))


def _inside(spans: Sequence[Span], place: Place) -> list[Span]:
    """The spans that lie within a piece."""
    _, offset, piece = place
    return [span for span in spans if offset <= span.start and span.end <= offset + len(piece)]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}") from error
