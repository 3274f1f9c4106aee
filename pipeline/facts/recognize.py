"""Finds the numeric facts of a text: one pass over its numerals, at each a date, an amount, or nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.facts import calendars, context, dates, hedges
from pipeline.facts.amounts import Amount, amount_at, join_at, unit_at
from pipeline.facts.exclusions import breaks, excluded, idiom_at
from pipeline.facts.fact import Fact
from pipeline.facts.numerals import RUN, ascii_width
from pipeline.facts.units import COUNT, Unit

_SENTENCE_END = re.compile(r"[。！？!?\n；;]")
_SIGNS = {"$": "USD", "US$": "USD", "HK$": "HKD", "A$": "AUD", "C$": "CAD", "￥": "yuan", "¥": "yuan", "€": "EUR", "£": "GBP"}
_SIGN = re.compile(r"(?:US\$|HK\$|A\$|C\$|[$￥¥€£]) ?$")
_CODE = re.compile(r"(USD|EUR|GBP|JPY|HKD|CNY|RMB) ?$")
_NEGATIVE = re.compile(r"(?:零下|负|-)$")
_EACH = re.compile(r"钱?一(?![一二三四五六七八九十百千万亿])")
_HALF = re.compile(r"(近|超|超过|约|不到|不足|过)?(?:一半(?:以上|左右)?|半(?=[，。；、]))|(近|过|超过|超)半(?![年个天径岛导程空夜价])(?:以上)?")
_HALF_UNIT = re.compile(r"(?<![上下前后大小多一过夜各两])半(年|个月|个多月|个小时|小时|公斤|斤|吨|公里|里地|亩|个世纪|个学期)(?![度报会级程期制刊])")


@dataclass(slots=True)
class _State:
    """The text as printed, and what the pass remembers of the sentence it is in."""

    text: str
    read: int = 0
    dates: calendars.Context = calendars.Context()
    unit: Unit | None = None


def find(text: str, date: str | None = None, names: Sequence[tuple[int, int]] = ()) -> list[Fact]:
    """The numeric facts of ``text``, in order, without overlap.

    ``date`` is the day the text appeared (ISO 8601, may be partial); dates without a year are read from it, or stay
    partial (``--11-10``). ``names`` are spans known to be names: Chinese numerals inside them count nothing.
    Offsets are code points into ``text``. Linear in the length of the text.
    """
    plain = ascii_width(text)
    base = calendars.Base.of(date)
    state = _State(text)
    facts: list[Fact] = []
    inside = _Inside(names)
    position = floor = 0
    while True:
        run = RUN.search(plain, position)
        if run is None:
            break
        start = run.start()
        fact, end = _at(plain, run, floor, base, state, inside)
        if fact is not None:
            facts.append(fact)
            floor = fact.end
        position = max(end, start + 1)
    facts = _with_halves(text, plain, facts)
    return _shared(plain, facts)


class _Inside:
    """Whether a position lies within one of the known names; asked in rising order."""

    __slots__ = ("_index", "_spans")

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._index = 0

    def end(self, start: int, end: int) -> int | None:
        """The end of the name that holds ``start:end`` and more; None where there is none."""
        while self._index < len(self._spans) and self._spans[self._index][1] <= start:
            self._index += 1
        if self._index < len(self._spans):
            low, high = self._spans[self._index]
            if low <= start and end <= high and high - low > end - start:
                return high
        return None


def _at(text: str, run: "re.Match[str]", floor: int, base: calendars.Base, state: _State, inside: _Inside) -> tuple[Fact | None, int]:
    """(the fact at a run of numerals or None, where to go on)."""
    start = run.start()
    name = inside.end(start, run.end())
    if name is not None and not run[0].isdigit():
        return None, run.end()
    if run.end() - start > 40:
        return None, run.end()
    _enter(text, start, state)
    match = dates.date_at(text, start) if dates.possible(text, run.end()) else None
    if match is not None and match.start >= floor:
        if name is not None and name >= match.end:
            return None, match.end
        return _date(text, match, base, state), match.end
    found = idiom_at(text, start)
    if found is not None and not text.startswith("分之", run.end()):
        return None, found
    amount = amount_at(text, run)
    if amount is None:
        return None, run.end()
    if name is not None and name >= amount.end and amount.start > 0:
        return None, run.end()
    return _amount(text, amount, floor, state)


def _enter(text: str, start: int, state: _State) -> None:
    """Forget the sentence before when ``start`` lies in another."""
    last = None
    for last in _SENTENCE_END.finditer(text, state.read, start):
        pass
    state.read = start
    if last is not None:
        state.dates, state.unit = calendars.Context(), None


def _date(text: str, match: dates.DateMatch, base: calendars.Base, state: _State) -> Fact:
    value = calendars.resolve(match, base, state.dates, text[max(0, match.start - 12) : match.start])
    state.dates = state.dates.after(match, base)
    return Fact(
        "date", state.text[match.start : match.end], match.start, match.end, normalized_unit="date", bound="range" if match.last else "exact",
        date=value or None, core_start=match.start, core_end=match.end,
    )  # fmt: skip


def _amount(text: str, amount: Amount, floor: int, state: _State) -> tuple[Fact | None, int]:
    """The fact of an amount with its hedges, or None where it is none."""
    end = amount.end
    upper: Decimal | None = amount.high
    last = _range_end(text, amount)
    if last is not None:
        amount, upper, end = last
    prefix = hedges.before(text, amount.start, floor)
    suffix = hedges.after(text, end)
    if amount.per is not None and suffix is None:
        suffix = None
    start = prefix[0] if prefix else amount.start
    round_excess = prefix is None and amount.numeral.round_ and text[amount.start - 1 : amount.start] == "过" and amount.start > floor
    if round_excess:
        start, prefix = amount.start - 1, (amount.start - 1, "over")
    hedged = prefix is not None or suffix is not None
    sign = None
    if amount.unit is None:
        sign = _SIGN.search(text, max(floor, amount.start - 4), amount.start) or _CODE.search(text, max(floor, amount.start - 4), amount.start)
    reason = None if sign else excluded(text, amount, hedged)
    if reason is not None:
        return None, max(amount.numeral.end, amount.end if reason in ("identifier", "idiom", "vague", "ordinal") else 0)
    unit = context.unit(text, amount, state.unit)
    if sign:
        unit, start = context.currency(_SIGNS.get(sign[0].strip()) or {"CNY": "yuan", "RMB": "yuan"}.get(sign[0].strip(), sign[0].strip())), sign.start()
    value, mantissa = amount.value, amount.mantissa
    negative = _NEGATIVE.search(text, max(floor, start - 2), start)
    if negative and (negative[0] != "-" or start < 2 or breaks(text, start - 2) or text[start - 2] in "为是达至到"):
        value, mantissa, start = -value, -mantissa, negative.start()
        upper = -upper if upper is not None else None
    bound = "exact"
    if upper is not None:
        bound = "range"
    elif prefix is not None:
        bound = prefix[1]
    elif suffix is not None:
        bound = suffix[1]
    elif amount.inner is not None:
        bound = amount.inner
    else:
        bound = hedges.distant(text, amount.start, floor) or "exact"
    if suffix is not None:
        end = suffix[0]
    if amount.unit is None and text.startswith("大", end) and amount.inner is None:
        end += 1
    normalized = unit.normalize(value)
    above = unit.normalize(upper) if upper is not None else None
    lower, higher = hedges.limits(bound, normalized, above)
    if unit.kind not in ("count", "duration", "ratio"):
        state.unit = unit
    unit_text = amount.unit_text if amount.unit_text is not None else unit.text or None
    if amount.composite:
        mantissa = value
    rate = amount.per or context.per(text, start, floor)
    resume = end
    each = _EACH.match(text, end) if unit.kind == "money" else None
    if each and (word := unit_at(text, each.end())):
        rate, resume = word, each.end() + len(word)
    return Fact(
        unit.kind, state.text[start:end], start, end, mantissa, 1 if amount.composite else amount.multiplier, unit_text, normalized,
        unit.normalized_unit, bound, lower, higher, rate, None, amount.start, amount.end,
    ), resume  # fmt: skip


def _range_end(text: str, amount: Amount) -> tuple[Amount, Decimal, int] | None:
    """(lower amount with its unit, upper value, end) where a range sign and another amount follow; None otherwise.

    The lower number takes over the unit of the upper one, and its 万 or 亿 where that keeps the order (5至8万元; but
    5000至1万台次).
    """
    begin = join_at(text, amount.end)
    if begin is None or amount.high is not None:
        return None
    hedge = 2 if text.startswith(("近", "约"), begin) else 0
    run = RUN.match(text, begin + (1 if hedge else 0))
    if run is None or run.end() - run.start() > 40 or (dates.possible(text, run.end()) and dates.date_at(text, run.start())):
        return None
    upper = amount_at(text, run)
    if upper is None or upper.numeral.positional:
        return None
    if amount.unit is not None and upper.unit is not None:
        if amount.unit.kind != upper.unit.kind or (amount.unit.kind == "count" and amount.unit.text != upper.unit.text):
            return None
        if amount.unit.normalized_unit != upper.unit.normalized_unit:
            return None
    if amount.unit is not None and upper.unit is None:
        return None
    unit = upper.unit
    if unit is None and not (amount.multiplier > 1 or upper.multiplier > 1) and not _range_context(text, amount, upper):
        return None
    value, mantissa, multiplier = amount.value, amount.mantissa, amount.multiplier
    if amount.unit is None:
        if amount.multiplier == 1 and upper.multiplier > 1 and value < upper.mantissa:
            value, multiplier = value * upper.multiplier, upper.multiplier
        elif amount.multiplier == 1 and not amount.numeral.arabic and value < 10 and 10 <= upper.value < 100 and not upper.numeral.arabic and upper.value % 10 == 0:
            pass
        lower = amount._replace(value=value, mantissa=mantissa, multiplier=multiplier, unit=unit, unit_text=upper.unit_text, per=upper.per)
        top = upper.value
    else:
        lower = amount._replace(per=upper.per)
        top = upper.value
        if unit is not None and unit is not amount.unit:
            low, high = amount.unit.normalize(Decimal(1)), unit.normalize(Decimal(1))
            if low and high:
                top = top * high / low
    if top <= lower.value:
        return None
    return lower, top, upper.end


def _range_context(text: str, lower: Amount, upper: Amount) -> bool:
    """A bare range of numbers is one only by itself; 3-0, 12-15 in running text are scores and numbers of things."""
    return breaks(text, lower.start - 1) and breaks(text, upper.end) and not text[lower.end : lower.end + 1] == "-"


def _with_halves(text: str, plain: str, facts: list[Fact]) -> list[Fact]:
    """Adds what is said with 半 alone (近一半, 过半, 半年, 半斤)."""
    if "半" not in plain:
        return facts
    extra: list[Fact] = []
    taken = [(fact.start, fact.end) for fact in facts]
    for match in _HALF.finditer(plain):
        if any(low < match.end() and match.start() < high for low, high in taken):
            continue
        hedge = match[1] or match[2]
        bound = {"近": "approx", "约": "approx", "不到": "under", "不足": "under", None: "exact"}.get(hedge, "over")
        bound = "at_least" if match[0].endswith("以上") else "approx" if match[0].endswith("左右") else bound
        half = Decimal("0.5")
        low, high = hedges.limits(bound, half, None)
        extra.append(Fact("ratio", text[match.start() : match.end()], match.start(), match.end(), half, 1, None, half, "ratio", bound, low, high, core_start=match.start(), core_end=match.end()))
    for match in _HALF_UNIT.finditer(plain):
        if any(low < match.end() and match.start() < high for low, high in taken):
            continue
        extra.append(context.half(text, match.start(), match.end(), match[1]))
    return sorted([*facts, *extra], key=lambda fact: fact.start) if extra else facts


def _shared(text: str, facts: list[Fact]) -> list[Fact]:
    """Numbers in a list that share the unit of the last (分别增长3.2、4.1个百分点)."""
    for i in range(len(facts) - 2, -1, -1):
        here, there = facts[i], facts[i + 1]
        if here.unit is None and here.kind in ("count", "other") and there.unit is not None and there.kind != "date" and text[here.end : there.start] == "、" and here.value is not None:
            unit = context.named(there.unit, there.kind)
            if unit is None:
                continue
            value = here.value * (here.multiplier or 1)
            factor = there.multiplier if here.multiplier == 1 and there.multiplier and there.value is not None and there.multiplier > 1 else 1
            normalized = unit.normalize(value * factor)
            low, high = hedges.limits(here.bound, normalized, None)
            facts[i] = replace(here, kind=there.kind, unit=there.unit, multiplier=factor if factor > 1 else here.multiplier, normalized=normalized, normalized_unit=there.normalized_unit, lower=low, upper=high)
    return facts


__all__ = ["COUNT", "find"]
