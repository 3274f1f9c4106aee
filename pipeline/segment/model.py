"""A pkuseg model (``features.msgpack`` and ``weights.npz``, as spacy-pkuseg writes and reads them), decoded fast.

spacy-pkuseg looks up each feature of each character as a string; here all features of a text are looked up together as
integers (see ``features``), and its own Viterbi decoder is called on the scores. The words are the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import srsly
from numpy.typing import NDArray

from pipeline import collector
from pipeline.errors import ModelError
from pipeline.segment.features import (
    CHAR_TEMPLATES,
    PAD,
    WORD_LENGTHS,
    Table,
    char_key,
    char_keys,
    meetings,
    ngram_keys,
    pair_key,
    symbols,
    word_keys,
)

TAGS = ("B", "B_single", "I", "I_end", "I_first")
"""Tags in pkuseg's order; the first two begin a word."""

_BEGINS = 2
_NEVER = -1e6


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What must hold at the characters of a text: words that begin at ``begin``, and no word that begins at ``inside``."""

    begin: tuple[int, ...] = ()
    inside: tuple[int, ...] = ()


class SegmenterModel:
    """Word boundaries of a text from a pkuseg model."""

    __slots__ = ("_bias", "_chars", "_edge", "_ends", "_node", "_pairs", "_pairs_after", "_pairs_before", "_starts", "_words")

    def __init__(self, feature_index: dict[str, int], node: NDArray[np.float64], edge: NDArray[np.float64]) -> None:
        """``node[f, t]`` weighs feature f for tag t (its last row is zero and stands for no feature), ``edge[s, t]`` tag t after s."""
        by_template: dict[str, list[tuple[str, int]]] = {}
        for name, number in feature_index.items():
            template, _, rest = name.partition(".")
            by_template.setdefault(template, []).append((rest, number))
        self._node = node.astype(np.float32)
        self._edge = np.ascontiguousarray(edge, dtype=np.float64)
        self._bias = self._node[feature_index["$$"]] if "$$" in feature_index else np.zeros(len(TAGS), np.float32)
        self._read_chars(by_template)
        self._read_words(by_template)

    @classmethod
    @collector.at_rest()
    def load(cls, folder: Path) -> "SegmenterModel":
        """The model in ``folder``. Raises ModelError where a file is missing or damaged."""
        try:
            data = srsly.read_msgpack(folder / "features.msgpack")
            with (folder / "weights.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
                n_tags, n_features = (int(size) for size in arrays["sizes"])
                flat = arrays["w"]
            if tuple(sorted(data["tag_to_idx"], key=data["tag_to_idx"].get)) != TAGS or n_tags != len(TAGS):
                raise ValueError(f"tags are {data['tag_to_idx']}, not {TAGS}")
            node = np.zeros((n_features + 1, n_tags))
            node[:n_features] = flat[: n_features * n_tags].reshape(n_features, n_tags)
            edge = flat[n_features * n_tags :].reshape(n_tags, n_tags).T
            return cls(data["feature_to_idx"], node, edge)
        except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError, BadZipFile) as error:
            raise ModelError(f"{folder}: no pkuseg model to be read ({error})") from error

    def _read_chars(self, by_template: dict[str, list[tuple[str, int]]]) -> None:
        keys: list[int] = []
        rows: list[int] = []
        for kind, template in enumerate(CHAR_TEMPLATES):
            for rest, number in by_template.get(template[:-1], ()):
                keys.append(char_key(kind, ord(rest[0]), ord(rest[2]) if len(rest) == 3 else 0))
                rows.append(number)
        self._chars = (Table(np.array(keys, dtype=np.uint64)), np.array([*rows, -1], dtype=np.int64))

    def _read_words(self, by_template: dict[str, list[tuple[str, int]]]) -> None:
        starts, ends = dict(by_template.get("w1", ())), dict(by_template.get("w-1", ()))
        before: dict[tuple[str, ...], int] = {}
        after: dict[tuple[str, ...], int] = {}
        for rest, number in by_template.get("ww", ()):
            side, _, met = rest.partition(".")
            (before if side == "l" else after)[tuple(met.split("*"))] = number
        pairs = list(dict.fromkeys([*before, *after]))
        words = list(dict.fromkeys([*starts, *ends, *(word for pair in pairs for word in pair)]))
        number_of = {word: number for number, word in enumerate(words)}
        self._words = Table(word_keys(words))
        self._starts = np.array([*(starts.get(word, -1) for word in words), -1], dtype=np.int64)
        self._ends = np.array([*(ends.get(word, -1) for word in words), -1], dtype=np.int64)
        numbers = np.array([[number_of[word] for word in pair] for pair in pairs], dtype=np.int64).reshape(-1, 2)
        self._pairs = Table(pair_key(numbers[:, 0], numbers[:, 1]))
        self._pairs_before = np.array([*(before.get(pair, -1) for pair in pairs), -1], dtype=np.int64)
        self._pairs_after = np.array([*(after.get(pair, -1) for pair in pairs), -1], dtype=np.int64)

    def scores(self, points: NDArray[np.uint64]) -> NDArray[np.float64]:
        """The score of every tag at every symbol (see ``features.symbols``)."""
        size = points.size
        blank = np.zeros(PAD, dtype=np.uint64)
        padded = np.concatenate((blank, points, blank))
        table, rows = self._chars
        found = rows[table.find(char_keys(padded).ravel())].reshape(len(CHAR_TEMPLATES), size)
        ngrams = ngram_keys(padded)
        words = self._words.find(ngrams.ravel()).reshape(ngrams.shape)
        total = self._node[found].sum(axis=0) + self._bias
        for row, length in enumerate(WORD_LENGTHS):
            at = np.flatnonzero(words[row] >= 0)
            number = words[row, at]
            total[at] += self._node[self._starts[number]]
            total[at + length - 1] += self._node[self._ends[number]]
        met = meetings(words)
        pair = self._pairs.find(pair_key(met.first, met.second))
        hit = pair >= 0
        np.add.at(total, met.at[hit], self._node[self._pairs_before[pair[hit]]])
        np.add.at(total, met.at[hit] - 1, self._node[self._pairs_after[pair[hit]]])
        return total.astype(np.float64)

    def words(self, text: str, must: Boundaries = Boundaries()) -> list[tuple[int, int]]:
        """(start, end) of the words of ``text``; blanks are in no word. ``must`` overrides the model."""
        from spacy_pkuseg.inference import run_viterbi

        points = symbols(text)
        if not points.size:
            return []
        scores = self.scores(points)
        scores[list(must.begin), _BEGINS:] = _NEVER
        scores[list(must.inside), :_BEGINS] = _NEVER
        out: list[tuple[int, int]] = []
        for low, high in _stretches(points):
            _, tags = run_viterbi(np.ascontiguousarray(scores[low:high]), self._edge)
            starts = np.flatnonzero(tags < _BEGINS)
            starts = starts[starts > 0] + low
            cuts = [low, *starts.tolist(), high]
            out.extend(pairwise(cuts))
        return out


def _stretches(points: NDArray[np.uint64]) -> Iterable[tuple[int, int]]:
    """(start, end) of the maximal stretches without blanks."""
    filled = np.concatenate(([False], points != 0, [False]))
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
