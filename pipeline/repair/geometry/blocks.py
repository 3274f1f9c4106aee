"""Lines into blocks: pieces of columns in which each line follows the one above."""

from bisect import bisect_left, insort

from pipeline.repair.geometry.model import Block, Line, Page, overlap

_SAME_SIZE = 0.03
_FARTHEST = 2.3
_SLACK = 0.8
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
        best, best_step = -1, reach
        first = bisect_left(bottoms, (-(line.base + reach), -1))
        del bottoms[:first]
        for _, index in bottoms:
            last = blocks[index].lines[-1]
            step = last.base - line.base
            if step < 0.5 * line.size or step >= best_step:
                continue
            if _continues(blocks[index], line, page) and not spans[id(last)] and not spans[id(line)] and not _fenced(fences, last, line):
                best, best_step = index, step
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


def _continues(block: Block, line: Line, page: Page) -> bool:
    last = block.lines[-1]
    if abs(line.size - last.size) > _SAME_SIZE * last.size:
        return False
    # a block that has only shown first lines and short ones may still widen
    widening = 3.2 * page.body if len(block.lines) <= 3 else 0.0
    shared = overlap(last.x0, last.x1, line.x0, line.x1)
    if shared < 0.5 * min(last.width, line.width) and overlap(block.left - widening, block.right, line.x0, line.x1) < 0.9 * line.width:
        return False
    slack = _SLACK * page.body
    return line.x0 >= block.left - slack - widening and (line.x1 <= block.right + slack or len(block.lines) <= 3)


def _spanning(ordered: list[Line], page: Page) -> dict[int, bool]:
    """For each line whether two lines stand side by side below or above it: it is no part of either column."""
    out = {id(n): False for n in ordered}
    for sign in (1, -1):
        sequence = ordered if sign == 1 else ordered[::-1]
        for i, line in enumerate(sequence):
            near: list[Line] = []
            for other in sequence[i + 1 :]:
                step = abs(line.base - other.base)
                if step > 2.2 * page.leading:
                    break
                if step > 0.5 * line.size and overlap(line.x0, line.x1, other.x0, other.x1) > 0.5 * other.width:
                    if any(abs(o.base - other.base) < 0.5 * page.body and overlap(o.x0, o.x1, other.x0, other.x1) == 0 for o in near):
                        out[id(line)] = True
                        break
                    near.append(other)
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
