"""Blocks to articles: bodies cut apart, each given its title, byline and captions by order and by words in common."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document import MappedText
from pipeline.repair import blocks as kinds
from pipeline.repair.affinity import Lexicon, grams
from pipeline.repair.blocks import Block
from pipeline.repair.chains import chained
from pipeline.repair.credits import Byline, assign, bylines
from pipeline.repair.cues import dateline
from pipeline.repair.measures import INDENT
from pipeline.repair.parts import BODY, HEADING, Draft, PageParts
from pipeline.repair.segments import Unit, walk
from pipeline.repair.titles import Part, Title, parts, split_kicker, titles

_TWO_HALVES = 12
_NAMED = re.compile(r"《([^《》\n]{1,40})》")
_MOSTLY = 0.7
BY_PLACE = "title by its place alone"
NO_TITLE = "no title assigned"
BYLINE_BY_ORDER = "byline by the order of the page alone"
_DOUBTS = {NO_TITLE: 0.3, BY_PLACE: 0.3, BYLINE_BY_ORDER: 0.15}
"""What each note takes from an article's confidence."""


@dataclass(slots=True)
class Body:
    """A body being put together: indices of its units, and what was found to go with it."""

    units: list[int]
    title: int | None = None
    bylines: list[Byline] = field(default_factory=list)
    captions: list[MappedText] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Page:
    """The blocks of one page and what is learnt of them together."""

    def __init__(self, found: Sequence[Block], raw: Sequence[MappedText]) -> None:
        self.found = found
        self.is_unit = [block.kind == kinds.BODY or _is_heading(found, at) for at, block in enumerate(found)]
        self.places, self.partner = chained(found, [at for at, unit in enumerate(self.is_unit) if unit])
        self.separated = sum(block.gap > 0 for block in found) * 2 > len(found)
        self.units = [self._unit(number) for number in range(len(self.places))]
        texts = [found[at].text.text if found[at].kind == kinds.BODY else "" for at in self.places]
        self.lexicon = Lexicon(texts, [unit.dateline for unit in self.units])
        self.headings = {found[at].text.text: number for number, at in enumerate(self.places) if found[at].kind != kinds.BODY}
        self.named = frozenset(_NAMED.findall("\n".join(texts)))
        self.titles = self._titles(raw)
        ordered = sorted(self.places)
        ranks = [bisect_left(ordered, title.position) for title in self.titles]
        beside = sum(one == other for one, other in pairwise(ranks))
        self.listed = len(ranks) > 1 and beside * 5 >= (len(ranks) - 1) * 3
        """Most titles stand next to each other, not with their bodies."""

    def _titles(self, raw: Sequence[MappedText]) -> list[Title]:
        runs: list[list[Part]] = []
        run: list[Part] = []
        for at, block in enumerate(self.found):
            if block.kind in (kinds.SHORT, kinds.SUBTITLE) and not self.is_unit[at]:
                run += parts(at, block, raw[at])
            elif run:
                runs.append(run)
                run = []
        runs += [run] if run else []
        alone = len(runs) > 2
        return [title for run in runs for title in titles(run, self.lexicon, self.headings, self.named, alone)]

    def _unit(self, number: int) -> Unit:
        at = self.places[number]
        block = self.found[at]
        if number == 0:
            return Unit(True, True, True, False, block.kind != kinds.BODY)
        last = self.places[number - 1]
        between = {other.kind for other in self.found[last + 1 : at]} if last < at else set()
        return Unit(
            dateline=block.kind == kinds.BODY and dateline(block.text.text) is not None,
            border=bool(between - {kinds.CAPTION, kinds.FURNITURE}) or last > at,
            block=(self.separated and not block.gap) or block.lines[0].page_break,
            torn=self.partner.get(at) == last,
            heading=block.kind != kinds.BODY,
        )


def _is_heading(found: Sequence[Block], at: int) -> bool:
    """Whether a short block is a heading within a body: it stands alone between two paragraphs, or alone before the first."""
    line = found[at].lines[0]
    if found[at].kind != kinds.SHORT or line.page_break or line.width > line.measure + INDENT:
        return False
    before = found[at - 1].kind if at else kinds.BODY
    after = found[at + 1] if at + 1 < len(found) else None
    if before != kinds.BODY or after is None or after.kind != kinds.BODY:
        return False
    halves = len(found[at].lines) == 1 and len(line.text) >= _TWO_HALVES and not line.spaced and _has_blank(line.text)
    return not halves and dateline(after.text.text) is None


def _has_blank(text: MappedText) -> bool:
    """Whether the page has a blank between two Chinese characters of the line: titles of two halves do, headings hardly."""
    places = zip(text.text, text.text[1:], text.origin, text.origin[1:], strict=False)
    return any(other - one > 1 and not (left.isascii() or right.isascii()) for left, right, one, other in places)


def articles(found: Sequence[Block], raw: Sequence[MappedText]) -> PageParts:
    """The articles and furniture of a page's blocks; ``raw`` is the text of each block with the blanks it has on the page."""
    page = Page(found, raw)
    bodies = _bodies(page)
    _give_titles(page, bodies)
    signed = bylines(found, raw)
    _give_bylines(page, bodies, signed)
    _give_captions(page, bodies)
    drafts = [_draft(page, body) for body in bodies]
    furniture = tuple(text for block, text in zip(found, raw, strict=True) if block.kind == kinds.FURNITURE)
    return PageParts(tuple(drafts), furniture)


def _bodies(page: Page) -> list[Body]:
    """The units cut into bodies, in the order of the page; torn pieces of one body are together."""
    labels = walk(page.units, page.titles, page.lexicon, page.listed)
    beside = _beside(page, labels)
    if beside:
        labels = walk(page.units, page.titles, page.lexicon, page.listed, beside)
    runs: list[Body] = []
    for number, label in enumerate(labels):
        unit = page.units[number]
        same = bool(runs) and runs[-1].title == label
        if same and (unit.torn or not (unit.dateline or (unit.border and label is None))):
            runs[-1].units.append(number)
        else:
            runs.append(Body([number], label))
    return _mended(page, runs)


def _beside(page: Page, labels: Sequence[int | None]) -> dict[int, int]:
    """The unit directly below (or else above) each title, with the title, where most titles have their body there."""
    numbers = {at: number for number, at in enumerate(page.places)}
    ordered = sorted(page.places)
    given = set(labels)
    best: tuple[float, dict[int, int]] = (0.0, {})
    for step in (0, -1):
        near: dict[int, int] = {}
        for number, title in enumerate(page.titles):
            rank = bisect_left(ordered, title.position) + step
            if title.lines and 0 <= rank < len(ordered):
                near[numbers[ordered[rank]]] = number
        heard = [at for at, title in near.items() if title in given]
        right = sum(labels[at] == near[at] for at in heard)
        if right > 2 and right / len(heard) > max(best[0], _MOSTLY):
            best = (right / len(heard), {at: title for at, title in near.items() if not page.units[at].torn})
    return best[1]


def _mended(page: Page, runs: list[Body]) -> list[Body]:
    """Runs of one title put together, unless the later is an article of its own by its dateline."""
    out: list[Body] = []
    homes: dict[int, Body] = {}
    for run in runs:
        unit = page.units[run.units[0]]
        home = homes.get(run.title) if run.title is not None else None
        if home is not None and not unit.dateline:
            home.units += run.units
        else:
            out.append(run)
            if run.title is not None:
                homes[run.title] = run
    return out


def _give_titles(page: Page, bodies: list[Body]) -> None:
    """Each title to at most one body: the one that has most of its words; then what the page's order makes plain."""
    fits = {}
    for number, body in enumerate(bodies):
        if body.title is None:
            continue
        share = page.lexicon.coverage(page.titles[body.title].grams)
        words = sum(share.get(unit, 0.0) for unit in body.units[:4])
        fits[number] = words + 0.01 * len(body.units)
        if not any(unit in share for unit in body.units):
            body.notes.append(BY_PLACE)
    taken: dict[int, int] = {}
    for number in sorted(fits, key=lambda n: -fits[n]):
        title = bodies[number].title
        if title is None or title in taken:
            bodies[number].title = None
            bodies[number].notes.clear()
        else:
            taken[title] = number
    _by_order(page, bodies, taken)


def _by_order(page: Page, bodies: list[Body], taken: dict[int, int]) -> None:
    """Titles no words speak for, to the body that stands to them as the other titles' bodies do."""
    firsts = sorted(page.places[body.units[0]] for body in bodies)
    before = [bisect_left(firsts, title.position) for title in page.titles]
    steps = Counter(number - before[title] for title, number in taken.items()).most_common(1)
    ranks = {number - title for title, number in taken.items()}
    for title in range(len(page.titles)):
        if title in taken or not page.titles[title].lines:
            continue
        number = None
        if len(taken) > 1 and steps[0][1] * 2 > len(taken):
            number = before[title] + steps[0][0]
        elif len(bodies) == len(page.titles) and len(taken) in (0, len(page.titles) - 1):
            number = title
        elif len(ranks) == 1:
            number = title + next(iter(ranks))
        if number is not None and 0 <= number < len(bodies) and bodies[number].title is None:
            bodies[number].title = title
            bodies[number].notes.append(BY_PLACE)
            taken[title] = number


def _give_bylines(page: Page, bodies: list[Body], signed: Sequence[Byline]) -> None:
    """Each byline to a body by the order the page keeps; halves of one torn apart by columns to the same body."""
    firsts = [page.places[body.units[0]] for body in bodies]
    lasts = [page.places[body.units[-1]] for body in bodies]
    where = {page.titles[body.title].position: number for number, body in enumerate(bodies) if body.title is not None}
    heads = [at for at in range(len(signed)) if not _carries_on(signed, at, page)]
    whole = set(heads)
    for at, number in zip(heads, assign([signed[at] for at in heads], firsts, lasts, where, page.found), strict=True):
        if number is not None and not bodies[number].bylines:
            bodies[number].bylines.append(signed[at])
            if not _stands_by(signed[at], bodies[number], page):
                bodies[number].notes.append(BYLINE_BY_ORDER)
            if at + 1 < len(signed) and at + 1 not in whole:
                bodies[number].bylines.append(signed[at + 1])


def _stands_by(byline: Byline, body: Body, page: Page) -> bool:
    """Whether only lines of titles stand between a byline and a paragraph or the title of its body."""
    home = {page.places[number] for number in body.units}
    if body.title is not None:
        home.add(page.titles[body.title].position)
    for at, step in ((byline.first - 1, -1), (byline.last + 1, 1)):
        while 0 <= at < len(page.found) and at not in home and page.found[at].kind in (kinds.SHORT, kinds.SUBTITLE):
            at += step
        if at in home:
            return True
    return False


def _carries_on(signed: Sequence[Byline], number: int, page: Page) -> bool:
    """Whether a byline is the second half of the one before it, which text of a torn column has come between."""
    if not number or signed[number].bracketed or not page.partner:
        return False
    first, second = signed[number - 1], signed[number]
    if second.first == first.last + 1:
        return False
    return first.unfinished or (first.reporter and second.correspondent and not first.correspondent)


def _give_captions(page: Page, bodies: list[Body]) -> None:
    """Each caption to the body that says the same, else to the one it stands in or after."""
    home = {unit: number for number, body in enumerate(bodies) for unit in body.units}
    ordered = sorted(page.places)
    for at, block in enumerate(page.found):
        if block.kind != kinds.CAPTION or not bodies:
            continue
        share = page.lexicon.coverage(grams(block.text.text))
        best = max(share, key=lambda place: share[place], default=None)
        if best is not None and share[best] > 0.4 and best in home:
            bodies[home[best]].captions.append(block.text)
        else:
            votes: Counter[int] = Counter()
            for place, value in share.items():
                votes[home[place]] += value  # type: ignore[assignment]
            before = bisect_left(ordered, at)
            near = home.get(max(0, before - 1), 0)
            bodies[votes.most_common(1)[0][0] if votes and votes.most_common(1)[0][1] > 0.8 else near].captions.append(block.text)


def _draft(page: Page, body: Body) -> Draft:
    paragraphs: list[tuple[str, MappedText]] = []
    texts = [page.found[page.places[number]] for number in body.units]
    for number, block in zip(body.units, texts, strict=True):
        if paragraphs and page.units[number].torn and block.kind == kinds.BODY and paragraphs[-1][0] == BODY:
            paragraphs[-1] = (BODY, MappedText.join([paragraphs[-1][1], block.text]))
        else:
            paragraphs.append((BODY if block.kind == kinds.BODY else HEADING, block.text))
    kicker = title = subtitle = None
    if body.title is not None:
        found = page.titles[body.title]
        kicker, title = split_kicker(found, "".join(block.text.text for block in texts), page.lexicon, body.units)
        subtitle = MappedText.join(found.subtitles) if found.subtitles else None
    else:
        body.notes.append(NO_TITLE)
    head = dateline(paragraphs[0][1].text) if paragraphs else None
    return Draft(
        paragraphs=tuple(paragraphs),
        kicker=kicker,
        title=title,
        subtitle=subtitle,
        byline=tuple(name for byline in body.bylines for name in byline.names),
        dateline=paragraphs[0][1][: len(head)] if head else None,
        captions=tuple(body.captions),
        confidence=round(1.0 - sum(_DOUBTS[note] for note in body.notes), 2),
        notes=tuple(body.notes),
    )
