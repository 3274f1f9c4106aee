"""What reading a page yields, from text or from geometry alike, before it becomes rows."""

from dataclasses import dataclass

from pipeline.document import MappedText

BODY, HEADING = "body", "heading"


@dataclass(frozen=True, slots=True)
class Draft:
    """One assembled article. Every text is clean (no stray blank, no line break) and maps to the raw page.

    ``byline`` holds a name an element, a role word (本报记者, 通讯员) glued to the name it stands before.
    ``dateline`` also stays at the head of the first body paragraph. ``paragraphs`` are (BODY | HEADING, text).
    """

    paragraphs: tuple[tuple[str, MappedText], ...] = ()
    kicker: MappedText | None = None
    title: MappedText | None = None
    subtitle: MappedText | None = None
    byline: tuple[MappedText, ...] = ()
    dateline: MappedText | None = None
    captions: tuple[MappedText, ...] = ()
    confidence: float = 1.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageParts:
    """One page taken apart: its articles in reading order, its furniture, and what could be given to neither.

    Together they hold every character of the page that is no blank, each once.
    """

    drafts: tuple[Draft, ...] = ()
    furniture: tuple[MappedText, ...] = ()
    residue: tuple[MappedText, ...] = ()
