"""Lines of headlines: taken apart where an extractor put two titles on one, and what speaks for and against parting two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import MappedText
from pipeline.repair.affinity import Lexicon
from pipeline.repair.blanks import clean
from pipeline.repair.block import SUBTITLE, Block
from pipeline.repair.cues import cues, is_standing, is_subtitle

PAIRS = (("【", "】"), ("《", "》"), ("“", "”"), ("（", "）"), ("「", "」"))
_BLANK = re.compile(r"[\s\u3000]+")
_SHORTEST_PART = 4
_OVER_GAP = 0.2
_AT_ONE = 0.06
_AFTER_SUBTITLE = 0.3
_UNLIKE, _LIKE = 0.2, 0.7
"""How much less two lines of unlike length are one title, and the share of the longer one from which they are alike."""
_OVER_SERIES = 0.3
"""A series' name stands above a title, not within it or below."""
_NOTICE, _LONGEST_NOTICE = 0.5, 6
_HANGING = 0.6
_WORD_OVER = 0.15
"""Parting two lines where the last and the first character make a word of the page."""
_IN_LINE = 0.2
_ECHO_LINES = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a title line between blanks: an extractor may put two titles on one line."""

    position: int
    text: MappedText
    subtitle: bool
    gap: int
    inside: bool
    """Not the first of its line."""


def parts(position: int, block: Block, raw: MappedText) -> list[Part]:
    """The parts of a title line; ``raw`` is the line with its blanks. A stretched line is one part."""
    below = block.kind == SUBTITLE or is_subtitle(block.text.text)
    if below or any(line.spaced for line in block.lines) or len(block.lines) > 1:
        return [Part(position, block.text, below, block.gap, False)]
    cuts = [0, *(blank.end() for blank in _BLANK.finditer(raw.text)), len(raw)]
    pieces = [clean(raw[low:high]) for low, high in pairwise(cuts)]
    if any(text.count(one) != text.count(other) for text in (piece.text for piece in pieces) for one, other in PAIRS):
        pieces = [block.text]
    if any(len(piece) < _SHORTEST_PART or (piece.text[-1].isascii() and piece.text[-1].isalpha()) for piece in pieces):
        pieces = [block.text]
    dashed = [is_subtitle(piece.text) for piece in pieces]
    return [
        Part(position, piece, below, 0 if number else block.gap, number > 0 and not below)
        for number, (piece, below) in enumerate(zip(pieces, dashed, strict=True))
    ]


def joint(before: Part, line: Part, series: bool, mixed: bool) -> float:
    """What it costs to keep two lines in one title; ``series``: the second names a series."""
    cost = _OVER_SERIES * series + _NOTICE * (stands_alone(before) or stands_alone(line))
    if line.subtitle:
        return cost
    if before.subtitle:
        cost += _AFTER_SUBTITLE
    elif not line.inside:
        one, other = sorted((len(before.text), len(line.text)))
        cost += _UNLIKE * (_LIKE - one / other)
    return cost + (_OVER_GAP if mixed and line.gap else 0.0)


def stands_alone(line: Part) -> bool:
    """Whether a line is all of the title of a notice or a list of briefs: 寻人启事, 简讯."""
    return len(line.text) <= _LONGEST_NOTICE and is_standing(line.text.text)


def border(before: Part, line: Part, mixed: bool, lexicon: Lexicon) -> float:
    """What it costs to part two lines."""
    cost = _AT_ONE if mixed and not line.gap else 0.0
    if line.inside:
        cost += _IN_LINE
    text = before.text.text
    if line.subtitle or text[-1] in "：，、" or any(text.count(one) > text.count(other) for one, other in PAIRS):
        cost += _HANGING
    if text[-1] in cues().title_hangs or line.text.text[0] in cues().title_leans:
        cost += _HANGING
    if not line.inside and text[-1] + line.text.text[0] in lexicon:
        cost += _WORD_OVER
    return cost


def echoes(lines: Sequence[str], headings: Mapping[str, int]) -> set[int]:
    """The seams (number of the line after) inside a title that lists the headings of its article."""
    inner: set[int] = set()
    last: tuple[int, int] | None = None
    at = 0
    while at < len(lines):
        size = next((n for n in range(1, _ECHO_LINES + 1) if "".join(lines[at : at + n]) in headings), 0)
        if size:
            inner.update(range(at + 1, at + size))
            place = headings["".join(lines[at : at + size])]
            if last and last[0] == at and last[1] < place:
                inner.add(at)
            last = (at + size, place)
        at += max(1, size)
    return inner
