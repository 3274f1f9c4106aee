"""Drafts to rows of the tables, with the map of every character to the raw page."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Article, MappedText, Paragraph
from pipeline.document.rows import MapRun
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
        raw_map=tuple(_runs(fields)),
    )
    return article, tuple(_paragraphs(name, draft.paragraphs))


def _text(text: MappedText | None) -> str | None:
    return text.text if text is not None else None


def _runs(fields: Iterable[tuple[str, MappedText | None]]) -> Iterator[MapRun]:
    for name, text in fields:
        if text is not None:
            for start, raw_start, length in text.runs():
                yield MapRun(name, start, raw_start, length)


def _paragraphs(name: str, paragraphs: Sequence[tuple[str, MappedText]]) -> Iterator[Paragraph]:
    start = 0
    for index, (role, text) in enumerate(paragraphs):
        yield Paragraph(name, index, role, start, start + len(text), *text.extent())
        start += len(text) + 1
