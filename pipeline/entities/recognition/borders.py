"""Corrections of where a mention begins and ends that only its own text and the characters at its borders call for.

Like ``rules``: every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.entities.recognition.words import any_of
from pipeline.entities.span import BODIES, Span

_NAME = re.compile(".*[一-鿿]{3}.*|[A-ZＡ-Ｚ]{2,6}")
"""What of a span cut in two is still likely a name: three characters, or the letters of a short form."""
_CLOSING = {"(": ")", "（": "）"}
_FIRM_GOES_ON = re.compile(r"[(（](?![^)）]*[称“])[^()（），。、与和同]{2,8}[)）][^()（），。、；：“”\s与和同]{0,8}?(?:公司|集团)")
_LEAD = re.compile(f"(?!{any_of('boundaries.tsv', 'never_lead')}){any_of('boundaries.tsv', 'lead')}(?=..)")
_SIDE = re.compile(
    "(?:经营|运营|承建|承办|施工|建设|投资|出资|主办|协办|合作|供货|出租|承租|发包|承包|受让|转让|收购|中标|[甲乙买卖资])方(?![大正太圆舟]).$"
)
_RELATED = re.compile(r"(?:全资|控股)?[母子]公司(?=..)")
_PART = re.compile(
    r"(?<=..)(?:[东南西北中]{1,2}部(?:山区)?|(?<!约旦河)[东南西北]岸|(?<![上中])[上中下]游|主城区|(?<=[市县])城区|干支流|干流|支流)$"
)
_ALL_ONE_WORD = re.compile(r"^[东南西北中大]+")
_MAINLAND = re.compile("内地|大陆")
_GROUP = re.compile(r"(?:第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})|村民)小?组")
_VILLAGE = re.compile("[村庄屯寨]$")
_WAYS = re.compile(
    r"^(?P<place>(?![^至]*至).{2,}?)(?:国省道?(?:干线)?公路网?|(?<=[省市县区州])(?:[国省县乡]道|农村公路|干线公路|高速公路网?|公路网))$"
)
_COUNTED = re.compile(r"(?<=..)[两三四五六七八九十]+[省市县区州](?:$|[无有没各])")
_NUMBERED_ROAD = re.compile(r"(?:[国省县乡]道[A-Z]?\d+|[国省县乡]道)(?=\D{2,}(?:桥|隧道)$)|\d{3}[国省县乡]道(?=\D{2,}(?:桥|隧道)$)")
_EVERY = re.compile(r"^(?P<place>.{2,}?)(?:全[省市县区州镇乡]|(?<![东南西北中])部分|[多数几]所|[多数几]家)")


def join_firms(text: str, spans: list[Span]) -> list[Span]:
    """某电器 (湖城)有限公司 → one company: a name goes on behind the place in brackets (rule 3)."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before and span.start < before.end:
            continue
        name = _FIRM_GOES_ON.match(text, span.end) if span.label != "TITLE" else None
        joined.append(Span(span.start, name.end(), "COMPANY", span.score, "rule") if name else span)
    return _half_joined(text, joined)


def _half_joined(text: str, spans: list[Span]) -> list[Span]:
    """Two spans that an opening bracket parts, of which the second has its closing one."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        gap = text[before.end : span.start] if before else ""
        if before and gap in _CLOSING and span.label == "COMPANY" and _unmatched(text, span) == [text.find(_CLOSING[gap], span.start)]:
            joined[-1] = Span(before.start, span.end, "COMPANY", min(before.score, span.score), "rule")
        else:
            joined.append(span)
    return joined


def cut_at_brackets(text: str, spans: list[Span]) -> list[Span]:
    """甲公司(乙集团 → 甲公司 | 乙集团: no mention holds one half of a pair of brackets."""
    cut: list[Span] = []
    for span in spans:
        borders = [span.start - 1, *_unmatched(text, span), span.end]
        if len(borders) == 2:
            cut.append(span)
            continue
        parts = [(a + 1, b) for a, b in pairwise(borders) if b - a > 2]
        parts = [(a, b) for a, b in parts if (a == span.start and text[b] in _CLOSING) or _NAME.fullmatch(text, a, b)]
        cut += [replace(span, start=start, end=end, source="rule") for start, end in parts]
    return cut


def _unmatched(text: str, span: Span) -> list[int]:
    """Places of brackets in the span whose other half lies outside it."""
    opened: list[int] = []
    alone: list[int] = []
    for at in range(span.start, span.end):
        if text[at] in "(（":
            opened.append(at)
        elif text[at] in ")）":
            alone += [] if opened else [at]
            opened = opened[:-1]
    return sorted(alone + opened)


def strip_leads(text: str, spans: list[Span]) -> list[Span]:
    """包括某食品 → 某食品; 毗邻某地 → 某地: such words introduce names and begin none."""
    found = [(span, _LEAD.match(text, span.start, span.end) if span.label != "TITLE" else None) for span in spans]
    return [replace(span, start=lead.end(), source="rule") if lead else span for span, lead in found]


def strip_sides(text: str, spans: list[Span]) -> list[Span]:
    """经营 | 方某公司 → 某公司: 方 belongs to the word before that says which side of a deal the firm is."""
    return [
        replace(span, start=span.start + 1, source="rule")
        if span.label in BODIES and span.end - span.start > 3 and _SIDE.search(text, max(0, span.start - 2), span.start + 2)
        else span
        for span in spans
    ]


def split_related(text: str, spans: list[Span]) -> list[Span]:
    """甲汽车母公司乙汽车 → 甲汽车 | 乙汽车: parent and daughter are two."""
    split: list[Span] = []
    for span in spans:
        related = _RELATED.search(text, span.start, span.end) if span.label in ("COMPANY", "LOC", "ORG") else None
        if not related:
            split.append(span)
            continue
        if related.start() - span.start > 1:
            split.append(replace(span, end=related.start(), source="rule"))
        split.append(replace(span, start=related.end(), label="COMPANY", source="rule"))
    return split


def trim_parts(text: str, spans: list[Span]) -> list[Span]:
    """某市南部山区 → 某市; 某河上游 → 某河: words of part and direction stay outside (clarification of the second annotation)."""
    trimmed: list[Span] = []
    for span in spans:
        name = text[span.start : span.end]
        part = _PART.search(name) if span.label == "LOC" and not _PART.fullmatch(_ALL_ONE_WORD.sub("", name)) else None
        trimmed.append(replace(span, end=span.start + part.start(), source="rule") if part and part.start() > 1 else span)
    return trimmed


def complete_places(text: str, spans: list[Span]) -> list[Span]:
    """中国 | 内地 → one place; 某村 | 3组 → one place: an address chain is one (rule 3)."""
    starts = {span.start for span in spans}
    completed: list[Span] = []
    for span in spans:
        name = text[span.start : span.end]
        if span.label == "LOC" and (name == "中国" or _VILLAGE.search(name)):
            after = (_MAINLAND if name == "中国" else _GROUP).match(text, span.end)
            if after and starts.isdisjoint(range(span.end, after.end())):
                span = replace(span, end=after.end(), source="rule")
        completed.append(span)
    return completed


def trim_ways(text: str, spans: list[Span]) -> list[Span]:
    """某县高速公路 → 某县: roads of a kind in a division are no named road (rule 7)."""
    return _left_places(text, spans, _WAYS, ("LOC", "ORG"))


def drop_classes(text: str, spans: list[Span]) -> list[Span]:
    """某地全市中小学 → 某地: all or some of a kind are a class (rule 9)."""
    return _left_places(text, spans, _EVERY, BODIES)


def _left_places(text: str, spans: list[Span], pattern: re.Pattern[str], labels: tuple[str, ...]) -> list[Span]:
    """The spans; of those with these labels that are a place and more of ``pattern``, the place alone."""
    found = [(span, pattern.match(text[span.start : span.end]) if span.label in labels else None) for span in spans]
    return [replace(span, end=span.start + more.end("place"), label="LOC", source="rule") if more else span for span, more in found]


def drop_counts(text: str, spans: list[Span]) -> list[Span]:
    """甲地乙地四县 → 甲地乙地: how many of a kind there are is no part of a name."""
    found = [(span, _COUNTED.search(text[span.start : span.end]) if span.label == "LOC" else None) for span in spans]
    return [replace(span, end=span.start + counted.start(), source="rule") if counted else span for span, counted in found]


def split_roads(text: str, spans: list[Span]) -> list[Span]:
    """省道101某水大桥 → 省道101 | 某水大桥: a numbered road and a bridge of it are two."""
    split: list[Span] = []
    for span in spans:
        road = _NUMBERED_ROAD.match(text[span.start : span.end]) if span.label == "LOC" else None
        if road:
            split.append(replace(span, end=span.start + road.end(), source="rule"))
            span = replace(span, start=span.start + road.end(), source="rule")
        split.append(span)
    return split


RULES = (
    join_firms,
    cut_at_brackets,
    strip_leads,
    strip_sides,
    split_related,
    trim_parts,
    complete_places,
    trim_ways,
    drop_classes,
    drop_counts,
    split_roads,
)
