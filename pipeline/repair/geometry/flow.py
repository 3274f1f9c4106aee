"""Reading order of blocks, and how well an order fits: a column that breaks off in a sentence goes on somewhere."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import MappedText
from pipeline.repair.cues import dateline, ends_sentence
from pipeline.repair.geometry.bylines import names_of
from pipeline.repair.geometry.faces import BOLD
from pipeline.repair.geometry.lines import spaced
from pipeline.repair.geometry.model import Block, Line, Page, overlap

_INDENT = 0.9
_SHORT = 1.2
_BROKEN = 1.5
_DATED = 0.8
_MOST_BANDS = 12
_DOUBT = 0.2
_SIGNED = re.compile(r"[（(]([^（）()]{2,48})[）)]$")


def is_heading(line: Line, page: Page) -> bool:
    """Whether a line inside a column is set apart from the body by its face or size."""
    bold = line.face == BOLD and page.face != BOLD
    return line.size > 1.06 * page.body or (bold and line.size > 0.97 * page.body)


def mark(blocks: Sequence[Block], page: Page) -> None:
    """Set what the first and last lines of each block say of its neighbours. Its edges must be set."""
    for block in blocks:
        first, last = block.lines[0], block.lines[-1]
        block.begins = first.x0 - block.left > _INDENT * first.size or is_heading(first, page)
        block.dated = block.begins and dateline(first.text.text) is not None
        block.signed = _is_signed(block, page)
        block.breaks_off = None
        if not is_heading(last, page):
            if last.x1 < block.right - _SHORT * last.size:
                block.breaks_off = False
            elif not ends_sentence(last.text.text):
                block.breaks_off = not block.signed


def _is_signed(block: Block, page: Page) -> bool:
    text = ""
    for line in reversed(block.lines[-2:]):
        text = line.text.text + text
        if _SIGNED.search(text):
            tail = MappedText.join([spaced(n, page) for n in block.lines[-2:]], " ")
            at = max(tail.text.rfind("（"), tail.text.rfind("("))
            return bool(names_of(tail[at:]))
    return False


def misfit(blocks: Sequence[Block]) -> float:
    """How badly the blocks, read in this order as one article, fit: 0 where every column goes on in the next."""
    if not blocks:
        return 0.0
    cost = 0.0 if blocks[0].begins else _BROKEN
    cost += sum(seam(above, below) for above, below in pairwise(blocks))
    return cost + (_BROKEN if blocks[-1].breaks_off else 0.0)


def seam(above: Block, below: Block) -> float:
    """How badly ``below`` follows on ``above``."""
    cost = _BROKEN * above.signed + _DATED * below.dated
    if above.breaks_off is None:
        return cost + (0.0 if below.begins else _DOUBT)
    return cost + (_BROKEN if above.breaks_off == below.begins else 0.0)


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


def reading_order(blocks: Sequence[Block]) -> list[Block]:
    """The order the blocks of one article are read in: down each column, or band by band where that fits better."""
    down = [block for column in columns(blocks) for block in column]
    best, cost = down, misfit(down)
    for y in _bands(blocks)[:_MOST_BANDS]:
        upper = [b for b in blocks if b.box[1] >= y]
        lower = [b for b in blocks if b.box[1] < y]
        if len(upper) < 2 or len(lower) < 2:
            continue
        banded = [b for part in (upper, lower) for column in columns(part) for b in column]
        other = misfit(banded)
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
