"""What belongs to the page and to no article: header with date and page number, editors, footers."""

import re

from pipeline.document import MappedText
from pipeline.repair.furniture import is_furniture, is_section
from pipeline.repair.geometry.lines import spaced
from pipeline.repair.geometry.model import Line, Page, overlap

_ZONE_TOP, _ZONE_BOTTOM = 0.16, 0.08
_SHORT = 16
_MAYBE = re.compile(r"^.{0,50}?(?:[版：:@]|星期|刊号|热线|\d{7}).{0,50}$")
_BODY_LINE = 8


def take(lines: list[Line], page: Page) -> tuple[list[Line], list[MappedText]]:
    """(lines that remain, texts of the furniture in reading order, with blanks between their parts).

    A row at the top or bottom edge of the page is furniture as a whole where most of it is; elsewhere only a line that is
    nothing else.
    """
    chosen: dict[int, Line] = {}
    if not lines:
        return [], []
    top = min((1 - _ZONE_TOP) * page.layout.height, max(n.base for n in lines) - page.body)
    bottom = max(_ZONE_BOTTOM * page.layout.height, min(n.base for n in lines) + page.body)
    for row in _rows([n for n in lines if n.base > top or n.base < bottom], page):
        known = [n for n in row if _is_furniture(n, page)]
        rest = [n for n in row if n not in known]
        if _holds_body(row, lines, page):
            continue
        if known and all(len(n.text) <= _SHORT for n in rest):
            chosen.update((id(n), n) for n in row)
        elif len(row) == 1 and is_section(row[0].text.text):
            chosen[id(row[0])] = row[0]
    for line in lines:
        if id(line) not in chosen and _MAYBE.search(line.text.text) and _is_furniture(line, page) and not _holds_body([line], lines, page):
            chosen[id(line)] = line
    return [n for n in lines if id(n) not in chosen], [spaced(n, page) for n in chosen.values()]


def _is_furniture(line: Line, page: Page) -> bool:
    return is_furniture(line.text.text) or is_furniture(spaced(line, page).text)


def _rows(lines: list[Line], page: Page) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda n: (-n.base, n.x0)):
        if rows and abs(rows[-1][0].base - line.base) < 0.6 * page.body:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda n: n.x0) for row in rows]


def _holds_body(row: list[Line], lines: list[Line], page: Page) -> bool:
    """Whether a line of the row is part of a column: other lines of its size follow directly below or above it."""
    for line in row:
        if len(line.text) < _BODY_LINE:
            continue
        for other in lines:
            step = abs(other.base - line.base)
            close = 0.5 * line.size < step < 1.25 * page.leading and abs(other.size - line.size) < 0.04 * line.size
            shared = overlap(line.x0, line.x1, other.x0, other.x1) > 0.6 * min(line.width, other.width)
            if close and shared and len(other.text) >= _BODY_LINE:
                return True
    return False
