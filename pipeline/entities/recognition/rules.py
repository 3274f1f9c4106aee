"""Corrections of borders and labels where the annotation guidelines leave no choice (numbers are theirs).

Every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import pairwise

from pipeline.entities.recognition import appointments, borders, completions, firms, letters, lists, offices, surroundings
from pipeline.entities.recognition.completions import following
from pipeline.entities.recognition.words import any_of
from pipeline.entities.span import BODIES, Span

_any = partial(any_of, "boundaries.tsv")

_BEFORE_OFFICE = re.compile(f"(?!{_any('never_before_office')}){_any('before_office')}(?=..)")
_FUSED = re.compile(f"({_any('level')}{_any('fused_body')}(?!员))(?=.)")
_BARE = re.compile(_any("bare_body"))
_ZONE = re.compile(f"{_any('zone')}$")
_WAY = re.compile(f"{_any('way')}$")
_WAY_AFTER = re.compile("(?:一级|二级|三级|国家)?(?:高速公路|公路|铁路|高铁|专线|段)")
_KIND_OF_PLACE = f"[特老新大小旧各全多]?{_any('generic_place')}"
_GENERIC_PLACE = re.compile(f"{_KIND_OF_PLACE}(?:[与和及]{_KIND_OF_PLACE})*")
_ADJOINS = re.compile(r"[东西南北][连接抵起临邻靠](?=..)")
_LAND = re.compile(r"(?<=..)大地$")
_DATE = re.compile(r"(?:\d+[年月日])+")
_DOCUMENT = re.compile(r"[〔【\[（(](?:19|20)\d\d[〕】\]）)]第?\d+号")
_NO_NAME = re.compile(rf"第[一二三四五六七八九十]|^[左右前后中](?:排.*|[一二三四五六七八九十])$|^.{{1,3}}等国$|^.$|^{_any('no_person')}$")
"""What no person is called: an ordinal, a place in a picture (左一), a list of countries, a single character."""
_BETWEEN_MARKS = re.compile(r"[^/?？（）()＋+%，。、]+")
_PROVINCES = re.compile("[京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂晋蒙陕闽粤黔滇藏琼港澳台]{3,}")
"""Short names of provinces, one after the other."""
_TEAM = re.compile(r"^.{2,}队$")
_CHIEF = re.compile(r"^[田河湖林路山段]长$")
"""Officials of the chief systems (田长制), named by one character more than many a person."""
_COUNTER = re.compile(r"营业厅$")
_COLLECTIVE = re.compile(_any("collective"))


def correct(text: str, spans: Iterable[Span]) -> list[Span]:
    """All rules in order."""
    corrected = list(spans)
    for rule in (
        drop_dates,
        drop_documents,
        settle_persons,
        counters_are_firms,
        split_ranges,
        free_offices,
        split_fused_bodies,
        join_bare_bodies,
        zones_are_organisations,
        join_ways,
        *completions.RULES,
        trim_places,
        drop_generic_places,
        complete_collectives,
        *borders.RULES,
        *offices.RULES,
        *letters.RULES,
        *lists.RULES,
        *appointments.RULES,
        *firms.RULES,
        *offices.AFTER_FIRMS,
        *surroundings.RULES,
    ):
        corrected = rule(text, corrected)
    return corrected


def drop_dates(text: str, spans: list[Span]) -> list[Span]:
    """8月某区党委 → 某区党委: no mention begins with a date."""
    found = [(span, _DATE.match(text, span.start, span.end)) for span in spans]
    return [replace(span, start=match.end(), source="rule") if match and match.end() < span.end else span for span, match in found]


def drop_documents(text: str, spans: list[Span]) -> list[Span]:
    """某政发〔2021〕5号: what stands before a document's year and number is its series (identifiers are nothing)."""
    return [span for span in spans if not _DOCUMENT.match(text, span.end)]


def settle_persons(text: str, spans: list[Span]) -> list[Span]:
    """第一, 左二 → nothing; 甲乙队 → a team, which is an organisation; 田长 before a name → an office (rule 6)."""
    starts = {span.start for span in spans if span.label == "PER"}
    settled: list[Span] = []
    for span in spans:
        if span.label == "PER":
            span = _without_marks(text, span)
        name = text[span.start : span.end]
        if span.label != "PER":
            settled.append(span)
        elif _CHIEF.match(name):
            settled += [replace(span, label="TITLE", source="rule")] if span.end in starts else []
        elif _TEAM.match(name):
            settled.append(replace(span, label="ORG", source="rule"))
        elif _PROVINCES.fullmatch(name):
            settled.append(replace(span, label="LOC", source="rule"))
        elif not _NO_NAME.search(name):
            settled.append(span)
    return settled


def _without_marks(text: str, person: Span) -> Span:
    """文/柳青河 → 柳青河: the longest part of a name between marks that no name has."""
    parts = list(_BETWEEN_MARKS.finditer(text, person.start, person.end))
    longest = max(parts, key=lambda part: part.end() - part.start(), default=None)
    if longest is None or (longest.start(), longest.end()) == (person.start, person.end):
        return person
    return replace(person, start=longest.start(), end=longest.end(), source="rule")


def counters_are_firms(text: str, spans: list[Span]) -> list[Span]:
    """某供电公司营业厅 → a company: a counter is a branch; one of an app is nothing (clarification: shops and branches)."""
    found = [(span, span.label in ("GOV", "ORG", "LOC") and _COUNTER.search(text[span.start : span.end])) for span in spans]
    return [
        replace(span, label="COMPANY", source="rule") if counter else span
        for span, counter in found
        if not (counter and text[span.start].isascii())
    ]


def split_ranges(text: str, spans: list[Span]) -> list[Span]:
    """甲地至乙地 → 甲地 | 乙地: without a head noun such as 高速公路 the ends are places of their own (clarification: roads)."""
    split: list[Span] = []
    for span in spans:
        ends = text[span.start : span.end].split("至")
        if span.label == "LOC" and len(ends) == 2 and min(map(len, ends)) > 1 and not _WAY.search(ends[1]):
            middle = span.start + len(ends[0])
            split += (replace(span, end=middle, source="rule"), replace(span, start=middle + 1, source="rule"))
        else:
            split.append(span)
    return split


def free_offices(text: str, spans: list[Span]) -> list[Span]:
    """任组长 → 组长: verbs of appointment, 原 and 现任 stay outside an office (clarification: 原 and 现任)."""
    found = [(span, _BEFORE_OFFICE.match(text, span.start, span.end) if span.label == "TITLE" else None) for span in spans]
    return [replace(span, start=match.end(), source="rule") if match else span for span, match in found]


def split_fused_bodies(text: str, spans: list[Span]) -> list[Span]:
    """县委书记 → 县委 | 书记: a body fused with its level is a body, the rest the office (rule 1)."""
    split: list[Span] = []
    for span in spans:
        match = _FUSED.match(text, span.start, span.end) if span.label == "TITLE" else None
        if match and match.end() < span.end:
            split.append(replace(span, end=match.end(), label="GOV", source="rule"))
            span = replace(span, start=match.end(), source="rule")
        split.append(span)
    return split


def join_bare_bodies(text: str, spans: list[Span]) -> list[Span]:
    """党工委 | 副书记 → 党工委副书记: a body without a level of its own belongs to the office that follows (rule 1)."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if (
            before
            and span.label == "TITLE"
            and before.label in ("GOV", "ORG")
            and before.end == span.start
            and _BARE.fullmatch(text, before.start, before.end)
        ):
            joined[-1] = Span(before.start, span.end, "TITLE", min(before.score, span.score), "rule")
        else:
            joined.append(span)
    return joined


def zones_are_organisations(text: str, spans: list[Span]) -> list[Span]:
    """Zones and parks are organisations in locative use as well (rule 2)."""
    return [
        replace(span, label="ORG", source="rule") if span.label == "LOC" and _ZONE.search(text[span.start : span.end]) else span
        for span in spans
    ]


def join_ways(text: str, spans: list[Span]) -> list[Span]:
    """甲地 至 乙地高速公路 → one place: a road named by its ends is one, provided it has a head noun (clarification: roads)."""
    joined: list[Span] = []
    starts = {span.start for span in spans}
    for span in spans:
        before = joined[-1] if joined else None
        way = following(_WAY_AFTER, text, span, starts)
        if way and before and before.label == span.label == "LOC" and text[before.end : span.start] == "至":
            span = replace(span, end=way.end())
        if (
            before
            and before.label == span.label == "LOC"
            and text[before.end : span.start] == "至"
            and _WAY.search(text[span.start : span.end])
        ):
            joined[-1] = Span(before.start, span.end, "LOC", min(before.score, span.score), "rule")
        else:
            joined.append(span)
    return joined


def trim_places(text: str, spans: list[Span]) -> list[Span]:
    """东连甲州 → 甲州; 甲州大地 → 甲州: where a place lies, and the land as poets call it, are no part of its name."""
    trimmed: list[Span] = []
    for span in spans:
        lies = _ADJOINS.match(text, span.start, span.end) if span.label == "LOC" else None
        land = _LAND.search(text[span.start : span.end]) if span.label == "LOC" else None
        start, end = lies.end() if lies else span.start, span.start + land.start() if land else span.end
        trimmed.append(replace(span, start=start, end=end, source="rule") if lies or land else span)
    return trimmed


def drop_generic_places(text: str, spans: list[Span]) -> list[Span]:
    """特大桥, 省道与高速公路 → nothing: kinds of places without a proper name (rules 7 and 9)."""
    return [span for span in spans if span.label != "LOC" or not _GENERIC_PLACE.fullmatch(text, span.start, span.end)]


def complete_collectives(text: str, spans: list[Span]) -> list[Span]:
    """某区人社 → 某区人社部门: a body and 部门 or 系统 after it are one body (rule 4)."""
    ends = [after.start for _, after in pairwise(spans)] + [len(text)]
    completed: list[Span] = []
    for span, limit in zip(spans, ends, strict=False):
        match = _COLLECTIVE.match(text, span.end, limit) if span.label in BODIES else None
        completed.append(replace(span, end=match.end(), label="GOV", source="rule") if match else span)
    return completed
