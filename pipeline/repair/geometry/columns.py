"""Edges of columns: where full lines of a block begin and end, also for blocks too short to show it themselves."""

from pipeline.repair.geometry.model import Block, Page, overlap

_ENOUGH = 4
_INDENT_MAX = 3.2


def set_edges(blocks: list[Block], page: Page) -> None:
    """Set ``left`` and ``right`` of every block: from its own lines, or from the longer block it best agrees with."""
    known: list[Block] = []
    for block in blocks:
        starts, ends = sorted(n.x0 for n in block.lines), sorted(n.x1 for n in block.lines)
        block.left, block.right = starts[0], ends[-1]
        if len(ends) >= 3 and ends[-1] > ends[-2] + 0.6 * page.body:
            block.right = ends[-2]
        if len(block.lines) >= _ENOUGH and abs(block.lines[0].size - page.body) < 0.1 * page.body:
            known.append(block)
    for block in blocks:
        if len(block.lines) >= _ENOUGH and _is_flush(block, page):
            continue
        fitting = [k for k in known if k is not block and _fits(block, k, page)]
        if fitting:
            model = min(fitting, key=lambda k: (round(abs(k.right - block.right) / page.body), _distance(block, k)))
            block.left, block.right = min(model.left, block.left), model.right


def _is_flush(block: Block, page: Page) -> bool:
    """Whether at least two lines begin at the left edge."""
    return sum(n.x0 < block.left + 0.4 * page.body for n in block.lines) >= 2


def _fits(block: Block, model: Block, page: Page) -> bool:
    inside = model.left - 0.6 * page.body <= block.left <= model.left + _INDENT_MAX * page.body
    shared = overlap(block.left, block.right, model.left, model.right)
    return inside and shared > 0.8 * (block.right - block.left)


def _distance(a: Block, b: Block) -> float:
    box_a, box_b = a.box, b.box
    return max(0.0, box_a[1] - box_b[3], box_b[1] - box_a[3])
