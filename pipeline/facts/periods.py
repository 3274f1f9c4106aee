"""Five-year plans, decades and centuries: periods with a name of their own."""

import re

from pipeline.facts.clocks import number
from pipeline.facts.moments import JOIN, D

Period = tuple[int, int, int, int]
"""First and last year, where the words begin, where they end."""

_TENS = "[1-9]0|[一二三四五六七八九]十"
_AGO = "(?:[初末中后早][期叶]?)?"
_DECADE = re.compile(rf"(?:(\d{{1,2}}|[{D}十]{{1,3}})世纪)?({_TENS})(?:(?:(?:年代)?{JOIN}|[、和])({_TENS}))?年代{_AGO}")
_DECADES = re.compile(rf"(?:(\d{{1,2}}|[{D}十]{{1,3}})世纪)?([一二三四五六七八])([二三四五六七八九])十年代{_AGO}")
_FULL_DECADE = re.compile(rf"((?:1[5-9]|20)\d0)年代{_AGO}")
_CENTURY = re.compile(rf"(\d{{1,2}}|二十一?|十[{D}])世纪{_AGO}")
_PLAN = re.compile(r"(十?[一二三四五六七八九]?五)([”’\"」』]?)(期间|时期|[末初](?!期))?")
_OPENING = '“‘"「『'
_PLANNED = ("规划", "计划", "以来", "、“", "末、")


def century_at(text: str, position: int) -> Period | None:
    """二十世纪九十年代, 上世纪80年代, 七八十年代, 70至80年代, 1990年代, 21世纪."""
    full = _FULL_DECADE.match(text, position)
    if full:
        return int(full[1]), int(full[1]) + 9, position, full.end()
    decade = _DECADE.match(text, position) or _DECADES.match(text, position)
    if decade:
        first = number(decade[2] + "十" if len(decade[2]) == 1 else decade[2])
        last = number(decade[3] + "十" if len(decade[3]) == 1 else decade[3]) if decade[3] else first
        base, words = ((number(decade[1]) - 1) * 100, "") if decade[1] else _base(text, position, first)
        if last >= first:
            return base + first, base + last + 9, position - len(words), decade.end()
    century = _CENTURY.match(text, position)
    if century and 10 <= number(century[1]) <= 22:
        first = (number(century[1]) - 1) * 100 + 1
        return first, first + 99, position, century.end()
    return None


def _base(text: str, position: int, tens: int) -> tuple[int, str]:
    """The year a decade is counted from, and the words before ``position`` that say so."""
    words = next((w for w in ("上个世纪", "上世纪", "本世纪") if text.endswith(w, 0, position)), "")
    if words:
        return (2000 if words == "本世纪" else 1900), words
    return (1900 if tens >= 30 else 2000), ""


def plan_at(text: str, position: int) -> Period | None:
    """“十二五”期间: a five-year plan; the quotation marks belong to the words where 期间 or 时期 follows.

    The first plan began in 1953, the second in 1958; the third, after a gap, in 1966, and then one every five years.
    Up to the tenth, whose names are also plain numbers, quotation marks or 期间 are needed.
    """
    plan = _PLAN.match(text, position)
    if plan is None:
        return None
    name, closing, period = plan.groups()
    quoted = bool(position and closing) and text[position - 1] in _OPENING
    ordinal = 10 if name == "十五" else number(name[:-1]) if len(name) > 1 else 0
    if not 1 <= ordinal <= 20:
        return None
    follows = text[plan.end() : plan.end() + 2]
    if ordinal <= 10:
        if not (period in ("期间", "时期") or (quoted and (period or follows in _PLANNED))):
            return None
    elif closing and not (quoted or period or follows in _PLANNED):
        return None
    first = 1953 + 5 * (ordinal - 1) if ordinal <= 2 else 1966 + 5 * (ordinal - 3)
    if period:
        return first, first + 4, position - quoted, plan.end()
    return first, first + 4, position, position + len(name)
