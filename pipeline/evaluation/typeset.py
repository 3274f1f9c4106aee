"""Set articles as a newspaper page, so that repair can be measured and tested on pages whose truth is known.

The setting is plain: justified columns, half-wide punctuation if asked for, headlines above, below, beside or within their
columns, pictures with captions, rules, page header. Nothing here knows how repair works.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from pipeline.evaluation.pdfwriter import HEI, KAI, LATIN_WIDTH, SONG, PdfPage, is_latin

NOT_FIRST = "，。、；：！？）》”’」』】%％…—"
NOT_LAST = "（《“‘「『【"
HALF_LEFT = "，。、；：！？）》”’」』】"
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
class _Glyph:
    char: str
    x: float
    width: float
    shift: float = 0.0


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

    @property
    def column(self) -> float:
        return self.style.measure * self.style.body * (1 + self.style.track)

    @property
    def pitch(self) -> float:
        return self.style.pitch * self.style.body

    def page(self, rows: Sequence[Sequence[tuple[Story, int]]]) -> PdfPage:
        """A page of rows of boxes; each box is a story and the number of columns it takes."""
        style = self.style
        step = self.column + style.gutter * style.body
        width = style.columns * step - style.gutter * style.body
        y = 0.0
        if style.header:
            self.line(style.header, 0.0, -style.body, style.body, HEI)
            y -= 3 * self.pitch
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
            y = bottom - style.box_gap * self.pitch
        self._number, self._part = -1, "furniture"
        if style.footer:
            self.line(style.footer, width / 2, y - 2 * self.pitch, style.body * 0.9, SONG)
            y -= 3 * self.pitch
        margin = 3.5 * style.body
        page = PdfPage(width + 2 * margin, -y + 2 * margin)
        self._draw(page, margin, margin - y)
        return page

    def box(self, story: Story, x: float, y: float, span: int) -> float:
        """Set one story in a box of ``span`` columns from the top ``y``; returns its lower edge."""
        style = self.style
        step = self.column + style.gutter * style.body
        place = self.random.choice(style.places)
        if span == 1 and place in ("inset", "middle", "left"):
            place = "top"
        if span == 2 and place == "middle":
            place = "top"
        first, count = {"inset": (1, span - 1), "middle": (1, span - 2), "left": (0, 1)}.get(place, (0, span))
        title_width = count * step - style.gutter * style.body
        head = self.headline(story, title_width)
        head_lines = math.ceil(head[-1][0] / self.pitch) if head else 0
        picture = math.ceil(0.5 * self.column / self.pitch) if story.caption else 0
        caption = self.wrap(story.caption, style.caption_size) if story.caption else []
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
                    self._set_line(lines[at], slot.x, slot.top - i * self.pitch - 0.88 * style.body)
                    at += 1
        for drop, text, size, font in head[:-1]:
            self._part = "head" if font != SONG else "byline"
            natural = self._width(text, size)
            self.line(text, x + first * step + (title_width - natural) / 2, head_top - drop, size, font)
        if picture_at is not None:
            px, py = picture_at
            self.marks.append(("picture", (px, py - picture * self.pitch + 2, px + self.column, py)))
            size = style.caption_size * style.body
            self._part = "caption"
            for i, text in enumerate(caption):
                self.line(text, px, py - picture * self.pitch - (i + 1) * self.pitch * style.caption_size, size, style.caption_font)
        return bottom

    def _slots(
        self, place: str, x: float, y: float, span: int, first: int, count: int, depth: int, head: int, picture: int
    ) -> tuple[list[_Slot], float, float, tuple[float, float] | None] | None:
        """(room for the body in reading order, top of the headline, lower edge, place of the picture) at a depth in lines."""
        step = self.column + self.style.gutter * self.style.body
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
                picture_at = (left, y - (high - picture) * self.pitch - 0.6 * self.pitch)
            slots += [_Slot(left, y - a * self.pitch, b - a) for a, b in pieces if b > a]
        return slots, y - head_at * self.pitch, y - total * self.pitch, picture_at

    def headline(self, story: Story, width: float) -> list[tuple[float, str, float, str]]:
        """(drop of the baseline, text, size, font) of each line of the headline, then (height, "", 0, "")."""
        style = self.style
        size, small = style.title_size * style.body, style.small_size * style.body
        drop = 0.4 * style.body
        out: list[tuple[float, str, float, str]] = []
        if story.kicker:
            for part in _parts(story.kicker, int(width / small)):
                drop += 1.25 * small
                out.append((drop, part, small, HEI))
        while size > 1.5 * style.body and len(story.title) * size > 2.6 * width:
            size -= 0.1 * style.body
        for part in _parts(story.title, max(4, int(width / size))):
            drop += 1.22 * size
            out.append((drop, part, size, HEI))
        if story.subtitle:
            for part in _parts(story.subtitle, int(width / small)):
                drop += 1.35 * small
                out.append((drop, part, small, HEI))
        if story.byline and style.byline_place == "head":
            drop += 1.7 * style.body * style.byline_size
            out.append((drop, self._names(story.byline), style.byline_size * style.body, SONG))
        return [*out, (drop + 1.3 * style.body, "", 0.0, "")]

    def _names(self, names: Sequence[str]) -> str:
        return "\u3000".join("\u3000".join(n) if len(n) == 2 and self.random.random() < 0.6 else n for n in names)

    def body_lines(self, story: Story) -> list[tuple[list[_Glyph], str, float]]:
        """The body as set lines: (glyphs, font, size)."""
        style = self.style
        out: list[tuple[list[_Glyph], str, float]] = []
        for i, paragraph in enumerate(story.paragraphs):
            if i in story.headings:
                indent = style.heading_indent
                size = style.heading_size * style.body
                for text in self.wrap(paragraph, style.heading_size, indent):
                    out.append((self._natural(text, indent * style.body, size), HEI if style.heading_bold else SONG, size))
                continue
            last = i == len(story.paragraphs) - 1
            if last and story.byline and style.byline_place == "tail":
                paragraph += "（" + " ".join(story.byline) + "）"
            out += [(g, SONG, style.body) for g in self.justify(paragraph)]
        if story.byline and style.byline_place == "end":
            text = "（" + self._names(story.byline) + "）"
            indent = max(0.0, self.column - self._width(text, style.body))
            out.append((self._natural(text, indent, style.body), SONG, style.body))
        return out

    def wrap(self, text: str, scale: float, indent: float = 0.0) -> list[str]:
        """Break a text into lines of the column without justification."""
        size = scale * self.style.body
        lines, now = [], ""
        for char in text:
            if self._width(now + char, size) > self.column - indent * self.style.body and char not in NOT_FIRST:
                lines.append(now)
                now = ""
            now += char
        return [*lines, now] if now else lines

    def justify(self, text: str) -> list[list[_Glyph]]:
        """A paragraph as lines of glyphs with x from the column's left edge."""
        style, em = self.style, self.style.body
        lines: list[list[str]] = [[]]
        used = 2 * em
        units = _units(text)
        for i, unit in enumerate(units):
            width = sum(self._advance(c, em) for c in unit)
            follower = self._advance(units[i + 1][0], em) if i + 1 < len(units) and units[i + 1][0] in NOT_FIRST else 0.0
            if lines[-1] and used + width + follower > self.style.measure * em + 0.01 and unit[0] not in NOT_FIRST:
                moved: list[str] = []
                while lines[-1] and lines[-1][-1][-1] in NOT_LAST:
                    moved.insert(0, lines[-1].pop())
                lines.append(moved)
                used = sum(self._advance(c, em) for u in moved for c in u)
            if unit == " " and not lines[-1]:
                continue
            lines[-1].append(unit)
            used += width
        out = []
        for n, line in enumerate(lines):
            chars = [c for unit in line for c in unit]
            indent = 2 * em * (1 + style.track) if n == 0 else 0.0
            natural = sum(self._advance(c, em) for c in chars)
            gaps = max(1, len(line) - 1)
            room = self.column - indent - natural
            last = n == len(lines) - 1
            extra = min(style.track * em, max(0.0, room / gaps)) if last else room / gaps
            x = indent
            glyphs = []
            for k, unit in enumerate(line):
                for c in unit:
                    glyphs.append(_Glyph(c, x, self._advance(c, em), self._shift(c, em)))
                    x += self._advance(c, em)
                x += extra if k < len(line) - 1 else 0.0
            out.append([g for g in glyphs if g.char != " "])
        return out

    def _advance(self, char: str, size: float) -> float:
        if is_latin(char):
            return LATIN_WIDTH * size
        tight = self.style.tight_punctuation and char in HALF_LEFT + NOT_LAST
        return 0.5 * size if tight else size

    def _shift(self, char: str, size: float) -> float:
        return -0.5 * size if self.style.tight_punctuation and char in NOT_LAST else 0.0

    def _width(self, text: str, size: float) -> float:
        return sum(LATIN_WIDTH * size if is_latin(c) else size for c in text)

    def _natural(self, text: str, x: float, size: float) -> list[_Glyph]:
        out = []
        for c in text:
            width = LATIN_WIDTH * size if is_latin(c) else size
            if not c.isspace():
                out.append(_Glyph(c, x, width))
            x += width
        return out

    def line(self, text: str, x: float, y: float, size: float, font: str) -> None:
        """Set a line without justification."""
        self._set_line((self._natural(text, 0.0, size), font, size), x, y)

    def _set_line(self, line: tuple[list[_Glyph], str, float], x: float, y: float) -> None:
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

    def _draw(self, page: PdfPage, left: float, top: float) -> None:
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


def _units(text: str) -> list[str]:
    """Characters, Latin words and figures as units that are not broken."""
    out: list[str] = []
    for char in text:
        if out and is_latin(char) and char != " " and is_latin(out[-1][-1]) and out[-1] != " " and len(out[-1]) < 18:
            out[-1] += char
        else:
            out.append(char)
    return out


def _parts(text: str, most: int) -> list[str]:
    """A headline in as few lines of about equal length as fit ``most`` characters, parted at its blank where both halves fit."""
    if len(text) <= most:
        return [text]
    halves = text.split("\u3000")
    if len(halves) == 2 and all(len(half) <= most for half in halves):
        return halves
    count = math.ceil(len(text) / most)
    length = math.ceil(len(text) / count)
    cuts = [0]
    while len(cuts) <= count:
        cut = cuts[-1] + length if len(cuts) < count else len(text)
        while cut < len(text) and (text[cut] in NOT_FIRST or text[cut - 1] in NOT_LAST) and cut > cuts[-1] + 1:
            cut -= 1
        cuts.append(cut)
    return [text[low:high].strip("\u3000") for low, high in pairwise(cuts)]


__all__ = ["HEI", "KAI", "SONG", "Run", "Setter", "Story", "Style"]
