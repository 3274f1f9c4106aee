"""Annotated training articles: invented newspaper text with inline mention markup.

A file holds articles separated by a line ``====``. The first line of an article is ``# title``, each further
line is one paragraph or section heading. A mention is written ``[surface|LABEL]``; the three markup characters
have no other use, in the title as well as in the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

LABELS = frozenset({"PER", "TITLE", "GOV", "COMPANY", "ORG", "LOC"})
ARTICLES_DIR = Path(__file__).parent / "articles"
SEPARATOR = "===="

_MENTION = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


class ArticleFormatError(ValueError):
    """An article file breaks the format; the message names the file and the line."""

    def __init__(self, path: Path, line: int, cause: str) -> None:
        super().__init__(f"{path}:{line}: {cause}")
        self.path = path
        self.line = line
        self.cause = cause


class Span(NamedTuple):
    """One mention: code point offsets (end exclusive) and a label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """Title and text without markup; ``spans`` are offsets into ``text``, ``title_spans`` into ``title``."""

    title: str
    text: str
    spans: tuple[Span, ...]
    title_spans: tuple[Span, ...]
    line: int

    def mentions(self) -> Iterator[tuple[str, str]]:
        """(surface, label) of every mention, the title's first."""
        for source, spans in ((self.title, self.title_spans), (self.text, self.spans)):
            for span in spans:
                yield source[span.start : span.end], span.label


def load(path: Path) -> list[AnnotatedArticle]:
    """The articles of one file, in order.

    Raises ArticleFormatError for unbalanced markup, unknown labels, empty or blank-padded mentions, empty
    lines, a missing title or text, and an article that repeats an earlier one.
    """
    articles: list[AnnotatedArticle] = []
    first_line_of: dict[str, int] = {}
    for block in _blocks(path):
        article = _parse_article(path, block)
        seen = first_line_of.setdefault(article.text, article.line)
        if seen != article.line:
            raise ArticleFormatError(path, article.line, f"repeats the article of line {seen}")
        articles.append(article)
    return articles


def load_all(directory: Path = ARTICLES_DIR) -> list[AnnotatedArticle]:
    """The articles of every ``*.txt`` file of a directory, by file name."""
    return [article for path in sorted(directory.glob("*.txt")) for article in load(path)]


def mixed_labels(articles: Iterable[AnnotatedArticle]) -> dict[str, Counter[str]]:
    """Surfaces that carry more than one label, with the count of each label (a report, not an error)."""
    labels_of: dict[str, Counter[str]] = {}
    for article in articles:
        for surface, label in article.mentions():
            labels_of.setdefault(surface, Counter())[label] += 1
    return {surface: labels for surface, labels in labels_of.items() if len(labels) > 1}


def unmarked_repeats(article: AnnotatedArticle, labels: frozenset[str] = LABELS) -> list[str]:
    """Surfaces marked in the article that also stand unmarked elsewhere in its text (a report, not an error)."""
    covered = [False] * len(article.text)
    for span in article.spans:
        covered[span.start : span.end] = [True] * (span.end - span.start)
    surfaces = {surface for surface, label in article.mentions() if label in labels and len(surface) > 1}
    return sorted(
        surface for surface in surfaces if any(not any(covered[m.start() : m.end()]) for m in re.finditer(re.escape(surface), article.text))
    )


def _blocks(path: Path) -> Iterator[list[tuple[int, str]]]:
    """Numbered lines of each article."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line != SEPARATOR:
            block.append((number, line))
            continue
        if not block:
            raise ArticleFormatError(path, number, "separator without an article before it")
        yield block
        block = []
    if not block:
        raise ArticleFormatError(path, 1, "no article after the last separator")
    yield block


def _parse_article(path: Path, block: list[tuple[int, str]]) -> AnnotatedArticle:
    number, heading = block[0]
    if not heading.startswith("# ") or len(block) == 1:
        raise ArticleFormatError(path, number, "an article is a line '# title' and at least one paragraph")
    title, title_spans = _parse_line(path, number, heading[2:])
    paragraphs: list[str] = []
    spans: list[Span] = []
    offset = 0
    for line_number, line in block[1:]:
        paragraph, found = _parse_line(path, line_number, line)
        spans.extend(Span(span.start + offset, span.end + offset, span.label) for span in found)
        paragraphs.append(paragraph)
        offset += len(paragraph) + 1
    return AnnotatedArticle(title, "\n".join(paragraphs), tuple(spans), tuple(title_spans), number)


def _parse_line(path: Path, number: int, line: str) -> tuple[str, list[Span]]:
    if not line or line != line.strip():
        raise ArticleFormatError(path, number, "empty or blank-padded line")
    plain: list[str] = []
    spans: list[Span] = []
    length = position = 0
    for match in _MENTION.finditer(line):
        surface, label = match.groups()
        if label not in LABELS:
            raise ArticleFormatError(path, number, f"unknown label {label!r}, expected one of {sorted(LABELS)}")
        if not surface or surface != surface.strip():
            raise ArticleFormatError(path, number, f"empty or blank-padded mention {surface!r}")
        before = line[position : match.start()]
        length += len(before)
        spans.append(Span(length, length + len(surface), label))
        plain += (before, surface)
        length += len(surface)
        position = match.end()
    plain.append(line[position:])
    text = "".join(plain)
    if stray := re.search(r"[\[\]|]", text):
        raise ArticleFormatError(path, number, f"unbalanced markup near {text[max(0, stray.start() - 10) :][:20]!r}")
    return text, spans
