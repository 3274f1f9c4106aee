"""What stages hand to each other: a raw issue, then the rows made from it so far."""

from dataclasses import dataclass, field

from pipeline.document import rows


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of a PDF page. Points, origin bottom left, y upward."""

    char: str
    raw: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    font: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Geometry of a PDF page: its size in points, its glyphs in content order, boxes of pictures and rules."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    images: tuple[tuple[float, float, float, float], ...] = ()
    lines: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page: its decoded text (for a PDF: PDFium's characters in content order) and, for a PDF, its layout."""

    number: int
    text: str
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class RawIssue:
    """One issue as read from disk, with what the sidecar or the file's name says of it."""

    issue_id: str
    source_path: str
    source_sha256: str
    pages: tuple[RawPage, ...]
    publication: str | None = None
    date: str | None = None
    place: str | None = None
    page_errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueRows:
    """The rows of one issue. A stage takes one and returns a new one (``dataclasses.replace``) with its tables filled."""

    issue: rows.Issue
    articles: tuple[rows.Article, ...] = ()
    paragraphs: tuple[rows.Paragraph, ...] = ()
    sentences: tuple[rows.Sentence, ...] = ()
    tokens: tuple[rows.Token, ...] = ()
    mentions: tuple[rows.Mention, ...] = ()
    entities: tuple[rows.Entity, ...] = ()
    officials: tuple[rows.Official, ...] = ()
    quantities: tuple[rows.Quantity, ...] = field(default=())
