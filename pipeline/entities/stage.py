"""The entities stage: recognise, link, read the offices."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.document import Article, IssueRows, Mention, RawMap, Sentence, Token, split_at
from pipeline.entities.linking import FIELD_ORDER, Places, link
from pipeline.entities.officials import read_offices
from pipeline.entities.rules import drop_doubtful, find_repeats, settle_bodies
from pipeline.entities.span import Span
from pipeline.settings import Settings

VERSION = "18"
"""Changes whenever the rows of this stage may change for the same input and models."""

Recognizer = Callable[[Sequence[str]], list[list[Span]]]


class Entities:
    """Fills mentions, entities and officials of an issue, and cuts its tokens at the borders of mentions.

    ``recognize`` replaces the recogniser that the settings name. Raises ModelError where a model is missing or damaged.
    """

    def __init__(self, settings: Settings, recognize: Recognizer | None = None) -> None:
        if recognize is None:
            from pipeline.entities.recognition import load

            recognize = load(settings)
        self._recognize = recognize

    def __call__(self, rows: IssueRows) -> IssueRows:
        """The rows with mentions of bodies, titles, subtitles and captions; all entities and offices of the issue."""
        fields = [(article, field, text) for article in rows.articles for field, text in _fields(article)]
        recognised = iter(self._recognize([text for _, _, text in fields]))
        sentences = _by_article(rows.sentences)
        mentions: list[Mention] = []
        for article, group in groupby(fields, key=lambda item: item[0]):
            named = [(field, text) for _, field, text in group]
            spans = self._settle([text for _, text in named], [next(recognised) for _ in named])
            mentions += _mentions(article, named, spans, sentences.get(article.article_id, []))
        linked = link(rows.issue.issue_id, rows.articles, mentions, Places(_year(rows), _paper(rows)))
        officials = [office for article in rows.articles for office in read_offices(article, sentences.get(article.article_id, []), linked)]
        tokens = _cut(rows.tokens, linked.mentions)
        return replace(rows, tokens=tokens, mentions=linked.mentions, entities=linked.entities, officials=tuple(officials))

    def _settle(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[list[Span]]:
        return find_repeats(texts, [settle_bodies(text, drop_doubtful(found)) for text, found in zip(texts, spans, strict=True)])


def _fields(article: Article) -> list[tuple[str, str]]:
    texts = {
        "title": article.title or "",
        "subtitle": article.subtitle or "",
        "body": article.text,
        "caption": "\n".join(article.captions),
    }
    return [(field, texts[field]) for field in FIELD_ORDER if texts[field]]


def _mentions(
    article: Article, fields: Sequence[tuple[str, str]], spans: Sequence[Sequence[Span]], sentences: Sequence[Sentence]
) -> list[Mention]:
    raw = RawMap(article.raw_map)
    starts = [sentence.start for sentence in sentences]
    out: list[Mention] = []
    for field, text, span in ((field, text, span) for (field, text), found in zip(fields, spans, strict=True) for span in found):
        raw_start, raw_end = raw.hull(field, span.start, span.end)
        index = bisect_right(starts, span.start) - 1
        out.append(
            Mention(
                mention_id=f"{article.article_id}-m{len(out) + 1:04d}",
                article_id=article.article_id,
                field=field,
                sentence=sentences[index].index if field == "body" and index >= 0 else None,
                label=span.label,
                text=text[span.start : span.end],
                start=span.start,
                end=span.end,
                raw_start=raw_start,
                raw_end=raw_end,
                source=span.source,
                score=span.score,
            )
        )
    return out


def _cut(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Token, ...]:
    """The words of bodies, with every border of a mention a border of words."""
    borders: dict[str, set[int]] = {}
    for mention in mentions:
        if mention.field == "body":
            borders.setdefault(mention.article_id, set()).update((mention.start, mention.end))
    return tuple(
        word
        for article_id, group in groupby(tokens, key=lambda token: token.article_id)
        for word in split_at(group, borders.get(article_id, ()))
    )


def _by_article(sentences: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    out: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        out.setdefault(sentence.article_id, []).append(sentence)
    return out


def _year(rows: IssueRows) -> int | None:
    date = rows.issue.date
    return int(date[:4]) if date and date[:4].isdigit() else None


def _paper(rows: IssueRows) -> list[str]:
    return [name for name in (rows.issue.place, rows.issue.publication) if name]
