"""Title lines put together: which lines are one title, and which of them are kicker, title, subtitle."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import MappedText
from pipeline.repair.affinity import Lexicon, grams
from pipeline.repair.blanks import clean
from pipeline.repair.block import SUBTITLE, Block
from pipeline.repair.cues import cues, is_series, is_subtitle

_LONGEST = 6
_ALLOWED_LOSS = 0.3
"""Share of what a line says of its best paragraphs that it may lose among the other lines of its title: lines of one
title are about the same paragraphs, so parting them gains little."""
_OVER_GAP = 0.12
_AT_ONE = 0.06
_AFTER_SUBTITLE = 0.3
_HANGING = 0.6
_WORD_OVER = 0.15
"""Parting two lines where the last and the first character make a word of the page."""
_SECOND = 0.35
_TWICE = 0.4
_NEXT = 0.15
_TOO_SHORT = 0.4
_SHORTEST_TITLE = 5
_PAIRS = (("【", "】"), ("《", "》"), ("“", "”"), ("（", "）"), ("「", "」"))
_IN_LINE = 0.2
_SHORTEST_PART = 4
_BLANK = re.compile(r"[\s\u3000]+")
_WEAK = 0.12
_ECHO = 1.0
_ECHO_LINES = 3
_LEADS = 0.04
_SAYS_NOTHING = 0.1
_KICKER_LENGTH = 14
_EVEN = 0.67
"""How long the first of two halves of a title is at least, against the second."""
_SAYS = 0.15
"""Share of a kicker's words that its article may have."""


@dataclass(frozen=True, slots=True)
class Title:
    """One headline as it stands on the page; ``position`` is the index of its first block."""

    position: int
    lines: tuple[MappedText, ...]
    subtitles: tuple[MappedText, ...]
    grams: frozenset[str]

    @property
    def text(self) -> str:
        """All its main lines."""
        return "".join(line.text for line in self.lines)


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
    if any(text.count(one) != text.count(other) for text in (piece.text for piece in pieces) for one, other in _PAIRS):
        pieces = [block.text]
    if any(len(piece) < _SHORTEST_PART or (piece.text[-1].isascii() and piece.text[-1].isalpha()) for piece in pieces):
        pieces = [block.text]
    dashed = [is_subtitle(piece.text) for piece in pieces]
    return [
        Part(position, piece, below, 0 if number else block.gap, number > 0 and not below)
        for number, (piece, below) in enumerate(zip(pieces, dashed, strict=True))
    ]


def titles(
    found: Sequence[Part], lexicon: Lexicon, home: Sequence[int], headings: Mapping[str, int], named: Container[str], alone: bool
) -> list[Title]:
    """The titles in a run of title lines that stand together. ``home`` is the article of every paragraph, so far as it is known.

    ``alone``: the page sets each title by its own body, so that more than one in a run is the exception.
    ``named`` is what the page names between 《》, series among them.
    ``headings`` are the section headings of the page with the paragraphs they stand before: a title may list them.
    """
    size = len(found)
    texts = [part.text.text for part in found]
    whole = [not part.inside and not (at + 1 < size and found[at + 1].inside) for at, part in enumerate(found)]
    series = [alone and _names_series(text, named, size) for text, alone in zip(texts, whole, strict=True)]
    scores = [{} if mute else lexicon.shares(grams(t), home) for t, mute in zip(texts, series, strict=True)]
    echoes = _echoes(texts, headings)
    mixed = len({part.gap > 0 for part in found[1:]}) > 1
    # Cheapest reading up to a line, by the line its last title begins with; that title's article; where the one before begins.
    best: list[dict[int, float]] = [{0: 0.0}]
    about: list[dict[int, int | None]] = [{0: None}]
    back: list[dict[int, int]] = [{0: 0}]
    for stop in range(1, size + 1):
        reached: dict[int, float] = {}
        own: dict[int, int | None] = {}
        came: dict[int, int] = {}
        for start in range(max(0, stop - _LONGEST), stop):
            worth, own[start] = _about(scores[start:stop])
            worth -= _seams(found[start:stop], mixed) + _ECHO * (start in echoes or stop in echoes)
            worth -= _TOO_SHORT * (sum(len(part.text) for part in found[start:stop]) < _SHORTEST_TITLE)
            worth -= _border(found[start - 1], found[start], mixed, lexicon) + alone * _SECOND if start else 0.0
            ways = {at: value + _follows(about[start][at], own[start]) for at, value in best[start].items()}
            came[start] = max(ways, key=lambda at: ways[at])
            reached[start] = worth + ways[came[start]]
        best.append(reached)
        about.append(own)
        back.append(came)
    out: list[Title] = []
    stop, start = size, max(best[size], key=lambda at: best[size][at])
    while stop:
        out.append(_title(found[start:stop]))
        stop, start = start, back[stop][start]
    return out[::-1]


def _names_series(text: str, named: Container[str], size: int) -> bool:
    return text in named or (size > 1 and is_series(text))


def _echoes(lines: Sequence[str], headings: Mapping[str, int]) -> set[int]:
    """The seams (number of the line after) inside a title that lists the headings of its article."""
    seams: set[int] = set()
    last: tuple[int, int] | None = None
    at = 0
    while at < len(lines):
        size = next((n for n in range(1, _ECHO_LINES + 1) if "".join(lines[at : at + n]) in headings), 0)
        if size:
            seams.update(range(at + 1, at + size))
            place = headings["".join(lines[at : at + size])]
            if last and last[0] == at and last[1] < place:
                seams.add(at)
            last = (at + size, place)
        at += max(1, size)
    return seams


def _follows(last: int | None, own: int | None) -> float:
    """What it says that a title of article ``own`` follows one of article ``last``: no article has two."""
    if last is None or own is None:
        return 0.0
    return -_TWICE if own == last else _NEXT if own == last + 1 else 0.0


def _about(scores: Sequence[Mapping[int, float]]) -> tuple[float, int | None]:
    """(how well one article fits all of the lines, which one)."""
    places = {place for each in scores for place in each}
    alone = sorted(max(each.values(), default=0.0) for each in scores)
    fits = {place: sum(each.get(place, 0.0) for each in scores) for place in places}
    own = max(fits, key=lambda place: (fits[place], -place), default=None)
    together = fits[own] if own is not None else 0.0
    leads = _LEADS if len(scores) > 1 and max(scores[0].values(), default=0.0) < _WEAK else 0.0
    mute = _SAYS_NOTHING if alone[-1] < _WEAK else 0.0
    return together + _ALLOWED_LOSS * sum(alone[:-1]) + leads - mute, own if alone[-1] >= _WEAK else None


def _seams(lines: Sequence[Part], mixed: bool) -> float:
    """What it costs to keep the lines in one title."""
    cost = 0.0
    for before, line in pairwise(lines):
        if line.subtitle:
            continue
        cost += _AFTER_SUBTITLE if before.subtitle else 0.0
        cost += _OVER_GAP if mixed and line.gap else 0.0
    return cost


def _border(before: Part, line: Part, mixed: bool, lexicon: Lexicon) -> float:
    """What it costs to part two lines."""
    cost = _AT_ONE if mixed and not line.gap else 0.0
    if line.inside:
        cost += _IN_LINE
    text = before.text.text
    if line.subtitle or text[-1] in "：，、" or any(text.count(one) > text.count(other) for one, other in _PAIRS):
        cost += _HANGING
    if text[-1] in cues().title_hangs or line.text.text[0] in cues().title_leans:
        cost += _HANGING
    if not line.inside and text[-1] + line.text.text[0] in lexicon:
        cost += _WORD_OVER
    return cost


def _title(found: Sequence[Part]) -> Title:
    main: list[MappedText] = []
    below: list[MappedText] = []
    for part in found:
        if part.inside and main and not below:
            main[-1] = MappedText.join([main[-1], part.text])
        elif part.subtitle or below:  # what follows a subtitle in one headline is its second line
            below.append(part.text)
        else:
            main.append(part.text)
    subtitles = tuple(below)
    words = grams("".join(line.text for line in main)) | grams("".join(line.text for line in subtitles))
    return Title(found[0].position, tuple(main), subtitles, frozenset(words))


def split_kicker(title: Title, body: str, lexicon: Lexicon, paragraphs: Sequence[int]) -> tuple[MappedText | None, MappedText | None]:
    """(kicker, title) of a title whose article is known.

    The first line is the kicker where the body names it as a series (《…》) or where, other than the lines below it,
    it says hardly anything of what the article says. Lines of one length are one title wrapped, those of about one length too
    if the first says anything; a colon is a title's.
    """
    lines = title.lines
    if not lines:
        return None, None
    whole = all(lines[0].text.count(one) == lines[0].text.count(other) for one, other in _PAIRS)
    if len(lines) == 1 or not whole or "】" in lines[0].text[:-1] or len(lines[0]) > _KICKER_LENGTH or lines[0].text[-1] in "：，、":
        return None, MappedText.join(lines)
    first = lines[0]
    named = f"《{first.text}》" in body or is_series(first.text)
    own = set(paragraphs)
    rest = MappedText.join(lines[1:])
    fits = [max((s for p, s in lexicon.coverage(grams(part.text)).items() if p in own), default=0.0) for part in (first, rest)]
    said = grams(first.text)
    says = sum(gram in body for gram in said) / max(1, len(said))
    mute = says < _SAYS and "：" not in first.text
    even = abs(len(first) - len(lines[1])) <= 1 or (says > 0 and len(first) > _EVEN * len(lines[1]))
    if named or (not even and mute and fits[0] < 0.25 and fits[1] > 1.5 * fits[0]):
        return first, rest
    return None, MappedText.join(lines)
