"""Whether two names are a full and a short form of one thing. Pure rules over strings."""

import re
from functools import lru_cache

from pipeline.entities.gazetteer import COUNTY, Gazetteer, stem
from pipeline.entities.linking.chains import read_chains

_ZONES = (
    (re.compile(r"(?:国家级|省级)?经济技术开发区|经济开发区"), "经开区"),
    (re.compile(r"高新技术产业开发区|高新技术产业园区|高新技术开发区|高新产业开发区|高新技术产业区|高新开发区"), "高新区"),
    (re.compile(r"工业园区"), "工业园"),
    (re.compile(r"自由贸易试验区"), "自贸区"),
)
ZONE = re.compile(
    r"(?:经开区|高新区|开发区|园区|工业区|产业园|产业区|科技园|科学城|新区|新片区|保税区|保税港区|"
    r"试验区|合作区|自贸区|示范区|职教园|工业园|物流园|创业园)$"
)
_LEGAL = re.compile(
    r"(?:[(（][^()（）]{1,8}[)）])?(?:(?:控股|投资)?(?:集团|控股)?(?:股份)?有限(?:责任)?公司|(?:控股)?集团(?:股份)?公司|集团|控股|股份公司|股份|公司)$"
)
_FIRM = re.compile(rf"{_LEGAL.pattern}|厂$")
_BRANCH_OF = re.compile(r"[(（]中国[)）]|[(（](?!集团|控股)[^()（）]{2,8}[)）](?:股份)?有限(?:责任)?公司$|(?:分公司|分行|支行|营业部|店)$")
"""A firm named for its place in brackets, 甲电器(重庆)有限公司, is a subsidiary of 甲电器; branches are their own."""
_TRADE = re.compile(
    r"^(?:银行|商业银行|农商银?行|农村商业银行|信用社|证券|期货|保险|信托|电力|电网|供电|钢铁|石油|石化|铁路|航空|机场|港口?|地铁|烟草|"
    r"邮政|移动|联通|电信|化工|[热发水]?电厂|水厂|污水处理厂|[钢酒糖纸药]厂|[煤铁铜金]?矿|大?酒店|宾馆|超市|商场|百货|城投|水务|燃气|公交|啤酒|汽车|医药|能源)$"
)
"""What is left of a firm's name without its place may be its trade alone: 南京|银行 is particular by its place."""
_GROUP = re.compile(r"^[中国华][一-鿿]{1,2}$")
"""Short names of the great state groups (中石油, 国电): a longer name that begins with one is a subsidiary's."""
_GOVERNMENT = ((re.compile(r"^中共(?=.{2,}委)"), ""), (re.compile("人民政府"), "政府"), (re.compile("人民代表大会"), "人大"),
               (re.compile("常务委员会"), "常委会"), (re.compile("发展和改革委员会|发展改革委员会|发展改革委"), "发改委"),
               (re.compile("经济和信息化委员会"), "经信委"), (re.compile("人民法院"), "法院"), (re.compile("人民检察院"), "检察院"),
               (re.compile("(?<=[省市区县州盟旗])委员会$"), "委"))  # fmt: skip


def zone_key(name: str) -> str | None:
    """A zone's name in its short wording (湘潭市经济技术开发区 → 湘潭经开区); None for what is no zone."""
    for pattern, short in _ZONES:
        name = pattern.sub(short, name)
    if not ZONE.search(name):
        return None
    kind = ZONE.search(name)
    assert kind is not None
    return stem(name[: kind.start()]) + name[kind.start() :] if kind.start() >= 2 else name


@lru_cache(maxsize=20_000)
def company_core(name: str) -> str:
    """What is particular in a company's name: without the place before it and the legal form after it.

    >>> company_core("湘潭市宏远电气股份有限公司")
    '宏远电气'
    """
    short = _LEGAL.sub("", name)
    for _ in range(2):
        again = _LEGAL.sub("", short)
        short = again if len(again) >= 2 else short
    chains = _places(short)
    if chains:
        rest = short[chains:]
        if len(rest) >= 2 and not _TRADE.match(rest):
            return rest.removeprefix("省").removeprefix("市")
    return short


@lru_cache(maxsize=20_000)
def _places(name: str) -> int:
    """Length of the place a company's name begins with; bare names of counties and towns are not taken for one."""
    chains = [c for c in read_chains(Gazetteer.load(), name) if c.full or c.names > 1 or c.division.level < COUNTY]
    return chains[0].end if chains else 0


def same_company(full: str, short: str) -> bool:
    """Whether ``short`` can be a short form of the company ``full`` (longer than it)."""
    if bool(_BRANCH_OF.search(full)) != bool(_BRANCH_OF.search(short)):
        return False
    forms = _form(full), _form(short)
    if forms[0] != forms[1] and (all(forms) or forms == (None, "集团")):
        return False
    core, brief = company_core(full), company_core(short)
    if len(brief) < 2 or len(short) >= len(full):
        return core == brief and len(core) >= 2
    if core == brief:
        return True
    if (
        len(brief) >= 4
        and not brief.startswith("中国")
        and not brief.endswith("银行")
        and brief[:2] == core[:2]
        and brief[-2:] == core[-2:]
        and _in_order(core, brief)
    ):
        return True
    bare = _LEGAL.sub("", short) or short
    at = full.find(bare)
    if at < 0 or len(bare) < 2 or _places(bare) == len(bare) or not _FIRM.search(full):
        return False
    following = full[at + len(bare) :]
    if _GROUP.match(bare) and not _LEGAL.fullmatch(following):
        return False
    return (at == 0 or _ends_with_place(full[:at])) and not _places(following)


def _form(name: str) -> str | None:
    """集团 or 股份, where the name says which of a group's two firms it is."""
    return "集团" if "集团" in name else "股份" if "股份" in name else None


def _ends_with_place(text: str) -> bool:
    """Whether a place stands right before: 国电重庆|恒泰 is 恒泰, 福田|康明斯 is not 康明斯."""
    return any(_places(text[start:]) == len(text) - start for start in range(len(text) - 1))


def is_bare_zone(name: str) -> bool:
    """Whether a zone is named by its kind alone: 高新区, 经开区."""
    return bool(ZONE.fullmatch(zone_key(name) or ""))


def is_company_acronym(full: str, short: str) -> bool:
    """:func:`is_acronym` for firms: not where a place inside tells of a subsidiary (中国石油吉林石化公司)."""
    return is_acronym(full, short) and not any(_places(full[start:]) for start in range(1, len(full) - 2))


def government_key(name: str) -> str:
    """A body's name in its short wording: 湖南省人民政府 → 湖南省政府, 中共湖南省委 → 湖南省委."""
    for pattern, short in _GOVERNMENT:
        name = pattern.sub(short, name)
    return name


def is_acronym(full: str, short: str) -> bool:
    """Whether ``short`` abbreviates ``full`` by taking characters of it in order, the first one and not the second.

    >>> is_acronym("中国钢铁工业协会", "中钢协")
    True
    """
    if not 2 <= len(short) < len(full) or full[0] != short[0] or full[1] == short[1]:
        return False
    if full.startswith("中国") and short[1] != full[2]:
        return False
    if not _in_order(full, short) or (_GROUP.match(short) and not full.startswith(("中国", "中华"))):
        return False
    return len(short) * 2 <= len(full) and full[-3:].find(short[-1]) >= 0


def _in_order(full: str, short: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)
