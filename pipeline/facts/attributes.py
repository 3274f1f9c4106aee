"""What a number measures, in the words of its sentence: heads before it, counted things after it, topics carried on."""

import re
from collections.abc import Sequence

from pipeline.facts.clause_words import GROWTH, endings, is_dimension, without_dimension, words_of
from pipeline.facts.clauses import Bounds, after, around, before
from pipeline.facts.fact import Fact
from pipeline.facts.heads import LONGEST, Head, Setting, clip, counted, head
from pipeline.facts.respective import Echo, Item, echoed, respective
from pipeline.facts.topics import Spot, beyond, bracketed, clause_before, event, of_base, opening, topic
from pipeline.facts.units import divisions

_DIMENSION = re.compile(r"(?:[量额率价积幅温径程速龄耗费税深宽厚]|面积|产值|长度|高度|总长|全长|为期)(?:[达为约是有超近]|达到|超过|突破)*$")
_SINCE = ("前", "后", "间", "内", "来", "里", "中", "之前", "之后", "之内", "的时间", "时间", "以来")
_SO_FAR = re.compile("以?来(?!的)")
_TOPIC = 12
"""Code points at most that 分别 adds to what the number before measures."""
_BRACKET = 20
"""Code points at most of a bracket between a head and its number."""
_VERB = 4
"""Code points at most of a head that only says what was done with money (联合设立)."""
_IN_ALL = re.compile("[，,]?[共计历时为期]{1,2}")
_RATE = re.compile(r"(?<=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{2}率$")
_EXTENT = re.compile("[长宽高深厚](?=[、的，。；]|$)")
_AT_PRICE = re.compile("的(?:价格|单价|均价|总价|成本|速度|比例)")
_PRICE = re.compile(r"[额价值费]格?$")


def attributes(
    text: str, facts: Sequence[Fact], bounds: Bounds, names: Sequence[tuple[int, int]], starts: frozenset[int]
) -> list[str | None]:
    """What each fact of ``text`` measures; None where the sentence does not say.

    ``names`` are the spans of entities: a name alone measures nothing. ``starts`` are the first positions of the words
    of the text; words around a number are cut only there (empty: anywhere).
    """
    setting = Setting(text, dict(names), starts)
    items = respective(text, facts, bounds)
    echoes = echoed(text, facts, bounds, items)
    found: list[str | None] = []
    for index, fact in enumerate(facts):
        if fact.kind == "date":
            found.append(event(text, fact, bounds))
        else:
            item = _of_item(setting, items[index], facts) if index in items else _of_echo(text, echoes.get(index), found)
            found.append(item or _attribute(Spot(setting, facts, index, bounds, found)))
    return found


def _of_item(setting: Setting, item: Item, facts: Sequence[Fact]) -> str | None:
    """What a number of a list is of, if that is no mere name: 采购协议、投资协议分别…; else what 分别 says of all."""
    first = item.last + len("分别")
    number = next(fact for fact in facts if fact.start >= first)
    shared = head(setting, first, number.start)
    verb = setting.text[shared.start : shared.end]
    own = head(setting, item.start, item.end)
    if own.start == own.end:
        return verb + item.tail or None
    change = verb if is_dimension(verb, "change") else ""
    return clip(setting, f"{setting.text[own.start : own.end]}{item.tail}{change}")


def _of_echo(text: str, echo: Echo | None, found: Sequence[str | None]) -> str | None:
    """What a change is of that 分别 tells of numbers before: 产值3亿元、利润2亿元，分别增长5%、6%."""
    measured = found[echo.of] if echo else None
    if echo is None or measured is None:
        return None
    words = text[echo.first : echo.last].replace("分别", "").strip("，, ").rstrip("为是达至")
    growth = GROWTH.search(words)
    return f"{GROWTH.sub('', measured)}{growth[0] if growth else words[-_TOPIC:]}"


def _attribute(spot: Spot) -> str | None:
    setting, facts, index, bounds, found = spot.setting, spot.facts, spot.index, spot.bounds, spot.found
    fact, text = spot.fact, setting.text
    if fact.kind == "other" and (fact.unit in ("岁", "周岁", "虚岁") or (fact.unit is None and text[fact.start - 1 : fact.start] == "年")):
        return "年龄"
    if fact.kind in ("percent", "ratio") and (measured := of_base(spot)):
        return measured
    found_head = _left(setting, facts, index, bounds)
    left = text[found_head.start : found_head.end]
    begin, end = after(text, facts, index, bounds)
    if fact.kind == "duration" and text.startswith(_SINCE, begin, end):
        if left and (left.endswith("以来") or _SO_FAR.match(text, begin, end)):
            return clip(setting, left, found_head.start)
        return event(text, fact, bounds) or left or None
    closed = index + 1 == len(facts) or end < facts[index + 1].start
    right = owner = counted(setting, begin, end, closed)
    if not closed:
        right = owner = _RATE.sub("", without_dimension(right)) or right  # 投资3亿元的|大桥全长|1200米, 218家|酒店入住率|87%
    if setting.names.get(begin + text.startswith("的", begin)) == begin + text.startswith("的", begin) + len(right):
        right = ""
    if not right and fact.kind == "count" and fact.unit not in divisions() and (division := _division(text, begin)):
        return division  # 18个|省（区、市）
    if fact.kind == "length" and (extent := _EXTENT.match(text, begin)):
        return clip(setting, f"{_extended(spot) or left}{extent[0]}")
    if fact.kind == "duration" and not (left or right or text.startswith("、", fact.end)):
        again = index and _continued(text, facts[index - 1], fact, bounds)
        happened = (found[index - 1] if again else None) or event(text, fact, bounds)  # 由3小时缩短至|1小时
        if happened:
            return happened
    if fact.kind == "count" and fact.unit in divisions() and not right.startswith(tuple(divisions())):
        return clip(setting, left + (fact.unit or ""))
    if fact.kind == "duration" and left.endswith("倒计时"):
        return clip(setting, left, found_head.start)
    if fact.kind == "duration" and right:
        lasting = next((word for word in words_of("lasting") if left.endswith(word)), None)
        if lasting or left.endswith("连续"):
            return clip(setting, f"{right}{lasting}" if lasting else f"{left}{right}")
    if owner and left and text.startswith("的", begin) and fact.kind not in ("percent", "ratio") and _is_size(left):
        return f"{owner}{clip(setting, left, found_head.start, max(LONGEST - len(owner), 4))}"  # 投资3亿元的|大桥
    if left and text.startswith("的", begin) and right in words_of("measure") and fact.kind not in ("percent", "ratio"):
        return clip(setting, f"{left}{right}", found_head.start if left.endswith(right) else None)  # 以每分钟40盘的|速度
    given = left.endswith(endings("spend"))
    if right and fact.kind == "money" and not given and text[fact.start - 1 : fact.start] in ("的", "将", "把"):
        return clip(setting, right)  # 已签约的|3亿元|投资项目
    if right and _is_counted(fact, text[max(0, fact.start - 4) : fact.start], left):
        return clip(setting, right)
    if left:
        return _of_head(spot, found_head, right)
    if right:
        return clip(setting, right)
    if fact.kind in ("percent", "ratio") and end - begin > 2:
        return clip(setting, text[begin:end].lstrip("则为是"))  # 80%|用于基层
    carried = bracketed(spot) or opening(spot) or topic(spot)
    if carried and fact.kind == "count":
        carried = without_dimension(carried)
    return carried or beyond(spot)


def _continued(text: str, earlier: Fact, fact: Fact, bounds: Bounds) -> bool:
    """Whether a duration is of what the fact before is of: 由3小时缩短至|1小时, 公示时间为1日至5日，共|5天."""
    if earlier.kind == "date":
        return _IN_ALL.fullmatch(text, earlier.end, fact.start) is not None
    return earlier.kind == "duration" and earlier.start >= around(bounds.clauses, fact.start)[0]


def _extended(spot: Spot) -> str:
    """What a length, and those listed after it, are of: 5公里长、4米宽的|水泥路."""
    text, facts, index = spot.setting.text, spot.facts, spot.index
    while index + 1 < len(facts) and facts[index].end + 2 == facts[index + 1].start and text[facts[index].end + 1] == "、":
        index += 1
    begin, end = after(text, facts, index, spot.bounds)
    return counted(spot.setting, begin + 1, end) if text.startswith("的", begin + 1) else ""


def _division(text: str, position: int) -> str | None:
    """The kind of division that begins at ``position`` (省（区、市）)."""
    return max((word for word in divisions() if text.startswith(word, position)), key=len, default=None)


def _is_size(words: str) -> bool:
    """Whether ``words`` name a size that a thing has (投资, 年产值, 总面积), not its change."""
    return is_dimension(words) and not is_dimension(words, "change") and not GROWTH.fullmatch(words)


def _left(setting: Setting, facts: Sequence[Fact], index: int, bounds: Bounds) -> Head:
    """The head of the words before a fact; where there is none, of those before the date that stands there."""
    first, last = before(facts, index, bounds)
    priced = _AT_PRICE.match(setting.text, first, last)
    found = head(setting, priced.end() if priced else first, last)
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


def _before_bracket(setting: Setting, closing: int) -> Head:
    """The head of the words before a bracket that closes right before a number's links: 报价利率（LPR）为|3.35%."""
    opening = max(setting.text.rfind(sign, max(0, closing - _BRACKET), closing) for sign in "（(")
    if opening < 0:
        return Head(closing, closing)
    marks = (setting.text.rfind(mark, max(0, opening - LONGEST), opening) + 1 for mark in "，。；：、）)\n")
    return head(setting, max(opening - LONGEST, 0, *marks), opening)


def _of_head(spot: Spot, words: Head, right: str) -> str:
    """The head before the number, with what it belongs to or what the number's money or share is of."""
    setting, fact, text = spot.setting, spot.fact, spot.setting.text
    left = text[words.start : words.end]
    if fact.kind in ("percent", "ratio") and right and (right.partition("的")[0] in words_of("measure") or text.startswith("的", fact.end)):
        share = right.partition("的")[0]
        if share in words_of("measure"):
            return clip(setting, f"{left}{share}")
        return clip(setting, f"{left}{right}" if left.startswith("占") else right)
    room = max(LONGEST - len(right), 4)
    if fact.kind == "money" and right and text.startswith("的", fact.end) and _PRICE.search(left):
        return f"{right}{clip(setting, left, words.start, room)}"
    if fact.kind == "money" and right and (left.endswith(endings("spend")) or _is_fund(right) or _is_deed(text, fact, left)):
        return f"{clip(setting, left, words.start, room)}{right}"
    if words.named or not is_dimension(left):
        return clip(setting, left, words.start)
    apart = spot.index > 0 and spot.facts[spot.index - 1].end <= around(spot.bounds.groups, fact.start)[0]
    owned = is_dimension(left, "owned") or (apart and not is_dimension(left, "change"))
    owner = clause_before(spot, words) if owned else None
    return clip(setting, _joined(owner or topic(spot) or clause_before(spot, words), left))


def _joined(topic: str, left: str) -> str:
    """A dimension with what it belongs to, which may have been measured in another one (青河大桥全长, 宽: 青河大桥宽)."""
    if GROWTH.fullmatch(left):
        topic = GROWTH.sub("", topic)
    elif not is_dimension(left, "change"):
        topic = without_dimension(topic)
        if topic.endswith(endings("spend")):
            return left
    return f"{topic}{left}" if topic and left not in topic else left


def _is_fund(right: str) -> bool:
    """Whether what money is followed by is money too: 资金, 市场的新兴行业."""
    funds = endings("fund")
    return right.endswith(funds) or right.partition("的")[0].endswith(funds)


def _is_deed(text: str, fact: Fact, left: str) -> bool:
    """Whether the words before money are a verb alone and what it bought follows: 设立20亿元的…"""
    return len(left) <= _VERB and text.startswith("的", fact.end) and not is_dimension(left)


def _is_counted(fact: Fact, near: str, left: str) -> bool:
    """Whether the words after a number rather than those before it are what it counts or measures.

    Not where a dimension stands before it (日交通流量|2万台次|的国省道), nor for money and shares, which have their
    head before them.
    """
    if left and (_DIMENSION.search(near) or is_dimension(left)):
        return False
    return fact.kind not in ("money", "percent", "ratio", "temperature", "speed") or not left
