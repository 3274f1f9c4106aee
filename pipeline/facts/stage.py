"""The facts stage: numeric facts of every article, with what is measured and who is involved."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Article, IssueRows, Mention, Quantity, RawMap, Sentence
from pipeline.facts.fact import Fact
from pipeline.facts.recognize import find

if TYPE_CHECKING:
    from pipeline.settings import Settings

VERSION = "1"


class Facts:
    """Fills ``quantities`` from articles, sentences, tokens and mentions. Holds no model."""

    def __init__(self, settings: "Settings") -> None:
        self._settings = settings

    def __call__(self, rows: IssueRows) -> IssueRows:
        """``rows`` with the numeric facts of all bodies, titles, subtitles and captions."""
        mentions: dict[str, list[Mention]] = {}
        sentences: dict[str, list[Sentence]] = {}
        for mention in rows.mentions:
            mentions.setdefault(mention.article_id, []).append(mention)
        for sentence in rows.sentences:
            sentences.setdefault(sentence.article_id, []).append(sentence)
        found: list[Quantity] = []
        for article in rows.articles:
            found += article_facts(article, rows.issue.date, mentions.get(article.article_id, []), sentences.get(article.article_id, []))
        return replace(rows, quantities=tuple(found))


def article_facts(article: Article, date: str | None, mentions: list[Mention], sentences: list[Sentence]) -> list[Quantity]:
    """The quantities of one article, ids running over its fields in reading order."""
    raw = RawMap(article.raw_map)
    rows: list[Quantity] = []
    texts = {"title": article.title, "subtitle": article.subtitle, "caption": "\n".join(article.captions), "body": article.text}
    for field, text in texts.items():
        if not text:
            continue
        names = [(m.start, m.end) for m in mentions if m.field == field]
        index = 0
        for fact in find(text, date, names):
            number = None
            if field == "body":
                while index < len(sentences) and sentences[index].end <= fact.start:
                    index += 1
                number = sentences[index].index if index < len(sentences) and sentences[index].start <= fact.start else None
            rows.append(quantity(fact, f"{article.article_id}-q{len(rows) + 1:04}", article.article_id, field, number, raw.hull(field, fact.start, fact.end)))
    return rows


def quantity(fact: Fact, quantity_id: str, article_id: str, field: str, sentence: int | None, raw: tuple[int, int]) -> Quantity:
    """The table row of ``fact``."""
    return Quantity(
        quantity_id=quantity_id, article_id=article_id, field=field, sentence=sentence, kind=fact.kind, text=fact.text,
        start=fact.start, end=fact.end, raw_start=raw[0], raw_end=raw[1], value=_float(fact.value), multiplier=_float(fact.multiplier),
        unit=fact.unit, normalized=_float(fact.normalized), normalized_unit=fact.normalized_unit, bound=fact.bound,
        lower=_float(fact.lower), upper=_float(fact.upper), per=fact.per, date=fact.date,
    )  # fmt: skip


def _float(number: object) -> float | None:
    return None if number is None else float(str(number))
