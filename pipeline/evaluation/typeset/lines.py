"""Text set in lines: glyphs with their places from the line's left edge."""

import math
from dataclasses import dataclass
from itertools import pairwise

from pipeline.evaluation.pdfwriter import LATIN_WIDTH, is_latin
from pipeline.evaluation.typeset.style import Style

NOT_FIRST = "，。、；：！？）》”’」』】%％…—"
NOT_LAST = "（《“‘「『【"
HALF_LEFT = "，。、；：！？）》”’」』】"


@dataclass(slots=True)
class Glyph:
    char: str
    x: float
    width: float
    shift: float = 0.0


def wrap(style: Style, text: str, scale: float, indent: float = 0.0) -> list[str]:
    """Break a text into lines of the column without justification."""
    size = scale * style.body
    lines, now = [], ""
    for char in text:
        if natural_width(now + char, size) > style.column - indent * style.body and char not in NOT_FIRST:
            lines.append(now)
            now = ""
        now += char
    return [*lines, now] if now else lines


def justify(style: Style, text: str) -> list[list[Glyph]]:
    """A paragraph as lines of glyphs with x from the column's left edge."""
    em = style.body
    lines: list[list[str]] = [[]]
    used = 2 * em
    units = _units(text)
    for i, unit in enumerate(units):
        width = sum(_advance(style, c, em) for c in unit)
        follower = _advance(style, units[i + 1][0], em) if i + 1 < len(units) and units[i + 1][0] in NOT_FIRST else 0.0
        if lines[-1] and used + width + follower > style.measure * em + 0.01 and unit[0] not in NOT_FIRST:
            moved: list[str] = []
            while lines[-1] and lines[-1][-1][-1] in NOT_LAST:
                moved.insert(0, lines[-1].pop())
            lines.append(moved)
            used = sum(_advance(style, c, em) for u in moved for c in u)
        if unit == " " and not lines[-1]:
            continue
        lines[-1].append(unit)
        used += width
    out = []
    for n, line in enumerate(lines):
        chars = [c for unit in line for c in unit]
        indent = 2 * em * (1 + style.track) if n == 0 else 0.0
        natural = sum(_advance(style, c, em) for c in chars)
        gaps = max(1, len(line) - 1)
        room = style.column - indent - natural
        last = n == len(lines) - 1
        extra = min(style.track * em, max(0.0, room / gaps)) if last else room / gaps
        x = indent
        glyphs = []
        for k, unit in enumerate(line):
            for c in unit:
                glyphs.append(Glyph(c, x, _advance(style, c, em), _shift(style, c, em)))
                x += _advance(style, c, em)
            x += extra if k < len(line) - 1 else 0.0
        out.append([g for g in glyphs if g.char != " "])
    return out


def _advance(style: Style, char: str, size: float) -> float:
    if is_latin(char):
        return LATIN_WIDTH * size
    tight = style.tight_punctuation and char in HALF_LEFT + NOT_LAST
    return 0.5 * size if tight else size


def _shift(style: Style, char: str, size: float) -> float:
    return -0.5 * size if style.tight_punctuation and char in NOT_LAST else 0.0


def natural_width(text: str, size: float) -> float:
    """How wide a text is without justification."""
    return sum(LATIN_WIDTH * size if is_latin(c) else size for c in text)


def natural(text: str, x: float, size: float) -> list[Glyph]:
    """A text set without justification from ``x`` on."""
    out = []
    for c in text:
        width = LATIN_WIDTH * size if is_latin(c) else size
        if not c.isspace():
            out.append(Glyph(c, x, width))
        x += width
    return out


def _units(text: str) -> list[str]:
    """Characters, Latin words and figures as units that are not broken."""
    out: list[str] = []
    for char in text:
        if out and is_latin(char) and char != " " and is_latin(out[-1][-1]) and out[-1] != " " and len(out[-1]) < 18:
            out[-1] += char
        else:
            out.append(char)
    return out


def parts(text: str, most: int) -> list[str]:
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
