"""Lines into blocks: pieces of columns in which each line follows the one above."""

from bisect import bisect_left, insort

from pipeline.repair.geometry.model import Block, Line, Page, overlap

_SAME_SIZE = 0.03
_FARTHEST = 2.3
_SLACK = 0.8
_HANGING = 1.7
_DISPLAY = 1.17


def is_display(line: Line, page: Page) -> bool:
    """Whether the line is set clearly larger than the body."""
    return line.size > _DISPLAY * page.body


def leading(lines: list[Line], body: float) -> float:
    """Most frequent distance from a body line to the next one below it in its column, or 1.5 ems where there is none."""
    counts: dict[int, int] = {}
    ordered = sorted((n for n in lines if abs(n.size - body) < 0.05 * body), key=lambda n: -n.base)
    for i, line in enumerate(ordered):
        for below in ordered[i + 1 : i + 40]:
            step = line.base - below.base
            if step > 2.6 * body:
                break
            if step > 0.9 * body and abs(below.x0 - line.x0) < 0.1 * body:
                counts[round(step * 4)] = counts.get(round(step * 4), 0) + 1
                break
    return max(counts, key=lambda k: (counts[k], -k)) / 4 if counts else 1.5 * body


def find_blocks(lines: list[Line], page: Page, barriers: list[tuple[float, float, float]]) -> list[Block]:
    """Blocks of the given lines. ``barriers`` are (y, x0, x1) that no block crosses: rules, headlines, pictures."""
    ordered = sorted(lines, key=lambda n: (-n.base, n.x0))
    spans = _spanning(ordered, page)
    blocks: list[Block] = []
    bottoms: list[tuple[float, int]] = []  # (-base of the last line, index) of blocks still open
    fences = sorted((-y, x0, x1) for y, x0, x1 in barriers)
    for line in ordered:
        reach = _FARTHEST * page.leading
        first = bisect_left(bottoms, (-(line.base + reach), -1))
        del bottoms[:first]
        best = -1
        for _, index in reversed(bottoms):
            last = blocks[index].lines[-1]
            if last.base - line.base < 0.5 * line.size or not _below(blocks[index], line, page):
                continue
            # the nearest line above decides; what stands over it is cut off from this line
            if _continues(blocks[index], line, page) and not spans[id(last)] and not spans[id(line)] and not _fenced(fences, last, line):
                best = index
            break
        if best < 0:
            best = len(blocks)
            blocks.append(Block([], line.x0, line.x1))
        else:
            bottoms.remove((-blocks[best].lines[-1].base, best))
        block = blocks[best]
        block.lines.append(line)
        block.left, block.right = min(block.left, line.x0), max(block.right, line.x1)
        insort(bottoms, (-line.base, best))
    return blocks


def _below(block: Block, line: Line, page: Page) -> bool:
    """Whether the line stands in the block's column."""
    last = block.lines[-1]
    if overlap(last.x0, last.x1, line.x0, line.x1) >= 0.5 * min(last.width, line.width):
        return True
    widening = _widening(block, page)
    return overlap(block.left - widening, block.right, line.x0, line.x1) >= 0.9 * line.width


def _continues(block: Block, line: Line, page: Page) -> bool:
    """Whether the line is set to the block's size and measure."""
    if abs(line.size - block.lines[-1].size) > _SAME_SIZE * line.size:
        return False
    if line.x0 < block.left - _SLACK * page.body - _widening(block, page):
        return False
    # punctuation may hang in the gutter; a line that reaches further is of another measure
    return line.x1 <= block.right + _HANGING * page.body or len(block.lines) <= 3


def _widening(block: Block, page: Page) -> float:
    """How far to the left a block may still grow that has only shown first lines and short ones."""
    return 3.2 * page.body if len(block.lines) <= 3 else 0.0


def _spanning(ordered: list[Line], page: Page) -> dict[int, bool]:
    """For each line whether two lines stand side by side below or above it: it is no part of either column."""
    out = {id(n): False for n in ordered}
    places = [(n.base, n.x0, n.x1, n.width, id(n)) for n in ordered]
    reach = 2.2 * page.leading
    for sequence, sizes in ((places, [n.size for n in ordered]), (places[::-1], [n.size for n in reversed(ordered)])):
        for i, ((base, x0, x1, _, line), size) in enumerate(zip(sequence, sizes, strict=True)):
            near: list[tuple[float, float, float]] = []
            for other, left, right, width, _ in sequence[i + 1 :]:
                step = abs(base - other)
                if step > reach:
                    break
                if left < x1 and right > x0 and step > 0.5 * size and overlap(x0, x1, left, right) > 0.5 * width:
                    if any(abs(o - other) < 0.5 * page.body and overlap(o0, o1, left, right) == 0 for o, o0, o1 in near):
                        out[line] = True
                        break
                    near.append((other, left, right))
    return out


def _fenced(fences: list[tuple[float, float, float]], above: Line, below: Line) -> bool:
    first = bisect_left(fences, (-above.base, -1e9, -1e9))
    for negative, x0, x1 in fences[first:]:
        if -negative < below.base:
            break
        shared = overlap(x0, x1, min(above.x0, below.x0), max(above.x1, below.x1))
        if shared > 0.4 * min(above.width, below.width):
            return True
    return False
