"""A numeral with what belongs to it before its unit: fractions, products, hedges inside, multipliers."""

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.facts import hedges
from pipeline.facts.numerals import RUN, Numeral, read
from pipeline.facts.units import PERCENT, RATIO, SIX_PLACES, Unit, unit_words

_SCALE = re.compile(r"[十百千]?(?:万亿|万|亿)|[百千](?![瓦克米伏])")
_PIECE = re.compile(r"个(多|余)?(万亿|亿|万)(?![元])|个(多|余)?(亿)元")
_SLASH = re.compile(r" ?/ ?(?=\d)")
_TIMES = re.compile(r"[×xX*](?=\d)")
_FEW = Decimal(10)


class Amount(NamedTuple):
    """A number with what follows it up to its unit. ``inner`` is the bound of a hedge inside (余, 多)."""

    start: int
    end: int
    numeral: Numeral
    value: Decimal
    mantissa: Decimal
    multiplier: int
    high: Decimal | None
    inner: str | None
    unit: Unit | None
    unit_text: str | None
    per: str | None
    number_end: int
    composite: bool = False


def _plain(numeral: Numeral, start: int, end: int, value: Decimal, unit: Unit | None, unit_text: str | None) -> Amount:
    return Amount(start, end, numeral, value, value, 1, None, None, unit, unit_text, None, end)


def fraction(text: str, numeral: Numeral) -> Amount | None:
    """百分之三, 三分之二, 2/3, 一又二分之一; percent for 百分之, else a ratio."""
    end = numeral.end
    whole = Decimal(0)
    bottom = numeral
    if text.startswith("又", end):
        run = RUN.match(text, end + 1)
        part = read(text, run) if run else None
        if part and text.startswith("分之", part.end):
            whole, bottom, end = numeral.value, part, part.end
    if text.startswith("分之", end):
        negative = text.startswith("负", end + 2)
        run = RUN.match(text, end + 2 + negative)
        top = read(text, run) if run else None
        if top is None or not bottom.value:
            return None
        size = -top.value if negative else top.value
        if bottom.value == 100 and not whole:
            high = top.high
            return _plain(numeral, numeral.start, top.end, size, PERCENT, "百分之")._replace(high=high)
        return _plain(numeral, numeral.start, top.end, (whole + size / bottom.value).quantize(SIX_PLACES), RATIO, None)
    slash = _SLASH.match(text, end) if numeral.arabic and text[numeral.start - 1 : numeral.start] not in ("/", "-", ".") else None
    if slash:
        run = RUN.match(text, slash.end())
        under = read(text, run) if run else None
        if under and numeral.value < under.value <= 1000 and text[under.end : under.end + 1] not in ("/", "-", "."):
            return _plain(numeral, numeral.start, under.end, (numeral.value / under.value).quantize(SIX_PLACES), RATIO, None)
    return None


def figure(text: str, numeral: Numeral) -> Amount:
    """The numeral with a product, an inner hedge and a multiplier behind it."""
    end, value, mantissa, multiplier, high = numeral.end, numeral.value, numeral.mantissa, numeral.multiplier, numeral.high
    inner = None
    times = _TIMES.match(text, end) if numeral.arabic else None
    if times:
        run = RUN.match(text, times.end())
        other = read(text, run) if run else None
        if other and unit_words().at(text, other.end) not in (None, "米", "厘米", "毫米", "mm", "cm", "m"):
            end, value, mantissa, multiplier = other.end, value * other.value, mantissa * other.mantissa, other.multiplier
    sign = text[end : end + 1]
    if sign in ("多", "余", "来", "几") and _hedged(text, numeral, end, sign):
        inner, end = hedges.inner(sign), end + 1
        scale = _SCALE.match(text, end)
        if scale:
            run = RUN.match(text, end)
            factor = read(text, run) if run else None
            if factor and factor.end == scale.end():
                value, multiplier, end = value * factor.value, multiplier * int(factor.value), factor.end
                high = high * factor.value if high else None
    piece = _PIECE.match(text, end)
    if piece:
        power = {"万": 10**4, "亿": 10**8, "万亿": 10**12}[piece[2] or piece[4]]
        inner = "over" if piece[1] or piece[3] else inner
        value, multiplier, end = value * power, multiplier * power, end + len(piece[0]) - (piece[0].endswith("元"))
        high = high * power if high else None
    if inner is None and multiplier > 1 and text[end : end + 1] in ("多", "余"):
        inner, end = "over", end + 1
    return Amount(numeral.start, end, numeral, value, mantissa, multiplier, high, inner, None, None, None, end)


def _hedged(text: str, numeral: Numeral, end: int, sign: str) -> bool:
    """Whether 多, 余, 来 or 几 after the numeral is a hedge: a unit, a multiplier or (for 多, 余) a noun follows."""
    follows = _SCALE.match(text, end + 1) or unit_words().at(text, end + 1)
    if sign in ("来", "几"):
        return bool(follows) and numeral.value % _FEW == 0 and numeral.value >= 10 and not numeral.round_
    if numeral.single and (numeral.value < 10 or not follows):
        return False
    return bool(follows) or numeral.value >= 10
