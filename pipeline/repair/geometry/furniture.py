"""What belongs to the page and to no article: header with date and page number, editors, footers."""

import re

from pipeline.document import Box, MappedText
from pipeline.repair.cues import cues
from pipeline.repair.geometry.model import Line, Page, overlap

_ZONE_TOP, _ZONE_BOTTOM = 0.14, 0.08
_PAGE_NUMBER = re.compile(r"第?[A-Z]?[0-9０-９一二三四五六七八九十]{1,4}版|[A-Z]?\d{1,3}|[—\-－ ]*\d{1,3}[—\-－ ]*")
_MARK = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一-九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日?|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
    r"|星期[一二三四五六日天]|农历[一-鿿]{2,8}|第?[A-Z]?[0-9０-９一二三四五六七八九十]{1,4}版"
)
_REST = 12
_LONGEST = 40


def take(lines: list[Line], page: Page, rules: list[Box]) -> tuple[list[Line], list[MappedText]]:
    """(lines that remain, texts of the furniture in reading order)."""
    taken: list[Line] = []
    top, bottom = (1 - _ZONE_TOP) * page.layout.height, _ZONE_BOTTOM * page.layout.height
    for row in _rows([n for n in lines if n.base > top or n.base < bottom], page):
        if not any(_is_mark(n.text.text) for n in row) or _holds_body(row, lines, page):
            continue
        taken += row
    chosen = {id(n) for n in taken}
    for line in lines:
        text = line.text.text
        if id(line) not in chosen and len(text) <= _LONGEST and cues().labels.match(text):
            taken.append(line)
            chosen.add(id(line))
    return [n for n in lines if id(n) not in chosen], [n.text for n in taken]


def _rows(lines: list[Line], page: Page) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda n: (-n.base, n.x0)):
        if rows and abs(rows[-1][0].base - line.base) < 0.6 * page.body:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda n: n.x0) for row in rows]


def _is_mark(text: str) -> bool:
    """Whether a line says what page, day or editor this is, and little else."""
    if _PAGE_NUMBER.fullmatch(text) or cues().labels.match(text):
        return True
    rest = re.sub(cues().labels.pattern + r"[一-鿿、\s]{0,8}", "", _MARK.sub("", text))
    return len(rest) < len(text) and len(rest) <= _REST


def _holds_body(row: list[Line], lines: list[Line], page: Page) -> bool:
    """Whether a line of the row is part of a column: other lines of its size follow directly below or above it."""
    for line in row:
        if len(line.text) < 8:
            continue
        for other in lines:
            step = abs(other.base - line.base)
            close = 0.5 * line.size < step < 1.25 * page.leading and abs(other.size - line.size) < 0.04 * line.size
            if close and overlap(line.x0, line.x1, other.x0, other.x1) > 0.6 * min(line.width, other.width) and len(other.text) >= 8:
                return True
    return False
