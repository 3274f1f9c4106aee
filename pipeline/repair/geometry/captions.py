"""Pictures and the captions that stand at them."""

from pipeline.document import Box
from pipeline.repair.cues import is_caption
from pipeline.repair.geometry.faces import BOLD
from pipeline.repair.geometry.model import Line, Page, overlap

_SMALLEST = 3.0
_LARGEST = 0.6
_REACH = 1.7
_MOST_ABOVE = 3


def picture_boxes(page: Page, lines: list[Line]) -> list[Box]:
    """Boxes of pictures: images, and drawn shapes without text in them; too small and too large ones left out."""
    layout = page.layout
    out: list[Box] = []
    for box in (*layout.pictures, *layout.frames):
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) < _SMALLEST * page.body or width * height > _LARGEST * layout.width * layout.height:
            continue
        if any(box[0] < (n.x0 + n.x1) / 2 < box[2] and box[1] < n.base < box[3] for n in lines):
            continue
        if not any(_inside(box, other) for other in out):
            out = [other for other in out if not _inside(other, box)] + [box]
    return out


def _inside(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] - 1 and inner[1] >= outer[1] - 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1


def find_captions(pictures: list[Box], lines: list[Line], page: Page) -> list[list[Line]]:
    """For each picture that has one, the lines of its caption: below it, set smaller or in another face than the body.

    Where nothing stands below, a caption may stand over the picture if its words say so, or beside it if it is set smaller.
    """
    out: list[list[Line]] = []
    used: set[int] = set()
    ordered = sorted(lines, key=lambda n: -n.base)
    for box in sorted(pictures, key=lambda b: -b[3]):
        found: list[Line] = []
        floor = box[1]
        for line in ordered:
            if id(line) in used or line.top > floor + 0.5 * line.size:
                continue
            if floor - line.top > (_REACH if not found else 1.0) * page.leading:
                break
            if overlap(line.x0, line.x1, box[0] - page.body, box[2] + page.body) < 0.9 * line.width:
                continue
            if found and (abs(line.size - found[0].size) > 0.03 * line.size or line.face != found[0].face):
                continue
            found.append(line)
            floor = min(floor, line.bottom)
        if not found or not _is_set_apart(found, page):
            free = [line for line in ordered if id(line) not in used]
            found = _above(box, free, page) or _beside(box, free, page)
        if found:
            out.append(found)
            used.update(id(n) for n in found)
    return out


def _above(box: Box, lines: list[Line], page: Page) -> list[Line]:
    """The lines right over a picture, no wider than it, whose words are a caption's."""
    found: list[Line] = []
    roof = box[3]
    for line in sorted(lines, key=lambda n: n.base):
        if line.bottom < roof - 0.5 * line.size or overlap(line.x0, line.x1, box[0] - page.body, box[2] + page.body) < 0.9 * line.width:
            continue
        if line.bottom - roof > (_REACH if not found else 1.0) * page.leading or len(found) == _MOST_ABOVE:
            break
        found.insert(0, line)
        roof = line.top
        if _is_set_apart(found, page) and is_caption("".join(n.text.text for n in found)):
            return found
    return []


def _beside(box: Box, lines: list[Line], page: Page) -> list[Line]:
    """The lines right of a picture or left of it, within its height and all set smaller than the body."""
    reach = _REACH * page.body
    for near in (lambda n: -1 <= n.x0 - box[2] <= reach, lambda n: -1 <= box[0] - n.x1 <= reach):
        found = [n for n in lines if near(n) and n.base > box[1] - n.size and n.top < box[3] + n.size]
        if found and all(n.size < 0.975 * page.body for n in found):
            return found
    return []


def _is_set_apart(lines: list[Line], page: Page) -> bool:
    first = lines[0]
    if first.size > 1.06 * page.body:
        return False
    if first.size < 0.975 * page.body or (first.face != page.face and first.face != BOLD):
        return True
    return is_caption("".join(n.text.text for n in lines))
