"""What is set, and how."""

from dataclasses import dataclass

from pipeline.evaluation.pdfwriter import SONG

TITLE_PLACES = ("top", "inset", "bottom", "middle", "left")


@dataclass(frozen=True, slots=True)
class Story:
    """What is to be set: texts of one article. ``headings`` are indices of paragraphs that are section headings."""

    title: str
    paragraphs: tuple[str, ...]
    headings: frozenset[int] = frozenset()
    kicker: str = ""
    subtitle: str = ""
    byline: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a page is set. Sizes in points, ``pitch``, ``gutter`` and ``track`` in ems of the body."""

    columns: int = 5
    measure: int = 16
    """Characters a line."""
    body: float = 9.5
    pitch: float = 1.5
    gutter: float = 1.8
    track: float = 0.04
    tight_punctuation: bool = True
    title_size: float = 2.2
    small_size: float = 1.25
    caption_size: float = 0.92
    byline_size: float = 0.95
    heading_bold: bool = True
    heading_size: float = 1.0
    heading_indent: float = 0.0
    byline_place: str = "head"
    """head (under the title), end (a line in brackets at the end), tail (in brackets, in the last line)."""
    box_gap: float = 3.0
    """Between boxes, in lines."""
    rules: bool = True
    column_rules: bool = False
    header: str = ""
    footer: str = ""
    whole_lines: bool = False
    """Untracked runs are one text object instead of one a glyph."""
    shuffle: bool = False
    """Glyphs are drawn in random order."""
    places: tuple[str, ...] = TITLE_PLACES
    caption_font: str = SONG

    @property
    def column(self) -> float:
        """Width of a column."""
        return self.measure * self.body * (1 + self.track)

    @property
    def step(self) -> float:
        """From one column's left edge to the next one's."""
        return self.column + self.gutter * self.body

    @property
    def leading(self) -> float:
        """From one line of the body to the next."""
        return self.pitch * self.body
