"""Role phrases: an office with the body printed before it, and chains of them (甲委书记、乙局局长)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Mention

_GENERIC = re.compile(
    r"(?:[该本我其此]|这家|这个|一[家个名]|某)?(?:公司|集团|分公司|企业|酒店|超市|分会|合作社|开发区|园区|项目部|组委会|基金会|村委会)$|"
    r"(?:[该本我此]|这家|这个|一[家个]|某)(?:厂|店|银行|协会|学会|商会|街道|社区|[村镇乡县区市省局所院校社馆站队台行会厅委部]|学校|医院|中心|委员会|团队)$|"
    r"本[报台刊网]$|(?:^|(?<=[，。、；：“]))(?:团队|学校|医院|协会|街道|社区|村|其)$|其$"
)
"""A bare noun for a body; one-character nouns and those that end other words only after 该, 本, 一家."""
_UNNAMED = re.compile(
    r"(?:^|(?<=[，。、；：”\n]))(?P<one>一[家个位名])?(?P<noun>[一-鿿]{1,10}?(?:制造商|经销商|供应商|开发商|服务商|合作社|工作室|俱乐部|乐团|剧团|"
    r"基地|项目部|专卖店|连锁店|交会|博会|组委会|联盟|平台|车队|球队|农场|养殖场|产业园|文创园|园区|博物馆|美术馆|图书馆|纪念馆|民宿|餐厅|茶楼|药店|诊所))$"
)
"""A body that is no mention (一家灯具制造商, 广交会), alone between a mark and the office."""
_FORMER = re.compile(r"(?:原|前|前任|时任|曾任|曾担任|离任|卸任|曾是|历任|生前是|生前系)$")
_CURRENT = re.compile(r"(?:现任|新任|现|时年|代|拟任|候任)$")
_PRAISE = re.compile(r"(?:著名|知名|资深|青年|特约|特聘)$")
"""Before a calling (知名作家): no part of the office, and no border between two of them."""
_LOOSE = re.compile(r"^(?:的(?:一名|一位)?|》(?:杂志|月刊|周刊|报)?社?的?|[（(][^（）()]{1,20}[）)]的?|[“\"][^”\"]{2,40}[”\"])?$")
_SEPARATOR = re.compile(r"^(?:[、，,；　 ]?|[、，,]?(?:并)?兼(?:任)?|及|以及|[、，,](?:并|同时)?(?:兼任|担任))$")
_STATED = re.compile(r"(?:任|担任|当选|当选为|[选聘命]为)$")
_LABELS = frozenset({"GOV", "ORG", "COMPANY", "LOC"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One office as printed. ``body``: the mention before it; ``generic``: a bare noun before it (公司, 该村, 其).

    ``start`` is where the phrase begins, its body and 原/现任 included; ``after``: it follows its holder's name.
    """

    title: Mention
    body: Mention | None
    generic: str | None
    start: int
    former: bool
    after: bool = False

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return self.title.end

    @property
    def has_body(self) -> bool:
        """Whether a body of its own is printed, by name or by a bare noun."""
        return self.body is not None or self.generic is not None


def role_phrases(text: str, mentions: Sequence[Mention]) -> list[Phrase]:
    """One phrase an office among the body's ``mentions`` (sorted)."""
    out = []
    for index, title in enumerate(mentions):
        if title.label == "TITLE":
            out.append(_phrase(text, mentions, index))
    return out


def _phrase(text: str, mentions: Sequence[Mention], index: int) -> Phrase:
    title = mentions[index]
    before = mentions[index - 1] if index else None
    low = before.end if before else max(0, title.start - 20)
    gap, start, former = _strip_marks(text[low : title.start], title.start)
    gap = gap.removesuffix("的")
    generic = _UNNAMED.search(gap) or _GENERIC.search(gap)
    if generic and generic.group():
        begin = start - len(text[low:start]) + len(gap) - len(generic.group())
        _, begin, past = _strip_marks(text[low:begin], begin)
        return Phrase(title, None, generic.group(), begin, former or past)
    if before is None:
        return Phrase(title, None, None, start, former)
    outer = mentions[index - 2] if index > 1 else None
    if outer is not None and outer.label in _LABELS and _bracketed(text, outer, before, start):
        begin, past = _before(text, mentions, index - 2)
        return Phrase(title, outer, None, begin, former or past)
    if outer is not None and before.label == "LOC" and outer.label in ("COMPANY", "ORG") and outer.end == before.start and not gap:
        begin, past = _before(text, mentions, index - 2)
        return Phrase(title, outer, None, begin, former or past)
    if before.label in _LABELS and _LOOSE.match(text[before.end : start]):
        begin, past = _before(text, mentions, index - 1)
        return Phrase(title, before, None, begin, former or past)
    if before.label == "PER" and not gap:
        named = mentions[index - 2] if index > 1 else None
        if named is not None and named.label in _LABELS and named.end == before.start:
            return Phrase(title, named, None, start, former, after=True)
        return Phrase(title, None, None, start, former, after=True)
    return Phrase(title, None, None, start, former)


def _bracketed(text: str, outer: Mention, inner: Mention, end: int) -> bool:
    """Whether ``inner`` is the short name in brackets behind ``outer``: 某某公司(甲乙)."""
    return text[outer.end : inner.start] in ("(", "（") and text[inner.end : end].rstrip("的") in (")", "）")


def _before(text: str, mentions: Sequence[Mention], index: int) -> tuple[int, bool]:
    """Where a phrase whose body is ``mentions[index]`` begins, and whether 原 or 时任 stands before it."""
    body = mentions[index]
    low = mentions[index - 1].end if index else max(0, body.start - 6)
    begin = body.start - (text[low : body.start].endswith("《"))
    _, start, former = _strip_marks(text[low:begin], begin)
    return start, former


def _strip_marks(gap: str, end: int) -> tuple[str, int, bool]:
    """(gap without 原, 现任 … at its end, where that end stands, whether a mark of the past was among them)."""
    former = False
    while match := _FORMER.search(gap) or _CURRENT.search(gap) or _PRAISE.search(gap):
        former = former or bool(_FORMER.search(gap))
        gap, end = gap[: match.start()], end - len(match.group())
    return gap, end, former


def chains(text: str, phrases: Sequence[Phrase], mentions: Sequence[Mention]) -> list[list[Phrase]]:
    """Phrases grouped: those with nothing but a separator (、，兼) between them belong to the same persons.

    After a verb a comma ends the chain where a name follows (张某任政委，某区委书记李某…; not 先后任甲县县长，乙市副市长等职),
    after 为 any separator does (以张某为组长、区长李某为副组长).
    """
    named = {mention.start for mention in mentions if mention.label == "PER"}
    ends = {mention.end for mention in mentions if mention.label == "PER"}
    groups: list[list[Phrase]] = []
    for index, phrase in enumerate(phrases):
        last = groups[-1][-1] if groups else None
        gap = text[last.end : phrase.start] if last is not None else ""
        verb = bool(groups) and _STATED.search(text[max(0, groups[-1][0].start - 4) : groups[-1][0].start])
        made = bool(groups) and groups[-1][0].start - 1 in ends and text[groups[-1][0].start - 1] == "为"
        stated = ((verb and "，" in gap) or (made and gap)) and _run_end(text, phrases[index:]) in named
        if last is not None and not phrase.after and not stated and _SEPARATOR.match(gap):
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
    return groups


def _run_end(text: str, phrases: Sequence[Phrase]) -> int:
    """Where the offices that follow each other from the first of ``phrases`` on end."""
    end = phrases[0].end
    for phrase in phrases[1:]:
        if not _SEPARATOR.match(text[end : phrase.start]):
            break
        end = phrase.end
    return end
