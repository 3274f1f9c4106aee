"""Drafts to rows of the tables, with the map of every character to the raw page."""

from array import array
from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.document import Article, MappedText, MapRun, Paragraph
from pipeline.document.text import INSERTED
from pipeline.repair.codes import counted
from pipeline.repair.parts import Draft


def article_id(issue_id: str, position: int) -> str:
    """Readable id of the article at ``position`` (from 1) of the issue: ``issue-a0003``."""
    return f"{issue_id}-a{position:04d}"


def article_rows(draft: Draft, issue_id: str, page: int, position: int) -> tuple[Article, tuple[Paragraph, ...]]:
    """The article and its paragraphs. List fields are mapped as if their elements were joined by line feeds."""
    name = article_id(issue_id, position)
    body = MappedText.join([text for _, text in draft.paragraphs], "\n")
    fields: list[tuple[str, MappedText | None]] = [
        ("kicker", draft.kicker),
        ("title", draft.title),
        ("subtitle", draft.subtitle),
        ("byline", MappedText.join(draft.byline, "\n")),
        ("dateline", draft.dateline),
        ("caption", MappedText.join(draft.captions, "\n")),
        ("body", body),
    ]
    paragraphs = tuple(_paragraphs(name, draft.paragraphs, body.origin))
    article = Article(
        article_id=name,
        issue_id=issue_id,
        page=page,
        position=position,
        kicker=_text(draft.kicker),
        title=_text(draft.title),
        subtitle=_text(draft.subtitle),
        byline=tuple(text.text for text in draft.byline),
        dateline=_text(draft.dateline),
        captions=tuple(text.text for text in draft.captions),
        text=body.text,
        chars=len(body),
        confidence=draft.confidence,
        notes=draft.notes,
        raw_map=tuple(_runs([(field, text.origin) for field, text in fields if text])),
    )
    return article, paragraphs


def _text(text: MappedText | None) -> str | None:
    return text.text if text is not None else None


def _runs(fields: Sequence[tuple[str, "array[int]"]]) -> Iterator[MapRun]:
    """The longest stretches of each field whose characters stand side by side on the page, of (name, origin) of every field."""
    if not fields:
        return
    names, origins = zip(*fields, strict=True)
    bounds = counted(np.array([len(origin) for origin in origins]))
    places = np.concatenate([np.frombuffer(origin, np.int32) for origin in origins])
    breaks = (places[1:] != places[:-1] + 1) | (places[:-1] == INSERTED)
    breaks[bounds[1:-1] - 1] = True
    starts = np.append(0, np.flatnonzero(breaks) + 1)
    lengths = np.diff(starts, append=len(places))
    starts, lengths = starts[places[starts] != INSERTED], lengths[places[starts] != INSERTED]
    of = np.searchsorted(bounds, starts, side="right") - 1
    columns = (of, starts - bounds[of], places[starts], lengths)
    for number, start, raw_start, length in zip(*(each.tolist() for each in columns), strict=True):
        yield MapRun(names[number], start, raw_start, length)


def _paragraphs(name: str, paragraphs: Sequence[tuple[str, MappedText]], origin: "array[int]") -> Iterator[Paragraph]:
    """The rows of an article's paragraphs; ``origin`` is that of its body."""
    if not paragraphs:
        return
    starts = counted(np.array([len(text) + 1 for _, text in paragraphs]))[:-1]
    places = np.frombuffer(origin, np.int32)
    low = np.minimum.reduceat(np.where(places == INSERTED, np.iinfo(np.int32).max, places), starts)
    high = np.maximum.reduceat(places, starts) + 1
    ends = starts + np.array([len(text) for _, text in paragraphs])
    spans = zip(*(each.tolist() for each in (starts, ends, low, high)), strict=True)
    for index, ((role, _), span) in enumerate(zip(paragraphs, spans, strict=True)):
        yield Paragraph(name, index, role, *span)
