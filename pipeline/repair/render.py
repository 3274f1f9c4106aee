"""A repaired issue as plain text for the terminal."""

import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.document import Article, IssueRows, Paragraph
from pipeline.wording import counted

_WIDTH = 76
_NEVER_FIRST = "，、。；：！？”’》）〉】%"


def render(rows: IssueRows) -> str:
    """The issue's articles one after the other: what stands above each title, the title, names, paragraphs, captions."""
    issue = rows.issue
    head = "  ".join(part for part in (issue.issue_id, issue.publication, issue.date) if part)
    own: dict[str, list[Paragraph]] = {}
    for paragraph in rows.paragraphs:
        own.setdefault(paragraph.article_id, []).append(paragraph)
    parts = [f"{head}  {counted(issue.pages, 'page')}, {counted(len(rows.articles), 'article')}"]
    parts += ["\n".join(_article(article, own.get(article.article_id, []))) for article in rows.articles]
    return "\n\n".join(parts) + "\n"


def _article(article: Article, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    yield f"── {article.article_id} " + "─" * max(4, _WIDTH - len(article.article_id) - 4)
    for mark, text in (("", article.kicker), ("【", article.title or "(no title)"), ("", article.subtitle)):
        if text:
            yield from _wrap(f"{mark}{text}" + ("】" if mark else ""), 0)
    if article.byline:
        yield from _wrap("  ".join(article.byline), 0)
    for paragraph in paragraphs:
        text = article.text[paragraph.start : paragraph.end]
        if paragraph.role == "heading":
            yield ""
            yield from _wrap(f"■ {text}", 0)
        else:
            yield from _wrap(text, 4)
    for caption in article.captions:
        yield from _wrap(f"▲ {caption}", 0)
    if article.notes:
        yield f"({'; '.join(article.notes)})"


def _wrap(text: str, indent: int) -> Iterator[str]:
    """``text`` in lines of at most _WIDTH columns, full-width characters counted as two; no mark begins a line."""
    line, width = " " * indent, indent
    for char in text:
        size = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        if width + size > _WIDTH and char not in _NEVER_FIRST:
            yield line
            line, width = "", 0
        line += char
        width += size
    if line.strip():
        yield line
