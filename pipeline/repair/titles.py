"""Title lines put together: which lines are one title, and which of them are kicker, title, subtitle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.document import MappedText
from pipeline.repair.affinity import Lexicon, grams
from pipeline.repair.blocks import SUBTITLE, Block
from pipeline.repair.cues import is_series

_REACH = 4
_LONGEST = 6
_ALLOWED_LOSS = 0.28
"""Share of what a line says of its best paragraphs that it may lose among the other lines of its title: lines of one
title are about the same paragraphs, so parting them gains little."""
_OVER_GAP = 0.12
_AT_ONE = 0.06
_AFTER_SUBTITLE = 0.3
_HANGING = 0.6
_WEAK = 0.12
_ECHO = 1.0
_ECHO_LINES = 3
_LEADS = 0.04
_KICKER_LENGTH = 14


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


def titles(found: Sequence[tuple[int, Block]], lexicon: Lexicon, headings: Mapping[str, int], body: str) -> list[Title]:
    """The titles in a run of title lines (index on the page, block) that stand together.

    ``headings`` are the section headings of the page with the paragraphs they stand before: a title may list them.
    """
    size = len(found)
    scores = [{} if f"《{b.text.text}》" in body or is_series(b.text.text) and size > 1 else lexicon.coverage(grams(b.text.text), _REACH) for _, b in found]
    echoes = _echoes([block.text.text for _, block in found], headings)
    mixed = len({block.gap > 0 for _, block in found[1:]}) > 1
    best = [0.0] + [float("-inf")] * size
    back = [0] * (size + 1)
    for stop in range(1, size + 1):
        for start in range(stop - 1, max(-1, stop - 1 - _LONGEST), -1):
            gain = best[start] + _about(scores[start:stop]) - _seams([b for _, b in found[start:stop]], mixed)
            gain -= _border(found[start - 1][1], found[start][1], mixed) if start else 0.0
            gain -= _ECHO * (start in echoes or stop in echoes)
            if gain > best[stop]:
                best[stop], back[stop] = gain, start
    out: list[Title] = []
    stop = size
    while stop:
        out.append(_title(found[back[stop] : stop]))
        stop = back[stop]
    return out[::-1]


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


def _about(scores: Sequence[Mapping[int, float]]) -> float:
    """How well one stretch of paragraphs fits all of the lines."""
    places = {place for each in scores for place in each}
    alone = sorted(max(each.values(), default=0.0) for each in scores)
    together = max((sum(each.get(place, 0.0) for each in scores) for place in places), default=0.0)
    leads = _LEADS if len(scores) > 1 and max(scores[0].values(), default=0.0) < _WEAK else 0.0
    return together + _ALLOWED_LOSS * sum(alone[:-1]) + leads


def _seams(lines: Sequence[Block], mixed: bool) -> float:
    """What it costs to keep the lines in one title."""
    cost = 0.0
    for before, line in zip(lines, lines[1:], strict=False):
        if line.kind == SUBTITLE:
            continue
        cost += _AFTER_SUBTITLE if before.kind == SUBTITLE else 0.0
        cost += _OVER_GAP if mixed and line.gap else 0.0
    return cost


def _border(before: Block, line: Block, mixed: bool) -> float:
    """What it costs to part two lines."""
    cost = _AT_ONE if mixed and not line.gap else 0.0
    if line.kind == SUBTITLE or before.text.text[-1] in "：，、":
        cost += _HANGING
    return cost


def _title(found: Sequence[tuple[int, Block]]) -> Title:
    main = tuple(block.text for _, block in found if block.kind != SUBTITLE)
    subtitles = tuple(block.text for _, block in found if block.kind == SUBTITLE)
    words = grams("".join(line.text for line in main)) | grams("".join(line.text for line in subtitles))
    return Title(found[0][0], main, subtitles, frozenset(words))


def split_kicker(title: Title, body: str, lexicon: Lexicon, paragraphs: Sequence[int]) -> tuple[MappedText | None, MappedText | None]:
    """(kicker, title) of a title whose article is known.

    The first line is the kicker where the body names it as a series (《…》) or where, other than the lines below it,
    it says nothing of what the article says.
    """
    lines = title.lines
    if not lines:
        return None, None
    if len(lines) == 1 or len(lines[0]) > _KICKER_LENGTH or lines[0].text[-1] in "：，、":
        return None, MappedText.join(lines)
    first = lines[0]
    named = f"《{first.text}》" in body or is_series(first.text)
    own = set(paragraphs)
    rest = MappedText.join(lines[1:])
    fits = [max((s for p, s in lexicon.coverage(grams(part.text)).items() if p in own), default=0.0) for part in (first, rest)]
    if named or (fits[0] < 0.25 and fits[1] > 1.5 * fits[0]):
        return first, rest
    return None, MappedText.join(lines)
