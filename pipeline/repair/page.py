"""What is learnt of a page's blocks together: its paragraphs in reading order, where articles begin, its titles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import MappedText
from pipeline.repair import block as kinds
from pipeline.repair import division
from pipeline.repair.affinity import Lexicon
from pipeline.repair.block import Block
from pipeline.repair.chains import chained
from pipeline.repair.cues import dateline, is_standing
from pipeline.repair.furniture import continued
from pipeline.repair.measures import INDENT
from pipeline.repair.subjects import Subjects
from pipeline.repair.titlelines import Part, parts
from pipeline.repair.titles import run_of

_TWO_HALVES = 12
_SELDOM = 3
"""Where fewer than one line in so many has a blank line before it, a blank line parts the frames of the page."""
_NAMED = re.compile(r"《([^《》\n]{1,40})》")
_DATELINE = 200.0
_BORDER = 100.0
_SIGNED = 250.0
_FRAME = 50.0
_BLOCK = 25.0
_TORN = -200.0
_AFTER_HEADING = -300.0
_AT_HEADING = -60.0
"""What a beginning is hinted at by, in nats: a dateline, a title or byline before it, both of them, a frame or a new block of the
extractor; what speaks against it: a sentence torn in two, a heading before it or in its place."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or heading, and what stands before it."""

    dateline: bool
    border: bool
    """A title, byline or other satellite stands before it."""
    signed: bool
    """A byline and a title both stand before it, a byline in brackets or a note that the article goes on elsewhere right after the
    unit before, or the title of a notice."""
    block: bool
    """The extractor began a new block here without a blank line."""
    frame: bool
    """A blank line stands before it on a page where those are few."""
    torn: bool
    """It begins in the middle of the sentence the unit before ended in."""
    heading: bool


class Page:
    """The blocks of one page and what is learnt of them together."""

    def __init__(self, found: Sequence[Block], raw: Sequence[MappedText], above: frozenset[int] = frozenset(), signed: int = 0) -> None:
        """``above`` are blocks that look like headings and are titles; ``signed`` is how many bylines the page has."""
        self.found = found
        lines = [line for block in found for line in block.lines]
        self.framed = 0 < sum(line.gap > 0 for line in lines) * _SELDOM < len(lines)
        self.separated = sum(block.gap > 0 for block in found) * 2 > len(found)
        self.is_unit = [
            block.kind == kinds.BODY or (at not in above and _is_heading(found, at, self.separated)) for at, block in enumerate(found)
        ]
        self.places, self.partner = chained(found, [at for at, unit in enumerate(self.is_unit) if unit])
        self.units = [self._unit(number) for number in range(len(self.places))]
        texts = [found[at].text.text if found[at].kind == kinds.BODY else "" for at in self.places]
        self.lexicon = Lexicon(texts, [unit.dateline for unit in self.units])
        headings = {found[at].text.text: number for number, at in enumerate(self.places) if found[at].kind != kinds.BODY}
        named = frozenset(_NAMED.findall("\n".join(texts)))
        hints = [self._hint(number) for number in range(len(self.units))]
        subjects = Subjects(self.lexicon.places, self.lexicon.often, self.lexicon.sizes)
        least = 0 if self.partner else signed  # a torn column tears bylines too
        runs = [run_of(lines, self.lexicon, headings, named) for lines in self._title_runs(raw)]
        known = division.Page(subjects, self.lexicon, len(self.units), hints, runs, least)
        divided = division.divided(known, self.places)
        self.begins, self.titles = divided.begins, divided.titles

    def misread(self) -> frozenset[int]:
        """Blocks taken for headings at which an article begins, where there are more articles than titles: they are titles."""
        if len(self.begins) <= len(self.titles):
            return frozenset()
        return frozenset(self.places[at] for at in self.begins if self.units[at].heading)

    def homes(self) -> list[int]:
        """For each unit the number of the article it is in."""
        return division.homes(self.begins, len(self.units))

    def _hint(self, number: int) -> float:
        """What speaks for an article's beginning at a unit, in nats."""
        unit = self.units[number]
        if number == 0:
            return 0.0
        before = self.units[number - 1]
        hint = _DATELINE * unit.dateline + (_BORDER if unit.border else _FRAME if unit.frame else _BLOCK if unit.block else 0.0)
        hint += _SIGNED * (unit.signed and not unit.torn)
        hint += _AFTER_HEADING * before.heading + _AT_HEADING * unit.heading
        return hint + _TORN * unit.torn

    def _title_runs(self, raw: Sequence[MappedText]) -> list[list[Part]]:
        """The title lines that stand together, run by run."""
        runs: list[list[Part]] = [[]]
        for at, block in enumerate(self.found):
            if block.kind in (kinds.SHORT, kinds.SUBTITLE) and not self.is_unit[at]:
                runs[-1] += parts(at, block, raw[at])
            elif runs[-1]:
                runs.append([])
        return runs if runs[-1] else runs[:-1]

    def _surely_ends(self, begin: int, stop: int) -> bool:
        """Whether a note between two blocks says that an article goes on elsewhere, or the title of a notice stands there."""
        between = self.found[begin:stop]
        jumps = any(block.kind == kinds.FURNITURE and continued(block.text.text) for block in between)
        return jumps or (len(between) == 1 and between[0].kind == kinds.SHORT and is_standing(between[0].text.text))

    def _unit(self, number: int) -> Unit:
        at = self.places[number]
        block = self.found[at]
        if number == 0:
            return Unit(True, True, False, True, False, False, block.kind != kinds.BODY)
        last = self.places[number - 1]
        between = {other.kind for other in self.found[last + 1 : at]} if last < at else set()
        after = self.found[last + 1].signature if last + 1 < at else None
        return Unit(
            dateline=block.kind == kinds.BODY and dateline(block.text.text) is not None,
            border=bool(between - {kinds.CAPTION, kinds.FURNITURE}) or last > at,
            signed=(kinds.BYLINE in between and (kinds.SHORT in between or (after is not None and after.opens and after.closes)))
            or self._surely_ends(last + 1, at),
            block=(self.separated and not block.gap) or block.lines[0].page_break,
            frame=self.framed and block.gap > 0,
            torn=self.partner.get(at) == last,
            heading=block.kind != kinds.BODY,
        )


def _is_heading(found: Sequence[Block], at: int, separated: bool) -> bool:
    """Whether a short block is a heading within a body: it stands alone between two paragraphs, or alone before the first.

    ``separated``: blank lines stand before most blocks and say nothing.
    """
    line = found[at].lines[0]
    if found[at].kind != kinds.SHORT or line.page_break or line.width > line.measure + INDENT or is_standing(found[at].text.text):
        return False
    before = found[at - 1].kind if at else kinds.BODY
    after = found[at + 1] if at + 1 < len(found) else None
    if before != kinds.BODY or after is None or after.kind != kinds.BODY:
        return False
    if found[at].gap and after.gap and not separated:  # set apart, where hardly anything is
        return False
    halves = len(found[at].lines) == 1 and len(line.text) >= _TWO_HALVES and not line.spaced and _has_blank(line.text)
    return not halves and dateline(after.text.text) is None


def _has_blank(text: MappedText) -> bool:
    """Whether the page has a blank between two Chinese characters of the line: titles of two halves do, headings hardly."""
    places = zip(text.text, text.text[1:], text.origin, text.origin[1:], strict=False)
    return any(other - one > 1 and not (left.isascii() or right.isascii()) for left, right, one, other in places)
