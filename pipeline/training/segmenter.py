"""Train the segmenter: a pkuseg model of the People's Daily corpus of January 1998, with a lexicon on top.

The result is a folder that ``spacy_pkuseg.pkuseg(folder, user_dict=None)`` reads (texts first put through
``pipeline.segment.features.normalise``, and ``spacy_pkuseg.config.config.numLetterNorm`` false) and that
``pipeline.segment.model`` reads faster. Words of the lexicon that the corpus never shows get, as their features' weights,
what was learned for lexicon words of their class: how far a dictionary of other origin is to be trusted in this corpus.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import srsly
from numpy.typing import NDArray

from pipeline.segment import features as f
from pipeline.segment.model import TAGS
from pipeline.training import crf
from pipeline.training.corpora import pku1998_words
from pipeline.training.lexicons import load_lexicon

Paragraph = Sequence[str]

SCHEDULE = crf.Schedule()

_PKU_MARKS = "。！？；"
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """A feature is kept if it occurs this often in the corpus."""

    chars: int = 3
    words: int = 2
    pairs: int = 2


@dataclass(frozen=True, slots=True)
class Inventory:
    """The features of a model to be trained, in blocks: bias, characters, word starts and ends, pairs, lexicon classes."""

    char_keys: NDArray[np.uint64]
    corpus_words: tuple[str, ...]
    lexicon_words: tuple[str, ...]
    """Words of the lexicon; those also in ``corpus_words`` have features of both kinds."""
    lexicon_class: NDArray[np.int64]
    n_classes: int
    pairs: NDArray[np.int64]

    @property
    def offsets(self) -> tuple[int, int, int, int, int, int, int]:
        """First feature of: characters, word starts, word ends, pairs before, pairs after, lexicon classes; and the number of all."""
        sizes = (
            1, self.char_keys.size, len(self.corpus_words), len(self.corpus_words), len(self.pairs), len(self.pairs),
            self.n_classes * len(f.WORD_LENGTHS) * 2,
        )  # fmt: skip
        ends = np.cumsum(sizes).tolist()
        return tuple(ends)


def train(
    corpus: Path,
    out: Path,
    *,
    days: range | None = None,
    schedule: crf.Schedule = SCHEDULE,
    cutoffs: Cutoffs = Cutoffs(),
    admin: Path | None = None,
    lexicon: dict[str, int] | None = None,
    progress: Callable[[str], None] = print,
) -> None:
    """Train on ``corpus`` (``pku1998/train.txt``; ``days`` of January, or all) and write the model folder ``out``.

    ``admin`` is the folder of division tables for place names. ``lexicon`` maps words to a class number and replaces the usual
    sources. Same corpus, same settings, same model.
    """
    paragraphs = pku1998_words(corpus, days)
    progress(f"{len(paragraphs)} paragraphs, {sum(map(len, paragraphs))} words")
    inventory = take_inventory(paragraphs, load_lexicon(admin) if lexicon is None else lexicon, cutoffs)
    progress(f"{inventory.offsets[-1]} features, {len(inventory.lexicon_words)} words in the lexicon")
    weights = crf.train(make_examples(paragraphs, inventory), inventory.offsets[-1], len(TAGS), schedule, progress)
    save(inventory, weights, out)


def tags_of(words: Paragraph) -> list[int]:
    """pkuseg's tag of every character."""
    out: list[int] = []
    for word in words:
        size = len(word)
        out += [1] if size == 1 else [0, *([4] if size > 2 else []), *[2] * (size - 3), 3]
    return out


def take_inventory(paragraphs: Sequence[Paragraph], lexicon: dict[str, int], cutoffs: Cutoffs) -> Inventory:
    """Which features occur often enough."""
    keys, counts = np.unique(f.char_keys(_padded(f.symbols(_text(paragraphs)))), return_counts=True)
    normal = [[f.normalise(word) for word in paragraph] for paragraph in paragraphs]
    seen = Counter(word for paragraph in normal for word in paragraph if len(word) in f.WORD_LENGTHS)
    words = [word for word, count in seen.items() if count >= cutoffs.words]
    number = {word: index for index, word in enumerate(words)}
    met: Counter[tuple[int, int]] = Counter()
    for paragraph in normal:
        numbers = [number.get(word, -1) for word in paragraph]
        met.update(pair for pair in pairwise(numbers) if min(pair) >= 0)
    pairs = [pair for pair, count in met.items() if count >= cutoffs.pairs]
    classes: dict[str, int] = {}
    for word, label in lexicon.items():
        if len(word) in f.WORD_LENGTHS:
            classes.setdefault(f.normalise(word), label)
    return Inventory(
        char_keys=keys[(counts >= cutoffs.chars) & (keys != 0)],
        corpus_words=tuple(words),
        lexicon_words=tuple(classes),
        lexicon_class=np.array(list(classes.values()), dtype=np.int64),
        n_classes=max(classes.values(), default=-1) + 1,
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2),
    )


def make_examples(paragraphs: Sequence[Paragraph], inventory: Inventory) -> crf.Examples:
    """The corpus as the trainer wants it; the chain is cut after 。！？； though features look across."""
    text = _text(paragraphs)
    tags = np.array([tag for paragraph in paragraphs for tag in (*tags_of(paragraph), *[-1] * len(_GAP))])[: len(text)]
    points = f.symbols(text)
    node, feature = _active(points, inventory)
    real = points != 0
    renumbered = np.cumsum(real) - 1
    kept = real[node]
    node, feature = renumbered[node[kept]], feature[kept]
    order = np.argsort(node, kind="stable")
    total = int(real.sum())
    before = np.concatenate(([f.symbols("\n")[0]], points[:-1]))
    begins = real & np.isin(before, [0, *f.symbols(_PKU_MARKS)])
    starts = renumbered[np.flatnonzero(begins)]
    return crf.Examples(
        features=feature[order].astype(np.int32),
        bounds=np.searchsorted(node[order], np.arange(total + 1)),
        tags=tags[real],
        starts=starts,
        lengths=np.diff(np.append(starts, total)),
    )


def _active(points: NDArray[np.uint64], inventory: Inventory) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(character, feature) of every feature that holds in a text."""
    chars_at, starts_at, ends_at, before_at, after_at, class_at, _ = inventory.offsets
    padded, size = _padded(points), points.size
    nodes, active = [np.arange(size)], [np.zeros(size, dtype=np.int64)]
    found = f.Table(inventory.char_keys).find(f.char_keys(padded).ravel())
    hit = np.flatnonzero(found >= 0)
    nodes.append(hit % size)
    active.append(chars_at + found[hit])
    ngrams = f.ngram_keys(padded)
    words, listed = (_word_table(w).find(ngrams.ravel()).reshape(ngrams.shape) for w in (inventory.corpus_words, inventory.lexicon_words))
    for row, length in enumerate(f.WORD_LENGTHS):
        at = np.flatnonzero(words[row] >= 0)
        nodes += [at, at + length - 1]
        active += [starts_at + words[row, at], ends_at + words[row, at]]
        at = np.flatnonzero(listed[row] >= 0)
        feature = class_at + (inventory.lexicon_class[listed[row, at]] * len(f.WORD_LENGTHS) + row) * 2
        nodes += [at, at + length - 1]
        active += [feature, feature + 1]
    met = f.meetings(words)
    pair = f.Table(f.pair_key(inventory.pairs[:, 0], inventory.pairs[:, 1])).find(f.pair_key(met.first, met.second))
    hit = np.flatnonzero(pair >= 0)
    nodes += [met.at[hit], met.at[hit] - 1]
    active += [before_at + pair[hit], after_at + pair[hit]]
    return np.concatenate(nodes), np.concatenate(active)


def save(inventory: Inventory, weights: crf.Weights, out: Path, step: float = 1 / 32) -> None:
    """Write the model folder. Weights are rounded to multiples of ``step`` and features left without weight are dropped."""
    chars_at, starts_at, ends_at, before_at, after_at, class_at, _ = inventory.offsets
    node = weights.node
    names: list[str] = ["$$"]
    rows: list[NDArray[np.float64]] = [node[:1], node[chars_at:starts_at]]
    for key in inventory.char_keys.tolist():
        kind, first, second = (key >> 42) - 1, (key >> 21) & 0x1FFFFF, key & 0x1FFFFF
        names.append(f.CHAR_TEMPLATES[kind] + chr(first) + (f".{chr(second)}" if second else ""))
    number = {word: index for index, word in enumerate(inventory.corpus_words)}
    listed = dict(zip(inventory.lexicon_words, inventory.lexicon_class.tolist(), strict=True))
    words = [*inventory.corpus_words, *(word for word in inventory.lexicon_words if word not in number)]
    for template, block, side in (("w1.", starts_at, 0), ("w-1.", ends_at, 1)):
        names += [template + word for word in words]
        table = np.zeros((len(words), node.shape[1]))
        table[: len(number)] = node[block : block + len(number)]
        for row, word in enumerate(words):
            if word in listed:
                table[row] += node[class_at + (listed[word] * len(f.WORD_LENGTHS) + len(word) - f.WORD_LENGTHS[0]) * 2 + side]
        rows.append(table)
    for template, block in (("ww.l.", before_at), ("ww.r.", after_at)):
        names += [f"{template}{words[first]}*{words[second]}" for first, second in inventory.pairs.tolist()]
        rows.append(node[block : block + len(inventory.pairs)])
    rounded = np.round(np.concatenate(rows) / step) * step
    kept = np.flatnonzero(np.any(rounded != 0, axis=1) | (np.arange(len(names)) == 0))
    out.mkdir(parents=True, exist_ok=True)
    srsly.write_msgpack(
        out / "features.msgpack",
        {
            "unigram": sorted(words),
            "bigram": [],
            "feature_to_idx": {names[old]: new for new, old in enumerate(kept.tolist())},
            "tag_to_idx": {tag: index for index, tag in enumerate(TAGS)},
        },
    )
    flat = np.concatenate((rounded[kept].ravel(), (np.round(weights.edge / step) * step).T.ravel()))
    _write_npz(out / "weights.npz", sizes=np.array([len(TAGS), kept.size]), w=flat)


def _write_npz(path: Path, **arrays: NDArray[np.generic]) -> None:
    """``numpy.savez_compressed`` without the time of writing, so that the same weights give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), content.getvalue(), zipfile.ZIP_DEFLATED)


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return _GAP.join("".join(paragraph) for paragraph in paragraphs)


def _padded(points: NDArray[np.uint64]) -> NDArray[np.uint64]:
    blank = np.zeros(f.PAD, dtype=np.uint64)
    return np.concatenate((blank, points, blank))


def _word_table(words: Sequence[str]) -> f.Table:
    return f.Table(f.word_keys(words))
