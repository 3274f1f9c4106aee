"""The segmenters a user may choose: our pkuseg model, HanLP, jieba, or single characters."""

from collections.abc import Callable, Iterable
from itertools import chain, pairwise
from pathlib import Path
from typing import Protocol

from pipeline import hanlp_models
from pipeline.document.chunk import pieces
from pipeline.errors import ModelError, UsageError
from pipeline.segment.lexicon import Lexicon
from pipeline.segment.model import Boundaries, SegmenterModel
from pipeline.segment.numbers import fixed

SEGMENTERS = ("pkuseg", "hanlp:PATH_OR_NAME", "jieba", "char")
PIPELINE = "baoshu_zh"
"""Folder of the shipped spaCy pipeline under the models folder."""
PROBE = "今天下雨。"
"""What a foreign tokenizer must cut without loss to be taken for one."""


class Segmenter(Protocol):
    """Cuts text into words."""

    def words(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of the words of ``text`` in order; every character that is no blank is in exactly one."""
        ...


class Pkuseg:
    """The shipped model, the rules for numbers, and a user's lexicon."""

    __slots__ = ("_lexicon", "model")

    def __init__(self, model: SegmenterModel, lexicon: Lexicon) -> None:
        self.model = model
        self._lexicon = lexicon

    def words(self, text: str) -> list[tuple[int, int]]:
        """As :class:`Segmenter` says."""
        return self.model.words(text, self._lexicon.bind(text, fixed(text)))


class Char:
    """Every character a word, but numbers and Latin words whole and a user's words as they are."""

    __slots__ = ("_lexicon",)

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def words(self, text: str) -> list[tuple[int, int]]:
        """As :class:`Segmenter` says."""
        inside = set(self._lexicon.bind(text, fixed(text)).inside)
        cuts = [i for i in range(len(text)) if i not in inside]
        return _filled(text, cuts)


class Foreign:
    """A segmenter of other make, given as a function from text to words. Its words are found again in the text."""

    __slots__ = ("_cut", "_lexicon")

    def __init__(self, cut: Callable[[str], Iterable[str]], lexicon: Lexicon) -> None:
        self._cut = cut
        self._lexicon = lexicon

    def words(self, text: str) -> list[tuple[int, int]]:
        """As :class:`Segmenter` says."""
        starts: set[int] = set()
        at = 0
        for line in text.split("\n"):
            for word in self._cut(line) if line.strip() else ():
                found = text.find(word.strip(), at) if word.strip() else -1
                if found >= 0:
                    starts |= {found, found + len(word.strip())}
                    at = found + len(word.strip())
        bound = self._lexicon.bind(text, Boundaries()) if len(self._lexicon) else Boundaries()
        starts = (starts - set(bound.inside)) | set(bound.begin) | {0}
        for i, char in enumerate(text):
            if char.isspace():
                starts |= {i, i + 1}
        cuts = sorted(start for start in starts if start < len(text))
        return _filled(text, cuts)


def _filled(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    """The stretches between ``cuts`` (ascending, from 0) that are not blank."""
    return [(low, high) for low, high in pairwise([*cuts, len(text)]) if not text[low:high].isspace()]


def load(name: str, models: Path, lexicon: Path | None = None) -> Segmenter:
    """The segmenter called ``name`` (see ``SEGMENTERS``). Raises ModelError where it cannot be had, UsageError for an unknown name."""
    words = Lexicon.read(lexicon) if lexicon else Lexicon(())
    kind, _, source = name.partition(":")
    if name == "pkuseg":
        return Pkuseg(SegmenterModel.load(models / PIPELINE / "tokenizer"), words)
    if name == "char":
        return Char(words)
    if name == "jieba":
        return Foreign(_jieba(), words)
    if kind == "hanlp" and source:
        return Foreign(_hanlp(source), words)
    raise UsageError(f"segmenter is {name!r}; choose {', '.join(SEGMENTERS)}")


def _jieba() -> Callable[[str], Iterable[str]]:
    try:
        import jieba
    except ImportError as error:
        raise ModelError("the jieba segmenter is not installed: pip install jieba") from error
    import logging

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    return tokenizer.lcut


def _hanlp(source: str) -> Callable[[str], Iterable[str]]:
    tokenizer = hanlp_models.load(source, "--segmenter hanlp")
    _probe(tokenizer, source)

    def cut(line: str) -> Iterable[str]:
        return chain.from_iterable(tokenizer([piece for _, piece in pieces(line, hanlp_models.LONGEST)]))

    return cut


def _probe(tokenizer: Callable[[list[str]], object], source: str) -> None:
    """HanLP's tasks are all loaded alike: one that is no tokenizer shows only in what it gives."""
    try:
        found = tokenizer([PROBE])
    except Exception as error:  # of a model for another task, whatever its parts raise
        raise ModelError(f"hanlp:{source}: cuts no text into words ({error})") from error
    if not (isinstance(found, list) and found and all(isinstance(word, str) for word in found[0]) and "".join(found[0]) == PROBE):
        raise ModelError(f"hanlp:{source}: is no tokenizer, it makes {found!r} of {PROBE!r}")
