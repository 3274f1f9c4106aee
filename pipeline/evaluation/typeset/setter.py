"""Stories set on one page, box by box."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from pipeline.evaluation.pdfwriter import HEI, LATIN_WIDTH, SONG, PdfPage, is_latin
from pipeline.evaluation.typeset.lines import Glyph, justify, natural, natural_width, parts, wrap
from pipeline.evaluation.typeset.style import Story, Style


@dataclass(frozen=True, slots=True)
class Run:
    """Text drawn in one piece, and what of which story it is: ``number`` counts the stories set, -1 is the page itself."""

    x: float
    y: float
    size: float
    text: str
    font: str
    number: int
    part: str
    """head, byline, body, caption or furniture."""


@dataclass(slots=True)
class _Slot:
    """Room for lines of the body: x, top of the first line, number of lines."""

    x: float
    top: float
    lines: int


@dataclass(slots=True)
class Setter:
    """Sets stories on one page. Call :meth:`page` once."""

    style: Style
    random: Random = field(default_factory=lambda: Random(1))
    drawn: list[Run] = field(default_factory=list)
    marks: list[tuple[str, tuple[float, ...]]] = field(default_factory=list)
    order: Callable[[list[Run]], list[Run]] = list
    """The order in which the runs are drawn, from that in which they were set."""
    _number: int = -1
    _part: str = "furniture"

    def page(self, rows: Sequence[Sequence[tuple[Story, int]]]) -> PdfPage:
        """A page of rows of boxes; each box is a story and the number of columns it takes."""
        style = self.style
        step = style.step
        width = style.columns * step - style.gutter * style.body
        y = 0.0
        if style.header:
            self.line(style.header, 0.0, -style.body, style.body, HEI)
            y -= 3 * self.style.leading
        number = 0
        for row in rows:
            x, depths = 0.0, []
            for story, span in row:
                self._number = number
                number += 1
                if style.rules:
                    self.marks.append(("rule", (x, y + 0.5 * style.body, x + span * step - style.gutter * style.body)))
                depths.append(self.box(story, x, y - 0.3 * style.body, span))
                x += span * step
            bottom = min(depths)
            if style.column_rules and len(row) > 1:
                edge = row[0][1] * step - style.gutter * style.body / 2
                self.marks.append(("upright", (edge, bottom, y)))
            y = bottom - style.box_gap * self.style.leading
        self._number, self._part = -1, "furniture"
        if style.footer:
            self.line(style.footer, width / 2, y - 2 * self.style.leading, style.body * 0.9, SONG)
            y -= 3 * self.style.leading
        margin = 3.5 * style.body
        page = PdfPage(width + 2 * margin, -y + 2 * margin)
        self.draw(page, margin, margin - y)
        return page

    def box(self, story: Story, x: float, y: float, span: int) -> float:
        """Set one story in a box of ``span`` columns from the top ``y``; returns its lower edge."""
        style = self.style
        step = style.step
        place = self.random.choice(style.places)
        if span == 1 and place in ("inset", "middle", "left"):
            place = "top"
        if span == 2 and place == "middle":
            place = "top"
        first, count = {"inset": (1, span - 1), "middle": (1, span - 2), "left": (0, 1)}.get(place, (0, span))
        title_width = count * step - style.gutter * style.body
        head = self.headline(story, title_width)
        head_lines = math.ceil(head[-1][0] / self.style.leading) if head else 0
        picture = math.ceil(0.5 * self.style.column / self.style.leading) if story.caption else 0
        caption = wrap(self.style, story.caption, style.caption_size) if story.caption else []
        picture_lines = picture + math.ceil(len(caption) * style.caption_size) + 1 if story.caption else 0
        lines = self.body_lines(story)
        depth = max(3, math.ceil(len(lines) / span))
        while True:
            slots = self._slots(place, x, y, span, first, count, depth, head_lines, picture_lines)
            if slots is not None and sum(s.lines for s in slots[0]) >= len(lines):
                break
            depth += 1
        room, head_top, bottom, picture_at = slots
        at = 0
        self._part = "body"
        for slot in room:
            for i in range(slot.lines):
                if at < len(lines):
                    self.set_line(lines[at], slot.x, slot.top - i * self.style.leading - 0.88 * style.body)
                    at += 1
        for drop, text, size, font in head[:-1]:
            self._part = "head" if font != SONG else "byline"
            natural = natural_width(text, size)
            self.line(text, x + first * step + (title_width - natural) / 2, head_top - drop, size, font)
        if picture_at is not None:
            px, py = picture_at
            self.marks.append(("picture", (px, py - picture * self.style.leading + 2, px + self.style.column, py)))
            size = style.caption_size * style.body
            self._part = "caption"
            top = py - picture * self.style.leading
            for i, text in enumerate(caption):
                self.line(text, px, top - (i + 1) * self.style.leading * style.caption_size, size, style.caption_font)
        return bottom

    def _slots(
        self, place: str, x: float, y: float, span: int, first: int, count: int, depth: int, head: int, picture: int
    ) -> tuple[list[_Slot], float, float, tuple[float, float] | None] | None:
        """(room for the body in reading order, top of the headline, lower edge, place of the picture) at a depth in lines."""
        step = self.style.step
        slots: list[_Slot] = []
        total = depth + (head if place in ("top", "bottom") else 0)
        head_at = {"bottom": depth}.get(place, 0)
        if place == "middle":
            head_at = (depth - head) // 2
            if head_at < 2:
                return None
        if place in ("inset", "left") and depth < head + 1:
            return None
        picture_at = None
        for c in range(span):
            left = x + c * step
            covered = (place in ("inset", "middle") and first <= c < first + count) or (place == "left" and c == 0)
            pieces = [(0, depth)]
            if place == "top":
                pieces = [(head, head + depth)]
            elif covered:
                pieces = [(0, head_at), (head_at + head, depth)]
            if picture and c == span - 1:
                low, high = pieces[-1]
                if high - low < picture + 2:
                    return None
                pieces[-1] = (low, high - picture)
                picture_at = (left, y - (high - picture) * self.style.leading - 0.6 * self.style.leading)
            slots += [_Slot(left, y - a * self.style.leading, b - a) for a, b in pieces if b > a]
        return slots, y - head_at * self.style.leading, y - total * self.style.leading, picture_at

    def headline(self, story: Story, width: float) -> list[tuple[float, str, float, str]]:
        """(drop of the baseline, text, size, font) of each line of the headline, then (height, "", 0, "")."""
        style = self.style
        size, small = style.title_size * style.body, style.small_size * style.body
        drop = 0.4 * style.body
        out: list[tuple[float, str, float, str]] = []
        if story.kicker:
            for part in parts(story.kicker, int(width / small)):
                drop += 1.25 * small
                out.append((drop, part, small, HEI))
        while size > 1.5 * style.body and len(story.title) * size > 2.6 * width:
            size -= 0.1 * style.body
        for part in parts(story.title, max(4, int(width / size))):
            drop += 1.22 * size
            out.append((drop, part, size, HEI))
        if story.subtitle:
            for part in parts(story.subtitle, int(width / small)):
                drop += 1.35 * small
                out.append((drop, part, small, HEI))
        if story.byline and style.byline_place == "head":
            drop += 1.7 * style.body * style.byline_size
            out.append((drop, self._names(story.byline), style.byline_size * style.body, SONG))
        return [*out, (drop + 1.3 * style.body, "", 0.0, "")]

    def _names(self, names: Sequence[str]) -> str:
        return "\u3000".join("\u3000".join(n) if len(n) == 2 and self.random.random() < 0.6 else n for n in names)

    def body_lines(self, story: Story) -> list[tuple[list[Glyph], str, float]]:
        """The body as set lines: (glyphs, font, size)."""
        style = self.style
        out: list[tuple[list[Glyph], str, float]] = []
        for i, paragraph in enumerate(story.paragraphs):
            if i in story.headings:
                indent = style.heading_indent
                size = style.heading_size * style.body
                for text in wrap(self.style, paragraph, style.heading_size, indent):
                    out.append((natural(text, indent * style.body, size), HEI if style.heading_bold else SONG, size))
                continue
            last = i == len(story.paragraphs) - 1
            if last and story.byline and style.byline_place == "tail":
                paragraph += "（" + " ".join(story.byline) + "）"
            out += [(g, SONG, style.body) for g in justify(self.style, paragraph)]
        if story.byline and style.byline_place == "end":
            text = "（" + self._names(story.byline) + "）"
            indent = max(0.0, self.style.column - natural_width(text, style.body))
            out.append((natural(text, indent, style.body), SONG, style.body))
        return out

    def line(self, text: str, x: float, y: float, size: float, font: str) -> None:
        """Set a line without justification."""
        self.set_line((natural(text, 0.0, size), font, size), x, y)

    def set_line(self, line: tuple[list[Glyph], str, float], x: float, y: float) -> None:
        """Set a line of glyphs (glyphs, font, size) at a place."""
        glyphs, font, size = line
        run = ""
        start = end = 0.0
        for g in glyphs:
            at = x + g.x + g.shift
            if run and self.style.whole_lines and abs(at - end) < 0.01 and is_latin(run[0]) == is_latin(g.char):
                run += g.char
            else:
                if run:
                    self.drawn.append(Run(start, y, size, run, font, self._number, self._part))
                run, start = g.char, at
            end = at + (LATIN_WIDTH * size if is_latin(g.char) else size)
        if run:
            self.drawn.append(Run(start, y, size, run, font, self._number, self._part))

    def draw(self, page: PdfPage, left: float, top: float) -> None:
        """Draw what was set, its origin at ``left`` and ``top``."""
        for kind, v in self.marks:
            if kind == "rule":
                page.rule(left + v[0], top + v[1], left + v[2])
            elif kind == "upright":
                page.upright_rule(left + v[0], top + v[1], top + v[2])
            else:
                page.picture(left + v[0], top + v[1], left + v[2], top + v[3])
        if self.style.shuffle:
            self.random.shuffle(self.drawn)
        self.drawn = self.order(self.drawn)
        for run in self.drawn:
            page.text(left + run.x, top + run.y, run.size, run.text, run.font)
