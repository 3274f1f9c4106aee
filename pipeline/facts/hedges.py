"""Hedges before and after a number (约, 超过, 以上), from ``data/hedges.tsv``, and the bounds they set."""

import re
from decimal import Decimal
from functools import cache

from pipeline.facts.units import Longest, rows

_BLOCKED = {
    "约": "节签合条违预公邀制集简婚契履立纽誓失租和特大相稿守践爽要条隐绰绑缔续毁",
    "近": "最附靠邻临接贴亲走远就新相逼切浅",
    "超": "赶反中英高出远早德西意",
    "满": "圆美充布期装饱客挤爆座场丰坐届额放未不",
    "高于": "",
    "超出": "",
}
_RECENT = re.compile(r"近[一二两三四五六七八九十\d]+(?:多|余|个)?(?:年|个?月|天|周|日)")
_SPENT = re.compile(r"(?:历时|耗时|用时|为期|时隔|长达|[用花经了有达续作满需要期营干学住过等])$")
_DISTANT = re.compile(
    r"(约|大约|大概|近|将近|接近|超过|突破|不足|不到|不低于|不少于|至少|最多|至多|超|逾)(?:有|为|是|达|达到|在|才|了|计|需|占|用了|花费|合)(?:人民币)?$"
)


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {"before": {}, "after": {}, "inner": {}}
    for place, bound, words in rows("hedges.tsv"):
        for word in words.split():
            table[place][word] = bound
    return table


@cache
def _endings() -> Longest:
    return Longest({word[::-1] for word in _table()["before"]})


@cache
def _after() -> Longest:
    return Longest(set(_table()["after"]))


def before(text: str, start: int, floor: int) -> tuple[int, str] | None:
    """(where the hedges begin, outermost bound) for the hedges that end at ``start``; nothing before ``floor`` is read."""
    found: tuple[int, str] | None = None
    while start > floor:
        tail = text[max(floor, start - 5) : start][::-1]
        word = _endings().at(tail, 0)
        if word is None:
            break
        word = word[::-1]
        left = text[start - len(word) - 1 : start - len(word)] if start > len(word) else ""
        among = left == "中" and text.endswith("其中", 0, start - len(word))
        if left and left in _BLOCKED.get(word, "") and not among:
            break
        if word == "近" and _RECENT.match(text, start - 1) and not _SPENT.search(text, max(floor, start - 5), start - 1):
            break
        start -= len(word)
        found = (start, _table()["before"][word])
    return found


def counting(text: str, found: tuple[int, str], start: int) -> tuple[int, str] | None:
    """``found`` where it hedges a small count; None for 跨越三个台阶, which crosses things, not a mark."""
    return None if text[found[0] : start] in ("跨越", "跨过", "超越", "冲破") else found


def distant(text: str, start: int, floor: int) -> str | None:
    """The bound of a hedge that a light verb parts from the number (大概在, 约有); it is no part of the span."""
    match = _DISTANT.search(text, max(floor, start - 8), start)
    return _table()["before"].get(match[1]) if match else None


def after(text: str, end: int) -> tuple[int, str] | None:
    """(where the hedge ends, bound) for a hedge that begins at ``end``."""
    word = _after().at(text, end)
    if word is None:
        return None
    if text.startswith("述", end + len(word)):
        return None  # 以上述
    return end + len(word), _table()["after"][word]


def inner(sign: str) -> str | None:
    """The bound of a sign between number and unit (多, 余, 几, 来)."""
    return _table()["inner"].get(sign)


def limits(bound: str, value: Decimal | None, upper: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """(lower, upper) that ``bound`` allows around ``value``. An approximate value stands for both ends."""
    if bound == "range":
        return value, upper
    if bound in ("over", "at_least"):
        return value, None
    if bound in ("under", "at_most"):
        return None, value
    return value, value
