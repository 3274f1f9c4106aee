"""What 该公司, 全县, 当地, 他 and the like stand for, among the entities named before them."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.document import Mention
from pipeline.entities import antecedent
from pipeline.facts.clauses import Bounds, around

_ANAPHOR = re.compile(
    "(?:该|本|这家)(公司|企业|集团|厂|行|局|院|委|厅|部|中心|校|园区|产业园|园|会|社|省|市|县|区|镇|乡|村)|全(省|市|县|区|镇|乡|村|园|校)|(当地)"
    "|((?<![其吉排利维])[他她](?![们人乡国山日年者]))|(原告|被告(?!人))|(双方|两地|两[省市县区国])"
)
_JOINED = re.compile("[诉与和同跟及、]")
_NOUN = {"会": "协会", "社": "合作社", "产业园": "园"}
REACH = 40
"""Mentions looked back over for what an anaphor stands for."""


class Anaphors:
    """The anaphors of a text with the mentions they stand for, each told once."""

    __slots__ = ("_found", "_starts")

    def __init__(self, text: str, ordered: Sequence[Mention], bounds: Bounds) -> None:
        starts = [m.start for m in ordered]
        anaphors = list(_ANAPHOR.finditer(text))
        self._starts = [anaphor.start() for anaphor in anaphors]
        self._found: list[tuple[int, Sequence[Mention]]] = []
        for anaphor in anaphors:
            before = bisect_left(starts, anaphor.start())
            self._found.append((anaphor.end(), _meant(text, anaphor, ordered[max(0, before - REACH) : before], bounds)))

    def within(self, first: int, last: int) -> list[Mention]:
        """What the anaphors in a stretch stand for, in their order."""
        index = bisect_left(self._starts, first)
        found: list[Mention] = []
        while index < len(self._found) and self._found[index][0] <= last:
            found += self._found[index][1]
            index += 1
        return found


def _meant(text: str, anaphor: "re.Match[str]", near: Sequence[Mention], bounds: Bounds) -> Sequence[Mention]:
    if anaphor[3]:
        return [m for m in near if m.label == "LOC"][-1:]
    if anaphor[4]:
        return _person(near, bounds)
    if anaphor[5] or anaphor[6]:
        pair = _pair(text, near, "诉" if anaphor[5] else None, places=anaphor[6] not in (None, "双方"))
        return pair if anaphor[6] else pair[:1] if anaphor[5] == "原告" else pair[1:]
    noun = anaphor[1] or anaphor[2]
    if noun == "行":
        return [m for m in near if m.label == "COMPANY" and "行" in m.text][-1:]
    meant = antecedent(near, anaphor.start(), _NOUN.get(noun, noun), near[0].field if near else "body")
    return [meant] if meant else []


def _pair(text: str, near: Sequence[Mention], sign: str | None, places: bool) -> list[Mention]:
    """The last two mentions that only a conjunction parts (甲公司与乙公司), or ``sign`` (甲公司诉乙公司); places or others."""
    for left, right in zip(near[-2::-1], near[:0:-1], strict=True):
        joined = right.start == left.end + 1 and (text[left.end] == sign if sign else _JOINED.match(text, left.end))
        if joined and (left.label == right.label == "LOC" or not places):
            return [left, right]
    return []


def _person(near: Sequence[Mention], bounds: Bounds) -> list[Mention]:
    """The first person of the last sentence that names one: its subject, as a rule."""
    persons = [m for m in near if m.label == "PER"]
    if not persons:
        return []
    sentence, _ = around(bounds.sentences, persons[-1].start)
    return [next(m for m in persons if m.start >= sentence)]
