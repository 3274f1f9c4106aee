"""Reading order of blocks, and how well an order fits: a column that breaks off in a sentence goes on somewhere."""

from collections.abc import Sequence

from pipeline.repair.cues import ends_sentence
from pipeline.repair.geometry.faces import BOLD
from pipeline.repair.geometry.model import Block, Line, Page, overlap

_INDENT = 0.9
_SHORT = 1.2
_BROKEN = 1.5
_DOUBT = 0.2


def is_heading(line: Line, page: Page) -> bool:
    """Whether a line inside a column is set apart from the body by its face or size."""
    bold = line.face == BOLD and page.face != BOLD
    return line.size > 1.06 * page.body or (bold and line.size > 0.97 * page.body)


def begins(block: Block, page: Page) -> bool:
    """Whether the block begins a paragraph or is a heading; false where it goes on with one."""
    first = block.lines[0]
    return first.x0 - block.left > _INDENT * first.size or is_heading(first, page)


def breaks_off(block: Block, page: Page) -> bool | None:
    """Whether the block's last line leaves a sentence unfinished; None where its end says nothing."""
    last = block.lines[-1]
    if is_heading(last, page):
        return None
    if last.x1 < block.right - _SHORT * last.size:
        return False
    return None if ends_sentence(last.text.text) else True


def misfit(blocks: Sequence[Block], page: Page) -> float:
    """How badly the blocks, read in this order as one article, fit: 0 where every column goes on in the next."""
    if not blocks:
        return 0.0
    cost = 0.0 if begins(blocks[0], page) else _BROKEN
    for above, below in zip(blocks, blocks[1:], strict=False):
        cost += seam(above, below, page)
    return cost + (_BROKEN if breaks_off(blocks[-1], page) else 0.0)


def seam(above: Block, below: Block, page: Page) -> float:
    """How badly ``below`` follows on ``above``."""
    open_end, new = breaks_off(above, page), begins(below, page)
    if open_end is None:
        return 0.0 if new else _DOUBT
    return _BROKEN if open_end == new else 0.0


def columns(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks by column, left to right, each column top to bottom."""
    out: list[tuple[float, float, list[Block]]] = []
    for block in sorted(blocks, key=lambda b: (b.left, -b.box[3])):
        for i, (left, right, members) in enumerate(out):
            if overlap(left, right, block.left, block.right) > 0.5 * min(right - left, block.right - block.left):
                members.append(block)
                out[i] = (min(left, block.left), max(right, block.right), members)
                break
        else:
            out.append((block.left, block.right, [block]))
    return [sorted(members, key=lambda b: -b.box[3]) for _, _, members in out]


def reading_order(blocks: Sequence[Block], page: Page) -> list[Block]:
    """The order the blocks of one article are read in: down each column, or band by band where that fits better."""
    down = [block for column in columns(blocks) for block in column]
    best, cost = down, misfit(down, page)
    for y in _bands(blocks):
        upper = [b for b in blocks if b.box[1] >= y]
        lower = [b for b in blocks if b.box[1] < y]
        if len(upper) < 2 or len(lower) < 2:
            continue
        banded = [b for part in (upper, lower) for column in columns(part) for b in column]
        other = misfit(banded, page)
        if other + _BROKEN <= cost:
            best, cost = banded, other
    return best


def _bands(blocks: Sequence[Block]) -> list[float]:
    """Heights at which a blank runs through all blocks."""
    boxes = sorted((b.box for b in blocks), key=lambda b: -b[3])
    out = []
    floor = float("inf")
    for box in boxes:
        if floor != float("inf") and box[3] < floor:
            out.append((floor + box[3]) / 2)
        floor = min(floor, box[1])
    return out
