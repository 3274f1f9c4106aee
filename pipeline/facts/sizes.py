"""What a number measures where a thing follows that has it: its length, its size, its price."""

import re

from pipeline.facts.clause_words import GROWTH, endings, is_dimension, words_of
from pipeline.facts.clauses import BACK, REACH, after, around
from pipeline.facts.heads import LONGEST, counted
from pipeline.facts.near import Near
from pipeline.facts.topics import Spot

_EXTENT = re.compile("[长宽高深厚](?=[、的，。；]|$)")
_ONE = re.compile("^.*一[座个条家所处台]")
SHARES = ("percent", "ratio")


def extent(near: Near) -> str | None:
    """A length with its direction after it: 5公里长、4米宽的|水泥路."""
    direction = _EXTENT.match(near.text, near.begin)
    return near.clipped(f"{_extended(near.spot) or near.left}{direction[0]}") if direction else None


def thing_of_size(near: Near) -> str | None:
    """投资3亿元的|大桥; 以每分钟40盘的|速度."""
    if not near.left or not near.possessed or near.fact.kind in SHARES:
        return None
    if near.owner and _is_size(near.left):
        size = _ONE.sub("", near.left)
        return f"{near.owner}{near.clipped(size, near.words.end - len(size), max(LONGEST - len(near.owner), 4))}"
    if near.right in words_of("measure"):
        return near.clipped(f"{near.left}{near.right}", near.words.start if near.left.endswith(near.right) else None)
    return None


def bought(near: Near) -> str | None:
    """What money given was given for: 以2790万元|竞得…的土地, 斥资3亿元|收购甲公司的股权."""
    spot, text, facts, index = near.spot, near.text, near.spot.facts, near.spot.index
    if not text.endswith(endings("paid"), 0, near.fact.start):
        return None
    while index + 1 < len(facts) and facts[index + 1].kind == "money" and text[facts[index].end : facts[index + 1].start] in ("、", "至"):
        index += 1
    begin = facts[index].end
    deed = max((word for word in words_of("acquire") if text.startswith(word, begin)), key=len, default=None)
    if deed is None:
        return None
    last = min(around(spot.bounds.clauses, begin)[1], begin + REACH)
    first = max(
        begin + len(deed), text.rfind("的", begin, last) + 1, *(fact.end for fact in facts[index : index + BACK] if fact.end <= last)
    )
    thing = counted(spot.setting, first, last)
    return near.clipped(f"{near.left}{deed}{'' if spot.setting.names.get(first) == first + len(thing) else thing}")


def _extended(spot: Spot) -> str:
    """What a length, and those listed after it, are of: 5公里长、4米宽的|水泥路."""
    text, facts, index = spot.setting.text, spot.facts, spot.index
    while index + 1 < len(facts) and facts[index].end + 2 == facts[index + 1].start and text[facts[index].end + 1] == "、":
        index += 1
    begin, end = after(text, facts, index, spot.bounds)
    return counted(spot.setting, begin + 1, end) if text.startswith("的", begin + 1) else ""


def _is_size(words: str) -> bool:
    """Whether ``words`` name a size that a thing has (投资, 年产值, 总面积), not its change."""
    if words.endswith(endings("sized")):
        return True
    return is_dimension(words) and not is_dimension(words, "change") and not GROWTH.fullmatch(words)
