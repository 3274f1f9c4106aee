"""Headline groups: titles by size, with kicker, subtitle and byline that stand above and below them."""

from pipeline.repair.cues import ends_sentence, is_subtitle
from pipeline.repair.geometry.blocks import is_display
from pipeline.repair.geometry.bylines import names_of
from pipeline.repair.geometry.lines import spaced
from pipeline.repair.geometry.model import Headline, Line, Page, overlap

_TITLE_SHARE = 0.9
_REACH = 1.3
_CENTRED = 1.2


def find_headlines(lines: list[Line], page: Page, rules: list[tuple[float, float, float]]) -> list[Headline]:
    """Groups of display lines, top to bottom. Lines of one group overlap, stand close, and have no rule between them."""
    groups: list[list[Line]] = []
    for line in sorted((n for n in lines if is_display(n, page)), key=lambda n: (-n.base, n.x0)):
        for group in groups:
            if _joins(group, line, rules):
                group.append(line)
                break
        else:
            groups.append([line])
    return [_arranged(group) for group in groups]


def _joins(group: list[Line], line: Line, rules: list[tuple[float, float, float]]) -> bool:
    for member in group:
        if abs(member.base - line.base) < 0.3 * line.size and abs(member.size - line.size) < 0.05 * line.size:
            gap = max(member.x0, line.x0) - min(member.x1, line.x1)
            if gap < 2.5 * line.size and not any(abs(y - line.base) < 2 * line.size and member.x1 < x0 < line.x0 for y, x0, _ in rules):
                return True
            continue
        if overlap(member.x0, member.x1, line.x0, line.x1) < 0.5 * min(member.width, line.width):
            continue
        if member.bottom - line.top > 0.9 * max(member.size, line.size):
            continue
        if any(line.base < y < member.base and overlap(x0, x1, line.x0, line.x1) > 0 for y, x0, x1 in rules):
            continue
        return True
    return False


def _arranged(group: list[Line]) -> Headline:
    largest = max(n.size for n in group)
    main = [n for n in group if n.size >= _TITLE_SHARE * largest]
    highest, lowest = max(n.base for n in main), min(n.base for n in main)
    title = sorted((n for n in group if lowest - 0.1 <= n.base <= highest + 0.1), key=lambda n: (-round(n.base), n.x0))
    above = [n for n in group if n.base > highest + 0.1]
    below = [n for n in group if n.base < lowest - 0.1]
    return Headline(title, above, below)


def attach_small(headline: Headline, candidates: list[Line], page: Page) -> list[Line]:
    """Take the small lines that belong to the headline (byline, dashed subtitle, kicker) out of ``candidates``; return them."""
    taken: list[Line] = []
    while True:
        box = headline.box
        found = [n for n in candidates if n not in taken and _belongs(headline, box, n, page)]
        if not found:
            return taken
        for line in found:
            (headline.below if line.base < headline.title[0].base else headline.above).append(line)
            taken.append(line)


def _belongs(headline: Headline, box: tuple[float, float, float, float], line: Line, page: Page) -> bool:
    reach = _REACH * page.leading
    below = line.top <= box[1] + 0.4 * line.size and box[1] - line.top < reach
    above = line.bottom >= box[3] - 0.4 * line.size and line.bottom - box[3] < 0.8 * reach
    if not (below or above):
        return False
    centre = (headline.title[0].x0 + headline.title[0].x1) / 2
    width = max(n.x1 for n in headline.title) - min(n.x0 for n in headline.title)
    centred = abs((line.x0 + line.x1) / 2 - centre) < _CENTRED * page.body
    flush = abs(line.x0 - headline.title[0].x0) < page.body
    text = line.text.text
    if below and (is_subtitle(text) or names_of(spaced(line, page))):
        return centred or flush or overlap(line.x0, line.x1, box[0], box[2]) > 0.9 * line.width
    # a kicker as small as the body is known by standing over the middle of the title, or in another face
    return above and centred and line.width < 0.9 * width and not ends_sentence(text) and (line.size > 1.03 * page.body or line.face != page.face)
