"""What is carried over to a number that has nothing beside it: topics of the sentence, the clause before, the rest of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.facts.clause_words import endings
from pipeline.facts.clauses import BACK, REACH, Bounds, around, before
from pipeline.facts.fact import Fact
from pipeline.facts.heads import LONGEST, Head, Setting, clip, counted, head

_AGAINST = re.compile("(?:[为是]|相当于)[^，。；]{0,8}(?:预算|计划|任务|目标|预期|同期|[去上]年)的$")
_TIME_OF = re.compile(r"([\u4e00-\u9fff]{0,10}(?:时间|日期|期限|截止日))(?:为|是|从|自|到|至|定为|定在|定于)+$")
_BESIDE = re.compile(r"[（）() ，起内里的时晚许]|之?[前后间]|以[来前后上下内]|期[间内]|左右|[上中下]午|来")
"""What belongs to a date before it."""
_PRESS = re.compile(r".{0,8}(?:[社报刊网台]|客户端)")
_WIRE = re.compile("(?:综合)?专?(?:电|讯|消息)(?:[（(][^（）()]{0,40}[）)])?")
"""新华社…9月3日|电（记者…）: a dateline's end."""
_NEWS = re.compile("(?:再?创|达|刷新|创造)[^，]{0,4}(?:新高|新低|纪录)$|稳步[增提]|持续[增提]")
"""What a clause says of its subject before the number comes (转移支付创新高，达10亿元)."""
AGE = "年龄"
"""What years of age measure; nobody's share or number is of that."""
_LINKED = ("并", "且", "也", "还", "已")
_TOPIC = 12
"""Code points at most that a clause without a number lends to the dimension after it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The fact ``index`` of a text, with what the facts before it were found to measure."""

    setting: Setting
    facts: Sequence[Fact]
    index: int
    bounds: Bounds
    found: Sequence[str | None]

    @property
    def fact(self) -> Fact:
        """The fact itself."""
        return self.facts[self.index]


def topic(spot: Spot) -> str | None:
    """What the fact before in the same sentence measured; not one in brackets that have closed since."""
    text, facts, index, bounds = spot.setting.text, spot.facts, spot.index, spot.bounds
    first, _ = around(bounds.sentences, spot.fact.start)
    for earlier in range(index - 1, max(-1, index - 1 - BACK), -1):
        if facts[earlier].start < first:
            return None
        event = facts[earlier].kind == "date" or (facts[earlier].kind == "duration" and spot.fact.kind != "duration")
        if event or not spot.found[earlier] or (spot.found[earlier] == AGE and spot.fact.kind != "other"):
            continue
        between = text[facts[earlier].end : min(spot.fact.start, facts[earlier].end + REACH)]
        closing = min((at for at in (between.find("）"), between.find(")")) if at >= 0), default=-1)
        if closing < 0 or any(sign in between[:closing] for sign in "（("):
            return spot.found[earlier]
    return None


def of_base(spot: Spot) -> str | None:
    """What a clause that only sets it against a base carries on: 收入3亿元，为预算的|103%."""
    first, last = before(spot.facts, spot.index, spot.bounds)
    return topic(spot) if _AGAINST.match(spot.setting.text, first, last) else None


def clause_before(spot: Spot, words: Head) -> str:
    """The end of the clause before one that only names a dimension (采购配电柜，|金额…), if no number stands in it.

    A clause that only adds a deed (并着手实施，) is passed over.
    """
    setting, bounds, text = spot.setting, spot.bounds, spot.setting.text
    first, _ = around(bounds.clauses, words.start)
    for _ in range(2):
        if first < 2 or text[first - 1] not in "，,":
            return ""
        last, first = first - 1, around(bounds.clauses, first - 2)[0]
        if not text.startswith(_LINKED, first):
            break
    start = max(first, last - REACH)
    if spot.index and spot.facts[spot.index - 1].end > start:
        return ""
    found = head(setting, start, last)
    before_words = text[found.start : found.end]
    if not before_words or before_words.startswith("是") or before_words.endswith(endings("say")):
        return ""
    size = max(0, len(before_words) - _TOPIC)
    while size and size < len(before_words) and not setting.splits(found.start + size):
        size += 1
    return before_words[size:].lstrip("的")


def bracketed(spot: Spot) -> str | None:
    """The words before a bracket that holds the fact alone or begins with it: 调和油|（5升）."""
    text, fact = spot.setting.text, spot.fact
    if text[fact.start - 1 : fact.start] not in ("（", "(") or text[fact.end : fact.end + 1] not in tuple("）)、，,"):
        return None
    first = max(around(spot.bounds.phrases, max(fact.start - 2, 0))[0], fact.start - 1 - REACH)
    if spot.index and spot.facts[spot.index - 1].end > first:
        return None
    found = head(spot.setting, first, fact.start - 1)
    return clip(spot.setting, text[found.start : found.end], found.start) or None


def opening(spot: Spot) -> str | None:
    """The subject of the news before a number of its own group (；转移支付创新高，达|10亿元)."""
    text, fact = spot.setting.text, spot.fact
    group = around(spot.bounds.groups, fact.start)[0]
    end = around(spot.bounds.clauses, group)[1]
    if end >= fact.start or (spot.index and spot.facts[spot.index - 1].end > group):
        return None
    news = _NEWS.search(text, max(group, end - REACH), end)
    found = head(spot.setting, max(group, end - REACH), news.start()) if news else None
    return clip(spot.setting, text[found.start : found.end], found.start) or None if found else None


def beyond(spot: Spot) -> str | None:
    """The rest of the clause, or the clause before, where nothing stands beside a number."""
    setting, facts, index, bounds = spot.setting, spot.facts, spot.index, spot.bounds
    text, fact = setting.text, spot.fact
    for following in facts[index + 1 : index + 1 + BACK]:  # 67户200余人的村庄
        if following.kind == "date" or following.start != fact.end + text.startswith("、", fact.end):
            break
        fact = following
    first, last = around(bounds.clauses, fact.start)
    last = min(last, fact.end + REACH)
    begin = fact.end
    while begin < last and text[begin] in "前后内，":
        begin += 1
    rest = counted(setting, begin, last) or text[fact.end : last]
    if len(rest) > 1 and not re.search(r"\d", rest):
        return clip(setting, rest)
    previous = around(bounds.clauses, first - 1)[0] if first else 0
    found = head(setting, max(previous, first - 1 - REACH), max(previous, first - 1))
    words = text[found.start : found.end]
    return None if words.endswith(endings("say")) else clip(setting, words, found.start) or None


def event(setting: Setting, fact: Fact, bounds: Bounds) -> str | None:
    """What a date is the time of, or what happened on it: the words of its clause after it, or the next clause."""
    text = setting.text
    first, _ = around(bounds.clauses, fact.start)
    if fact.kind == "date" and (named := _TIME_OF.search(text, max(first, fact.start - REACH), fact.start)):
        return named[1]
    _, last = around(bounds.clauses, max(fact.start, fact.end - 1))
    wire = _WIRE.match(text, fact.end) if _PRESS.match(text, first, fact.start) else None
    begin, last = wire.end() if wire else fact.end, max(last, fact.end)
    while begin not in setting.names and (beside := _BESIDE.match(text, begin, last)):
        begin = beside.end()
    words = text[begin : min(last, fact.end + REACH)]
    if len(words) < 2 and last < len(text) and text[last : last + 1] in "，,":
        first, last = around(bounds.clauses, last + 1)
        words = text[first : min(last, first + REACH)]
    return words.lstrip("的").rstrip("，。")[: LONGEST + 6] or None
