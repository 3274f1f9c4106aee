"""A page into articles: cut between blocks where rules, blanks, headlines and the flow of sentences agree."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Box
from pipeline.repair.geometry.flow import misfit, reading_order
from pipeline.repair.geometry.model import Block, Headline, Line, Page, overlap

_ACCEPT = 1.0
_H_RULE, _V_RULE = 3.0, 1.0
_BOTH_TITLED, _ONE_UNTITLED, _TITLE_ALONE, _SCRAP = 3.0, -1.5, -6.0, -4.0
_FLOW = 1.2
_OFF_CENTRE = 1.0
_SCRAP_CHARS = 40


@dataclass(slots=True, eq=False)
class Region:
    """A part of the page: blocks, headlines, and pictures with their captions."""

    blocks: list[Block] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    captions: list[list[Line]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    """An element of a region with its box."""

    box: Box
    what: object


def split(region: Region, page: Page, rules: Sequence[Box]) -> list[Region]:
    """Cut a region into articles, in reading order."""
    items = _items(region, page)
    best: tuple[float, list[_Item], list[_Item]] | None = None
    whole = misfit(reading_order(region.blocks)) if len(region.blocks) > 1 else 0.0
    for axis in (1, 0):
        for low, high in _gaps(items, axis):
            first = [i for i in items if (i.box[1] >= high - 0.01 if axis else i.box[2] <= low + 0.01)]
            chosen = {id(i) for i in first}
            second = [i for i in items if id(i) not in chosen]
            value = _value(first, second, axis, low, high, whole, page, rules)
            if best is None or value > best[0]:
                best = value, first, second
    if best is None or best[0] < _ACCEPT:
        return [region]
    return [part for side in best[1:] for part in split(_region(side), page, rules)]


def _items(region: Region, page: Page) -> list[_Item]:
    items = [_Item(_block_box(b), b) for b in region.blocks]
    items += [_Item(h.box, h) for h in region.headlines]
    items += [_Item(p, p) for p in region.pictures]
    return items + [_Item(_lines_box(c), c) for c in region.captions]


def _block_box(block: Block) -> Box:
    """The block's box without what sticks out into the gutter (a byline at the end, a hanging mark)."""
    x0, y0, x1, y1 = block.box
    return x0, y0, max(x0, min(x1, block.right)), y1


def _lines_box(lines: list[Line]) -> Box:
    return min(n.x0 for n in lines), min(n.bottom for n in lines), max(n.x1 for n in lines), max(n.top for n in lines)


def _region(items: Sequence[_Item]) -> Region:
    region = Region()
    for item in items:
        if isinstance(item.what, Block):
            region.blocks.append(item.what)
        elif isinstance(item.what, Headline):
            region.headlines.append(item.what)
        elif isinstance(item.what, tuple):
            region.pictures.append(item.box)
        elif isinstance(item.what, list):
            region.captions.append(item.what)
    return region


def _gaps(items: Sequence[_Item], axis: int) -> list[tuple[float, float]]:
    """Blank bands across all items: (lower, upper) along y (axis 1), or (left, right) along x (axis 0)."""
    spans = sorted((i.box[axis], i.box[axis + 2]) for i in items)
    out = []
    end = None
    for low, high in spans:
        if end is not None and low > end:
            out.append((end, low))
        end = high if end is None else max(end, high)
    return out


def _value(
    first: list[_Item], second: list[_Item], axis: int, low: float, high: float, whole: float, page: Page, rules: Sequence[Box]
) -> float:
    """How much speaks for cutting between ``first`` (upper or left) and ``second``."""
    a, b = _region(first), _region(second)
    value = 0.0
    boxes = [i.box for i in (*first, *second)]
    start, stop = min(x[1 - axis] for x in boxes), max(x[3 - axis] for x in boxes)
    covered = sum(
        overlap(r[1 - axis], r[3 - axis], start, stop)
        for r in rules
        if low - 2 <= (r[axis] + r[axis + 2]) / 2 <= high + 2 and r[axis + 2] - r[axis] < 4
    )
    if covered > 0.7 * (stop - start):
        value += _H_RULE if axis else _V_RULE
    if axis:
        value += min(1.5, max(0.0, ((high - low) / page.leading - 1.2) / 1.5))
    else:
        value += min(1.5, max(0.0, (high - low) / page.body - 2.2))
        value += 0.5 * _rule_ends(rules, low, high)
    sides = [_side(r) for r in (a, b)]
    if "title" in sides:
        value += _TITLE_ALONE
    elif "scrap" in sides:
        value += _SCRAP
    elif sides == ["article", "article"]:
        value += _BOTH_TITLED
    else:
        value += _ONE_UNTITLED
    parts = sum(misfit(reading_order(r.blocks)) for r in (a, b))
    return value + _FLOW * (whole - parts) - _OFF_CENTRE * (_off_centre(a, page) + _off_centre(b, page))


def _off_centre(region: Region, page: Page) -> float:
    """How far, 0 to 1, a region's only headline is from the places headlines take over its columns.

    Those are: over the middle of all columns or of all but the first; over the first column; less likely, at the left edge.
    """
    title = [n for h in region.headlines for n in h.title]
    if not title or not region.blocks or max(n.base for n in title) - min(n.base for n in title) > 4 * title[0].size:
        return 0.0
    left, right = min(n.x0 for n in title), max(n.x1 for n in title)
    edges = sorted({(round(b.left), round(b.right)) for b in region.blocks} | {(round(p[0]), round(p[2])) for p in region.pictures})
    starts, ends = sorted(e[0] for e in edges), sorted(e[1] for e in edges)
    width = max(1.0, sorted(b.right - b.left for b in region.blocks)[len(region.blocks) // 2])
    second = next((x for x in starts if x > starts[0] + 0.5 * width), starts[0])
    centre = (left + right) / 2
    places = [(starts[0] + ends[-1]) / 2, (second + ends[-1]) / 2, (starts[0] + min(ends)) / 2]
    off = min([abs(centre - p) for p in places] + [abs(left - starts[0]) + 0.2 * width])
    return min(1.0, max(0.0, off - page.body) / (0.5 * width))


def _rule_ends(rules: Sequence[Box], low: float, high: float) -> int:
    """Number of horizontal rules that end or begin inside a vertical band: boxes of two articles meet there."""
    ends = [x for r in rules if r[3] - r[1] < 4 for x in (r[0], r[2])]
    return min(4, sum(low - 3 <= x <= high + 3 for x in ends))


def _side(region: Region) -> str:
    chars = sum(b.chars for b in region.blocks)
    if not region.headlines:
        return "body" if chars >= _SCRAP_CHARS else "scrap"
    return "article" if chars >= _SCRAP_CHARS else "title"
