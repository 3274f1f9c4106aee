"""Articles with mentions written into the text: ``[甲市委|GOV][书记|TITLE][张三|PER]出席。``"""

import re

from pipeline.document import Article, Issue, IssueRows, Sentence
from pipeline.entities import Entities
from pipeline.entities.span import Span
from pipeline.settings import Settings

_MARK = re.compile(r"\[([^\[\]|]+)\|(PER|TITLE|GOV|COMPANY|ORG|LOC)\]")


def unmark(marked: str) -> tuple[str, list[Span]]:
    """The text without marks, and its spans."""
    text, spans, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    return text + marked[position:], spans


def annotate(*bodies: str, titles: tuple[str, ...] = (), date: str | None = None, place: str | None = None) -> IssueRows:
    """The rows of an issue ``i`` whose articles have these marked bodies and titles."""
    spans: dict[str, list[Span]] = {}
    articles, sentences = [], []
    for number, marked in enumerate(bodies, 1):
        body, spans_of_body = unmark(marked)
        title, spans_of_title = unmark(titles[number - 1]) if number <= len(titles) else ("", [])
        spans[body], spans[title] = spans_of_body, spans_of_title
        article_id = f"i-a{number:04d}"
        articles.append(Article(article_id, "i", 1, number, title=title or None, text=body, chars=len(body)))
        for index, match in enumerate(re.finditer(r"[^。！？\n]+[。！？]?[”）]*", body)):
            sentences.append(Sentence(article_id, index, match.start(), match.end(), match.group()))
    stage = Entities(Settings(), recognize=lambda texts: [spans[text] for text in texts])
    issue = Issue("i", "i.txt", "", date=date, place=place)
    return stage(IssueRows(issue, tuple(articles), sentences=tuple(sentences)))


def offices(*bodies: str, **options: str) -> list[tuple[str, str, str | None]]:
    """(person, title, organisation) of every office."""
    return [(o.person, o.title, o.organization) for o in annotate(*bodies, **options).officials]  # type: ignore[arg-type]
