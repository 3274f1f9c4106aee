"""The words before and after a number that say what it measures: heads before it, counted things after it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.facts.clause_words import alternatives, dimensions, endings, is_dimension, sizes, words_of
from pipeline.facts.units import units

LONGEST = 18
"""An attribute is cut to about this many code points."""
COMPOUND = 3
"""Code points at most after a verb that stands inside a compound."""
_NAMED = 3
"""Code points at least of a counted thing that is called by its name behind it."""
JOINED, LISTED = 6, 10
"""Code points at most of what a conjunction, or a pause of enumeration, adds to a counted thing."""

_ANAPHOR = re.compile(r"^(?:该|本|全|我|这|各|其)(?:区|县|市|省|镇|乡|村|公司|企业|国|校|院|园区|项目|局|厂|地|州)?$")
_POINTING = re.compile(r"[该本](?:公司|企业|集团|银行|厂|行|局|院|校|园区|产业园|会|社|省|市|县|区|镇|乡|村)")
_RATE = re.compile(r"(?:平均)?每一?([\u4e00-\u9fff]{1,3})$")
_EVERY = re.compile(r"每一?([\u4e00-\u9fff])")
_QUOTED = {"“": "”", "‘": "’", "《": "》", "「": "」"}
_CUT = re.compile(r"(?:在|对|向|把|将|从|由|与|和|为|使|让|按照?|通过|凭借|利用)")
_REACHED = ("到了", "到", "至", "为", "成")
_AT_LARGE = re.compile("(?:全[省市县区镇乡村州国]|我[省市县区]|公司|集团|企业)(?=[将已共现拟正]|累计|目前|今年|预计|计划)")
"""An area or a firm as the subject of what follows (全市|将投资)."""
_LABEL = re.compile(r"[A-Z]\.")
_COUNTABLE = frozenset("人村县图树")


@dataclass(frozen=True, slots=True)
class Setting:
    """A text with what is known of it: ``names`` maps the first position of each entity to one past its last, ``starts``
    are the first positions of its words (empty: unknown)."""

    text: str
    names: Mapping[int, int]
    starts: frozenset[int]

    def splits(self, position: int) -> bool:
        """Whether a word may begin at ``position``."""
        return not self.starts or position in self.starts


class Head(NamedTuple):
    """Words before a number; ``named`` says that the name of an entity was left out before them."""

    start: int
    end: int
    named: bool = False


@cache
def _stops() -> "re.Pattern[str]":
    reached = {f"{verb}{word}" for verb in words_of("change") for word in _REACHED}
    words = words_of("stop") | words_of("verb") | words_of("and") | reached
    return re.compile(alternatives(words))


def head(setting: Setting, first: int, last: int) -> Head:
    """What is measured, of the words in ``first`` to ``last`` before a number.

    Opening words and names are left out at its front, linking verbs and rates at its end. Empty where nothing is left.
    """
    named = False
    while first < last:
        if setting.text[first:last] in words_of("whole"):
            return Head(first, last, named)
        if (cut := _tail(setting, first, last)) is None:
            break
        last = cut
    described = setting.text.find("的", first + 1, last)
    while described >= 0:  # 销量最好的|青禾公司|卖出
        end = setting.names.get(described + 1, last)
        if end + 1 < last:
            first, named = end, True
        described = setting.text.find("的", described + 1, last)
    while first < last and setting.text[first:last] not in dimensions("owned"):
        name = setting.names.get(first)
        if name is not None and name + 1 < last and setting.text[name] not in "至到—-":
            first, named = name, True
            continue
        pointing = _POINTING.match(setting.text, first, last)
        if pointing and pointing.end() < last and setting.splits(pointing.end()):
            first, named = pointing.end(), True
            continue
        size = _lead(setting, first, last)
        if not size:
            break
        first += size
    while first < last and setting.text[first] in "的”’）":
        first += 1
    words = setting.text[first:last]
    if (len(words) < 2 and words not in dimensions("owned")) or setting.names.get(first) == last or _ANAPHOR.match(words):
        return Head(last, last, named)
    if "”" in words and "“" not in words and setting.text[first - 1] == "“":
        first -= 1
    elif "“" in words and "”" not in words and is_dimension(words.rpartition("“")[2]):
        first = last - len(words.rpartition("“")[2])  # 目标定在了“年产量|1亿吨
    return Head(first, last, named)


def _lead(setting: Setting, first: int, last: int) -> int:
    """How many code points from ``first`` only open the clause."""
    if setting.text.startswith(endings("kept"), first, last):
        return 0
    if _AT_LARGE.match(setting.text, first, last) or _LABEL.match(setting.text, first, last):
        return 2
    rate = _EVERY.match(setting.text, first, last)
    if rate and rate[1] in units():
        return 0  # 每斤只卖
    for size in sizes("lead", setting.text[first]):
        end = first + size
        if end <= last and setting.text[first:end] in words_of("lead") and (end == last or setting.splits(end)):
            return size
    return 0


def _tail(setting: Setting, first: int, last: int) -> int | None:
    """Where a word begins that ends at ``last`` and only links what is measured to its number; None where there is none."""
    text = setting.text
    reached = next((len(word) for word in _REACHED if text.endswith(word, first, last)), 0)
    if reached and text[last - reached - 2 : last - reached] in words_of("change") and last - reached - 2 >= first:
        return last - reached - 2
    for size in sizes("tail", text[last - 1], last=True):
        start = last - size
        if start >= first and text[start:last] in words_of("tail") and (start == first or setting.splits(start)):
            return start
    rate = _RATE.search(text, max(first, last - 6), last)
    if rate and (rate[1] in units() or rate[1] in ("周", "晚", "季", "场")):
        return rate.start()
    return None


def counted(setting: Setting, first: int, last: int, closed: bool = True) -> str:
    """The counted thing, of the words in ``first`` to ``last`` after a number: up to the first word that is no part of it.

    ``closed`` says that a mark, not another number, ends them.
    """
    text = setting.text
    first += next((len(word) for word in ("钱的", "钱", "的") if text.startswith(word, first, last)), 0)
    if text.startswith("装", first) and first + 1 in setting.starts:
        first += 1  # 30斤装
    begin = first
    if text[first : min(last, first + 1)] in _QUOTED and first < last:
        begin = text.find(_QUOTED[text[first]], first, last) + 1 or first
    end = last
    for stop in _stops().finditer(text, begin, last):
        at, word = stop.start(), stop[0]
        if len(word) == 1 and _intact(setting.text, at):
            continue
        if setting.starts and not (at in setting.starts and (stop.end() in setting.starts or stop.end() == last)):
            continue
        if word == "共" and stop.end() != last and not text.startswith(endings("spend", "verb"), stop.end()):
            continue  # 共投入, 共 before the next number; not 公共 and 共配
        if at == first and (of := _of(setting, word, stop.end(), last)):
            return counted(setting, of, last, closed)
        if word in words_of("verb") and word not in words_of("stop"):
            if not setting.starts or at == first or (word in words_of("compound") and stop.end() < last <= stop.end() + COMPOUND):
                continue
        elif (
            word in words_of("and")
            and at > first
            and _goes_on(setting, stop.end(), last, (LISTED if word == "、" else JOINED) if closed else 0)
        ):
            continue
        elif at == first + 1 and text[first] not in _COUNTABLE and setting.starts and word[0].isalpha():
            continue  # 硅|能|电池
        end = at
        break
    end = _verb_with_particle(setting, first, end)
    end = next((at for at in range(first + _NAMED, end) if _apposed(setting, at, end)), end)
    words = text[first:end].rstrip("的")
    if len(words) > LONGEST and "的" in words:
        words = words[words.rindex("的") + 1 :]
    return words if len(words) > 1 or words in _COUNTABLE else ""


def _intact(text: str, at: int) -> bool:
    """Whether the sign at ``at`` is part of a word of two (失能, 应急)."""
    return text[at : at + 2] in words_of("intact") or text[max(at - 1, 0) : at + 1] in words_of("intact")


def _apposed(setting: Setting, at: int, end: int) -> bool:
    """Whether the name at ``at`` says which thing was counted (两家钾肥企业|青禾公司)."""
    last = setting.names.get(at)
    return last is not None and (last == end or setting.text[last] in "、和与及")


def _verb_with_particle(setting: Setting, first: int, last: int) -> int:
    """Where the first verb with a particle after it begins (志愿者|顶着烈日), else ``last``; only where words are known."""
    if not setting.starts:
        return last
    for at in range(first + 2, last - 1):
        if setting.text[at] in words_of("particle") and at in setting.starts and at + 1 in setting.starts:
            start = next(begin for begin in range(at - 1, first - 1, -1) if begin in setting.starts or begin == first)
            return start if start > first else last
    return last


def _of(setting: Setting, word: str, first: int, last: int) -> int:
    """Where the noun begins that a clause of ``word`` and what follows from ``first`` describes (参加培训的|学员); 0 for none."""
    if word in words_of("here") or word in words_of("and") or not word[0].isalpha():
        return 0
    at = setting.text.find("的", first, last)
    return at + 1 if at > first and at in setting.starts and last - at > 2 else 0


def _goes_on(setting: Setting, first: int, last: int, room: int) -> bool:
    """Whether what follows a conjunction still belongs to the counted thing: 国家和地区的…, 企业和机构 (at most ``room``)."""
    for stop in _stops().finditer(setting.text, first, last):
        if stop[0] in words_of("and") or not setting.splits(stop.start()):
            continue
        joined = room == JOINED and 1 < stop.start() - first <= room and first not in setting.names
        return joined or "的" in setting.text[first : stop.start()]
    return "的" in setting.text[first:last] or 1 < last - first <= room


def clip(setting: Setting, words: str, start: int | None = None, room: int = LONGEST) -> str:
    """``words`` cut to ``room`` code points: at a preposition where there is one, else where a word begins.

    ``start`` is where the words stand in the text, if they do.
    """
    if len(words) <= room:
        return words
    for cut in _CUT.finditer(words, len(words) - room):
        if len(words) - cut.end() >= 4 and (start is None or (setting.splits(start + cut.start()) and setting.splits(start + cut.end()))):
            return words[cut.end() :]
    size = len(words) - room
    while start is not None and size < len(words) - 4 and not setting.splits(start + size):
        size += 1
    return words[size:]
