"""Framed and tinted boxes: what stands in one is read by itself, and the text around may flow past it."""

from typing import TypeVar

from pipeline.document import Box
from pipeline.repair.geometry.model import Line, Page

_LEAST_CHARS = 60
_LARGEST = 0.6
_SLACK = 1.0

Part = TypeVar("Part")


def boxed(lines: list[Line], page: Page) -> list[tuple[Box | None, list[Line]]]:
    """(None, lines outside all boxes) first, then (box, its lines) of each; lines in nested boxes go to the innermost.

    A drawn shape counts as a box where it holds a paragraph's worth of text, cuts through no line, and is not the page.
    """
    area = page.layout.width * page.layout.height
    frames = [f for f in page.layout.frames if (f[2] - f[0]) * (f[3] - f[1]) < _LARGEST * area]
    frames.sort(key=lambda f: (f[2] - f[0]) * (f[3] - f[1]))
    rest = list(lines)
    groups: list[tuple[Box | None, list[Line]]] = []
    for frame in frames:
        inside = [n for n in rest if _holds(frame, n)]
        chosen = {id(n) for n in inside}
        if sum(len(n.text) for n in inside) < _LEAST_CHARS or any(_crosses(frame, n) for n in rest if id(n) not in chosen):
            continue
        others = [n for n in rest if id(n) not in chosen]
        if others:
            groups.append((frame, inside))
            rest = others
    return [(None, rest), *groups]


def own_pictures(pictures: list[Box], frame: Box | None, frames: list[Box]) -> list[Box]:
    """The pictures of a box, or for None those in none of the ``frames``."""

    def inside(picture: Box, box: Box) -> bool:
        x, y = (picture[0] + picture[2]) / 2, (picture[1] + picture[3]) / 2
        return picture != box and box[0] <= x <= box[2] and box[1] <= y <= box[3]

    if frame is not None:
        return [p for p in pictures if inside(p, frame)]
    return [p for p in pictures if not any(inside(p, box) for box in frames)]


def _holds(frame: Box, line: Line) -> bool:
    return frame[0] - _SLACK <= line.x0 and line.x1 <= frame[2] + _SLACK and frame[1] - _SLACK <= line.base <= frame[3] + _SLACK


def _crosses(frame: Box, line: Line) -> bool:
    return line.x0 < frame[2] - _SLACK and line.x1 > frame[0] + _SLACK and frame[1] + _SLACK < line.base < frame[3] - _SLACK


def in_order(parts: list[tuple[Box, Part]], boxes: list[tuple[Box, Part]]) -> list[tuple[Box, Part]]:
    """``parts`` with ``boxes`` put in: each before the first part that begins below it."""
    out = list(parts)
    for box, part in boxes:
        at = next((i for i, (other, _) in enumerate(out) if other[3] < box[3]), len(out)) if parts else len(out)
        out.insert(at, (box, part))
    return out
