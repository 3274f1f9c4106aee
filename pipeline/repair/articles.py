"""Blocks to articles: bodies cut apart, each given its title, byline and captions by order and by words in common."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document import MappedText
from pipeline.repair import block as kinds
from pipeline.repair.affinity import grams
from pipeline.repair.block import Block
from pipeline.repair.credits import Byline, assign, bylines, listed
from pipeline.repair.cues import dateline
from pipeline.repair.doubts import BREAKS_OFF, BY_PLACE, BYLINE_BY_ORDER, NO_TITLE, breaks_off
from pipeline.repair.homes import homes
from pipeline.repair.page import Page
from pipeline.repair.parts import BODY, HEADING, Draft, PageParts
from pipeline.repair.titles import split_kicker

_NEAR = 2
"""Paragraphs from an article's first on that a title may stand before, if the article was begun too early."""


@dataclass(slots=True)
class Body:
    """A body being put together: indices of its units, and what was found to go with it."""

    units: list[int]
    title: int | None = None
    bylines: list[Byline] = field(default_factory=list)
    captions: list[MappedText] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def articles(found: Sequence[Block], raw: Sequence[MappedText]) -> PageParts:
    """The articles and furniture of a page's blocks; ``raw`` is the text of each block with the blanks it has on the page."""
    signed = bylines(found, raw)
    page = Page(found, raw)
    above = page.misread()
    if above:
        page = Page(found, raw, above)
    signed = listed(signed, len(page.titles), found, raw)
    bodies, left = _made(page, signed)
    twice = _signed_twice(page, bodies, left) | _headed(page, bodies)
    if twice:
        above |= twice
        page = Page(found, raw, above)
        bodies, left = _made(page, signed)
    sure = sum(byline.told or (byline.bracketed and len(byline.names) > 1) for byline in signed)
    if len(bodies) < sure:
        page = Page(found, raw, above, sure)
        bodies, left = _made(page, signed)
    _give_left(bodies, left)
    _give_captions(page, bodies)
    drafts = [_draft(page, body) for body in bodies]
    furniture = tuple(text for block, text in zip(found, raw, strict=True) if block.kind == kinds.FURNITURE)
    return PageParts(tuple(drafts), furniture)


def _made(page: Page, signed: Sequence[Byline]) -> tuple[list[Body], list[Byline]]:
    """The bodies with their titles and bylines, and the bylines that are left."""
    bodies = _bodies(page)
    _give_titles(page, bodies)
    return bodies, _give_bylines(page, bodies, signed)


def _bodies(page: Page) -> list[Body]:
    """The units cut into bodies, in the order of the page; torn pieces of one body are together."""
    return [Body(list(range(begin, end))) for begin, end in pairwise([*page.begins, len(page.units)])]


def _give_titles(page: Page, bodies: list[Body]) -> None:
    """Each title to at most one body, by its words and the order of the page."""
    home = page.homes()
    fits = [page.lexicon.shares(title.grams, home) for title in page.titles]
    spans = [(min(page.places[unit] for unit in body.units), max(page.places[unit] for unit in body.units)) for body in bodies]
    for title, number in enumerate(homes([title.position for title in page.titles], spans, fits)):
        if number is not None and page.titles[title].lines:
            bodies[number].title = title
            if not fits[title].get(number):
                bodies[number].notes.append(BY_PLACE)


def _signed_twice(page: Page, bodies: Sequence[Body], left: Sequence[Byline]) -> frozenset[int]:
    """Headings of bodies that have a byline and hold another: one article has one, so they are titles."""
    out: set[int] = set()
    left = [byline for byline in left if not _listed(byline, page)]
    for body in bodies:
        places = [page.places[number] for number in body.units]
        heads = [page.places[number] for number in body.units[1:] if page.units[number].heading]
        others = [byline for byline in left if places[0] < byline.first <= places[-1] + 1]
        above = [byline for byline in left if byline.last + 1 == places[0]]
        if body.bylines and above and len(heads) == 1:
            out.add(heads[0])
        elif body.bylines and others and heads:
            before = [at for at in heads if at < others[0].first]
            out.add(before[-1] if before else heads[0])
    return frozenset(out)


def _headed(page: Page, bodies: Sequence[Body]) -> frozenset[int]:
    """Headings that bodies without a title begin with, or nearly, on a page whose titles stand above their bodies: they are titles."""
    firsts = sorted(page.places[body.units[0]] for body in bodies)
    above = [
        firsts[bisect_left(firsts, page.titles[body.title].position) :][:1] == [page.places[body.units[0]]]
        for body in bodies
        if body.title is not None
    ]
    if 2 * sum(above) <= len(above):
        return frozenset()
    heads = [number for body in bodies if body.title is None for number in body.units[:_NEAR]]
    return frozenset(page.places[number] for number in heads if page.units[number].heading)


def _listed(byline: Byline, page: Page) -> bool:
    """Whether it stands in a list below all bodies: there it says nothing of where it stands."""
    beside = [page.found[at].kind for at in (byline.first - 1, byline.last + 1) if 0 <= at < len(page.found)]
    return kinds.BYLINE in beside and byline.first > max(page.places, default=-1)


def _give_left(bodies: Sequence[Body], left: Sequence[Byline]) -> None:
    """Bylines nobody has to the bodies without one, in order, where there are as many of both."""
    bare = [body for body in bodies if not body.bylines]
    if len(bare) == len(left):
        for body, byline in zip(bare, left, strict=True):
            body.bylines.append(byline)
            body.notes.append(BYLINE_BY_ORDER)


def _give_bylines(page: Page, bodies: list[Body], signed: Sequence[Byline]) -> list[Byline]:
    """Each byline to a body by the order the page keeps; halves of one torn apart by columns to the same body. Those left over."""
    firsts = [page.places[body.units[0]] for body in bodies]
    lasts = [page.places[body.units[-1]] for body in bodies]
    where = {page.titles[body.title].position: number for number, body in enumerate(bodies) if body.title is not None}
    heads = [at for at in range(len(signed)) if not _carries_on(signed, at, page)]
    whole = set(heads)
    left: list[Byline] = []
    for at, number in zip(heads, assign([signed[at] for at in heads], firsts, lasts, where, page.found), strict=True):
        if number is not None and not bodies[number].bylines:
            bodies[number].bylines.append(signed[at])
            if not _stands_by(signed[at], bodies[number], page):
                bodies[number].notes.append(BYLINE_BY_ORDER)
            if at + 1 < len(signed) and at + 1 not in whole:
                bodies[number].bylines.append(signed[at + 1])
        else:
            left.append(signed[at])
    return left


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
    if breaks_off([text for role, text in paragraphs if role == BODY]):
        body.notes.append(BREAKS_OFF)
    head = dateline(paragraphs[0][1].text) if paragraphs else None
    return Draft(
        paragraphs=tuple(paragraphs),
        kicker=kicker,
        title=title,
        subtitle=subtitle,
        byline=tuple(name for byline in body.bylines for name in byline.names),
        dateline=paragraphs[0][1][: len(head)] if head else None,
        captions=tuple(body.captions),
        notes=tuple(body.notes),
    )
