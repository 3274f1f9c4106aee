"""Lists that 分别 sets against each other: 甲厂、乙厂分别招工300人、450人."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.facts.clauses import BACK, Bounds, around
from pipeline.facts.fact import Fact

_WORD = re.compile("分别")
_ITEM = re.compile("、|以及|[和与及]")
_JOINED = ("、", "和", "与", "及", "以及", "，", ",")
_SHARED = re.compile(
    r"[A-Z]{2,}|(?:(?!价)[\u4e00-\u9fff]){2}[率额量]|[利税费汇]率|[产销]量|余额|规模|价格?|均价|指数|[人户总]?数|面积|收入|产值|投资|利润"
)
"""A noun at the end of the last item that may be of the others too (国内订单、出口订单|指数)."""
_CHANGE = re.compile("[增减升降涨跌多少]")
_VERB = 8
"""Code points at most between 分别 and the first number."""


class Item(NamedTuple):
    """Where the thing that a number is of stands in its list, and the list; ``tail`` is the noun it shares with the last item.

    ``verb`` and ``number`` are where the words between 分别 and the first number begin and end, if they are of all items.
    """

    start: int
    end: int
    first: int
    last: int
    tail: str
    verb: int
    number: int


class Echo(NamedTuple):
    """The earlier fact that a number tells the change of, and where the words that say so begin and end."""

    of: int
    first: int
    last: int


def respective(text: str, facts: Sequence[Fact], bounds: Bounds) -> dict[int, Item]:
    """For the facts after a 分别 the items before it that they are of, where both lists are equally long."""
    found: dict[int, Item] = {}
    index = 0
    for word in _WORD.finditer(text):
        while index < len(facts) and facts[index].start < word.end():
            index += 1
        numbers = _numbers(text, facts, index, word.end())
        if len(numbers) < 2:
            found |= _inner(text, facts, index, word.end(), around(bounds.clauses, word.start())[1])
            continue
        first = around(bounds.clauses, word.start())[0]
        last = index
        while last and is_tenor(text, facts[last - 1]):
            last -= 1
        if last and facts[last - 1].end > first:
            first = facts[last - 1].end
        items = _items(text, first, word.start())
        if len(items) != len(numbers):
            continue
        tail = _tail(text, *items[-1])
        for number, (start, end) in zip(numbers, items, strict=True):
            own = "" if _tail(text, start, end) else tail
            found[number] = Item(start, end, first, word.start(), own, word.end(), facts[index].start)
    return found


def _inner(text: str, facts: Sequence[Fact], index: int, after: int, last: int) -> dict[int, Item]:
    """The items of numbers that all stand behind them: 分别出口汽车、手机|3亿元、2亿元."""
    if index >= len(facts) or facts[index].start >= last or facts[index].kind == "date":
        return {}
    first = facts[index].start
    items, numbers = _items(text, after, first), _run(text, facts, index)
    if len(numbers) < 2 or len(items) != len(numbers):
        return {}
    return {number: Item(start, end, after, first, "", first, first) for number, (start, end) in zip(numbers, items, strict=True)}


def echoed(text: str, facts: Sequence[Fact], bounds: Bounds, items: Mapping[int, Item]) -> dict[int, Echo]:
    """For the shares after a 分别 without items the numbers of the same sentence, as many, that they tell the change of."""
    found: dict[int, Echo] = {}
    for word in _WORD.finditer(text):
        index = bisect_left(facts, word.end(), key=lambda fact: fact.start)
        first, last = around(bounds.clauses, word.start())
        while index < len(facts) and facts[index].kind in ("date", "duration") and facts[index].end < last:
            index += 1  # 分别比2019年|增长, 比十年前|减少
        if index in items or index >= len(facts) or facts[index].start >= last:
            continue
        share = facts[index].kind in ("percent", "ratio")
        if not share and not _CHANGE.search(text, word.end(), facts[index].start):
            continue
        numbers = _numbers(text, facts, index, max(word.end(), facts[index].start - _VERB))
        sentence = around(bounds.sentences, word.start())[0]
        of = [i for i in range(max(0, index - BACK), index) if facts[i].kind not in ("date", "duration") and facts[i].start >= sentence]
        if len(numbers) < 2 or len(of) < len(numbers):
            continue
        if not share and any(facts[i].kind != facts[index].kind for i in of[-len(numbers) :]):
            continue
        for number, earlier in zip(numbers, of[-len(numbers) :], strict=True):
            found[number] = Echo(earlier, first, facts[index].start)
    return found


def is_tenor(text: str, fact: Fact) -> bool:
    """Whether a duration says how long a loan or a bond runs (1年期), so that it names one."""
    return fact.kind == "duration" and text.startswith("期", fact.end) and text[fact.end + 1 : fact.end + 2] not in ("间", "限", "满")


def _tail(text: str, start: int, end: int) -> str:
    """The noun of a size that an item ends with."""
    return next((match[0] for match in _SHARED.finditer(text, max(start, end - 4), end) if match.end() == end), "")


def _numbers(text: str, facts: Sequence[Fact], index: int, after: int) -> list[int]:
    """The facts of the list that begins with ``index`` close behind ``after``."""
    if index >= len(facts) or facts[index].start - after > _VERB or _ITEM.search(text, after, facts[index].start):
        return []
    return _run(text, facts, index)


def _run(text: str, facts: Sequence[Fact], index: int) -> list[int]:
    """The facts of one kind that follow each other from ``index`` on."""
    numbers = [index]
    while (
        numbers[-1] + 1 < len(facts)
        and facts[numbers[-1] + 1].kind == facts[index].kind
        and text[facts[numbers[-1]].end : facts[numbers[-1] + 1].start] in _JOINED
    ):
        numbers.append(numbers[-1] + 1)
    return numbers


def _items(text: str, first: int, last: int) -> list[tuple[int, int]]:
    items, begin = [], first
    if text[last - 1] in "）)":
        last = max(text.rfind(sign, first, last) for sign in "（(")
    for joint in _ITEM.finditer(text, first, last):
        items.append((begin, joint.start()))
        begin = joint.end()
    return [(start, end) for start, end in [*items, (begin, last)] if end > start]
