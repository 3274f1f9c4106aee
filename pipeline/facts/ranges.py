"""Ranges of amounts (30%-40%, 5至8万元) and lists of numbers that share one unit."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.facts import hedges
from pipeline.facts.amounts import amount_at
from pipeline.facts.dates import date_at, possible
from pipeline.facts.fact import Fact
from pipeline.facts.figures import Amount
from pipeline.facts.marks import stands_alone
from pipeline.facts.numerals import LONGEST, RUN
from pipeline.facts.units import Unit, units

_JOIN = re.compile(r" ?(?:-{1,2}|—{1,2}|~|至|到) ?[近约]?(?:零上|(零下|负|-(?=\d)))?")
_CHANGED = re.compile(
    r"(?:增[加长多]?|减[少产]?|下[降跌调滑]|上[升涨调浮]|[回跌滑]落|回升|提[高升]|降低?|涨|跌|缩[短减]|升高?)(?:了|约|近|超)?$"
)
"""A verb of change, after which 至 may lead to where it ended (减少2万手至17万手)."""
_FAR = 5
"""How many times the lower value the upper one is at least, if it is where a change ended and no end of a range."""
_EACH = re.compile(r"(?:分别|各自|[均都各])[\u4e00-\u9fff]{0,2}$")


def range_at(text: str, lower: Amount, negative: bool = False) -> tuple[Amount, Decimal, int] | None:
    """(lower amount with its unit, upper value in that unit, end) where a range sign and another amount follow; else None.

    The lower number takes over the unit of the upper one, and its 万 or 亿 where that keeps the order: 5至8万元 begins
    at 50,000, but 5000至1万台次 at 5,000. ``negative``: a sign before the lower number makes it negative.
    """
    join = _JOIN.match(text, lower.end)
    run = RUN.match(text, join.end()) if join and lower.high is None else None
    if run is None or run.end() - run.start() > LONGEST or (possible(text, run.end()) and date_at(text, run.start())):
        return None
    upper = amount_at(text, run)
    if upper is None or upper.numeral.positional:
        return None
    top = -upper.value if join and join[1] else upper.value
    if negative:
        lower = lower._replace(value=-lower.value, mantissa=-lower.mantissa)
    if lower.unit is not None:
        if upper.unit is None or not _alike(lower.unit, upper.unit):
            return None
        if upper.unit is not lower.unit:
            ours, theirs = lower.unit.normalize(Decimal(1)), upper.unit.normalize(Decimal(1))
            top = top * theirs / ours if ours and theirs else top
        lower = lower._replace(per=upper.per)
    else:
        if upper.unit is None and lower.multiplier == upper.multiplier == 1 and not stands_alone(text, lower.start, upper.end):
            return None  # 3-0 is a score
        if lower.multiplier == 1 and upper.multiplier > 1 and lower.value < upper.mantissa:
            lower = lower._replace(value=lower.value * upper.multiplier, multiplier=upper.multiplier)
        lower = lower._replace(unit=upper.unit, unit_text=upper.unit_text, per=upper.per)
    ended = lower.end < upper.start and lower.unit is not None and lower.unit_text is not None and top >= _FAR * lower.value > 0
    if ended and text[lower.end] in "至到" and _CHANGED.search(text, max(0, lower.start - 4), lower.start):
        return None
    return (lower, top, upper.end) if top > lower.value else None


def _alike(one: Unit, other: Unit) -> bool:
    same = one.kind == other.kind and one.normalized_unit == other.normalized_unit
    return same and (one.kind != "count" or one.text == other.text)


def share_units(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """``facts`` with the unit of the last in a list given to those before it (分别增长3.2、4.1个百分点)."""
    shared = list(facts)
    for index in range(len(shared) - 2, -1, -1):
        here, there = shared[index], shared[index + 1]
        if here.value is None or there.unit is None or there.kind == "date":
            continue
        if here.unit is not None and not (here.unit == "个" and there.kind == "percent"):
            continue  # 5.5个、2.9个百分点
        unit = units().get(there.unit) or units().get("个" + there.unit)
        listed = here.kind in ("count", "other") and text[here.end : there.start] in ("、", "和", "及", "与")
        if not listed or unit is None or unit.kind != there.kind:
            continue
        multiplier = max(here.multiplier or 1, there.multiplier or 1) if here.multiplier == 1 else here.multiplier
        normalized = unit.normalize(here.value * (multiplier or 1))
        low, high = hedges.limits(here.bound, normalized, None)
        shared[index] = replace(
            here, kind=there.kind, unit=there.unit, multiplier=multiplier, normalized=normalized,
            normalized_unit=there.normalized_unit, lower=low, upper=high,
        )  # fmt: skip
    return shared


def share_bounds(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """``facts`` with the hedge before the first of a list given to those after it (分别超过10亿元、40亿元)."""
    shared = list(facts)
    for index in range(1, len(shared)):
        here, there = shared[index], shared[index - 1]
        alike = here.bound == "exact" and here.kind == there.kind and here.normalized_unit == there.normalized_unit
        if not alike or here.kind == "date" or text[there.end : here.start] not in ("、", "和", "及", "与"):
            continue
        if there.start < there.core_start and _EACH.search(text, max(0, there.start - 5), there.start):
            low, high = hedges.limits(there.bound, here.normalized, None)
            shared[index] = replace(here, bound=there.bound, lower=low, upper=high)
    return shared
