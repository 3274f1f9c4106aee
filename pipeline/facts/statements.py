"""From an amount to the fact it states: hedges, sign, currency, bound, rate."""

import re
from typing import NamedTuple

from pipeline.facts import context, hedges
from pipeline.facts.exclusions import excluded
from pipeline.facts.fact import Fact
from pipeline.facts.figures import Amount
from pipeline.facts.marks import breaks, is_chinese
from pipeline.facts.ranges import range_at
from pipeline.facts.units import Unit, unit_at

_CURRENCIES = {
    "$": "USD", "US$": "USD", "HK$": "HKD", "A$": "AUD", "C$": "CAD", "￥": "yuan", "¥": "yuan", "€": "EUR", "£": "GBP",
    "CNY": "yuan", "RMB": "yuan",
}  # fmt: skip
_SIGN = re.compile(r"(US\$|HK\$|A\$|C\$|[$￥¥€£]|USD|EUR|GBP|JPY|HKD|CNY|RMB) ?$")
_NEGATIVE = re.compile(r"(?:零下|(?<!正)负|-)$")
_EACH = re.compile(r"钱?一(?![一二三四五六七八九十百千万亿])")


class Statement(NamedTuple):
    """A fact or None, where to read on, and the unit that a later bare number of the sentence may take over."""

    fact: Fact | None
    resume: int
    unit: Unit | None = None


def fact_of(text: str, plain: str, amount: Amount, floor: int, previous: Unit | None) -> Statement:
    """The fact that ``amount`` states in ``text`` (``plain`` in ASCII width), if it is one.

    Nothing before ``floor`` belongs to it; ``previous`` is the unit of the amount before in the sentence.
    """
    begin = amount.start
    negative = _negative(plain, amount, floor)
    found = range_at(plain, amount, negative is not None)
    amount, upper, end = found or (amount, amount.high, amount.end)
    if negative is not None:
        begin = negative
        if not found:
            amount, upper = amount._replace(value=-amount.value, mantissa=-amount.mantissa), -upper if upper is not None else None
    prefix = hedges.before(plain, begin, floor)
    passed = amount.numeral.round_ or (amount.unit is not None and amount.unit.text == "成")
    if prefix is None and passed and amount.start > floor and plain[amount.start - 1] == "过":
        never = plain.startswith("不", amount.start - 2) and amount.start - 2 >= floor
        prefix = (amount.start - 2, "at_most") if never else (amount.start - 1, "over")
    if prefix and amount.unit is not None and amount.unit.kind == "count" and amount.numeral.single:
        prefix = hedges.counting(plain, prefix, begin)
    suffix = hedges.after(plain, end)
    start = prefix[0] if prefix else begin
    sign = _SIGN.search(plain, max(floor, amount.start - 4), amount.start) if amount.unit is None else None
    reason = None if sign else excluded(plain, amount, prefix is not None or suffix is not None)
    if reason is not None:
        whole = reason in ("identifier", "idiom", "vague", "ordinal")
        return Statement(None, amount.end if whole else amount.numeral.end)
    unit = context.unit(plain, amount, previous)
    if sign:
        unit, start = context.currency(_CURRENCIES.get(sign[1], sign[1])), sign.start()
    value, mantissa = amount.value, amount.value if amount.composite else amount.mantissa
    bound = _bound(plain, amount, floor, prefix, suffix, upper is not None)
    if suffix is not None:
        end = suffix[0]
    if amount.unit is None and amount.inner is None and plain.startswith("大", end):
        end += 1
    rate, resume = amount.per or (None if unit.kind == "temperature" else context.per(plain, start, floor)), end
    each = _EACH.match(plain, end) if unit.kind == "money" else None
    if each and (word := unit_at(plain, each.end())):
        rate, resume = word, each.end() + len(word)
    normalized = unit.normalize(value)
    lower, higher = hedges.limits(bound, normalized, unit.normalize(upper) if upper is not None else None)
    fact = Fact(
        unit.kind, text[start:end], start, end, mantissa, 1 if amount.composite else amount.multiplier,
        amount.unit_text or unit.text or None, normalized, unit.normalized_unit, bound, lower, higher, rate,
        core_start=amount.start, core_end=amount.end,
    )  # fmt: skip
    return Statement(fact, resume, None if unit.kind in ("count", "duration", "ratio") else unit)


def _negative(text: str, amount: Amount, floor: int) -> int | None:
    """Where 零下, 负 or a minus sign before ``amount`` begins; a hyphen between two words is none."""
    start = amount.start
    sign = _NEGATIVE.search(text, max(floor, start - 2), start)
    if sign is None:
        return None
    if sign[0] == "-" and start > 1 and not breaks(text, start - 2) and text[start - 2] not in "为是达至到约近":
        degrees = amount.unit is not None and amount.unit.kind in ("temperature", "percent") and is_chinese(text[start - 2])
        return sign.start() if degrees else None
    return sign.start()


def _bound(text: str, amount: Amount, floor: int, prefix: tuple[int, str] | None, suffix: tuple[int, str] | None, is_range: bool) -> str:
    """The bound, where several hedges stand from the outermost: 约13200余人 is approximate."""
    if is_range:
        return "range"
    for hedge in (prefix, suffix):
        if hedge is not None:
            return hedge[1]
    return amount.inner or hedges.distant(text, amount.start, floor) or "exact"
