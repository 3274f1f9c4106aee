"""A number with its unit: numerals, fractions, products, inner hedges, compound units, rates and ranges."""

import re
from decimal import Decimal

from pipeline.facts.figures import Amount, figure, fraction
from pipeline.facts.numerals import RUN, read
from pipeline.facts.units import MINUTE, SIX_PLACES, TENTHS, unit_at, units

_ONE_OF = re.compile(r"[1-9一二三四五六七八九](?=一[斤公个只碗份张块条包袋瓶])")
"""The tenths of a price per one of something: 一块五一斤."""
_SECONDS = re.compile(r"\d{1,2}秒|[零一二三四五六七八九十]{1,3}秒")
_HALVES = {
    "年",
    "天",
    "斤",
    "公斤",
    "里",
    "公里",
    "吨",
    "亩",
    "小时",
    "个小时",
    "钟头",
    "个钟头",
    "个月",
    "倍",
    "成",
    "元",
    "块",
    "米",
    "岁",
    "折",
}


def amount_at(text: str, run: "re.Match[str]") -> Amount | None:
    """The amount whose numeral is the ``RUN`` match; None where the signs are no number."""
    numeral = read(text, run)
    if numeral is None:
        return None
    base = fraction(text, numeral) or figure(text, numeral)
    return _with_unit(text, base)


def _with_unit(text: str, amount: Amount) -> Amount:
    """``amount`` with the unit that follows it, compound units (三元五角, 两年半, 1米75) and a rate (元/斤)."""
    if amount.unit is not None:
        return amount
    end = amount.end
    if text.startswith(" ", end):
        spaced = unit_at(text, end + 1)
        if spaced and units()[spaced].kind != "count":
            end += 1
    table = units()
    word = unit_at(text, end, amount.numeral.single or amount.numeral.round_)
    if word is None and text.startswith("个半", end):
        word = unit_at(text, end + 2)
        if (word and ("个" + word) in table) or word in ("月", "小时", "星期", "钟头"):
            unit = table["个" + (word or "月")]
            end += 2 + len(word or "月")
            return amount._replace(
                end=end, value=amount.value + Decimal("0.5"), mantissa=amount.mantissa + Decimal("0.5"), unit=unit, unit_text=unit.text
            )
    if word == "个" and text.startswith("半", end + 1):
        rest = next((w for w in ("小时", "月", "星期", "钟头", "世纪", "学期") if text.startswith(w, end + 2)), None)
        if rest:
            unit = table["个" + rest]
            half = Decimal("0.5")
            return amount._replace(
                end=end + 2 + len(rest), value=amount.value + half, mantissa=amount.mantissa + half, unit=unit, unit_text=unit.text
            )
    if word == "个" and text[end + 1 : end + 2] in ("多", "余"):
        rest = next((w for w in ("小时", "月", "星期", "钟头", "世纪", "百分点") if text.startswith(w, end + 2)), None)
        if rest:
            return amount._replace(end=end + 2 + len(rest), inner="over", unit=table["个" + rest], unit_text="个" + rest)
    if word is None:
        return amount
    unit = MINUTE if word == "分" and _SECONDS.match(text, end + 1) else table[word]
    end += len(word)
    amount = amount._replace(end=end, unit=unit, unit_text=word[1:] if word[0] == "个" and word[1:] in table else word)
    if unit.kind == "count":
        return amount
    if unit.text == "折" and amount.numeral.positional:
        return amount._replace(value=amount.value / 10, mantissa=amount.mantissa / 10)  # 九五折 is 95%
    if unit.text == "成":
        return _tenths(text, amount)
    following = text[end : end + 1]
    if following == "半" and word in _HALVES and unit_at(text, end) is None:
        half = Decimal("0.5")
        return amount._replace(end=end + 1, value=amount.value + half * amount.multiplier, mantissa=amount.mantissa + half)
    if (
        following in ("多", "余")
        and unit.kind in ("duration", "money", "mass", "length", "area", "volume", "percent", "ratio")
        and amount.inner is None
    ):
        if RUN.match(text, end + 1) is None:
            amount, end = amount._replace(end=end + 1, inner="over"), end + 1
    else:
        amount = _compound(text, amount)
        end = amount.end
    return _rate(text, amount) if text[end : end + 1] in ("/", "每") else amount


def _tenths(text: str, amount: Amount) -> Amount:
    """三成五, 五成半."""
    run = RUN.match(text, amount.end)
    digit = read(text, run) if run else None
    if digit is not None and digit.single and 0 < digit.value < 10 and not unit_at(text, digit.end):
        extra, end = digit.value / 10, digit.end
    elif text.startswith("半", amount.end):
        extra, end = Decimal("0.5"), amount.end + 1
    elif text[amount.end : amount.end + 1] in ("多", "余") and amount.inner is None:
        return amount._replace(end=amount.end + 1, inner="over", unit=TENTHS)
    else:
        return amount._replace(unit=TENTHS)
    return amount._replace(end=end, value=amount.value + extra, mantissa=amount.mantissa + extra, unit=TENTHS)


def _compound(text: str, amount: Amount) -> Amount:
    """Smaller units that follow directly: 三元五角, 2小时30分, 8斤3两, 1米75, 十二块五."""
    unit = amount.unit
    while unit is not None and unit.numerator is not None and unit.kind in ("money", "duration", "mass", "length"):
        run = RUN.match(text, amount.end)
        if run is None:
            break
        price = _ONE_OF.match(text, amount.end) if unit.text == "块" else None
        part = read(text, price or run)
        if part is None or part.value == 0:
            break
        word = unit_at(text, part.end)
        smaller = units().get(word or "")
        if word == "分" and unit.kind == "duration":
            smaller = MINUTE
        if (
            smaller is not None
            and smaller.kind == unit.kind
            and smaller.normalized_unit == unit.normalized_unit
            and smaller.numerator is not None
        ):
            ratio = smaller.numerator / smaller.denominator * unit.denominator / unit.numerator
            if ratio >= 1 or part.value * ratio >= 1:
                break
            amount = amount._replace(
                end=part.end + len(word or ""), value=(amount.value + part.value * ratio).quantize(SIX_PLACES), composite=True
            )
            unit = smaller
            continue
        plain = price is not None or (smaller is None and not _follows_noun(text, part.end))
        timed = part.arabic and (part.end - part.start == 2 or (amount.unit is not unit and part.end - part.start == 1))
        if smaller is None and unit.text == "秒" and amount.unit and timed:
            second = (unit.numerator or 1) / unit.denominator * amount.unit.denominator / (amount.unit.numerator or 1)
            extra = part.value / 10 ** (part.end - part.start) * second  # 2分5秒90
            return amount._replace(end=part.end, value=(amount.value + extra).quantize(SIX_PLACES), composite=True)
        spoken = part.single or (unit.text in ("块", "毛") and part.arabic and part.end - part.start == 1)  # 三块八, 3块8
        if plain and unit.text in ("元", "块", "角", "毛") and spoken and amount.multiplier == 1:
            first = amount.unit or unit
            share = (unit.numerator or 1) / unit.denominator * first.denominator / (first.numerator or 1)
            return amount._replace(end=part.end, value=amount.value + part.value / 10 * share, composite=True)
        if (
            plain
            and unit.text == "米"
            and amount.multiplier == 1
            and part.value < 100
            and part.value == int(part.value)
            and (part.arabic or part.positional or part.single)
        ):
            places = Decimal(10) ** (part.end - part.start)
            return amount._replace(end=part.end, value=amount.value + part.value / places, composite=True)
        break
    return amount


def _follows_noun(text: str, position: int) -> bool:
    following = text[position : position + 1]
    return "\u4e00" <= following <= "\u9fff" and following not in "的了左以至到和与及就上"


def _rate(text: str, amount: Amount) -> Amount:
    """元/斤, 元每吨: the rate's sign and unit belong to the span."""
    word = unit_at(text, amount.end + 1)
    extra = len(word or "")
    if word is None:
        run = RUN.match(text, amount.end + 1)
        word = unit_at(text, run.end()) if run else None
        extra = (run.end() - amount.end - 1 if run else 0) + len(word or "")
    if word is None and text[amount.end] == "/":
        word = next((w for w in ("人", "月", "年", "股", "桶", "千米") if text.startswith(w, amount.end + 1)), None)
        extra = len(word or "")
    if word is None or (text[amount.end] == "每" and units()[word].kind == "duration" and amount.unit and amount.unit.kind != "money"):
        return amount
    return amount._replace(end=amount.end + 1 + extra, per=word)
