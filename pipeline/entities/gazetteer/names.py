"""How the name of a division is built: its type suffix, its short forms."""

import re

PLACEHOLDERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""Rows of the statistical table that are no divisions (GB/T 2260 codes ending in 01, 02, 90)."""

_PEOPLES_SHORT = "维吾尔|哈萨克|柯尔克孜|蒙古|塔吉克|锡伯|达斡尔|鄂温克|鄂伦春|撒拉|裕固|东乡|保安|各"
_PEOPLES = (
    f"(?:{_PEOPLES_SHORT})族?|(?:回|藏|壮|朝鲜|苗|彝|土家|侗|瑶|布依|仡佬|哈尼|傣|白|傈僳|景颇|羌|满|黎|畲|土|"
    "纳西|普米|独龙|怒|拉祜|佤|布朗|水|毛南|仫佬)族"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES})*自治[区州县旗]$")
_OWN_PEOPLE = re.compile(r"族?自治[县旗]$")
_SUFFIX = re.compile(r"(?:特别行政区|行政委员会|省|市|地区|盟|林区|特区|新区|矿区|区|县|旗|街道|民族乡|镇|乡|苏木)$")
_KEPT = re.compile(r"(?:新区|开发区|园区|管理区|农场|林场|社区)$")


def is_placeholder(name: str) -> bool:
    """Whether ``name`` is a statistical placeholder such as 市辖区."""
    return name in PLACEHOLDERS


def stem(name: str) -> str:
    """The name without its type: 岳阳市 → 岳阳, 三江侗族自治县 → 三江, 内蒙古自治区 → 内蒙古.

    A stem of one character is no name (南县 stays 南县).
    """
    short = name
    autonomous = _AUTONOMOUS.search(name)
    if name == "内蒙古自治区":
        short = "内蒙古"
    elif autonomous:
        short = name[: autonomous.start()] or _OWN_PEOPLE.sub("", name)
    elif not _KEPT.search(name) or name.endswith("矿区"):
        short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


def short_forms(name: str) -> tuple[str, ...]:
    """Every shorter way to write ``name``: its stem, and for autonomous divisions the stem with 县, 州 or 旗."""
    short = stem(name)
    forms = [] if short == name else [short]
    autonomous = _AUTONOMOUS.search(name) or _OWN_PEOPLE.search(name)
    if autonomous and short != name:
        forms.append(short + name[-1])
    return tuple(forms)
