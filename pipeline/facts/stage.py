"""The facts stage: numeric facts of every article, with what is measured and who is involved."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from pipeline.document import Article, IssueRows, Mention, Quantity, RawMap, Sentence, Token
from pipeline.facts import relations
from pipeline.facts.attributes import attributes
from pipeline.facts.clauses import Bounds
from pipeline.facts.parties import parties
from pipeline.facts.recognize import find
from pipeline.facts.respective import echoed, respective

if TYPE_CHECKING:
    from pipeline.settings import Settings

VERSION = "18"
"""Changes when the same input gives other rows."""

_Row = TypeVar("_Row", Mention, Sentence, Token)


class Facts:
    """Fills ``quantities`` from articles, sentences, tokens and mentions. Holds no model."""

    def __init__(self, settings: "Settings") -> None:
        self._settings = settings

    def __call__(self, rows: IssueRows) -> IssueRows:
        """``rows`` with the numeric facts of all bodies, titles, subtitles and captions."""
        mentions = _by_article(rows.mentions)
        sentences = _by_article(rows.sentences)
        tokens = _by_article(rows.tokens)
        found: list[Quantity] = []
        for article in rows.articles:
            key = article.article_id
            found += article_facts(article, rows.issue.date, mentions.get(key, []), sentences.get(key, []), tokens.get(key, []))
        return replace(rows, quantities=tuple(found))


def _by_article(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.article_id, []).append(row)
    return groups


def article_facts(
    article: Article, date: str | None, mentions: Sequence[Mention] = (), sentences: Sequence[Sentence] = (), tokens: Sequence[Token] = ()
) -> list[Quantity]:
    """The quantities of one article, numbered over its fields in the order title, subtitle, captions, body.

    ``date`` is the day of the issue; ``sentences`` and ``tokens`` are those of the body.
    """
    rows: list[Quantity] = []
    raw = RawMap(article.raw_map)
    fields = {"title": article.title, "subtitle": article.subtitle, "caption": "\n".join(article.captions), "body": article.text}
    for field, text in fields.items():
        if not text:
            continue
        body = field == "body"
        starts = frozenset(token.start for token in tokens) if body else frozenset()
        rows += _field_facts(
            article.article_id,
            field,
            text,
            date,
            [m for m in mentions if m.field == field],
            sentences if body else (),
            starts,
            raw,
            len(rows),
        )
    return rows


def _field_facts(
    article_id: str,
    field: str,
    text: str,
    date: str | None,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    starts: frozenset[int],
    raw: RawMap,
    offset: int,
) -> list[Quantity]:
    facts = find(text, date, [(m.start, m.end) for m in mentions])
    if not facts:
        return []
    bounds = Bounds.of(text)
    names = [(m.start, m.end) for m in mentions if m.label != "TITLE"]
    items = respective(text, facts, bounds)
    echoes = echoed(text, facts, bounds, items)
    measured = attributes(text, facts, bounds, names, starts, items, echoes)
    involved = parties(text, facts, mentions, bounds, items | {i: items[e.of] for i, e in echoes.items() if e.of in items})
    changes = relations.growth(text, facts, bounds)
    wholes, repeats = relations.wholes(text, facts, bounds), relations.repeats(text, facts)
    ids = [f"{article_id}-q{offset + number:04d}" for number in range(1, len(facts) + 1)]
    ends = [sentence.end for sentence in sentences]
    rows = []
    for i, fact in enumerate(facts):
        index = bisect_right(ends, fact.start)
        whole, repeat = wholes[i], repeats[i]
        raw_start, raw_end = raw.hull(field, fact.start, fact.end)
        rows.append(
            Quantity(
                quantity_id=ids[i], article_id=article_id, field=field,
                sentence=sentences[index].index if index < len(ends) else None,
                kind=fact.kind, text=fact.text, start=fact.start, end=fact.end, raw_start=raw_start, raw_end=raw_end,
                value=_float(fact.value), multiplier=_float(fact.multiplier), unit=fact.unit,
                normalized=_float(fact.normalized), normalized_unit=fact.normalized_unit, bound=fact.bound,
                lower=_float(fact.lower), upper=_float(fact.upper), per=fact.per, date=fact.date, attribute=measured[i],
                parties=tuple(m.text for m in involved[i]),
                party_ids=tuple(dict.fromkeys(m.entity_id for m in involved[i] if m.entity_id is not None)),
                change=changes[i][0], base=changes[i][1],
                part_of=None if whole is None else ids[whole], same_as=None if repeat is None else ids[repeat],
            )
        )  # fmt: skip
    return rows


def _float(number: Decimal | int | None) -> float | None:
    return None if number is None else float(number)
