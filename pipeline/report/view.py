"""What one issue's page shows, as plain data ready for JSON. Text stays text: the page makes nodes of it, never markup."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.document import Article, Entity, Issue, IssueRows, Mention, Official, Quantity, RawIssue
from pipeline.report.images import line_boxes, page_image

Json = dict[str, Any]

UNSURE = 0.6
"""Articles below this confidence are marked."""


@dataclass(frozen=True, slots=True)
class IssueSource:
    """The rows of one issue and, where the raw file is still there, the page texts and layouts."""

    rows: IssueRows
    raw: RawIssue | None = None


def _mention(m: Mention) -> Json:
    return {
        "id": m.mention_id, "f": m.field, "l": m.label, "s": m.start, "e": m.end,
        "r": [m.raw_start, m.raw_end], "en": m.entity_id, "src": m.source, "p": round(m.score, 3),
    }  # fmt: skip


def _quantity(q: Quantity) -> Json:
    return {
        "id": q.quantity_id, "f": q.field, "s": q.start, "e": q.end, "r": [q.raw_start, q.raw_end], "k": q.kind, "v": q.value,
        "x": q.multiplier, "u": q.unit, "n": q.normalized, "nu": q.normalized_unit, "b": q.bound, "lo": q.lower, "up": q.upper,
        "per": q.per, "d": q.date, "a": q.attribute, "pa": list(q.parties), "ch": q.change, "ba": q.base, "po": q.part_of, "sa": q.same_as,
    }  # fmt: skip


def _runs(article: Article) -> dict[str, list[list[int]]]:
    out: dict[str, list[list[int]]] = defaultdict(list)
    for run in article.raw_map:
        out[run.field].append([run.start, run.raw_start, run.length])
    return out


def official_view(o: Official) -> Json:
    return {
        "person": o.person, "title": o.title, "org": o.organization, "official": o.official, "former": o.former, "evidence": o.evidence,
    }  # fmt: skip


def _article(article: Article, rows: IssueRows) -> Json:
    own = article.article_id
    return {
        "id": own, "page": article.page, "kicker": article.kicker, "title": article.title, "subtitle": article.subtitle,
        "byline": list(article.byline), "captions": list(article.captions), "text": article.text,
        "confidence": round(article.confidence, 2), "unsure": article.confidence < UNSURE, "notes": list(article.notes),
        "paragraphs": [[p.role, p.start, p.end] for p in rows.paragraphs if p.article_id == own],
        "runs": _runs(article),
        "mentions": [_mention(m) for m in rows.mentions if m.article_id == own],
        "facts": [_quantity(q) for q in rows.quantities if q.article_id == own],
        "officials": [official_view(o) for o in rows.officials if o.article_id == own],
    }  # fmt: skip


def _entity(e: Entity) -> Json:
    return {
        "l": e.label, "name": e.name, "aliases": list(e.aliases), "adcode": e.adcode,
        "where": " ".join(x for x in (e.province, e.city, e.county) if x), "n": e.mentions,
    }  # fmt: skip


def _pages(source: IssueSource) -> list[Json]:
    out = []
    for page in source.raw.pages if source.raw else ():
        entry: Json = {"n": page.number, "text": page.text}
        if page.layout is not None and page.file:
            entry |= {"image": page_image(Path(page.file), page.index), "w": page.layout.width, "h": page.layout.height}
            entry["boxes"] = line_boxes(page)
        out.append(entry)
    return out


def _head(issue: Issue) -> Json:
    return {
        "id": issue.issue_id, "publication": issue.publication, "date": issue.date, "place": issue.place,
        "source": issue.source_path, "status": issue.status, "error": issue.error,
    }  # fmt: skip


def issue_view(source: IssueSource) -> Json:
    """Everything the page of one issue needs."""
    rows = source.rows
    return {
        **_head(rows.issue),
        "pages": _pages(source),
        "articles": [_article(a, rows) for a in sorted(rows.articles, key=lambda a: a.position)],
        "entities": {e.entity_id: _entity(e) for e in rows.entities},
    }


def sentence_of(rows: Sequence[IssueRows]) -> dict[tuple[str, int], str]:
    """(article, sentence index) → the sentence, over all issues."""
    return {(s.article_id, s.index): s.text for r in rows for s in r.sentences}


def heads(rows: Iterable[IssueRows]) -> list[Json]:
    """One line an issue for the index."""
    return [{**_head(r.issue), "articles": r.issue.articles, "facts": len(r.quantities), "mentions": len(r.mentions)} for r in rows]
