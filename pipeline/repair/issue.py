"""The repair stage: a raw issue in, its articles and paragraphs out."""

import re

from pipeline import collector
from pipeline.document import Article, Issue, IssueRows, Paragraph, RawIssue, RawPage
from pipeline.errors import RawError
from pipeline.repair.blanks import has_ink
from pipeline.repair.furniture import masthead
from pipeline.repair.parts import PageParts
from pipeline.repair.rows import article_rows
from pipeline.repair.text import read_text
from pipeline.settings import Settings

VERSION = "19"
"""Changes whenever the same raw issue would yield other rows."""

_LETTER = re.compile(r"[^\W\d_]")


class Repair:
    """Reads raw issues. Holds nothing but its settings; build it once and call it for every issue."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @collector.at_rest()
    def __call__(self, raw: RawIssue) -> IssueRows:
        """The issue with its articles and paragraphs. Pages without a readable word are left out and named in the error.

        Raises RawError where no page holds anything readable.
        """
        articles: list[Article] = []
        paragraphs: list[Paragraph] = []
        furniture: list[str] = []
        errors = list(raw.page_errors)
        for page in raw.pages:
            try:
                parts = read_page(page)
            except RawError as error:
                errors.append(f"page {page.number}: {error.cause}")
                continue
            furniture += [line.text for line in parts.furniture]
            for draft in parts.drafts:
                article, own = article_rows(draft, raw.issue_id, page.number, len(articles) + 1)
                articles.append(article)
                paragraphs += own
        if not articles:
            raise RawError(raw.source_path, "; ".join(errors) or "no pages")
        printed = masthead(furniture)
        issue = Issue(
            issue_id=raw.issue_id,
            source_path=raw.source_path,
            source_sha256=raw.source_sha256,
            publication=raw.publication or printed.publication,
            date=raw.date or printed.date,
            place=raw.place,
            pages=len(raw.pages),
            chars=sum(len(page.text) for page in raw.pages),
            articles=len(articles),
            status="partial" if errors else "ok",
            error="; ".join(errors) or None,
        )
        return IssueRows(issue, tuple(articles), tuple(paragraphs))


def read_page(page: RawPage) -> PageParts:
    """One page taken apart: by geometry where it has a layout, else by its text. RawError where nothing is readable."""
    if not has_ink(page.text):
        raise RawError(f"page {page.number}", "empty: nothing but blanks")
    if _LETTER.search(page.text) is None:
        raise RawError(f"page {page.number}", "no readable text: not one letter or character, only digits and marks")
    if page.layout is not None:
        from pipeline.repair.geometry import read_layout

        return read_layout(page)
    return read_text(page.text)
