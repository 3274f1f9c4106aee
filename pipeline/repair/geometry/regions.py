"""A page into articles: cut between blocks where rules, blanks, headlines and the flow of sentences agree.

Every way to cut the page along blanks that run through it is a tree; what is looked for is the tree of least cost. A leaf
costs what speaks against its being one article, a cut earns what speaks for an edge there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Box
from pipeline.repair.geometry.flow import misfit, reading_order
from pipeline.repair.geometry.model import Block, Headline, Line, Page, bounds, overlap

_CUT = -1.0
_H_RULE, _V_RULE, _RULE_END, _CROSSED = 3.0, 1.0, 0.5, 2.0
_MORE_TITLES, _UNTITLED, _TITLE_ALONE, _SCRAP = 3.0, 1.5, 6.0, 4.0
_FLOW = 1.2
_OFF_CENTRE = 1.0
_NARROW = 0.4
_SCRAP_CHARS = 40
_BRANCHES = 4
_MOST_WORK = 12_000
"""Items looked at over all regions; real pages need a quarter of it. What is left when it is spent is cut greedily, then not at all."""


@dataclass(slots=True, eq=False)
class Region:
    """A part of the page: blocks, headlines, and pictures with their captions."""

    blocks: list[Block] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    captions: list[list[Line]] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """The box around all of it."""
        boxes = [i.box for i in _items(self)]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


@dataclass(frozen=True, slots=True)
class _Item:
    """An element of a region with its box."""

    box: Box
    what: object


def split(region: Region, page: Page, rules: Sequence[Box]) -> list[Region]:
    """Cut a region into articles, in reading order."""
    items = _items(region)
    search = _Search(items, page, rules)
    return [_region([items[i] for i in part]) for part in search.parts(tuple(range(len(items))))]


class _Search:
    """Finds the cheapest tree of cuts; regions are tuples of item numbers."""

    def __init__(self, items: Sequence[_Item], page: Page, rules: Sequence[Box]) -> None:
        self.items, self.page, self.rules = items, page, rules
        self.work = 0
        self.leaves: dict[tuple[int, ...], float] = {}
        self.best: dict[tuple[int, ...], tuple[float, tuple[tuple[int, ...], tuple[int, ...]] | None]] = {}

    def parts(self, key: tuple[int, ...]) -> list[tuple[int, ...]]:
        """The leaves of the best tree over ``key``."""
        _, sides = self.solve(key)
        return [key] if sides is None else [part for side in sides for part in self.parts(side)]

    def leaf(self, key: tuple[int, ...]) -> float:
        """What it costs to take the region for one article."""
        if key not in self.leaves:
            self.work += len(key)
            self.leaves[key] = _cost(_region([self.items[i] for i in key]), self.page)
        return self.leaves[key]

    def solve(self, key: tuple[int, ...]) -> tuple[float, tuple[tuple[int, ...], tuple[int, ...]] | None]:
        """(cost, the two sides of the best first cut or None)."""
        if key in self.best:
            return self.best[key]
        result: tuple[float, tuple[tuple[int, ...], tuple[int, ...]] | None] = (self.leaf(key), None)
        options: list[tuple[float, float, tuple[int, ...], tuple[int, ...]]] = []
        for axis in (1, 0) if self.work < 2 * _MOST_WORK else ():
            for low, high in _gaps([self.items[i] for i in key], axis):
                first = tuple(i for i in key if (self.items[i].box[1] >= high - 0.01 if axis else self.items[i].box[2] <= low + 0.01))
                chosen = set(first)
                second = tuple(i for i in key if i not in chosen)
                edge = _CUT + _edge([self.items[i].box for i in key], axis, low, high, self.page, self.rules)
                options.append((self.leaf(first) + self.leaf(second) - edge, edge, first, second))
        options.sort(key=lambda o: o[0])
        for _, edge, first, second in options[: _BRANCHES if self.work < _MOST_WORK else 1]:
            total = self.solve(first)[0] + self.solve(second)[0] - edge
            if total < result[0]:
                result = total, (first, second)
        self.best[key] = result
        return result


def _items(region: Region) -> list[_Item]:
    items = [_Item(_block_box(b), b) for b in region.blocks]
    items += [_Item(h.box, h) for h in region.headlines]
    items += [_Item(p, p) for p in region.pictures]
    return items + [_Item(bounds(c), c) for c in region.captions]


def _block_box(block: Block) -> Box:
    """The block's box without what sticks out into the gutter (a byline at the end, a hanging mark)."""
    x0, y0, x1, y1 = block.box
    return x0, y0, max(x0, min(x1, block.right)), y1


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


def _edge(boxes: Sequence[Box], axis: int, low: float, high: float, page: Page, rules: Sequence[Box]) -> float:
    """What speaks for an edge of articles in a blank band: a rule along it, its width, ends of rules in it; rules across it are against."""
    start, stop = min(x[1 - axis] for x in boxes), max(x[3 - axis] for x in boxes)
    along = [
        r
        for r in rules
        if low - 2 <= (r[axis] + r[axis + 2]) / 2 <= high + 2
        and r[axis + 2] - r[axis] < 4
        and overlap(r[1 - axis], r[3 - axis], start, stop) > 0
    ]
    covered = sum(overlap(r[1 - axis], r[3 - axis], start, stop) for r in along)
    # what is cut through before, a rule or a blank band, counts once in all and not once for each part of it
    ruled = covered / sum(r[3 - axis] - r[1 - axis] for r in along) if covered > 0.7 * (stop - start) else 0.0
    share = (stop - start) / max(1.0, page.layout.width if axis else page.layout.height)
    if axis:
        return _H_RULE * ruled + share * min(1.5, max(0.0, ((high - low) / page.leading - 1.2) / 1.5))
    slack = 1.5 * page.leading
    near = [r for r in rules if r[3] - r[1] < 4 and start - slack < r[1] < stop + slack]
    ends = sum(low - 3 <= x <= high + 3 for r in near for x in (r[0], r[2]))
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    inside = [r for r in near if r[0] < low - page.body and r[2] > high + page.body and r[1] > start + slack]
    crossed = any(r[1] < stop - slack or r[2] - r[0] < 0.9 * (right - left) for r in inside)
    return _V_RULE * ruled + share * min(1.5, max(0.0, (high - low) / page.body - 2.2)) + _RULE_END * min(4, ends) - _CROSSED * crossed


def _cost(region: Region, page: Page) -> float:
    """What speaks against a region's being one article."""
    chars = sum(b.chars for b in region.blocks)
    cost = _FLOW * misfit(reading_order(region.blocks))
    if not region.headlines:
        return cost + (_UNTITLED if chars >= _SCRAP_CHARS else _SCRAP)
    if chars < _SCRAP_CHARS:
        cost += _TITLE_ALONE
    return cost + _MORE_TITLES * (len(region.headlines) - 1) + _OFF_CENTRE * _off_centre(region, page)


def _off_centre(region: Region, page: Page) -> float:
    """How far, 0 to 1, a region's only headline is from the places headlines take over its columns.

    Those are: over the middle of all columns or of all but the first; over the first column; less likely, at the left edge.
    A headline over the middle that covers little of its columns costs a little, too.
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
    narrow = max(0.0, 1 - 2 * (right - left) / (ends[-1] - starts[0])) if off < abs(centre - places[-1]) else 0.0
    return min(1.0, max(0.0, off - page.body) / (0.5 * width)) + _NARROW * narrow
