"""What the words around a number say of its unit: money without 元, 度 of current or of heat, what a rate is counted per."""

import re
from dataclasses import replace
from functools import cache

from pipeline.facts.figures import Amount
from pipeline.facts.units import AGE, COUNT, DEGREE, ENERGY, OTHER, YUAN, Unit, words

_MONEY = re.compile(
    r"金额|资金|投资|收入|产值|工资|费用|成本|销售额|营业额|利润|税收|贷款|价格|单价|总价|货款|捐款|补贴|奖金|罚款|债务|学费|租金|薪|余额|营收|支出|经费|票房|标的额|存款|房价|花费|预算|造价|纯利|年入|净赚|赚了?"
)
_LINK = r"(?:[已约近超达逾破为是到]|不(?:会|得|应|能)?(?:少于|低于|超过|高于)|突破|高达|达到|超过|合计|共计)*$"
_PEOPLE = re.compile(r"的?[\u4e00-\u9fff]{0,4}(?:户|人|民|众|姓|员|职工|学生|企业|家庭|商家)")
_AGE = re.compile(r"(?:^|[，。；、“”\s]|今)年仅?[近过逾满届约]?$|年[近过逾满届]$")
_INDEX = re.compile(r"指数|大盘|收报|报收|收于|收盘|涨|跌|开盘|点位")
_SPEED = re.compile(r"(?:时速|每(小时|分钟|秒))(?:约|达|达到|为|近|超过|可达|最高|不超过|仅)*$")
_CURRENT = re.compile(r"电|能耗")
_PIECES = re.compile(r"(?:产能|[日月年]产|生产|制作|安装|更换|铺设|拼装|使用)(?:约|近|超|达|了)*$")
_HEAT = re.compile(r"温|热|冷|零下|零上|寒|摄氏")
_PER = re.compile(
    r"(?:每(?:一)?(平方米|平方公里|立方米|公斤|千克|百公里|公里|小时|分钟|公顷|季度|个月|亩|斤|吨|人|户|天|日|年|月|周|头|只|台|辆|米|升|度|股|个|名|位|件|次|季|箱|瓶|村|家|张|块|桶|克|晚|场)|"
    r"(人|户|亩|日|月|年|地|场|单产|校|村|家)均|(亩)产|(?<![0-9今去明前上本全多当同近整每零一二三四五六七八九十])(年|日|月)(?=产|收入|销售|处理|加工|出栏|营业|利润|接待|发电|输|供|吞吐|增加|新增|交通|进|出|屠宰|交易|流量|用|耗|节|消|利税|税)|"
    r"(?<![\d一二三四五六七八九十百千])一(公斤|斤|亩|吨)[^，。；]{0,10}$)"
)
_DEARER = re.compile(r"(?:[涨升降跌贵补找差少多省赚卖要收到成价值仅才只]|便宜|优惠|下调|上调)[了到近约出]?$|每[斤个只份张条袋瓶]$|每公斤$")
_ENDED, _PER_ONE = ("", "，", "。", "、", "；", "！", "”", "）", "左"), ("一", "/", "每")
"""What follows 块, 角 and 毛 where they are money: nothing or a mark (左 of 左右), or what the price is of."""
_CLAUSE = re.compile(r"[，。；！？,;!?\n]")


def unit(text: str, amount: Amount, previous: Unit | None) -> Unit:
    """The unit of ``amount``, read from its surroundings where the unit is missing or means more than one thing."""
    before = text[max(0, amount.start - 14) : amount.start]
    after = text[amount.end : amount.end + 1]
    found = amount.unit
    if found is None:
        return _missing(text, amount, before, after, previous)
    if found.kind == "length" and found.numerator is not None and (speed := _SPEED.search(before)):
        hours = 1 if speed[1] is None or speed[1] == "小时" else 60 if speed[1] == "分钟" else 3600
        return replace(OTHER, kind="speed", text=found.text, numerator=found.numerator * hours / 1000, denominator=found.denominator)
    if found.text == "度":
        if before.endswith(("零下", "零上")):
            return DEGREE
        if amount.multiplier >= 10**4 or after == "电" or _CURRENT.search(before):
            return ENERGY
        if before.endswith("华氏"):
            return replace(OTHER, kind="temperature", text="度")
        return DEGREE if _HEAT.search(before) else replace(OTHER, text="度")
    if found.text == "块":
        if after != "钱" and _PIECES.search(before):
            return replace(COUNT, text="块")
        money = after in (*_ENDED, *_PER_ONE, "钱", "多", "的") or amount.value >= 100 or amount.composite
        return found if money else replace(COUNT, text="块")
    if found.text in ("分", "毛", "角"):
        money = (
            after == "钱"
            or amount.composite
            or amount.end - amount.start == len(text)
            or (found.text != "分" and coins(amount, before, after))
        )
        return found if money else replace(COUNT, text=found.text)
    if found.text == "点":
        index = amount.numeral.arabic and _INDEX.search(before)
        return replace(OTHER, text="点") if index or amount.value != int(amount.value) else found
    if found.text == "两" and amount.numeral.arabic and amount.value > 50:
        return COUNT
    return found


def coins(amount: Amount, before: str, after: str) -> bool:
    """Whether 角 and 毛 at the end of a clause are money: 贵了5角, 才涨五毛; not 三角, 六角."""
    if after in _PER_ONE:
        return True
    return after in (*_ENDED, "以") and (amount.numeral.arabic or bool(_DEARER.search(before)))


def _missing(text: str, amount: Amount, before: str, after: str, previous: Unit | None) -> Unit:
    clause = before[max((m.end() for m in _CLAUSE.finditer(before)), default=0) :]
    if amount.multiplier == 1 and 10 <= amount.value < 130 and _AGE.search(before):
        return AGE
    if amount.multiplier >= 10**4 and _sum(text, amount, clause):
        return YUAN
    if amount.inner is not None or ("\u4e00" <= after <= "\u9fff" and after not in "的了以左上等起用到是，"):
        return COUNT if amount.inner is not None or amount.value == int(amount.value) else OTHER
    if (amount.multiplier > 1 or amount.value == 0) and _MONEY.search(clause):
        return YUAN
    if amount.multiplier > 1 and previous is not None and clause.endswith(("才", "则", "为", "则为", "约", "仅", "只有")):
        return previous
    return COUNT if amount.value == int(amount.value) else OTHER


@cache
def _sums() -> "tuple[re.Pattern[str], re.Pattern[str]]":
    """Words of money that end before a number, and that begin soon after it."""
    nouns = "|".join(words("sum"))
    before = re.compile(f"(?:{nouns}|{'|'.join(words('spent'))}|(?<![名限配缺])额){_LINK}")
    after = re.compile(
        f"的?[\u4e00-\u9fff]{{0,3}}(?:{nouns}|{'|'.join(words('priced'))}|市场(?![主占份])|(?<![名限配缺])额)(?![群者人户家])"
    )
    return before, after


def _sum(text: str, amount: Amount, clause: str) -> bool:
    """Whether 万 or 亿 alone counts money: 完成投资85亿, 拿出6000万, 12亿总产值; not 发放贷款3万农户."""
    if _sums()[0].search(clause):
        return _PEOPLE.match(text, amount.end) is None
    return _sums()[1].match(text, amount.end) is not None


def per(text: str, start: int, floor: int) -> str | None:
    """What a rate is counted per: 每亩, 人均, 年产 before the number, in its clause."""
    window = text[max(floor, start - 14) : start]
    if "每" not in window and "均" not in window and "产" not in window and not any(sign in window for sign in "年日月一"):
        return None
    breaks = [m.end() for m in _CLAUSE.finditer(window)]
    found = None
    for match in _PER.finditer(window, breaks[-1] if breaks else 0):
        found = next(group for group in match.groups() if group)
    return "天" if found == "日" else found


def currency(code: str) -> Unit:
    """Money in the currency ``code`` (ISO 4217), or yuan."""
    return replace(YUAN, normalized_unit=code)
