"""Zones and public bodies in their short wording. Pure rules over strings."""

import re

from pipeline.entities.gazetteer import stem
from pipeline.entities.linking.wordings import department, known_body, plain

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
_GOVERNMENT = ((re.compile(r"^中共(?=.{2,}委)"), ""), (re.compile("人民政府"), "政府"), (re.compile("人民代表大会"), "人大"),
               (re.compile("常务委员会"), "常委会"), (re.compile("发展和改革委员会|发展改革委员会|发展改革委"), "发改委"),
               (re.compile("经济和信息化委员会"), "经信委"), (re.compile("人民法院"), "法院"), (re.compile("人民检察院"), "检察院"),
               (re.compile("(?<=[省市区县州盟旗])委员会$"), "委"))  # fmt: skip

_NUMBERED = (
    (re.compile("第([一二三四五六七八九十]+)(?:人民)?医院"), r"\1医院"),
    (re.compile("第([一二三四五六七八九十]+)(?:高级)?中学"), r"\1中"),
)


def zone_key(name: str) -> str | None:
    """A zone's name in its short wording (湘潭市经济技术开发区 → 湘潭经开区); None for what is no zone."""
    for pattern, short in _ZONES:
        name = pattern.sub(short, name)
    if not ZONE.search(name):
        return None
    kind = ZONE.search(name)
    assert kind is not None
    return stem(name[: kind.start()]) + name[kind.start() :] if kind.start() >= 2 else name


def is_bare_zone(name: str) -> bool:
    """Whether a zone is named by its kind alone: 高新区, 经开区."""
    return bool(ZONE.fullmatch(zone_key(name) or ""))


def government_key(name: str) -> str:
    """A body's name in its short wording: 湖南省人民政府 → 湖南省政府, 中共湖南省委 → 湖南省委."""
    return known_body(shortened(known_body(plain(name))))


def shortened(name: str) -> str:
    """A public body's name with every part in its short wording: 某市发展和改革委员会 → 某市发改委."""
    for pattern, short in _GOVERNMENT:
        name = pattern.sub(short, name)
    return department(name)


def organisation_key(name: str) -> str:
    """An organisation's name in its short wording: 清溪县妇女联合会 → 清溪县妇联, 第一人民医院 → 一医院."""
    name = known_body(plain(name))
    for pattern, short in _NUMBERED:
        name = pattern.sub(short, name)
    return known_body(department(name))
