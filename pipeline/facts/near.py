"""A number and the words right beside it, of which the readings ask what it measures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.facts.clause_words import endings, without_dimension
from pipeline.facts.clauses import Bounds, after, around, before
from pipeline.facts.fact import Fact
from pipeline.facts.heads import LONGEST, Head, Setting, clip, counted, head
from pipeline.facts.topics import Spot
from pipeline.facts.units import divisions

_BRACKET = 20
"""Code points at most of a bracket between a head and its number."""
_ITEM = 8
"""Code points at most of an item of a list that is read as a whole; longer ones are clauses."""
_RATE = re.compile(r"(?<=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{2}率$")
_AT_PRICE = re.compile("的(?:价格|单价|均价|总价|成本|速度|比例)")


@dataclass(frozen=True, slots=True)
class Near:
    """A number and the words beside it."""

    spot: Spot
    words: Head
    """The head of the words before it."""
    left: str
    """The same, as text."""
    begin: int
    end: int
    """The stretch after the number up to the next one or the clause's end."""
    right: str
    """What follows and may be what is counted; empty where that is a name alone."""
    owner: str
    """The same, a name or not."""
    fact: Fact
    """The number."""
    text: str
    """The text it stands in."""
    possessed: bool
    """Whether 的 follows the number."""

    @classmethod
    def of(cls, spot: Spot) -> "Near":
        """The words beside the number at ``spot``."""
        setting, facts, index = spot.setting, spot.facts, spot.index
        text = setting.text
        words = _left(setting, facts, index, spot.bounds)
        begin, end = after(text, facts, index, spot.bounds)
        closed = index + 1 == len(facts) or end < facts[index + 1].start
        owner = "" if text.startswith(endings("mark"), begin, end) else counted(setting, begin, end, closed)
        if not closed and text[text.find(owner, begin) + len(owner)] not in "和与及、":
            owner = _RATE.sub("", without_dimension(owner)) or owner  # 投资3亿元的|大桥全长|1200米, 218家|酒店入住率|87%
        possessed = text.startswith("的", begin)
        first = begin + possessed
        right = "" if setting.names.get(first) == first + len(owner) else owner
        return cls(spot, words, text[words.start : words.end], begin, end, right, owner, facts[index], text, possessed)

    def clipped(self, words: str, start: int | None = None, room: int = LONGEST) -> str:
        """``words``, no longer than a measure is, cut at words."""
        return clip(self.spot.setting, words, start, room)


def _left(setting: Setting, facts: Sequence[Fact], index: int, bounds: Bounds) -> Head:
    """The head of the words before a fact; where there is none, of those before the date that stands there."""
    first, last = before(facts, index, bounds)
    if index and first == facts[index - 1].end and setting.text.startswith("的", first) and setting.text[last - 1] in "和与及":
        return Head(last, last)  # 450元的补贴和|300元的服务
    priced = _AT_PRICE.match(setting.text, first, last)
    found = head(setting, priced.end() if priced else first, last)
    if facts[index].unit not in divisions():
        found = _unnamed(setting, first, found)
        if found.start == first < found.end:
            found = _listed(setting, facts, index, bounds, found)
    if found.start == found.end and setting.text[first - 1 : first] in ("）", ")"):
        found = _before_bracket(setting, first - 1)
    kinds = ("date",) if facts[index].kind == "duration" else ("date", "duration")
    based = index > 0 and facts[index - 1].kind == "date" and setting.text[found.start : found.end] == "同期"  # 恢复至2019年同期的|80%
    if (found.start < found.end and not based) or not index or facts[index - 1].kind not in kinds or facts[index - 1].end != first:
        return found
    earlier = head(setting, before(facts, index - 1, bounds)[0], facts[index - 1].start)
    if facts[index - 1].kind == "date":
        return earlier
    lasting = setting.text.endswith("连续", earlier.start, earlier.end)  # 就业率连续5年保持在|95%
    return earlier._replace(end=earlier.end - len("连续")) if lasting else found


def _unnamed(setting: Setting, first: int, words: Head) -> Head:
    """``words`` without the name they end with, which says whose the number is: 包括|青禾社|5000公斤."""
    last = next((at for at in range(words.end - 2, words.start, -1) if setting.names.get(at) == words.end), None)
    if last is None:
        return words
    while setting.text[last - 1] in "、和与及":
        last -= 1
    return head(setting, first, last)._replace(named=True) if last > first else Head(words.end, words.end, True)


def _listed(setting: Setting, facts: Sequence[Fact], index: int, bounds: Bounds, item: Head) -> Head:
    """``item`` with the items before it in its list, if no other has a number of its own: 象牙、犀角等|9种."""
    begin = item.start
    if setting.text[begin - 1 : begin] != "、" or item.end - begin > _ITEM or setting.text.startswith("的", facts[index].end):
        return item
    while setting.text[begin - 1 : begin] == "、":
        before_it = around(bounds.phrases, begin - 2)[0]
        if (index and facts[index - 1].end > before_it) or begin - 1 - before_it > _ITEM:
            break
        begin = before_it
    whole = begin < item.start and setting.text[begin - 1 : begin] != "、"
    return head(setting, begin, item.end) if whole else item


def _before_bracket(setting: Setting, closing: int) -> Head:
    """The head of the words before a bracket that closes right before a number's links: 报价利率（LPR）为|3.35%."""
    opening = max(setting.text.rfind(sign, max(0, closing - _BRACKET), closing) for sign in "（(")
    if opening < 0:
        return Head(closing, closing)
    marks = (setting.text.rfind(mark, max(0, opening - LONGEST), opening) + 1 for mark in "，。；：、）)\n")
    return head(setting, max(opening - LONGEST, 0, *marks), opening)
