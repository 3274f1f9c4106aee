"""Who is party to a number: the entities of its clause, or of the clause its sentence carries on from."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.document import Mention
from pipeline.entities import antecedent
from pipeline.facts.clauses import BACK, Bounds, around
from pipeline.facts.fact import Fact
from pipeline.facts.heads import words_of

_ANAPHOR = re.compile(
    "(?:该|本|这家)(公司|企业|集团|厂|行|局|院|委|厅|部|中心|校|园区|产业园|园|会|社|省|市|县|区|镇|乡|村)|全(省|市|县|区|镇|乡|村|园|校)|(当地)"
)
_NOUN = {"行": "银行", "会": "协会", "社": "合作社", "产业园": "园"}
_CREDIT = re.compile(r"(?:消息|讯|电|报道)(?:（[^（）]{0,30}）|\([^()]{0,30}\))?[：:]?")
"""What follows the name of the medium at the head of an article (新闻社消息：)."""
_CONTINUES = re.compile(r"[将把并还又也拟共]")
"""How a clause begins whose subject is that of the clause before."""
REACH = 40
"""Mentions looked back over for what 该公司, 全县 and the like stand for."""
WINDOW = 300
"""Code points of a clause in which mentions are looked for."""


def parties(text: str, facts: Sequence[Fact], mentions: Sequence[Mention], bounds: Bounds) -> list[list[Mention]]:
    """For each fact the mentions involved, in reading order; ``mentions`` are those of the same field, any label but TITLE."""
    ordered = sorted((m for m in mentions if m.label != "TITLE" and not _CREDIT.match(text, m.end)), key=lambda m: m.start)
    starts = [m.start for m in ordered]
    return [_involved(text, facts, index, ordered, starts, bounds) for index in range(len(facts))]


def _involved(
    text: str, facts: Sequence[Fact], index: int, ordered: Sequence[Mention], starts: Sequence[int], bounds: Bounds
) -> list[Mention]:
    fact, carried = facts[index], False
    sources: list[Mention] = []
    sentence, _ = around(bounds.sentences, fact.start)
    first, last = around(bounds.clauses, fact.start)
    if fact.kind in ("date", "duration") and last - fact.end < 4 and last < len(text) and text[last] in "，,":
        begin = bisect_left(starts, first)
        if fact.kind == "date" or begin == bisect_left(starts, fact.start):
            last = around(bounds.clauses, last + 1)[1]
    for _ in range(BACK):
        first, last = max(first, min(last, fact.start) - WINDOW), min(last, fact.end + WINDOW)
        here = _within(ordered, starts, first, last)
        if carried and text.endswith(tuple(words_of("say")), first, last):  # 省统计局介绍，
            sources, here = sources or here, []
        named = {m.start for m in here}
        here += [m for m in _resolved(text, first, last, ordered, starts) if m.start not in named]
        if here or first <= sentence:
            break
        carried = True
        last = first - 1
        first = around(bounds.clauses, first - 1)[0]
    if carried and here:
        opening = min(around(bounds.clauses, sentence)[1], sentence + WINDOW)
        if not text.endswith(tuple(words_of("say")), sentence, opening):
            here += _within(ordered, starts, sentence, opening)
        return _unique(here)
    if carried:
        return _unique(sources)
    here = _own(facts, index, here, bounds)
    start = around(bounds.clauses, fact.start)[0]
    if here and start > sentence and _CONTINUES.match(text, start):
        before = around(bounds.clauses, start - 1)
        if not text.endswith(tuple(words_of("say")), *before):
            here += _within(ordered, starts, max(before[0], before[1] - WINDOW), before[1])
    return _unique(here)


def _within(ordered: Sequence[Mention], starts: Sequence[int], first: int, last: int) -> list[Mention]:
    return list(ordered[bisect_left(starts, first) : bisect_left(starts, last)])


def _own(facts: Sequence[Fact], index: int, here: list[Mention], bounds: Bounds) -> list[Mention]:
    """``here`` without what belongs to other items of a list (甲厂30万吨、乙厂2万吨), where this one has a name of its kind."""
    phrase = around(bounds.phrases, facts[index].start)
    own = {m.label for m in here if phrase[0] <= m.start < phrase[1] and m.label in ("COMPANY", "ORG", "GOV")}
    if not own:
        return here
    near = [*facts[max(0, index - BACK) : index], *facts[index + 1 : index + 1 + BACK]]
    others = {around(bounds.phrases, fact.start): fact.start for fact in near if fact.kind != "date"}
    others.pop(phrase, None)
    return [m for m in here if m.label not in own or m.start >= others.get(around(bounds.phrases, m.start), -1)]


def _resolved(text: str, first: int, last: int, ordered: Sequence[Mention], starts: Sequence[int]) -> list[Mention]:
    """The earlier mentions that 该公司, 全县 and the like in ``text[first:last]`` stand for."""
    found: list[Mention] = []
    for anaphor in _ANAPHOR.finditer(text, first, last):
        before = bisect_left(starts, anaphor.start())
        near = ordered[max(0, before - REACH) : before]
        if anaphor[3]:
            places = [m for m in near if m.label == "LOC"]
            found += places[-1:]
            continue
        noun = anaphor[1] or anaphor[2]
        field = near[0].field if near else "body"
        meant = antecedent(near, anaphor.start(), _NOUN.get(noun, noun), field)
        found += [meant] if meant else []
    return found


def _unique(mentions: Sequence[Mention]) -> list[Mention]:
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.text, mention)
    return sorted(seen.values(), key=lambda m: m.start)
