"""Signatures that are no list of names: a pen name in brackets, who the author is, a name after where somebody works."""

import re

from pipeline.repair.cues import cues, is_name

_LONGEST = 16
_PEN = re.compile(r"[（(]\s*([一-鿿])\s*([一-鿿])\s*([一-鿿])?\s*[）)]")
"""A pen name or the short name of an office (海宣), known by its brackets."""
_OFFICE = re.compile(r"[（(]([一-鿿]{3,12})[）)]")
_NOTES = ("下转", "上接", "图为", "图说", "记者", "本版", "本报", "据")
_GRADE = re.compile(r"[一-鿿]{2,12}\d{2,4}级[一-鿿\d]{0,8}")
"""A student's year and class."""
_AUTHOR = re.compile(r"[（(【](?:本文)?作者(?:单位|系|为|是|简介)?[^（()）。]{2,60}[）)】]")


def author(line: str) -> list[tuple[str, int, int]]:
    """A bracket that says who the author is, as the one word of a byline."""
    text = line.strip()
    low = len(line) - len(line.lstrip())
    return [("name", low + 1, low + len(text) - 1)] if _AUTHOR.fullmatch(text) else []


def pen_name(line: str) -> tuple[int, int] | None:
    """Where a bracket holds what may be a pen name, or an office that signs as one."""
    text = line.strip()
    low = len(line) - len(line.lstrip())
    office = _OFFICE.fullmatch(text)
    if office and office.group(1).endswith(cues().offices) and not office.group(1).startswith(_NOTES):
        return low + office.start(1), low + office.end(1)
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
    works = word.endswith(cues().units + (cues().homes if closed else ())) or _GRADE.fullmatch(word)
    if not rest or not 2 <= len(word) <= _LONGEST or not works:
        return []
    found = [line[slice(*span)] for span in rest]
    if all(map(is_name, found)):
        return [("role", *unit), *(("name", *span) for span in rest)]
    padded = len("".join(found)) == len(rest) in (2, 3) and is_name("".join(found))
    return [("role", *unit), *(("half", *span) for span in rest)] if padded else []
