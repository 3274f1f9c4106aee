"""Headline groups: titles by size, with kicker, subtitle and byline that stand above and below them."""

from collections.abc import Iterator

from pipeline.document import Box
from pipeline.repair.cues import ends_sentence, is_subtitle
from pipeline.repair.geometry.blocks import is_display
from pipeline.repair.geometry.bylines import names_of
from pipeline.repair.geometry.lines import merged, spaced
from pipeline.repair.geometry.model import Headline, Line, Page, overlap

_TITLE_SHARE = 0.9
_REACH = 1.3
_WIDE_BLANK = 1.8
_PIECE_GAP = 3.2
_CENTRED = 1.2


def find_headlines(lines: list[Line], page: Page, rules: list[tuple[float, float, float]]) -> tuple[list[Headline], list[Line]]:
    """(groups of display lines, top to bottom; the lines they took).

    Pieces of one printed line are put together first. Lines of one group overlap, stand close, and have no rule between them.
    """
    taken = [n for n in lines if is_display(n, page)]
    groups: list[list[Line]] = []
    for row in _level(taken, rules):
        line = row[0] if len(row) == 1 else merged(page, row)
        for group in groups:
            if any(_joins(member, line, rules) for member in group):
                group.append(line)
                break
        else:
            groups.append([line])
    return [_arranged(group) for group in groups], taken


def _level(lines: list[Line], rules: list[tuple[float, float, float]]) -> list[list[Line]]:
    """Pieces of one printed line each: level, of one size, no further apart than a wide blank, no rule ending between them."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda n: (-round(n.base), n.x0)):
        last = rows[-1][-1] if rows else None
        if (
            last is not None
            and abs(last.base - line.base) < 0.1 * line.size
            and abs(last.size - line.size) < 0.05 * line.size
            and line.x0 - last.x1 < _WIDE_BLANK * line.size
            and not any(abs(y - line.base) < 2.5 * line.size and last.x1 < x0 < line.x0 for y, x0, _ in rules)
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _joins(member: Line, line: Line, rules: list[tuple[float, float, float]]) -> bool:
    if overlap(member.x0, member.x1, line.x0, line.x1) < 0.5 * min(member.width, line.width):
        return False
    if member.bottom - line.top > 0.9 * max(member.size, line.size):
        return False
    return not any(line.base < y < member.base and overlap(x0, x1, line.x0, line.x1) > 0 for y, x0, x1 in rules)


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
        used = {id(n) for n in taken}
        near = [n for n in candidates if id(n) not in used and _stands_at(box, n, page)]
        found = next((row for row in _rows(near, page) if _belongs(headline, box, row, page)), None)
        if found is None:
            return taken
        line = found[0] if len(found) == 1 else merged(page, found)
        (headline.below if line.base < headline.title[0].base else headline.above).append(line)
        taken += found


def _stands_at(box: Box, line: Line, page: Page) -> bool:
    """Whether the line is directly below or above the box, at least partly within its width or a little beside it."""
    if overlap(line.x0, line.x1, box[0] - 3 * page.body, box[2] + 3 * page.body) == 0:
        return False
    return _is_below(box, line, page) or _is_above(box, line, page)


def _is_below(box: Box, line: Line, page: Page) -> bool:
    return line.top <= box[1] + 0.4 * line.size and box[1] - line.top < _REACH * page.leading


def _is_above(box: Box, line: Line, page: Page) -> bool:
    return line.bottom >= box[3] - 0.4 * line.size and line.bottom - box[3] < 0.8 * _REACH * page.leading


def _rows(lines: list[Line], page: Page) -> Iterator[list[Line]]:
    """Pieces that may be one printed line: level, of one size, with gaps of a few ems. Longest first, then each alone."""
    ordered = sorted(lines, key=lambda n: (-round(n.base), n.x0))
    row: list[Line] = []
    rows: list[list[Line]] = []
    for line in ordered:
        if row and abs(row[-1].base - line.base) < 1 and abs(row[-1].size - line.size) < 0.03 * line.size and (
            line.x0 - row[-1].x1 < _PIECE_GAP * line.size
        ):  # fmt: skip
            row.append(line)
        else:
            row = [line]
            rows.append(row)
    yield from (r for r in rows if len(r) > 1)
    yield from ([n] for n in ordered)


def _belongs(headline: Headline, box: Box, row: list[Line], page: Page) -> bool:
    line = row[0] if len(row) == 1 else merged(page, row)
    below = _is_below(box, line, page)
    left, right = min(n.x0 for n in headline.title), max(n.x1 for n in headline.title)
    centred = abs((line.x0 + line.x1) / 2 - (left + right) / 2) < _CENTRED * page.body
    flush = abs(line.x0 - left) < page.body
    text = line.text.text
    if below and (is_subtitle(text) or names_of(spaced(line, page))):
        return centred or flush or overlap(line.x0, line.x1, box[0], box[2]) > 0.9 * line.width
    # a kicker as small as the body is known by standing over the middle of the title, or in another face
    apart = line.size > 1.03 * page.body or line.face != page.face
    if not apart or not centred or ends_sentence(text):
        return False
    if below:
        like = [n for n in headline.below if abs(n.size - line.size) < 0.03 * line.size and n.face == line.face]
        return bool(like)
    return len(row) == 1 and line.width < 0.9 * (right - left)
