"""Signatures that are no list of names: a pen name in brackets, who the author is, a name after where somebody works."""

import re

from pipeline.repair.cues import cues, is_name

_LONGEST = 16
_PEN = re.compile(r"[（(]\s*([一-鿿])\s*([一-鿿])\s*([一-鿿])?\s*[）)]")
"""A pen name or the short name of an office (海宣), known by its brackets."""
_AUTHOR = re.compile(r"[（(【](?:本文)?作者(?:单位|系|为|是|简介)?[^（()）。]{2,60}[）)】]")


def author(line: str) -> list[tuple[str, int, int]]:
    """A bracket that says who the author is, as the one word of a byline."""
    text = line.strip()
    low = len(line) - len(line.lstrip())
    return [("name", low + 1, low + len(text) - 1)] if _AUTHOR.fullmatch(text) else []


def pen_name(line: str) -> tuple[int, int] | None:
    """Where a bracket holds what may be a pen name."""
    text = line.strip()
    low = len(line) - len(line.lstrip())
    pen = _PEN.fullmatch(text)
    name = "".join(part for part in pen.groups() if part) if pen else ""
    if not pen or name in cues().not_signed or name[0] in cues().not_opening or cues().role.fullmatch(name):
        return None
    return low + pen.start(1), low + max(pen.end(2), pen.end(3))


def of_unit(line: str) -> list[tuple[str, int, int]]:
    """Names after a blank and the word for where they work or what they are (县农技站 何瑶), or in brackets where they live."""
    bare = line.strip()
    closed = bare[:1] in tuple("（(") and bare[-1:] in tuple("）)")
    inner = bare[1:-1] if closed else bare
    begin = line.find(inner)
    unit, *rest = [(begin + found.start(), begin + found.end()) for found in re.finditer(r"\S+", inner)] or [(0, 0)]
    word = line[slice(*unit)]
    if not rest or not 2 <= len(word) <= _LONGEST or not word.endswith(cues().units + (cues().homes if closed else ())):
        return []
    found = [line[slice(*span)] for span in rest]
    if all(map(is_name, found)):
        return [("role", *unit), *(("name", *span) for span in rest)]
    padded = len(rest) == 2 and len("".join(found)) == 2 and is_name("".join(found))
    return [("role", *unit), *(("half", *span) for span in rest)] if padded else []
