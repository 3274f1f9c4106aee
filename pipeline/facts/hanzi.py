"""Chinese numerals that may be no number at all: part of a word, a class, an indefinite 一."""

import re

from pipeline.facts import context
from pipeline.facts.figures import Amount
from pipeline.facts.marks import breaks, stands_alone
from pipeline.facts.units import Unit, words

_DURATIVE = re.compile(
    r"(?:再过|为期|历时|用时|耗时|长达|[仅只等了过满达隔近差花用住待干学]|提前|推迟|延长|缩短|整整|未来|过去|最近|连续|持续|每隔|未满|时间|大约)$"
)
_INDEFINITE = ("这", "那", "哪", "某", "每", "上", "下", "前", "头", "后", "本", "第", "有")
"""What stands before 一个月 that is no stretch of time but one of many."""
_DURATION_AFTER = ("的", "后", "内", "多", "以上", "左右", "时间", "零", "以内", "之内", "之后", "期的", "半")
_PRICED = re.compile(r"地?[^，。；！？\d]{0,12}?[\d一二三四五六七八九十百千万][\d.,]*[多余几十百千万]*(?:元|块)")
_LEVELS = re.compile(r"(?:[省市县区乡镇村组户国州]、?){2,}$")
_AGE = re.compile(r"(?:年近|年过|年逾|年满|年届|现年|年仅|今年|已)$")


def doubtful(text: str, amount: Amount, before: str, hedged: bool) -> str | None:
    """Why an amount in Chinese numerals counts nothing, in a word; None where it counts.

    ``before`` is the text before it, ``hedged`` says whether a hedge stands at either side.
    """
    numeral, unit = amount.numeral, amount.unit
    if numeral.positional and (unit is None or unit.kind == "count"):
        return "name"
    alone = stands_alone(text, amount.start, amount.end)
    if unit is None:
        return _bare(text, amount, before, hedged or alone)
    if unit.kind in ("percent", "ratio"):
        return None
    if before.endswith(("周", "星期", "礼拜")):
        return "weekday"
    if numeral.round_:
        return None if hedged else _round(unit)
    if unit.text == "届":
        return "ordinal"
    if unit.text == "级" and amount.high is not None:
        return "class"  # 三四级手术
    if unit.text == "级" and numeral.single:
        return _level(text[amount.start], before)
    if not numeral.single or hedged or amount.inner or amount.high is not None or amount.value != numeral.value:
        return None
    if unit.kind == "count":
        return _counted(unit, text[amount.start], before)
    return None if alone else _measured(text, amount, unit, before)


def _round(unit: Unit) -> str | None:
    """百亩 and 千名 count; 百业, 千层, 百年, 万里 are words."""
    if unit.kind == "count":
        return None if unit.text in words("round") else "name"
    return "idiom" if unit.text in words("lasting") else None


def _level(digit: str, before: str) -> str | None:
    """两级政府, 区、镇、村三级 count; 二级医院 is a class."""
    return None if digit == "两" or _LEVELS.search(before) else "class"


def _counted(unit: Unit, digit: str, before: str) -> str | None:
    """One digit and a measure word: 一 is indefinite and 二 an ordinal (counts take 两)."""
    if digit in "一二零〇壹":
        return "indefinite"
    if unit.use != "hanzi" or (unit.text == "类" and (digit == "三" or before.endswith("劣"))):
        return "class"
    if unit.text in ("点", "面") and before.endswith(tuple(words("pointing"))):
        return "determiner"
    return None


def _measured(text: str, amount: Amount, unit: Unit, before: str) -> str | None:
    """One digit and a unit of measure."""
    digit, after = text[amount.start], text[amount.end : amount.end + 1]
    if digit == "一" and unit.kind in ("mass", "area", "volume") and _PRICED.match(text, amount.end):
        return "rate"  # 一斤能卖10元
    if unit.kind == "duration":
        if unit.text == "个月" and digit == "一":
            return "indefinite" if before.endswith(_INDEFINITE) else None
        if digit == "一" or unit.text in words("short"):
            lasts = _DURATIVE.search(before) or (digit == "一" and text.startswith(_DURATION_AFTER, amount.end))
            return None if lasts else "indefinite"
        if unit.text == "周" and digit == "四" and not _DURATIVE.search(before):
            return "word"  # 四周 are the surroundings
        return "vague" if before.endswith(("这", "前", "头", "近几", "那")) else None
    if unit.text in words("careful"):
        return None if after == "钱" or (unit.text in ("角", "毛") and context.coins(amount, before, after)) else "name"
    if unit.text == "元" and digit in "一二三" and after not in ("钱", "一", "/", "每", "多", "左"):
        return "name"
    return "indefinite" if digit == "一" and before.endswith(("每", "这", "那", "哪", "某")) else None


def _bare(text: str, amount: Amount, before: str, hedged: bool) -> str | None:
    """A Chinese number without a unit counts before 大, as an age, with a hedge, and from ten thousand on."""
    numeral = amount.numeral
    following = text[amount.end : amount.end + 2]
    if following[:1] == "大" and 2 <= numeral.value <= 10 and text[amount.start] != "二":
        countable = following[1:] and following[1:] not in words("not_big") and not breaks(text, amount.end + 1)
        return None if countable and not before.endswith(("党的", "届")) else "name"
    if numeral.value == 0:
        return None if not numeral.single or (before[-1:] in ("为", "是") and breaks(text, amount.end)) else "word"
    if _AGE.search(before) and 30 <= numeral.value < 110 and not numeral.single:
        return None
    if amount.inner and numeral.value >= 10:
        return None
    if hedged and (numeral.value >= 20 or breaks(text, amount.start - 1)):
        return None
    return None if amount.value >= 10**4 and not numeral.round_ else "word"
