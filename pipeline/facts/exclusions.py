"""What is no fact: idioms and names, ordinals and ranks, identifiers and classes, vague and indefinite numbers."""

import re
from functools import cache
from importlib.resources import files

from pipeline.facts.amounts import Amount
from pipeline.facts.numerals import DIGITS, MULTIPLIERS
from pipeline.facts.units import Longest, rows

_NUMERALS = frozenset(DIGITS) | frozenset(MULTIPLIERS)
_BREAK = re.compile(r"[\s，。；：！？、（）()“”\"‘’《》,;:!?\[\]【】—…]")
_VAGUE_BEFORE = frozenset("几数上成好约多")
_IDENTIFIER_BEFORE = re.compile(
    r"(?:[A-Za-z][-—+]?|第|[#№〔\[]|No\.?|国道|省道|县道|乡道|高速|编号|型号|货号|批号|代码|邮编|电话|热线|拨打|股票|证号|车牌|航班|列车|微信|QQ|传真|手机|频道|门牌|\d[-.]|·)$"
)
_RANK_BEFORE = re.compile(r"(?:第|前|位居|名列|位列|排名|列|居|排|周|星期|礼拜|同期第|倒数)$")
_DURATIVE = re.compile(
    r"(?:再过|为期|历时|用时|耗时|长达|[仅只等了过满达隔近差花用]|提前|推迟|延长|缩短|整整|未来|过去|最近|连续|持续|每隔|未满|时间|大约|合同期)$"
)
_DURATION_AFTER = ("的", "后", "内", "多", "以上", "左右", "时间", "零", "以内", "之内", "之后", "的时间", "期的", "半")
_LEVEL_LIST = re.compile(r"(?:[省市县区乡镇村组户国州]、?){2,}$")
_COUNTABLE_ROUND = frozenset("人名户台辆架艘只头匹尾羽棵株颗粒张片枚把盏箱袋瓶罐册本篇封座栋间套件条项位份家个例起种款款场次")
_VERBAL = re.compile(r"(?:[为达到至是约仅共增降超即余有]|只有|增至|降至|升至|报|收|得分|超过|突破|不足|不到)$")
_AGE = re.compile(r"(?:年|已|已经|刚|今年|现年|年仅)(?:近|过|逾|满|届|约)?$|(?:年近|年过|年逾|年满|年届)$")
_OPENING, _CLOSING = "“‘\"「『", "”’\"」』"


@cache
def _idioms() -> dict[str, list[tuple[str, int]]]:
    """Idioms by their first numeral and the sign after it: (idiom, offset of that numeral)."""
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
    for idiom, offset in _idioms().get(text[position : position + 2], ()):
        if text.startswith(idiom, position - offset):
            return position - offset + len(idiom)
    return None


@cache
def _after_number() -> Longest:
    return Longest({word for _what, words in rows("after_number.tsv") for word in words.split()})


def breaks(text: str, position: int) -> bool:
    """Whether a clause ends or begins at ``position`` (a mark, a blank or the edge of the text)."""
    return position < 0 or position >= len(text) or bool(_BREAK.match(text[position]))


def stands_alone(text: str, amount: Amount) -> bool:
    """Whether the amount is the whole of its clause."""
    return breaks(text, amount.start - 1) and breaks(text, amount.end)


def excluded(text: str, amount: Amount, hedged: bool) -> str | None:
    """Why the amount is no fact, in a word; None where it is one. ``hedged``: a hedge stands before or after it."""
    numeral = amount.numeral
    if amount.end == len(text) and (amount.start == 0 or amount.start == 1 and text[0] in "+-负"):
        return None  # nothing but this number was asked about
    before = text[max(0, amount.start - 8) : amount.start]
    after = text[amount.end : amount.end + 1]
    if numeral.round_ or (numeral.value == 10 and not numeral.arabic and not hedged):
        if before[-1:] in _VAGUE_BEFORE and not (before[-1:] in "约" or hedged):
            return "vague"
    if before.endswith(("几", "好几", "上百", "上千", "数")) and not numeral.arabic and (before[-1] != "数" or numeral.round_):
        return "vague"
    if before.endswith("第"):
        return "ordinal"
    if not numeral.arabic and _slogan(text, amount):
        return "slogan"
    word = _after_number().at(text, numeral.end)
    if word and amount.numeral.value == amount.value and not (amount.unit and len(amount.unit.text) > len(word)):
        return "identifier"
    if numeral.arabic:
        return _arabic(text, amount, before, after, hedged)
    return _hanzi(text, amount, before, after, hedged)


def _slogan(text: str, amount: Amount) -> bool:
    """“三帮”, “五好园区”, 十个一: a short Chinese count that fills its quotation marks, or that counts 一."""
    if amount.unit is not None and amount.unit.text == "个" and text.startswith("一", amount.end) and not MULTIPLIERS.get(text[amount.end + 1 : amount.end + 2]):
        return True
    if amount.end - amount.start > 3 or text[amount.start - 1 : amount.start] not in _OPENING or not amount.start:
        return False
    return any(sign in _CLOSING for sign in text[amount.end : amount.end + 7])


def _arabic(text: str, amount: Amount, before: str, after: str, hedged: bool) -> str | None:
    numeral = amount.numeral
    if _IDENTIFIER_BEFORE.search(before) and not (before[-1] in "-—·" and not (before[-2:-1].isdigit() or before[-2:-1].isascii() and before[-2:-1].isalpha())):
        return "identifier"
    figure = text[numeral.start : numeral.end]
    if amount.unit is None:
        if after and after.isascii() and (after.isalpha() or after in "/_-") and not after.isspace():
            return "identifier"
        if after in ("·", ":", "∶") or before[-1:] in (":", "/", "."):
            return "identifier"
        digits = len(figure.replace(",", ""))
        if amount.multiplier == 1 and amount.inner is None:
            if digits >= 7 or (figure[0] == "0" and len(figure) > 1 and figure[1] != "."):
                return "identifier"
            if len(figure) == 4 and figure[:2] in ("19", "20") and not hedged and not _VERBAL.search(before):
                return "identifier"
            if not (hedged or stands_alone(text, amount) or _VERBAL.search(before) or after == "大" or (after and "\u4e00" <= after <= "\u9fff" and not breaks(text, amount.start - 1))):
                return "identifier"
            if breaks(text, amount.start - 1) and after in ("、", ".", "．", "）", ")"):
                return "enumeration"
    elif amount.unit.kind == "count":
        if _RANK_BEFORE.search(before) and amount.unit.text in ("位", "名", "强", "佳", "次", "届", "级"):
            return "rank"
        if amount.unit.text in ("届", "级") or (amount.unit.text == "代" and numeral.value < 20):
            return "class"
    return None


def _hanzi(text: str, amount: Amount, before: str, after: str, hedged: bool) -> str | None:
    numeral, unit = amount.numeral, amount.unit
    if numeral.positional and not (unit is not None and unit.kind != "count"):
        return "name"
    alone = stands_alone(text, amount)
    if unit is None:
        return _bare_hanzi(text, amount, before, after, hedged or alone)
    if unit.kind in ("percent", "ratio") and unit.text not in ("成", "倍"):
        return None
    if before.endswith(("周", "星期", "礼拜")):
        return "weekday"
    if _RANK_BEFORE.search(before) and unit.kind == "count" and not before.endswith(("周", "列", "排")):
        return "rank"
    if numeral.round_:
        if unit.kind == "count":
            return None if hedged or unit.text in _COUNTABLE_ROUND else "name"
        return "idiom" if unit.kind == "duration" and unit.normalized_unit == "day" and unit.text in ("年", "天", "日", "载", "秒") and not hedged else "idiom" if unit.text == "里" else None
    if not numeral.single or hedged or amount.inner or amount.high is not None or amount.composite:
        if unit.text == "届" or (numeral.value == 1 and numeral.single and unit.kind == "count" and not amount.inner and not hedged):
            return "class"
        return None
    if alone and unit.kind != "count":
        return None
    return _single(text, amount, before, after)


def _single(text: str, amount: Amount, before: str, after: str) -> str | None:
    """One Chinese digit and a unit or measure word, the most treacherous case."""
    unit, value = amount.unit, amount.value
    assert unit is not None
    digit = text[amount.start]
    if unit.kind == "count":
        if digit in "一二零〇壹" or value == 0:
            return "indefinite"
        if unit.text == "级":
            return None if digit == "两" or _LEVEL_LIST.search(before) else "class"
        if unit.use != "hanzi":
            return "class"
        if unit.text in ("类", "号") and digit not in "两四五六七八九":
            return "class"
        if before.endswith(("这", "那", "哪", "前", "头", "后", "每", "周", "其")) and unit.text in ("点", "方", "面") or before.endswith("劣"):
            return "determiner"
        return None
    if digit == "一" and amount.end - amount.start > 1 and unit.kind == "duration":
        if _DURATIVE.search(before) or text.startswith(_DURATION_AFTER, amount.end):
            return None
        return "indefinite"
    if unit.kind == "duration" and unit.text in ("载", "旬", "日", "秒", "周", "世纪"):
        return None if _DURATIVE.search(before) else "idiom"
    if unit.kind == "duration" and before.endswith(("这", "前", "头", "近几", "那")):
        return "vague"
    if unit.text in ("方", "平", "里", "度", "分", "角", "毛", "钱", "卡", "担", "丈", "寸", "尺", "码", "两", "节", "兆", "欧", "镑", "铢", "瓦", "伏", "焦", "帕", "圆", "升", "顷", "克", "块") and unit.text == text[amount.start + 1 : amount.start + 2]:
        if text.startswith(("钱",), amount.end) or unit.text in ("克", "升", "两", "块") and digit != "一":
            return None
        return "name"
    if unit.text == "元" and digit in "一二三":
        return None if after in ("钱", "一", "/", "每", "多", "左") else "name"
    if unit.text == "倍":
        return None
    return "indefinite" if digit == "一" and before.endswith(("每", "这", "那", "哪", "某")) else None


def _bare_hanzi(text: str, amount: Amount, before: str, after: str, hedged: bool) -> str | None:
    numeral = amount.numeral
    if after == "大" and 3 <= numeral.value <= 10 and text[amount.end + 1 : amount.end + 2] not in ("学", "队", "爷", "娘", "妈", "", "以", "后", "的", "，", "。", "、", "报") and not before.endswith(("党的", "届")):
        return None
    if numeral.value == 0 and len(text[numeral.start : numeral.end]) == 1:
        return None if before[-1:] in ("为", "是") and breaks(text, amount.end) else "word"
    if _AGE.search(before) and 30 <= numeral.value < 110 and numeral.value % 10 == 0 and not numeral.single:
        return None
    if amount.inner and numeral.value >= 10:
        return None
    if hedged and (numeral.value >= 20 or not numeral.round_ and breaks(text, amount.start - 1)):
        return None
    if amount.value >= 10**4 and not numeral.round_:
        return None
    return "word"
