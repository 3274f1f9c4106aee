"""Our segmenter and sentences as parts of a spaCy pipeline.

Registered through the entry points of the distribution, so that ``spacy.load("models/baoshu_zh")`` needs no import of ours.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, ensure_path
from spacy.vocab import Vocab

from pipeline.errors import ModelError
from pipeline.segment.lexicon import Lexicon
from pipeline.segment.model import SegmenterModel
from pipeline.segment.segmenters import Pkuseg
from pipeline.segment.sentences import sentences

_FILES = ("features.msgpack", "weights.npz")


class BaoshuTokenizer(DummyTokenizer):
    """Words of our pkuseg model; blanks that are not one space after a word are tokens, as spaCy has it."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.words: Iterable[str] = ()
        self._files: dict[str, bytes] = {}
        self._segmenter: Pkuseg | None = None

    def __call__(self, text: str) -> Doc:
        if self._segmenter is None:
            raise ModelError("the tokenizer has no model yet: load the pipeline from its folder with spacy.load")
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in [*self._segmenter.words(text), (len(text), len(text))]:
            gap = text[at:start]
            if gap.startswith(" ") and words:
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
            if end > start:
                words.append(text[start:end])
                spaces.append(False)
            at = end
        return Doc(self.vocab, words=words, spaces=spaces)

    def add_words(self, words: Iterable[str]) -> None:
        """Words that are to be cut as one from now on (not saved with the pipeline)."""
        self.words = (*self.words, *words)
        self._read()

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the model's files to the folder ``path``."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, **_: Any) -> "BaoshuTokenizer":
        """Read the model from the folder ``path``."""
        folder = ensure_path(path)
        self._files = {name: (folder / name).read_bytes() for name in _FILES if (folder / name).exists()}
        self._read(folder)
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """The model in one string of bytes."""
        import srsly

        return srsly.msgpack_dumps(self._files)

    def from_bytes(self, data: bytes, **_: Any) -> "BaoshuTokenizer":
        """Inverse of ``to_bytes``."""
        import srsly

        self._files = srsly.msgpack_loads(data)
        self._read()
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.vocab, self.to_bytes())

    def _read(self, folder: Path | None = None) -> None:
        if folder is None:
            folder = Path(tempfile.mkdtemp())
            try:
                self.to_disk(folder)
                return self._read(folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        self._segmenter = Pkuseg(SegmenterModel.load(folder), Lexicon(self.words))


def _rebuild(vocab: Vocab, data: bytes) -> BaoshuTokenizer:
    return BaoshuTokenizer(vocab).from_bytes(data)


def create_tokenizer() -> Callable[[Language], BaoshuTokenizer]:
    """What ``[nlp.tokenizer] @tokenizers = "baoshu.Tokenizer.v1"`` stands for."""

    def tokenizer_factory(nlp: Language) -> BaoshuTokenizer:
        return BaoshuTokenizer(nlp.vocab)

    return tokenizer_factory


@Language.component("baoshu_sentences", assigns=["token.is_sent_start", "doc.sents"])
def baoshu_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of a Doc by our rules (see ``pipeline.segment.sentences``)."""
    begins = {start for start, _ in sentences(doc.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in begins
    return doc
