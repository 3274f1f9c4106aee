"""What is no fact: idioms and names, ordinals and ranks, identifiers, slogans, vague numbers."""

import re
from functools import cache
from importlib.resources import files

from pipeline.facts.chains import chained
from pipeline.facts.figures import Amount
from pipeline.facts.hanzi import doubtful
from pipeline.facts.marks import breaks, is_chinese, stands_alone
from pipeline.facts.numerals import DIGITS, MULTIPLIERS, ROUND
from pipeline.facts.units import Longest, rows, words

_NUMERALS = frozenset(DIGITS) | frozenset(MULTIPLIERS)
_OPENING, _CLOSING = '“‘"「『', '”’"」』'
_QUOTED = 7
"""A short Chinese count at most this far before its closing quotation mark is a slogan or a name."""
_IDENTIFIER_BEFORE = re.compile(
    r"(?:[A-Za-z][-—+]?|[#№〔\[]|No\.?|国道|省道|县道|乡道|高速|编号|型号|货号|批号|代码|邮编|电话|热线|拨打|股票|证号|车牌|航班|列车"
    r"|微信|QQ|传真|手机|频道|门牌|\d[-.—·])$"
)
_LABELLED = re.compile(r"(?:问题|案例|图|表|附件|附表|附图|方案|步骤|提示|题目|中证|沪深|上证|深证|标普)$")
_FROM_TO = re.compile(r"从(?:\d+|[零一十百])到(?:\d+|[一十百])(?![\d.万亿千百十%個个])")
_HOTLINE = re.compile(r"1(?:10|12|14|19|20|22)|12[13]\d\d|95\d{3}|96\d{3,4}")
"""Numbers that are dialled; GB and MIIT give 12xxx, 95xxx and 96xxx to services."""
_SESSION = re.compile(r"(?:届|人大|政协|委员会|代表大会|常委会|理事会)$")
"""What meets in numbered sessions (十四届全国人大四次会议)."""
_MEETING = re.compile(r"(?:全体)?会议|全会")
_RANK_BEFORE = re.compile(r"(?:前|居|列|排名|排|倒数)第?$")
_VERBAL = re.compile(r"(?:[为达到至是约仅共增降超即余有报收]|只有|得分|突破|不足)$")
_PROPORTION = re.compile(r"\d：$")
_MODEL = re.compile(r"[\u4e00-\u9fff][-—]$")  # 运-20
_VAGUE = re.compile(r"(?:几|(?<![人户次总指点个岁级天页字篇件参系少基整小函代])数|(?<![以之网线海路身树山江会市])上)$")


@cache
def _idioms() -> dict[str, list[tuple[str, int]]]:
    """Idioms by their first numeral and the sign after it: (idiom, offset of that numeral), longest first."""
    text = (files("pipeline.facts") / "data" / "idioms.txt").read_text(encoding="utf-8")
    table: dict[str, list[tuple[str, int]]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        for idiom in line.split():
            for offset, sign in enumerate(idiom):
                if sign in _NUMERALS and (offset == 0 or idiom[offset - 1] not in _NUMERALS):
                    table.setdefault(idiom[offset : offset + 2], []).append((idiom, offset))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def idiom_at(text: str, position: int) -> int | None:
    """The end of an idiom or fixed name that holds the numeral at ``position``; None where there is none."""
    for key in (text[position : position + 2], text[position : position + 1]):  # one sign where the numeral ends it (统一)
        for idiom, offset in _idioms().get(key, ()):
            if position >= offset and text.startswith(idiom, position - offset):
                return position - offset + len(idiom)
    return None


@cache
def _after_number() -> Longest:
    return Longest({word for _what, listed in rows("after_number.tsv") for word in listed.split()})


def excluded(text: str, amount: Amount, hedged: bool) -> str | None:
    """Why the amount is no fact, in a word; None where it is one. ``hedged``: a hedge stands before or after it."""
    numeral = amount.numeral
    if amount.end == len(text) and (amount.start == 0 or (amount.start == 1 and text[0] in "+-负")):
        return None  # nothing but this number was asked about
    before = text[max(0, amount.start - 8) : amount.start]
    if not numeral.arabic and text[numeral.start] in ROUND | {"十"} and _VAGUE.search(before):
        return "vague"
    if before.endswith("第") or _in_brackets(text, amount):
        return "ordinal"
    if amount.unit is None and _from_to(text, amount):
        return "idiom"
    if not numeral.arabic and amount.unit is None and _labels(text, amount):
        return "enumeration"
    if not numeral.arabic and _slogan(text, amount):
        return "slogan"
    if (link := chained(text, amount)) is not None:
        return link
    if amount.unit is not None and amount.unit.text == "次" and _SESSION.search(before) and _MEETING.match(text, amount.end):
        return "ordinal"
    word = _after_number().at(text, numeral.end)
    if word and numeral.value == amount.value and not (amount.unit and len(amount.unit.text) > len(word)):
        return "identifier"
    if amount.unit is not None and amount.unit.kind not in ("count", "percent") and text.startswith("级", amount.end):
        return "class"  # 5万吨级泊位
    if before.endswith(("今明", "明后")):
        return "date"  # 今明两年
    if amount.unit is not None and amount.unit.kind == "count" and amount.unit.text in words("ranked") and _RANK_BEFORE.search(before):
        return "rank"
    if not numeral.arabic:
        return doubtful(text, amount, before, hedged)
    if _IDENTIFIER_BEFORE.search(before) and not _counts(amount, before):
        return "identifier"
    if amount.unit is None:
        return _bare(text, amount, before, hedged)
    figure = text[numeral.start : numeral.end]
    if amount.unit.kind == "count" and figure[0] == "0" and figure[1:2].isdigit():
        return "identifier"
    if amount.unit.text == "款" and len(figure) == 4 and figure[:2] in ("19", "20"):
        return "identifier"  # a model of that year
    return "class" if amount.unit.text in ("届", "级") or (amount.unit.text == "代" and numeral.value < 20) else None


def _counts(amount: Amount, before: str) -> bool:
    """Whether what looks like an identifier by the word before it counts that very thing: 电话30部, 列车14趟."""
    unit = amount.unit
    return unit is not None and (unit.kind != "count" or unit.text in words("tangible")) and "\u4e00" <= before[-1:] <= "\u9fff"


def _labels(text: str, amount: Amount) -> bool:
    """一、检查…；二、整改…: a short Chinese numeral that begins its line or sentence and has a 、 after it, but not 一、二级."""
    if amount.end - amount.start > 2 or text[amount.end : amount.end + 1] not in ("、", "．", "."):
        return False
    before = text[amount.start - 1 : amount.start] if amount.start else "\n"
    return before in tuple("\n。；：:;！？”") and text[amount.end + 1 : amount.end + 2] not in _NUMERALS


def _in_brackets(text: str, amount: Amount) -> bool:
    """修正案（十二）: a short Chinese numeral that fills its brackets."""
    start, end = amount.start, amount.end
    bracketed = text[start - 1 : start] in ("（", "(") and text[end : end + 1] in ("）", ")")
    return bracketed and amount.unit is None and not amount.numeral.arabic


def _from_to(text: str, amount: Amount) -> bool:
    """从0到1, 从一到十: neither end has a unit, so that nothing is counted."""
    first = max(0, amount.start - 7)
    return any(m.start() < amount.start < m.end() for m in _FROM_TO.finditer(text, first, amount.end + 5))


def _slogan(text: str, amount: Amount) -> bool:
    """“三帮”, “五好园区”, 十个一: a short Chinese count that fills its quotation marks, or that counts 一."""
    after = text[amount.end : amount.end + 2]
    if amount.unit is not None and amount.unit.text == "个" and after[:1] == "一" and after[1:] not in MULTIPLIERS:
        return True
    if amount.start == 0 or amount.end - amount.start > 3 or text[amount.start - 1] not in _OPENING:
        return False
    return any(sign in _CLOSING for sign in text[amount.end : amount.end + _QUOTED])


def _bare(text: str, amount: Amount, before: str, hedged: bool) -> str | None:
    """An Arabic number without a unit: an identifier, a year or a list number unless something says that it counts."""
    figure = text[amount.numeral.start : amount.numeral.end]
    after = text[amount.end : amount.end + 1]
    if after in ("·", ":") or (after.isascii() and (after.isalnum() or after in tuple("/_-"))) or before[-1:] in (":", "/", "."):
        return "identifier"
    if _MODEL.search(before) or _LABELLED.search(before) or (before[-1:] in tuple(_OPENING) and after in tuple(_CLOSING)):
        return "identifier"
    if _HOTLINE.fullmatch(figure) and not (hedged or _VERBAL.search(before)):
        return "identifier"
    if _PROPORTION.search(before) or (after == "：" and text[amount.end + 1 : amount.end + 2].isdigit()):
        return "proportion"
    if amount.multiplier > 1 or amount.inner is not None:
        return None
    if len(figure.replace(",", "")) >= 7 or (figure[0] == "0" and len(figure) > 1 and figure[1] != "."):
        return "identifier"
    if breaks(text, amount.start - 1) and after in ("、", ".", "）", ")"):
        return "enumeration"
    if hedged or _VERBAL.search(before) or after == "大":
        return None
    if len(figure) == 4 and figure[:2] in ("19", "20"):
        return "year"
    counts = stands_alone(text, amount.start, amount.end) or (is_chinese(after) and not breaks(text, amount.start - 1))
    return None if counts else "identifier"
