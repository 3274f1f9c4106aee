"""What a number measures, reading by reading: each looks at the words around the number and says what they make of it.

The first reading that has an answer is taken, so their order says which words weigh more; an empty answer ends the search, too.
"""

import re
from collections.abc import Callable
from functools import cache

from pipeline.facts.clause_words import GROWTH, endings, is_dimension, without_dimension, words_of
from pipeline.facts.clauses import Bounds, after, around
from pipeline.facts.elliptic import among, elided, of_age
from pipeline.facts.fact import Fact
from pipeline.facts.heads import LONGEST, clip, counted
from pipeline.facts.near import Near
from pipeline.facts.respective import is_tenor
from pipeline.facts.sizes import SHARES, bought, extent, thing_of_size
from pipeline.facts.topics import AGE, Spot, beyond, bracketed, clause_before, event, of_base, opening, topic
from pipeline.facts.units import divisions

_DIMENSION = re.compile(r"(?:[量额率价积幅温径程速龄耗费税深宽厚]|面积|产值|长度|高度|总长|全长|为期)(?:[达为约是有超近]|达到|超过|突破)*$")
_SINCE = ("前", "后", "间", "内", "来", "里", "中", "之前", "之后", "之内", "的时间", "时间", "以来")
_SO_FAR = re.compile("以?来(?!的)")
_PRICED = 6
"""Code points at most of the words for a price behind what has it."""
_VERB = 4
"""Code points at most of a head that only says what was done with money (联合设立)."""
_IN_ALL = re.compile("[，,]?[共计历时为期]{1,2}")
_PRICE = re.compile(r"[额价值费]格?$")
_AND_UP = re.compile("(?:及?以[上下])?")


def measured(spot: Spot) -> str | None:
    """What the number at ``spot`` measures, in the words of its sentence; None where the sentence does not say."""
    fact, text = spot.fact, spot.setting.text
    if fact.kind == "other" and (fact.unit in ("岁", "周岁", "虚岁") or (fact.unit is None and text[fact.start - 1 : fact.start] == "年")):
        return AGE
    if fact.kind in SHARES and (carried := of_base(spot)):
        return carried
    near = Near.of(spot)
    return next((said for reading in _readings(fact.kind) if (said := reading(near)) is not None), None)


def _since(near: Near) -> str | None:
    """A duration up to or from something: 五年来, 三天内."""
    if not near.text.startswith(_SINCE, near.begin, near.end):
        return None
    if near.left and (near.left.endswith("以来") or _SO_FAR.match(near.text, near.begin, near.end)):
        return near.clipped(near.left, near.words.start)
    return event(near.spot.setting, near.fact, near.spot.bounds) or near.left


def _kind_of_division(near: Near) -> str | None:
    """18个|省（区、市）."""
    if near.right or near.fact.unit in divisions():
        return None
    return _division(near.text, near.begin)


def _tenor(near: Near) -> str | None:
    """How long a loan or a bond runs: 1年期和5年期|LPR."""
    spot, text = near.spot, near.text
    if not is_tenor(text, near.fact):
        return None
    facts, index = spot.facts, spot.index
    while index + 1 < len(facts) and facts[index + 1].start <= facts[index].end + 4 and is_tenor(text, facts[index + 1]):
        index += 1
    noun = _AND_UP.match(text, facts[index].end + 1)
    _, end = after(text, facts, index, spot.bounds)
    return near.clipped(counted(spot.setting, noun.end(), end)) or None if noun else None


def _happened(near: Near) -> str | None:
    """A duration with nothing beside it: of what the one before is, or of what took as long (由3小时缩短至|1小时)."""
    spot, fact = near.spot, near.fact
    if near.left or near.right or near.text.startswith("、", fact.end):
        return None
    again = spot.index and _continued(near.text, spot.facts[spot.index - 1], fact, spot.bounds)
    return (spot.found[spot.index - 1] if again else None) or event(spot.setting, fact, spot.bounds) or None


def _counted_divisions(near: Near) -> str | None:
    """Counties, villages, counted by their own word."""
    fact = near.fact
    if fact.unit not in divisions() or near.right.startswith(tuple(divisions())):
        return None
    return near.clipped(near.left + (fact.unit or ""))


def _lasting(near: Near) -> str | None:
    """A countdown, and what lasts or comes again for so long: 为期三天的|展会, 连续五年|丰收."""
    if near.left.endswith("倒计时"):
        return near.clipped(near.left, near.words.start)
    lasting = next((word for word in words_of("lasting") if near.left.endswith(word)), None)
    if near.left == "连续":
        return near.clipped(f"{topic(near.spot) or ''}{near.left}{near.right}")
    if not near.right or not (lasting or near.left.endswith("连续")):
        return None
    return near.clipped(f"{near.right}{lasting}" if lasting else f"{near.left}{near.right}")


def _what_follows(near: Near) -> str | None:
    """What is counted, and what signed or given money is for: 已签约的|3亿元|投资项目."""
    fact, text = near.fact, near.text
    if not near.right:
        return None
    given = near.left.endswith(endings("spend"))
    for_it = fact.kind == "money" and not given and text[fact.start - 1 : fact.start] in ("的", "将", "把")
    if for_it or _is_counted(fact, text[max(0, fact.start - 4) : fact.start], near.left):
        return near.clipped(near.right)
    return None


def _of_head(near: Near) -> str | None:
    """The head before the number, with what it belongs to or what the number's money or share is of."""
    spot, words, left, right = near.spot, near.words, near.left, near.right
    setting, fact, text = spot.setting, spot.fact, near.text
    if not left:
        return None
    if fact.kind in ("percent", "ratio") and right and (right.partition("的")[0] in words_of("measure") or text.startswith("的", fact.end)):
        share = right.partition("的")[0]
        if share in words_of("measure"):
            return clip(setting, f"{left}{share}")
        return clip(setting, f"{left}{right}" if left.startswith("占") else right)
    room = max(LONGEST - len(right), 4)
    if fact.kind == "money" and right and text.startswith("的", fact.end) and _PRICE.search(left):
        return f"{right}{clip(setting, left, words.start, min(room, _PRICED))}"
    if fact.kind == "money" and right and (left.endswith(endings("spend")) or _is_fund(right) or _is_deed(text, fact, left)):
        return f"{clip(setting, left, words.start, room)}{right}"
    if words.named or not is_dimension(left):
        return clip(setting, left, words.start)
    apart = spot.index > 0 and spot.facts[spot.index - 1].end <= around(spot.bounds.groups, fact.start)[0]
    owned = is_dimension(left, "owned") or (apart and not is_dimension(left, "change"))
    owner = clause_before(spot, words) if owned else None
    return clip(setting, _joined(owner or topic(spot) or clause_before(spot, words), left))


def _no_head(near: Near) -> str | None:
    """What follows, where nothing stands before; of a share also the words it was used for (80%|用于基层)."""
    if near.right:
        return near.clipped(near.right)
    purpose = near.fact.kind == "money" and near.text.startswith(endings("purpose"), near.begin)
    if (near.fact.kind in SHARES or purpose) and near.end - near.begin > 2:
        return near.clipped(near.text[near.begin : near.end].lstrip("则为是的"))
    return None


def _carried_on(near: Near) -> str | None:
    """What the words before a bracket, the sentence's opening or the number before measure; else the rest of the clause."""
    carried = bracketed(near.spot) or opening(near.spot) or topic(near.spot)
    if carried and near.fact.kind == "count":
        carried = without_dimension(carried)
    return carried or beyond(near.spot)


_LASTS, _COUNTS, _ALL = ("duration",), ("count",), ()
READINGS: tuple[tuple[tuple[str, ...], Callable[[Near], str | None]], ...] = (
    (_LASTS, _since),
    (_COUNTS, _kind_of_division),
    (("length",), extent),
    (_LASTS, _tenor),
    (_LASTS, _happened),
    (_COUNTS, _counted_divisions),
    (_LASTS, _lasting),
    (("money",), bought),
    (_ALL, elided),
    (_ALL, thing_of_size),
    (_ALL, _what_follows),
    (_ALL, _of_head),
    (_ALL, of_age),
    (_ALL, among),
    (_ALL, _no_head),
    (_ALL, _carried_on),
)
"""The kinds of numbers that are asked about (none: all) and the readings, in the order in which they are asked."""


@cache
def _readings(kind: str) -> tuple[Callable[[Near], str | None], ...]:
    return tuple(reading for kinds, reading in READINGS if not kinds or kind in kinds)


def _continued(text: str, earlier: Fact, fact: Fact, bounds: Bounds) -> bool:
    """Whether a duration is of what the fact before is of: 由3小时缩短至|1小时, 公示时间为1日至5日，共|5天."""
    if earlier.kind == "date":
        return _IN_ALL.fullmatch(text, earlier.end, fact.start) is not None
    return earlier.kind == "duration" and earlier.start >= around(bounds.clauses, fact.start)[0]


def _division(text: str, position: int) -> str | None:
    """The kind of division that begins at ``position`` (省（区、市）)."""
    return max((word for word in divisions() if text.startswith(word, position)), key=len, default=None)


def _is_counted(fact: Fact, near: str, left: str) -> bool:
    """Whether the words after a number rather than those before it are what it counts or measures.

    Not where a dimension stands before it (日交通流量|2万台次|的国省道), nor for money and shares, which have their
    head before them.
    """
    if left and (_DIMENSION.search(near) or is_dimension(left)):
        return False
    return fact.kind not in ("money", "percent", "ratio", "temperature", "speed") or not left


def _is_fund(right: str) -> bool:
    """Whether what money is followed by is money too: 资金, 市场的新兴行业."""
    funds = endings("fund")
    return right.endswith(funds) or right.partition("的")[0].endswith(funds)


def _is_deed(text: str, fact: Fact, left: str) -> bool:
    """Whether the words before money are a verb alone and what it bought follows: 设立20亿元的…"""
    return len(left) <= _VERB and text.startswith("的", fact.end) and not is_dimension(left)


def _joined(topic: str, left: str) -> str:
    """A dimension with what it belongs to, which may have been measured in another one (青河大桥全长, 宽: 青河大桥宽)."""
    if GROWTH.fullmatch(left):
        topic = GROWTH.sub("", topic)
    elif not is_dimension(left, "change"):
        topic = without_dimension(topic)
        if topic.endswith(endings("spend")):
            return left
    if not topic or left in topic:
        return left
    shared = next((size for size in range(min(len(topic), len(left)), 1, -1) if topic.endswith(left[:size])), 0)
    return f"{topic}{left[shared:]}"  # 碳纤维项目, 项目总投资
