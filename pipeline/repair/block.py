"""A typed block of a page: lines that belong together."""

from dataclasses import dataclass

from pipeline.document import MappedText
from pipeline.repair.bylines import Signature
from pipeline.repair.cues import ends_sentence
from pipeline.repair.furniture import is_date
from pipeline.repair.lines import Line
from pipeline.repair.measures import EM, INDENT

LINES_SHORT = 3
"""Lines a title or a heading may have that is no paragraph."""
LONGEST_CAPTION = 120
BODY, SHORT, SUBTITLE, BYLINE, CAPTION, FURNITURE = "body", "short", "subtitle", "byline", "caption", "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a paragraph, a line of a title, a byline line."""

    kind: str
    lines: tuple[Line, ...]
    text: MappedText
    signature: Signature | None = None

    @property
    def gap(self) -> int:
        """Blank lines before it."""
        return self.lines[0].gap

    @property
    def open_end(self) -> bool:
        """Whether its sentence goes on elsewhere: the last line is full and ends in the middle of a sentence."""
        last = self.lines[-1]
        short = last.measure - last.width - (INDENT if len(self.lines) == 1 else 0)
        ended = ends_sentence(self.text.text) or self.text.text[-1] in "）)"
        return self.kind == BODY and not ended and (last.spaced or short <= EM) and not self.is_date

    @property
    def open_start(self) -> bool:
        """Whether it may be the middle of a paragraph: its first line is not set in."""
        first = self.lines[0]
        return (first.spaced or first.measure - first.width <= EM or len(self.lines) == 1) and not self.is_date

    @property
    def is_date(self) -> bool:
        """Whether it is a date alone, as under a notice: in no sentence."""
        return len(self.lines) == 1 and is_date(self.text.text)
