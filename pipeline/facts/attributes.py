"""What a number measures, in the words of its sentence: heads before it, counted things after it, topics carried on."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pipeline.facts.clauses import BACK, REACH, Bounds, after, around, before
from pipeline.facts.fact import Fact
from pipeline.facts.units import divisions, rows

LONGEST = 18
"""An attribute is cut to about this many code points."""

_RATE = re.compile(r"(?:平均)?每(?:一)?[\u4e00-\u9fff]{1,3}$")
_ANAPHOR = re.compile(r"^(?:该|本|全|我|这|各|其)(?:区|县|市|省|镇|乡|村|公司|企业|国|校|院|园区|项目|局|厂|地|州)?$")
_DIMENSION = re.compile(r"(?:[量额率价积幅温径程速龄耗费税深宽厚]|面积|产值|长度|高度|总长|全长|为期)(?:[达为约是有超近]|达到|超过|突破)*$")
_QUOTED = {"“": "”", "‘": "’", "《": "》", "「": "」"}
_SINCE = ("前", "后", "间", "内", "来", "之前", "之后", "之内", "的时间", "时间", "以来")
_CUT = re.compile(r"(?:在|对|向|把|将|从|由|与|和|为|使|让|按照?|通过|凭借|利用)")


@cache
def _words(place: str) -> frozenset[str]:
    return frozenset(word for where, words in rows("clause_words.tsv") if where == place for word in words.split())


@cache
def _pattern(place: str) -> "re.Pattern[str]":
    words = "|".join(re.escape(word) for word in sorted(_words(place), key=len, reverse=True))
    return re.compile(f"(?:{words})+$" if place == "tail" else f"(?:{words})+" if place == "lead" else f"(?:{words})")


@cache
def _dimensions() -> frozenset[str]:
    text = (files("pipeline.facts") / "data" / "measured.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def attributes(
    text: str, facts: Sequence[Fact], bounds: Bounds, names: Sequence[tuple[int, int]], starts: frozenset[int]
) -> list[str | None]:
    """What each fact of ``text`` measures; None where the sentence does not say.

    ``names`` are the spans of entities: a name alone measures nothing. ``starts`` are the first positions of the words
    of the text; words after a number are cut only there (empty: anywhere).
    """
    surfaces = frozenset(text[start:end] for start, end in names)
    found: list[str | None] = []
    for index, fact in enumerate(facts):
        found.append(_event(text, fact, bounds) if fact.kind == "date" else _attribute(text, facts, index, bounds, surfaces, starts, found))
    return found


def _attribute(
    text: str, facts: Sequence[Fact], index: int, bounds: Bounds, names: frozenset[str], starts: frozenset[int], found: Sequence[str | None]
) -> str | None:
    fact = facts[index]
    if fact.kind == "other" and (fact.unit in ("岁", "周岁", "虚岁") or (fact.unit is None and text[fact.start - 1 : fact.start] == "年")):
        return "年龄"
    left = head(before(text, facts, index, bounds), names)
    following = after(text, facts, index, bounds)
    if fact.kind == "duration" and (following.startswith(_SINCE) or not (left or following)):
        return _event(text, fact, bounds) or left or None
    right = counted(following, fact.end, starts)
    if right in names:
        right = ""
    if fact.kind == "count" and fact.unit in divisions() and not right.startswith(tuple(divisions())):
        return _clip(left + (fact.unit or ""))
    if right and _is_counted(fact, text[max(0, fact.start - 4) : fact.start], left):
        return _clip(right)
    if left:
        topic = _topic(text, facts, index, bounds, found) if left in _dimensions() else None
        return _clip(f"{topic}{left}" if topic and left not in topic else left)
    if right:
        return _clip(right)
    topic = _topic(text, facts, index, bounds, found)
    if topic:
        return topic
    first, last = around(bounds.clauses, fact.start)
    last = min(last, fact.end + REACH)
    rest = counted(text[fact.end : last].lstrip("前后内，"), last) or text[fact.end : last]
    if len(rest) > 1:
        return _clip(rest)
    previous = around(bounds.clauses, first - 1)[0] if first else 0
    previous = max(previous, first - 1 - REACH)
    return _clip(head(text[previous : max(previous, first - 1)], names)) or None


def _is_counted(fact: Fact, near: str, left: str) -> bool:
    """Whether the words after a number rather than those before it are what it counts or measures.

    Not where a dimension stands before it (日交通流量|2万台次|的国省道), nor for money and shares, which have their
    head before them.
    """
    if left and (_DIMENSION.search(near) or left in _dimensions()):
        return False
    return fact.kind not in ("money", "percent", "ratio", "temperature", "speed") or not left


def head(left: str, names: frozenset[str] = frozenset()) -> str:
    """What is measured, of the words before a number: without opening words, linking verbs and rates at its end."""
    while True:
        size = len(left)
        tail = _pattern("tail").search(left)
        if tail:
            left = left[: tail.start()]
        rate = _RATE.search(left)
        if rate:
            left = left[: rate.start()]
        if len(left) == size:
            break
    lead = _pattern("lead").match(left)
    if lead and lead.end() < len(left):
        left = left[lead.end() :]
    elif lead:
        return ""
    if left in names or _ANAPHOR.match(left) or len(left) == 1:
        return ""
    for name in sorted(names, key=len, reverse=True):
        if left.startswith(name) and len(left) > len(name) + 1:
            left = left[len(name) :]
            break
    return left.lstrip("的")


def counted(right: str, position: int, starts: frozenset[int] = frozenset()) -> str:
    """The counted thing, of the words after a number that ends at ``position``: up to the first word that is no part of it."""
    skip = next((len(word) for word in ("钱的", "钱", "的") if right.startswith(word)), 0)
    begin = skip
    if right[skip : skip + 1] in _QUOTED:
        begin = right.find(_QUOTED[right[skip]], skip) + 1 or skip
    for stop in _pattern("stop").finditer(right, begin):
        at = position + stop.start()
        if starts and not (at in starts and (at + len(stop[0]) in starts or stop.end() == len(right))):
            continue
        right = right[: stop.start()]
        break
    right = right[skip:]
    return right if len(right) > 1 or right in ("人", "村", "县", "图", "树") else ""


def _topic(text: str, facts: Sequence[Fact], index: int, bounds: Bounds, found: Sequence[str | None]) -> str | None:
    """What the fact before in the same sentence measured."""
    first, _ = around(bounds.sentences, facts[index].start)
    for earlier in range(index - 1, max(-1, index - 1 - BACK), -1):
        if facts[earlier].start < first:
            return None
        if facts[earlier].kind != "date" and found[earlier]:
            return found[earlier]
    return None


def _event(text: str, fact: Fact, bounds: Bounds) -> str | None:
    """What happened on a date: the words of its clause after it, or the next clause."""
    _, last = around(bounds.clauses, max(fact.start, fact.end - 1))
    words = text[fact.end : min(last, fact.end + REACH)].lstrip("（）() 起前后间期内来之的时晚，上下午以") if last > fact.end else ""
    if len(words) < 2 and last < len(text) and text[last : last + 1] in "，,":
        first, last = around(bounds.clauses, last + 1)
        words = text[first : min(last, first + REACH)]
    return words.lstrip("的").rstrip("，。")[: LONGEST + 6] or None


def _clip(words: str) -> str:
    """``words`` cut to a readable length, at a preposition where there is one."""
    if len(words) <= LONGEST:
        return words
    for cut in _CUT.finditer(words, len(words) - LONGEST):
        if len(words) - cut.end() >= 4:
            return words[cut.end() :]
    return words[-LONGEST:]
