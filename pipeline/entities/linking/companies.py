"""Whether two names are a full and a short form of one company. Pure rules over strings."""

import re
from functools import lru_cache

from pipeline.entities.gazetteer import COUNTY, Division, Gazetteer
from pipeline.entities.linking.acronyms import GROUP, in_order, is_acronym
from pipeline.entities.linking.chains import Chain, read_chains
from pipeline.entities.linking.wordings import plain, wordings

EXACT, SAME, INSIDE, TRADE = 4, 3, 2, 1
"""How sure a short form is: the same but for the legal form; but for place and legal form; found within; without the trade."""
_LEGAL = re.compile(
    r"(?:\([^()]{1,8}\))?(?:(?:控股|投资)?(?:集团|控股)?(?:股份)?有限(?:责任)?公司|(?:控股)?集团(?:股份)?公司|集团|控股|股份公司|股份|总公司|公司)$"
)
_LEGAL_NAME = re.compile(r"有限(?:责任)?公司$")
"""A name that ends so is registered: two of them that differ are two firms (a parent and its subsidiary)."""
_FIRM = re.compile(rf"{_LEGAL.pattern}|厂$")
_BRANCH_OF = re.compile(r"\(中国\)|\((?!集团|控股)[^()]{2,8}\)(?:股份)?有限(?:责任)?公司$|(?:分公司|分行|支行|营业部|店)$")
"""A firm named for its place in brackets, 甲电器(重庆)有限公司, is a subsidiary of 甲电器; branches are their own."""
_TRADE_ALONE = re.compile(
    r"^(?:银行|商业银行|农商银?行|农村商业银行|信用社|证券|期货|保险|信托|电力|电网|供电|钢铁|石油|石化|铁路|航空|机场|港口?|地铁|烟草|"
    r"邮政|移动|联通|电信|化工|[热发水]?电厂|水厂|污水处理厂|[钢酒糖纸药]厂|[煤铁铜金]?矿|大?酒店|宾馆|超市|商场|百货|城投|水务|燃气|公交|啤酒|汽车|医药|能源)$"
)
"""What is left of a firm's name without its place may be its trade alone: 南京|银行 is particular by its place."""
_BANK = re.compile(r"农村商业银行|农商银行")


@lru_cache(maxsize=20_000)
def company_core(name: str) -> str:
    """What is particular in a company's name: without the place before it and the legal form after it.

    >>> company_core("湘潭市宏远电气股份有限公司")
    '宏远电气'
    """
    short = without_form(name)
    place = _place(short)
    rest = short[place.end :] if place else ""
    if len(rest) >= 2 and not _TRADE_ALONE.match(rest):
        return rest.removeprefix("省").removeprefix("市")
    return short


@lru_cache(maxsize=20_000)
def without_form(name: str) -> str:
    """The name without its legal form: 宏远集团股份有限公司 → 宏远."""
    short = _LEGAL.sub("", _BANK.sub("农商行", plain(name)))
    for _ in range(2):
        again = _LEGAL.sub("", short)
        short = again if len(again) >= 2 else short
    return short


@lru_cache(maxsize=20_000)
def _place(name: str) -> Chain | None:
    """The place a company's name begins with; bare names of counties and towns are not taken for one."""
    chains = [c for c in read_chains(Gazetteer.load(), name) if c.full or c.names > 1 or c.division.level < COUNTY]
    return chains[0] if chains else None


def place_in_front(name: str) -> int:
    """Length of the place that a name begins with, 0 where it begins with none."""
    place = _place(name)
    return place.end if place else 0


def company_likeness(full: str, short: str) -> int:
    """How sure ``short`` is a short form of the company ``full``: EXACT, SAME, INSIDE, TRADE, or 0 where it cannot be one."""
    if len(full) < len(short):
        return 0
    full, short = _BANK.sub("农商行", plain(full)), _BANK.sub("农商行", plain(short))
    if bool(_BRANCH_OF.search(full)) != bool(_BRANCH_OF.search(short)):
        return 0
    forms = _form(full), _form(short)
    if forms[0] != forms[1] and (all(forms) or forms == (None, "集团")):
        return 0
    if _elsewhere(full, short):
        return 0
    seat = _without_group(full)
    if seat and not _without_group(short) and place_in_front(short) and company_core(seat) == company_core(short):
        return INSIDE
    core, brief = company_core(full), company_core(short)
    if len(brief) < 2 or len(brief) > len(core):
        return 0
    legal = bool(_LEGAL_NAME.search(full) and _LEGAL_NAME.search(short))
    if core == brief:
        if legal and _place(full) != _place(short) and _of_group(core):
            return 0
        return EXACT if without_form(full) == without_form(short) else TRADE if _seats_differ(full, short) else SAME
    return 0 if legal else _within(full, short, core, brief) or _without_trade(full, short)


def _within(full: str, short: str, core: str, brief: str) -> int:
    """The rules for a short form that is found in the full name's particular part."""
    ends = brief[:2] == core[:2] and brief[-2:] == core[-2:]
    if len(brief) >= 4 and not brief.startswith("中国") and not brief.endswith("银行") and ends and in_order(core, brief):
        return INSIDE
    bare = without_form(short)
    at = full.find(bare)
    if at < 0 or len(bare) < 2 or place_in_front(bare) == len(bare) or not _FIRM.search(full):
        return 0
    following = full[at + len(bare) :]
    legal = bool(_LEGAL.fullmatch(following))
    if not legal and (GROUP.match(bare) or (_form(short) and _form(short) != _form(full))):
        return 0
    if place_in_front(following) or not (at == 0 or _ends_with_place(full[:at])):
        return 0
    return SAME if legal else INSIDE


def _without_trade(full: str, short: str) -> int:
    """远禾 for 远禾电子, 远禾公司 for it too; a place or the short name of a state group is no such name."""
    bare = without_form(short)
    following = without_form(full).removeprefix(bare)
    if len(bare) < 2 or following == without_form(full) or not wordings().trades.match(following):
        return 0
    if _form(short) or place_in_front(bare) == len(bare) or bare in wordings().bodies or (bare[0] == "中" and len(bare) == 2):
        return 0
    return TRADE


def _elsewhere(full: str, short: str) -> bool:
    """Whether both names begin with places and neither lies in the other: 黑龙江远禾 is not 南京远禾."""
    one, other = _division(full), _division(short)
    return one is not None and other is not None and not (one.within(other) or other.within(one))


def _of_group(core: str) -> bool:
    """Whether the name begins with that of a state group (中石油|远禾燃气): with and without a place before it, two firms."""
    return any(core[:size] in wordings().bodies for size in (2, 3, 4) if size < len(core))


def _without_group(name: str) -> str | None:
    """国网|清溪供电公司 → 清溪供电公司: a state group's firm in a place is called by the place alone as well."""
    groups = (name[size:] for size in (4, 3, 2) if name[:size] in wordings().bodies)
    return next((rest for rest in groups if place_in_front(rest)), None)


def _seats_differ(full: str, short: str) -> bool:
    """Whether one is a group without a place and the other named for a place: perhaps its subsidiary there."""
    return any(
        _form(one) == "集团" and _division(one) is None and _division(other) is not None for one, other in ((full, short), (short, full))
    )


def _division(name: str) -> Division | None:
    place = _place(name)
    return place.division if place is not None and place.tail else None


def _form(name: str) -> str | None:
    """集团 or 股份, where the name says which of a group's two firms it is."""
    return "集团" if "集团" in name else "股份" if "股份" in name else None


def _ends_with_place(text: str) -> bool:
    """Whether a place stands right before: 国电重庆|恒泰 is 恒泰, 福田|康明斯 is not 康明斯."""
    return any(place_in_front(text[start:]) == len(text) - start for start in range(len(text) - 1))


def is_company_acronym(full: str, short: str) -> bool:
    """:func:`is_acronym` for firms: not where a place inside tells of a subsidiary (中国石油吉林石化公司)."""
    inside = any(place_in_front(full[start:]) for start in range(1, len(full) - 2))
    return not inside and (is_acronym(full, short) or is_acronym(without_form(full), short))
