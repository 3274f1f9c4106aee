"""Bylines of a page with geometry: the printed line still has the blanks between names, and its place says a good deal."""

import re

from pipeline.document import MappedText
from pipeline.repair.bylines import certain, names, signature
from pipeline.repair.cues import ends_sentence

_STRETCHED = re.compile(r"本\s*报\s*(?=[记通])|通\s*讯\s*员|记\s*者|实\s*习\s*生")
_LONGEST = 64


def names_of(spaced: MappedText) -> tuple[MappedText, ...]:
    """The names of a line that is surely a byline, one an element; empty where it is none.

    ``spaced`` keeps blanks where the print has them.
    """
    if len(spaced) > _LONGEST or ends_sentence(spaced.text):
        return ()
    found = signature(_whole_roles(spaced))
    return names(found.words) if found is not None and certain(found) and not found.dangling else ()


def names_under_title(spaced: MappedText) -> tuple[MappedText, ...]:
    """The names of a small line in the middle under (or over) a title: there also a single name or a rare surname is one."""
    if len(spaced) > _LONGEST or ends_sentence(spaced.text):
        return ()
    found = signature(_whole_roles(spaced))
    if found is not None and not found.dangling:
        return names(found.words)
    return ()


def _whole_roles(spaced: MappedText) -> MappedText:
    """The line without the blanks that stretch a role word (记 者)."""
    inside = {i for m in _STRETCHED.finditer(spaced.text) for i in range(m.start(), m.end())}
    return spaced.keep(lambda i: not (i in inside and spaced.text[i].isspace()))
