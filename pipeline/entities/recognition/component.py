"""The default recogniser as a spaCy component: ``doc.ents`` with this project's labels.

Registered through the entry points of the distribution, so that ``spacy.load("models/baoshu_zh")`` needs no import of ours.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import ensure_path

from pipeline.entities.recognition.model import FILES, Model
from pipeline.entities.span import Span
from pipeline.errors import ModelError


class BaoshuNer:
    """Marks mentions in Docs. Tokens that a mention's border cuts are split there, so that no mention is lost.

    The scores are in ``doc.user_data["baoshu_ner"]``: (start, end, label, score) by character.
    """

    def __init__(self, name: str = "baoshu_ner") -> None:
        self.name = name
        self._files: dict[str, bytes] = {}
        self._model: Model | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its entities set."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The Docs with their entities set, read ``batch_size`` at a time."""
        if self._model is None:
            raise ModelError(f"{self.name} has no model yet: load the pipeline from its folder with spacy.load")
        batch: list[Doc] = []
        for doc in docs:
            batch.append(doc)
            if len(batch) == batch_size:
                yield from self._marked(batch, self._model)
                batch = []
        yield from self._marked(batch, self._model)

    def _marked(self, docs: list[Doc], model: Model) -> list[Doc]:
        for doc, spans in zip(docs, model([doc.text for doc in docs]), strict=True):
            split_tokens(doc, {border for span in spans for border in (span.start, span.end)})
            doc.set_ents([_entity(doc, span) for span in spans])
            doc.user_data[self.name] = [(span.start, span.end, span.label, span.score) for span in spans]
        return docs

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model's files to the folder ``path``."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "BaoshuNer":
        """Read the model from the folder ``path``. ModelError where it is missing or damaged."""
        folder = ensure_path(path)
        try:
            files = {name: (folder / name).read_bytes() for name in FILES}
        except OSError as error:
            raise ModelError(f"{error.filename}: {error.strerror}") from error
        self._files, self._model = files, Model.from_bytes(files, str(folder))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model in one string of bytes."""
        return bytes(srsly.msgpack_dumps(self._files))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "BaoshuNer":
        """Inverse of ``to_bytes``."""
        self._files = srsly.msgpack_loads(data)
        self._model = Model.from_bytes(self._files, self.name)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.name, self.to_bytes() if self._files else None)


def _rebuild(name: str, data: bytes | None) -> BaoshuNer:
    component = BaoshuNer(name)
    return component if data is None else component.from_bytes(data)


@Language.factory("baoshu_ner", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def baoshu_ner(nlp: Language, name: str) -> BaoshuNer:
    """What ``nlp.add_pipe("baoshu_ner")`` makes; its model comes with ``from_disk``."""
    return BaoshuNer(name)


def split_tokens(doc: Doc, borders: Iterable[int]) -> None:
    """Split the tokens of ``doc`` that contain one of these character offsets. Sentence starts stay where they are."""
    inside = sorted(borders)
    cuts: dict[int, list[int]] = {}
    for token in doc:
        end = token.idx + len(token)
        own = [border for border in inside if token.idx < border < end]
        if own:
            cuts[token.i] = own
    starts = {token.idx for token in doc if token.is_sent_start} if doc.has_annotation("SENT_START") else None
    with doc.retokenize() as retokenizer:
        for i, own in cuts.items():
            token = doc[i]
            edges = [token.idx, *own, token.idx + len(token)]
            parts = [doc.text[a:b] for a, b in pairwise(edges)]
            retokenizer.split(token, parts, heads=[(token, part) for part in range(len(parts))])
    # The splitter gives every part the whole token's sentence start. A parse, where there is one, decides itself.
    if starts is not None and cuts and not doc.has_annotation("DEP"):
        for token in doc:
            token.is_sent_start = token.idx in starts


def _entity(doc: Doc, span: Span) -> Any:
    entity = doc.char_span(span.start, span.end, label=span.label)
    if entity is None:
        raise ValueError(f"the Doc's tokens do not follow its text at {span.start}:{span.end}")
    return entity
