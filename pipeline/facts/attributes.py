"""What a number measures, in the words of its sentence: heads before it, counted things after it, topics carried on."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pipeline.facts.clauses import BACK, REACH, Bounds, after, around, before
from pipeline.facts.fact import Fact
from pipeline.facts.heads import LONGEST, Head, Setting, clip, counted, head, words_of
from pipeline.facts.units import divisions

_DIMENSION = re.compile(r"(?:[量额率价积幅温径程速龄耗费税深宽厚]|面积|产值|长度|高度|总长|全长|为期)(?:[达为约是有超近]|达到|超过|突破)*$")
_SINCE = ("前", "后", "间", "内", "来", "里", "中", "之前", "之后", "之内", "的时间", "时间", "以来")
_SO_FAR = re.compile("以?来(?!的)")
_VERB = 4
"""Code points at most of a head that only says what was done with money (联合设立)."""
_GROWTH = re.compile(
    r"(?:同比|环比|相?比|相?较|与)\S{0,8}(?:增长|增加|上涨|上升|提高|提升|扩大|下降|减少|降低|下跌|回落|[增降涨跌多少高低])$"
)
_PRICE = re.compile(r"[额价值费]格?$")
_TOPIC = 12
"""Code points at most that a clause without a number lends to the dimension after it."""


@cache
def _dimensions(kind: str) -> frozenset[str]:
    text = (files("pipeline.facts") / "data" / "measured.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for key, *words in lines if kind in ("any", key) for word in words)


def _is_dimension(words: str, kind: str = "any") -> bool:
    """Whether ``words`` name a dimension alone (涉及面积, 人均收入)."""
    if words in _dimensions(kind) or (kind == "any" and _GROWTH.fullmatch(words)):
        return True
    prefix = next((word for word in words_of("dimension") if words.startswith(word)), "")
    return bool(prefix) and words[len(prefix) :] in _dimensions(kind)


def attributes(
    text: str, facts: Sequence[Fact], bounds: Bounds, names: Sequence[tuple[int, int]], starts: frozenset[int]
) -> list[str | None]:
    """What each fact of ``text`` measures; None where the sentence does not say.

    ``names`` are the spans of entities: a name alone measures nothing. ``starts`` are the first positions of the words
    of the text; words around a number are cut only there (empty: anywhere).
    """
    setting = Setting(text, dict(names), starts)
    found: list[str | None] = []
    for index, fact in enumerate(facts):
        found.append(_event(text, fact, bounds) if fact.kind == "date" else _attribute(setting, facts, index, bounds, found))
    return found


def _attribute(setting: Setting, facts: Sequence[Fact], index: int, bounds: Bounds, found: Sequence[str | None]) -> str | None:
    fact, text = facts[index], setting.text
    if fact.kind == "other" and (fact.unit in ("岁", "周岁", "虚岁") or (fact.unit is None and text[fact.start - 1 : fact.start] == "年")):
        return "年龄"
    found_head = _left(setting, facts, index, bounds)
    left = text[found_head.start : found_head.end]
    begin, end = after(text, facts, index, bounds)
    if fact.kind == "duration" and text.startswith(_SINCE, begin, end):
        if left and (left.endswith("以来") or _SO_FAR.match(text, begin, end)):
            return clip(setting, left, found_head.start)
        return _event(text, fact, bounds) or left or None
    closed = index + 1 == len(facts) or end < facts[index + 1].start
    right = counted(setting, begin, end, closed)
    if setting.names.get(begin + text.startswith("的", begin)) == begin + text.startswith("的", begin) + len(right):
        right = ""
    if fact.kind == "duration" and not (left or right or text.startswith("、", fact.end)):
        again = index and facts[index - 1].kind == "duration" and facts[index - 1].start >= around(bounds.clauses, fact.start)[0]
        event = (found[index - 1] if again else None) or _event(text, fact, bounds)  # 由3小时缩短至|1小时
        if event:
            return event
    if fact.kind == "count" and fact.unit in divisions() and not right.startswith(tuple(divisions())):
        return clip(setting, left + (fact.unit or ""))
    if fact.kind == "duration" and right:
        lasting = next((word for word in words_of("lasting") if left.endswith(word)), None)
        if lasting or left.endswith("连续"):
            return clip(setting, f"{right}{lasting}" if lasting else f"{left}{right}")
    if right and _is_counted(fact, text[max(0, fact.start - 4) : fact.start], left):
        return clip(setting, right)
    if left:
        return _of_head(setting, facts, index, bounds, found, found_head, right)
    if right:
        return clip(setting, right)
    if fact.kind in ("percent", "ratio") and end - begin > 2:
        return clip(setting, text[begin:end].lstrip("则为是"))  # 80%|用于基层
    topic = _topic(text, facts, index, bounds, found)
    return topic or _beyond(setting, facts, index, bounds)


def _left(setting: Setting, facts: Sequence[Fact], index: int, bounds: Bounds) -> Head:
    """The head of the words before a fact; where there is none, of those before the date that stands there."""
    first, last = before(facts, index, bounds)
    found = head(setting, first, last)
    if found.start < found.end or not index or facts[index - 1].kind != "date" or facts[index - 1].end != first:
        return found
    return head(setting, before(facts, index - 1, bounds)[0], facts[index - 1].start)


def _of_head(
    setting: Setting, facts: Sequence[Fact], index: int, bounds: Bounds, found: Sequence[str | None], words: Head, right: str
) -> str:
    """The head before the number, with what it belongs to or what the number's money or share is of."""
    left, fact, text = setting.text[words.start : words.end], facts[index], setting.text
    if fact.kind in ("percent", "ratio") and right and (right.partition("的")[0] in words_of("measure") or text.startswith("的", fact.end)):
        share = right.partition("的")[0]
        if share in words_of("measure"):
            return clip(setting, f"{left}{share}")
        return clip(setting, f"{left}{right}" if left.startswith("占") else right)
    room = max(LONGEST - len(right), 4)
    if fact.kind == "money" and right and text.startswith("的", fact.end) and _PRICE.search(left):
        return f"{right}{clip(setting, left, words.start, room)}"
    if fact.kind == "money" and right and (left.endswith(tuple(words_of("spend"))) or _is_fund(right) or _is_deed(text, fact, left)):
        return f"{clip(setting, left, words.start, room)}{right}"
    if words.named or not _is_dimension(left):
        return clip(setting, left, words.start)
    owned = _is_dimension(left, "owned")
    topic = _clause_before(setting, facts, index, bounds, words) if owned else None
    topic = topic or _topic(text, facts, index, bounds, found) or _clause_before(setting, facts, index, bounds, words)
    if topic and _GROWTH.fullmatch(left):
        topic = _GROWTH.sub("", topic)
    return clip(setting, f"{topic}{left}" if topic and left not in topic else left)


def _is_fund(right: str) -> bool:
    """Whether what money is followed by is money too: 资金, 市场的新兴行业."""
    funds = tuple(words_of("fund"))
    return right.endswith(funds) or right.partition("的")[0].endswith(funds)


def _is_deed(text: str, fact: Fact, left: str) -> bool:
    """Whether the words before money are a verb alone and what it bought follows: 设立20亿元的…"""
    return len(left) <= _VERB and text.startswith("的", fact.end) and not _is_dimension(left)


def _clause_before(setting: Setting, facts: Sequence[Fact], index: int, bounds: Bounds, words: Head) -> str:
    """The end of the clause before one that only names a dimension (采购配电柜，|金额…), if no number stands in it."""
    text = setting.text
    first, _ = around(bounds.clauses, words.start)
    if first < 2 or text[first - 1] not in "，,":
        return ""
    start = max(around(bounds.clauses, first - 2)[0], first - 1 - REACH)
    if index and facts[index - 1].end > start:
        return ""
    found = head(setting, start, first - 1)
    before_words = text[found.start : found.end]
    if not before_words or before_words.endswith(tuple(words_of("say"))):
        return ""
    size = max(0, len(before_words) - _TOPIC)
    while size and size < len(before_words) and not setting.splits(found.start + size):
        size += 1
    return before_words[size:]


def _is_counted(fact: Fact, near: str, left: str) -> bool:
    """Whether the words after a number rather than those before it are what it counts or measures.

    Not where a dimension stands before it (日交通流量|2万台次|的国省道), nor for money and shares, which have their
    head before them.
    """
    if left and (_DIMENSION.search(near) or _is_dimension(left)):
        return False
    return fact.kind not in ("money", "percent", "ratio", "temperature", "speed") or not left


def _topic(text: str, facts: Sequence[Fact], index: int, bounds: Bounds, found: Sequence[str | None]) -> str | None:
    """What the fact before in the same sentence measured; not one in brackets that have closed since."""
    first, _ = around(bounds.sentences, facts[index].start)
    for earlier in range(index - 1, max(-1, index - 1 - BACK), -1):
        if facts[earlier].start < first:
            return None
        event = facts[earlier].kind == "date" or (facts[earlier].kind == "duration" and facts[index].kind != "duration")
        if event or not found[earlier]:
            continue
        between = text[facts[earlier].end : min(facts[index].start, facts[earlier].end + REACH)]
        closing = min((at for at in (between.find("）"), between.find(")")) if at >= 0), default=-1)
        if closing < 0 or any(sign in between[:closing] for sign in "（("):
            return found[earlier]
    return None


def _beyond(setting: Setting, facts: Sequence[Fact], index: int, bounds: Bounds) -> str | None:
    """The rest of the clause, or the clause before, where nothing stands beside a number."""
    text, fact = setting.text, facts[index]
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
    return None if words.endswith(tuple(words_of("say"))) else clip(setting, words, found.start) or None


def _event(text: str, fact: Fact, bounds: Bounds) -> str | None:
    """What happened on a date: the words of its clause after it, or the next clause."""
    _, last = around(bounds.clauses, max(fact.start, fact.end - 1))
    words = text[fact.end : min(last, fact.end + REACH)].lstrip("（）() 起前后间期内里来之的时晚，上下午以左右") if last > fact.end else ""
    if len(words) < 2 and last < len(text) and text[last : last + 1] in "，,":
        first, last = around(bounds.clauses, last + 1)
        words = text[first : min(last, first + REACH)]
    return words.lstrip("的").rstrip("，。")[: LONGEST + 6] or None
