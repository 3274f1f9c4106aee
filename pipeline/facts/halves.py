"""What is said with 半 alone: 近一半, 过半, 半年, 半斤."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.facts import hedges
from pipeline.facts.fact import Fact
from pipeline.facts.units import RATIO, Unit, units

HALF = Decimal("0.5")
_SHARE = re.compile(
    r"(近|超|超过|约|不到|不足|过|至少|起码|最多)?一半(?:以上|左右)?|(近|过|超过|超)半(?![年个天径岛导程空夜价])(?:数|以上)?|半数以上"
)
_MEASURE = re.compile(
    r"(?<![上下前后大小多一过夜各两])半(年|个月|个多月|个小时|小时|公斤|斤|吨|公里|里地|亩|个世纪|个学期)(?![度报会级程期制刊])(多(?![种名个家]))?"
    r"|(?<![上下前后大小多一过夜各两每])半(月)(?=[前后内来多]|之[前后内]|以[来内]|左右|时间)"
)
_BOUNDS = {"近": "approx", "约": "approx", "不到": "under", "不足": "under", "至少": "at_least", "起码": "at_least", "最多": "at_most"}
_UNITS = {"个多月": "个月", "里地": "里", "月": "个月"}


def halves(text: str, plain: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of ``text`` (``plain`` in ASCII width) that 半 states and that overlap none of ``facts``."""
    if "半" not in plain:
        return []
    taken = bytearray(len(text))
    for fact in facts:
        taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    found = []
    for match in _SHARE.finditer(plain):
        if not any(taken[match.start() : match.end()]):
            hedge = match[1] or match[2]
            bound = "at_least" if match[0].endswith("以上") else "approx" if match[0].endswith("左右") else "exact"
            bound = _BOUNDS.get(hedge, "over") if hedge else bound
            found.append(_fact(text, match, RATIO, bound))
    for match in _MEASURE.finditer(plain):
        if not any(taken[match.start() : match.end()]):
            word = match[1] or match[3]
            unit = units()[_UNITS.get(word, word)]
            found.append(_fact(text, match, unit, "over" if "多" in match[0] else "exact"))
    return found


def _fact(text: str, match: "re.Match[str]", unit: Unit, bound: str) -> Fact:
    start, end = match.span()
    normalized = unit.normalize(HALF)
    low, high = hedges.limits(bound, normalized, None)
    return Fact(
        unit.kind, text[start:end], start, end, HALF, 1, unit.text or None, normalized, unit.normalized_unit,
        bound, low, high, core_start=start, core_end=end,
    )  # fmt: skip
