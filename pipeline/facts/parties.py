"""Who is party to a number: the entities of its clause, or of the clause its sentence carries on from."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.document import Mention
from pipeline.entities.span import BODIES
from pipeline.facts.anaphora import Anaphors
from pipeline.facts.clause_words import endings
from pipeline.facts.clauses import BACK, Bounds, around
from pipeline.facts.fact import Fact
from pipeline.facts.respective import Item

_CREDIT = re.compile(r"(?:消息|讯|电|报道)(?=[（(：:，,\s])(?:（[^（）]{0,30}）|\([^()]{0,30}\))?[：:]?")
"""What follows the name of the medium at the head of an article (新闻社消息：)."""
_CONTINUES = re.compile(r"[将把并还又也拟共]|累计|先后|同时|陆续")
"""How a clause begins whose subject is that of the clause before."""
_NAMES_FOLLOW = re.compile(r"包括|分别[是为]|涉及|涵盖")
"""How a clause begins that names what the number before it counted."""
_ON_TERMS = re.compile(r"(?:以|按照?)[^，。；]{0,30}(?:价格|单价|价|方式|标准|比例|利率)$")
"""A clause that only says on what terms something is done, which the next one tells (以每公斤60元的价格，)."""
_NATIONWIDE = re.compile(r"(?:今年|去年|目前|当前)?(?:全国|我国|国内|全球|全世界|世界)")
"""How a clause begins that speaks of more than those named before."""
_GIVEN_FOR = re.compile(r"(?:主要|重点|专项|全部|分别)?(?:用于|支持|投向|扶持|补助给?|拨付给|发放给)")
"""How a clause begins that says who or what money before it is for."""
_COMPLETED = re.compile(
    r"(?:项目|该项目|工程)?(?:全部|全面|建成|完全|正式|预计)*(?:达产|投产|建成|竣工|投用|投运|投入使用|运营|达产达效)后"
)
"""How a sentence begins that goes on about the work of the sentence before."""
_LEADS = re.compile(r"[^对为向给由把将从与和被]{0,8}")
"""What may stand before the subject at the head of a clause."""
_PLACED = re.compile(r"(?:今年|去年|目前|眼下|如今|当前|这几天|近日|日前)?在|走进|来到|位于|地处")
"""How a clause begins that only says where the rest of its sentence happens."""
_WHOLE_AREA = re.compile(r"全[省市县区镇乡州盟]")
WINDOW = 300
"""Code points of a clause in which mentions are looked for."""
_SHORT = 8
"""Code points at most between a number and the end of its clause, if what follows there names what it counted."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A text with its facts and its mentions in order of their starts."""

    text: str
    facts: Sequence[Fact]
    bounds: Bounds
    ordered: Sequence[Mention]
    starts: Sequence[int]
    items: Mapping[int, Item]
    anaphors: Anaphors

    def within(self, first: int, last: int) -> list[Mention]:
        """The mentions that begin in a stretch."""
        return list(self.ordered[bisect_left(self.starts, first) : bisect_left(self.starts, last)])

    def meant(self, first: int, last: int) -> list[Mention]:
        """The mentions of a stretch, then those that its anaphors stand for."""
        here = self.within(first, last)
        named = {m.start for m in here}
        return here + [m for m in self.anaphors.within(first, last) if m.start not in named]

    def told(self, first: int, last: int) -> bool:
        """Whether a clause only says who tells the rest (省统计局介绍，)."""
        return self.text.endswith(endings("say"), first, last)


def parties(
    text: str, facts: Sequence[Fact], mentions: Sequence[Mention], bounds: Bounds, items: Mapping[int, Item]
) -> list[list[Mention]]:
    """For each fact the mentions involved, in reading order.

    ``mentions`` are those of the same field, any label but TITLE; ``items`` are those of :func:`respective`.
    """
    ordered = sorted((m for m in mentions if m.label != "TITLE" and not _CREDIT.match(text, m.end)), key=lambda m: m.start)
    starts, anaphors = [m.start for m in ordered], Anaphors(text, ordered, bounds)
    field = _Field(text, facts, bounds, ordered, starts, items, anaphors)
    return [_unique(_involved(field, index)) for index in range(len(facts))]


def _involved(field: _Field, index: int) -> list[Mention]:
    fact, bounds = field.facts[index], field.bounds
    sentence, _ = around(bounds.sentences, fact.start)
    first, last = _clause(field, fact)
    here = field.meant(max(first, fact.start - WINDOW), min(last, fact.end + WINDOW))
    if not here:
        here = _carried(field, fact, first, sentence)
        return _of_item(field.items[index], here) if index in field.items else here
    here = _of_item(field.items[index], here) if index in field.items else _own(field, index, here)
    first = around(bounds.clauses, fact.start)[0]
    if first == sentence:
        return here
    if _goes_on(field.text, first) and not _CONTINUES.match(field.text, first):
        opening = around(bounds.clauses, sentence)[1]
        if not field.told(sentence, opening):
            here += field.within(sentence, min(opening, sentence + WINDOW))[:1] or _subject(field, sentence, first)
    if field.text.startswith(("在", "对", "为", "向"), first) and all(m.label == "LOC" for m in here):
        here += [m for m in _subject(field, sentence, first) if m.label != "LOC"]
    if _CONTINUES.match(field.text, first):
        before = around(bounds.clauses, first - 1)
        if not field.told(*before):
            here += field.within(max(before[0], before[1] - WINDOW), before[1])
    return here + _scene(field, sentence, first)


def _clause(field: _Field, fact: Fact) -> tuple[int, int]:
    """The clause of a fact, with the next one where only that says what the number is of."""
    text, bounds = field.text, field.bounds
    first, last = around(bounds.clauses, fact.start)
    if text[last : last + 1] not in ("，", ","):
        return first, last
    if fact.kind in ("date", "duration") and last - fact.end < 4:
        begin = bisect_left(field.starts, first)
        if fact.kind == "date" or begin == bisect_left(field.starts, fact.start):
            return first, around(bounds.clauses, last + 1)[1]
    if fact.kind == "money" and last == fact.end and _GIVEN_FOR.match(text, last + 1):
        return first, around(bounds.clauses, last + 1)[1]
    if last - fact.end < _SHORT and _NAMES_FOLLOW.match(text, last + 1):
        return first, around(bounds.groups, last + 1)[1]
    if text.startswith("对", first) or _ON_TERMS.search(text, max(first, last - WINDOW), last):
        return first, around(bounds.clauses, last + 1)[1]
    return first, last


def _carried(field: _Field, fact: Fact, first: int, sentence: int) -> list[Mention]:
    """The parties of a fact whose clause names none: those of the clause before in its group, else of the sentence's first.

    None for what is said of the whole country, which nobody named before has a part in.
    """
    text, bounds = field.text, field.bounds
    if _NATIONWIDE.match(text, first, fact.start):
        return []
    group, _ = around(bounds.groups, fact.start)
    if _goes_on(text, group):
        group = sentence
    here: list[Mention] = []
    for _ in range(BACK):
        if here or first <= group:
            break
        end = first - 1
        first = around(bounds.clauses, end)[0]
        here = field.meant(max(first, end - WINDOW), end)
        if here and field.told(first, end):
            return _speakers(text, here, end, fact.end)
    if group > sentence and not here:
        return [] if _WHOLE_AREA.match(text, group) else _subject(field, sentence, group)
    if first <= sentence:
        if sentence and not here and text[sentence - 1] != "\n" and _COMPLETED.match(text, sentence):
            return _subject(field, around(bounds.sentences, sentence - 1)[0], sentence)
        return here
    if here and here[0].label != "LOC" and here[0].start == (around(bounds.groups, fact.start)[0] if group > sentence else first):
        return here + _scene(field, sentence, first)  # a subject of its own
    end = around(bounds.clauses, sentence)[1]
    opening = field.within(sentence, min(end, sentence + WINDOW))
    if field.told(sentence, end):
        return here or _speakers(text, opening, end, fact.end)
    if here and not opening:
        opening = [m for m in _subject(field, sentence, first) if m.label != "LOC"]
    return here + opening


def _subject(field: _Field, sentence: int, last: int) -> list[Mention]:
    """The entity that the first clause of a sentence with any begins with, for the items of a list that end at ；."""
    first = sentence
    for _ in range(BACK):
        if first >= last:
            break
        end = around(field.bounds.clauses, first)[1]
        here = field.meant(first, min(end, first + WINDOW))
        if here:
            leads = here[0].start < first or _LEADS.fullmatch(field.text, first, min(here[0].start, first + WINDOW))
            return here[:1] if leads and not field.told(first, end) else []
        first = end + 1
    return []


def _goes_on(text: str, first: int) -> bool:
    """Whether a clause begins with its verb, so that its subject is that of a clause before."""
    words, sizes = _verbs()
    return _CONTINUES.match(text, first) is not None or any(text[first : first + size] in words for size in sizes)


@cache
def _verbs() -> tuple[frozenset[str], tuple[int, ...]]:
    """Verbs of two code points and more, and how long they are."""
    words = frozenset(word for word in endings("verb", "spend", "change") if len(word) > 1)
    return words, tuple({len(word) for word in words})


def _speakers(text: str, named: list[Mention], first: int, last: int) -> list[Mention]:
    """Who tells a fact that names nobody, if it is likely their own: places, firms and persons who speak for themselves.

    A body reports on others, unless it stands for the area that ``text[first:last]`` speaks of (省农业厅…全省).
    """
    if _WHOLE_AREA.search(text, first, last):
        return named
    sent = any(m.label in BODIES for m in named)
    return [m for m in named if m.label in ("LOC", "COMPANY") or (m.label == "PER" and not sent)]


def _scene(field: _Field, sentence: int, first: int) -> list[Mention]:
    """The place that the sentence opens with, if its first clause says no more than where (在青禾村，)."""
    end = around(field.bounds.clauses, sentence)[1]
    if end >= first or not _PLACED.match(field.text, sentence):
        return []
    named = field.within(sentence, min(end, sentence + WINDOW))
    return named[-1:] if named and end - named[-1].end < 2 and named[-1].label in ("LOC", "ORG") else []


def _of_item(item: Item, here: list[Mention]) -> list[Mention]:
    """``here`` without what belongs to other items of a list that 分别 sets against this one's."""
    return [m for m in here if not item.first <= m.start < item.last or item.start <= m.start < item.end] or here


def _own(field: _Field, index: int, here: list[Mention]) -> list[Mention]:
    """``here`` without what belongs to other items of a list (甲厂30万吨、乙厂2万吨), where this one has a name of its kind."""
    facts, bounds = field.facts, field.bounds
    phrase = around(bounds.phrases, facts[index].start)
    own = {m.label for m in here if phrase[0] <= m.start < phrase[1] and _is_item(field.text, m, phrase[0])}
    if not own:
        return here
    near = [*facts[max(0, index - BACK) : index], *facts[index + 1 : index + 1 + BACK]]
    others = {around(bounds.phrases, fact.start): fact.start for fact in near if fact.kind != "date"}
    others.pop(phrase, None)
    kept = []
    for mention in here:
        place = around(bounds.phrases, mention.start)
        if mention.label not in own or not _is_item(field.text, mention, place[0]) or mention.start >= others.get(place, -1):
            kept.append(mention)
    return kept


def _is_item(text: str, mention: Mention, first: int) -> bool:
    """Whether a mention in a phrase that begins at ``first`` is what an item of a list is of: an actor, or a place before all else."""
    place = mention.label == "LOC" and mention.start == first and text[first - 1 : first] in ("", "、", "，", "。", "；", "\n")
    return place or mention.label in BODIES


def _unique(mentions: Sequence[Mention]) -> list[Mention]:
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.text, mention)
    return sorted(seen.values(), key=lambda m: m.start)
