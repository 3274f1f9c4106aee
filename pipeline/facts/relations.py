"""How facts of one text relate: growth and its base, parts of a whole, the same amount in another unit."""

import re
from collections.abc import Sequence

from pipeline.facts.clauses import BACK, Bounds, around
from pipeline.facts.fact import Fact

_UP = re.compile(r"增长|增加|上升|上涨|提高|提升|增幅|涨幅|增|涨|升|高出|扩大|多")
_DOWN = re.compile(r"下降|减少|降低|下跌|下滑|回落|降幅|跌幅|缩减|降|减|跌|低")
_TARGET = re.compile(r"(?:到|至|为|达|到了)$")
_BASE = re.compile(
    r"同比|环比|[比较与]?(?:上年|去年|前年|上月|上季度?|\d{4}年|[一二]\S{3}年|前一年|上一年|年初|上年末|去年底|同期|历史|五年前|十年前)(?:同期|同月|年底|末|底|年末)?相?比?|比(?:市场价|计划|预期|原来)"
)
_SAME = re.compile(r"^[（(](?:即|约合|折合|合|约)?$|^[，,]?(?:即|合|折合|约合|相当于)(?:约)?$")


def growth(text: str, facts: Sequence[Fact], bounds: Bounds) -> list[tuple[str | None, str | None]]:
    """(change, base) of each fact: up, down or none where the words before it say that it is a change, and against what."""
    return [_growth(text, facts, index, bounds) for index in range(len(facts))]


def _growth(text: str, facts: Sequence[Fact], index: int, bounds: Bounds) -> tuple[str | None, str | None]:
    fact = facts[index]
    if fact.kind in ("date", "temperature", "speed"):
        return None, None
    first = around(bounds.clauses, fact.start)[0]
    words = text[max(first, fact.start - 24) : fact.start]
    bases = _BASE.findall(words)
    base = bases[-1] if bases else None
    near = words[-6:]
    if fact.kind in ("percent", "ratio") or base is not None:
        if _TARGET.search(near):
            return None, None
        change = "up" if _UP.search(near) else "down" if _DOWN.search(near) else None
        if change is None and index and facts[index - 1].start >= first and text[facts[index - 1].end : fact.start] in ("和", "、"):
            change, inherited = _growth(text, facts, index - 1, bounds)
            return change, inherited
        if change:
            return change, base
    return None, None


def wholes(text: str, facts: Sequence[Fact], bounds: Bounds) -> list[int | None]:
    """For each fact the index of the whole that 其中 makes it a part of."""
    return [_whole(text, facts, index, bounds) for index in range(len(facts))]


def _whole(text: str, facts: Sequence[Fact], index: int, bounds: Bounds) -> int | None:
    fact = facts[index]
    if fact.kind == "date" or fact.normalized is None:
        return None
    first = max(around(bounds.groups, fact.start)[0], facts[max(0, index - BACK)].start)
    opening = text.rfind("其中", first, fact.start)
    if opening < 0:
        return None
    for earlier in range(index - 1, max(-1, index - 1 - BACK), -1):
        whole = facts[earlier]
        if whole.end <= first - 1:
            return None
        if whole.end > opening:
            continue
        if (
            whole.kind == fact.kind
            and whole.normalized is not None
            and whole.normalized >= fact.normalized
            and (fact.kind != "count" or whole.unit == fact.unit)
        ):
            return earlier
    return None


def repeats(text: str, facts: Sequence[Fact]) -> list[int | None]:
    """For each fact the index of the fact just before that states the same amount in another unit (1.8万公顷（27万亩）)."""
    found: list[int | None] = [None] * len(facts)
    for index in range(1, len(facts)):
        here, there = facts[index], facts[index - 1]
        if here.kind != there.kind or here.kind == "date" or here.normalized is None or there.normalized is None or here.unit == there.unit:
            continue
        converted = here.normalized_unit != there.normalized_unit
        close = converted or abs(here.normalized - there.normalized) * 20 <= abs(there.normalized)
        if close and _SAME.match(text[there.end : here.start]):
            found[index] = index - 1
    return found
