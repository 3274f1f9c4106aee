"""What stages hand to each other: a raw issue, then the rows made from it so far."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pipeline.document import rows


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a PDF page: its name without the subset's prefix, and its weight (400 regular, 700 bold, 0 unknown)."""

    name: str
    weight: int = 0


Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Geometry of a PDF page: one entry a glyph that is no blank, in content order, as columns of equal length.

    Points, origin at the lower left corner of the crop box, y upward, turned so that text runs to the right.
    """

    width: float
    height: float
    raw: np.ndarray
    """Offset of the glyph's character in the page's text (int32)."""
    x0: np.ndarray
    y0: np.ndarray
    x1: np.ndarray
    y1: np.ndarray
    """Advance box: what the glyph takes in its line, not its ink (float32)."""
    base: np.ndarray
    """Baseline (float32)."""
    size: np.ndarray
    """Font size as printed (float32)."""
    font: np.ndarray
    """Index into ``fonts`` (uint16)."""
    flags: np.ndarray
    """Sum of the values below (uint8)."""
    fonts: tuple[Font, ...] = ()
    pictures: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    """Bounds of other drawn shapes: frames, tints, placeholders."""
    rules: tuple[Box, ...] = ()
    """Thin straight lines, horizontal or vertical."""

    INVISIBLE: ClassVar[int] = 1
    OFF_PAGE: ClassVar[int] = 2
    TURNED: ClassVar[int] = 4
    UNMAPPED: ClassVar[int] = 8


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page: its decoded text (for a PDF: PDFium's characters in content order) and, for a PDF, its layout."""

    number: int
    text: str
    layout: Layout | None = None
    file: str = ""
    """The PDF it comes from, and …"""
    index: int = 0
    """… which page of that file it is, from 0."""


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
    quantities: tuple[rows.Quantity, ...] = ()
    corrections: tuple[rows.Correction, ...] = ()
