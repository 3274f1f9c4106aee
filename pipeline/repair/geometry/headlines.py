"""Headline groups: titles by size, with kicker, subtitle and byline that stand above and below them."""

from collections.abc import Iterator

import numpy as np

from pipeline.document import Box, MappedText
from pipeline.repair.cues import ends_sentence, is_subtitle
from pipeline.repair.geometry.blocks import is_display
from pipeline.repair.geometry.bylines import names_under_title
from pipeline.repair.geometry.lines import merged, spaced
from pipeline.repair.geometry.model import Headline, Line, Page, overlap, steps

_TITLE_SHARE = 0.95
_REACH_BELOW, _REACH_ABOVE = 1.3, 1.0
_BLANK = 1.2
_MATES = 3.0
_PIECE_GAP = 3.2
_CENTRED = 1.2
_MOST_UPRIGHT, _LEAST_UPRIGHT = 3, 4
_ASIDE = 3.0
"""Ems of the body by which a small line may stand beside the box of its headline."""


def find_headlines(lines: list[Line], page: Page, rules: list[tuple[float, float, float]]) -> list[Headline]:
    """Groups of display lines, top to bottom. Lines of one group overlap, stand close, and have no rule between them.

    Level pieces with a wide blank between are groups of their own, unless a line above or below bridges the blank: they may be
    the titles of neighbours. What no cut of the page parts is put together again by :func:`united`.
    """
    groups: list[list[Line]] = []
    for line in sorted((n for n in lines if is_display(n, page)), key=lambda n: (-round(n.base), n.x0)):
        joined = [g for g in groups if any(_is_level(n, line) and max(n.x0, line.x0) - min(n.x1, line.x1) < _BLANK * line.size for n in g)]
        near = [(g, max((overlap(n.x0, n.x1, line.x0, line.x1) for n in g if _stands_near(n, line, rules)), default=0.0)) for g in groups]
        if sum(shared for _, shared in near) >= 0.5 * line.width:
            joined += [g for g, shared in near if shared > 0.1 * line.width and g not in joined]
        else:
            covered = [any(shared >= 0.5 * n.width for n in g if _stands_near(n, line, rules)) for g, shared in near]
            joined += [g for (g, _), hit in zip(near, covered, strict=True) if hit and g not in joined]
        groups = [g for g in groups if g not in joined] + [[n for g in joined for n in g] + [line]]
    return [_arranged(group) for group in groups]


def united(headlines: list[Headline], page: Page) -> list[Headline]:
    """The headlines of one region, with level pieces of one title put together."""
    out: list[Headline] = []
    for headline in sorted(headlines, key=lambda h: h.title[0].x0):
        mate = next((o for o in out if any(_is_level(a, b) for a in o.title for b in headline.title)), None)
        if mate is None:
            out.append(headline)
        else:
            mate.title = sorted([*mate.title, *headline.title], key=lambda n: (-round(n.base), n.x0))
            mate.above += headline.above
            mate.below += headline.below
    return out


def _is_level(a: Line, b: Line) -> bool:
    return abs(a.base - b.base) < 0.1 * b.size and abs(a.size - b.size) < 0.05 * b.size


def _stands_near(member: Line, line: Line, rules: list[tuple[float, float, float]]) -> bool:
    if member.base <= line.base or member.bottom - line.top > 0.9 * max(member.size, line.size):
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


def upright(lines: list[Line], page: Page) -> MappedText | None:
    """The text of a headline set in columns of single characters, from right to left; None where it runs across.

    Rows of two or three characters, four rows or more, every column filled from the top: nobody sets a line so short.
    """
    glyphs = np.concatenate([n.glyphs for n in lines])
    size = max(n.size for n in lines)
    across, down = steps(page.layout.x0[glyphs], 0.4 * size), steps(-page.layout.base[glyphs], 0.4 * size)
    columns, rows = int(across.max()) + 1, int(down.max()) + 1
    if not 2 <= columns <= _MOST_UPRIGHT or rows < _LEAST_UPRIGHT or len({*zip(across.tolist(), down.tolist(), strict=True)}) < len(glyphs):
        return None
    if any(sorted(down[across == column].tolist()) != list(range(int((across == column).sum()))) for column in range(columns)):
        return None
    offsets = page.layout.raw[glyphs[np.lexsort((down, -across))]].tolist()
    return MappedText.at(page.text, offsets)


def attach_small(headline: Headline, others: list[Headline], candidates: list[Line], page: Page) -> list[Line]:
    """Take the small lines that belong to the headline (byline, dashed subtitle, kicker) out of ``candidates``; return them."""
    taken: list[Line] = []
    spans = [_span(headline.title)]
    for other in others:
        if other is not headline and any(_is_level(a, b) for a in headline.title for b in other.title):
            left, right = _span(other.title)
            if max(left, spans[0][0]) - min(right, spans[0][1]) < _MATES * headline.size:
                spans.append((min(left, spans[0][0]), max(right, spans[0][1])))
    while True:
        box = headline.box
        used = {id(n) for n in taken}
        left, right = box[0] - _ASIDE * page.body, box[2] + _ASIDE * page.body
        within = [n for n in candidates if n.x0 < right and n.x1 > left]
        near = [n for n in within if id(n) not in used and (_is_below(box, n, page) or _is_above(box, n, page))]
        found = next((row for row in _rows(near, page) if _belongs(headline, spans, box, row, page)), None)
        if found is None:
            return taken
        line = found[0] if len(found) == 1 else merged(page, found)
        (headline.below if line.base < headline.title[0].base else headline.above).append(line)
        taken += found


def _span(lines: list[Line]) -> tuple[float, float]:
    return min(n.x0 for n in lines), max(n.x1 for n in lines)


def _is_below(box: Box, line: Line, page: Page) -> bool:
    return line.top <= box[1] + 0.4 * line.size and box[1] - line.top < _REACH_BELOW * page.leading


def _is_above(box: Box, line: Line, page: Page) -> bool:
    return line.bottom >= box[3] - 0.4 * line.size and line.bottom - box[3] < _REACH_ABOVE * page.leading


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


def _belongs(headline: Headline, spans: list[tuple[float, float]], box: Box, row: list[Line], page: Page) -> bool:
    line = row[0] if len(row) == 1 else merged(page, row)
    below = _is_below(box, line, page)
    left, right = next((s for s in spans if abs(line.x0 + line.x1 - s[0] - s[1]) / 2 < _CENTRED * page.body), spans[0])
    centred = abs(line.x0 + line.x1 - left - right) / 2 < _CENTRED * page.body
    flush = abs(line.x0 - left) < page.body
    text = line.text.text
    if below and (is_subtitle(text) or names_under_title(spaced(line, page))):
        return centred or flush or overlap(line.x0, line.x1, box[0], box[2]) > 0.9 * line.width
    # a kicker as small as the body is known by standing over the middle of the title, or in another face
    apart = line.size > 1.03 * page.body or line.face != page.face
    if not apart or not centred or ends_sentence(text):
        return False
    if below:
        like = [n for n in headline.below if abs(n.size - line.size) < 0.03 * line.size and n.face == line.face]
        return bool(like)
    return len(row) == 1 and line.width < 0.9 * (right - left)
