"""Corrections that the text around a mention calls for: what looks like a name there is none, or is another.

Like ``rules``: every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from dataclasses import replace

from pipeline.entities.recognition.words import any_of, word_lists
from pipeline.entities.span import BODIES, Span

_QUOTED = re.compile(r"[“‘\"「]([^“”‘’\"「」，。、；：！？\n—–\-至]{3,10})[”’\"」]")
_EVENT = re.compile(
    r"(?:(?:19|20)\d\d年?)?(?:第[一二三四五六七八九十\d]+届)?(?:国际|世界|夏季|冬季|青年)?" + any_of("surroundings.tsv", "event")
)
_EXHIBITION = re.compile(r"(?:国际|世界)[一-鿿A-Za-z]{2,6}展(?:览会|销会|会)?(?![开示望现览销厅馆区台商品位会])")
_EVENT_NAME = re.compile(f"{any_of('surroundings.tsv', 'event')}$")
_HEADS = re.compile(any_of("surroundings.tsv", "head_of_several"))
_PURCHASES = re.compile(r"采购(?!中心|处|办|科|网|管理|监督|了|一|\d)")
_OF_A_LEVEL = re.compile(r"(?P<place>.{2,}[省市县区州])(?:人民)?政府$")
_COUNTED = re.compile("[两三四五六七八九十]大")
_KIND_OF_BODY = re.compile(f"(?:[国省市县]家?级.*|.*联网|{any_of('surroundings.tsv', 'kind_of_body')})")
_NO_PLACE, _NO_BODY = (frozenset(word_lists("surroundings.tsv")[name]) for name in ("no_place", "no_body"))
_PRONOUN = re.compile("[他她它我你您]")
_OFFICE = re.compile(any_of("endings.tsv", "office") + "(?<=[长记任席理裁委])|(?:主|助理)?教练|领队")
"""Words of the list that name a post; 教师 or 专家 before a name may be no more than what the person does."""
_POST = re.compile("职务|一职")
_CONDITIONS = frozenset(word_lists("surroundings.tsv")["condition"])
_ORDINARY = frozenset(word for words in word_lists("ordinary.tsv").values() for word in words)
_SURE = 0.97
"""Score from which on an ordinary word is a place all the same."""
_TOWARDS = frozenset("在从到赴于自由经往")


def drop_slogans(text: str, spans: list[Span]) -> list[Span]:
    """“爱在某地” → nothing: places inside slogans and names of products do not count (rule 8); one that fills its quotes does."""
    quotes = [match.span(1) for match in _QUOTED.finditer(text)] if any(span.label == "LOC" for span in spans) else []
    return [
        span
        for span in spans
        if span.label != "LOC"
        or text.startswith("的", span.end)
        or not any(a <= span.start and span.end <= b and b - a > span.end - span.start for a, b in quotes)
    ]


def drop_events(text: str, spans: list[Span]) -> list[Span]:
    """某市运动会 → nothing: an event is no mention, nor is the place in its name (clarification of the second annotation)."""
    return [
        span
        for span in spans
        if not (span.label == "LOC" and (_EVENT.match(text, span.end) or _EXHIBITION.match(text, span.end)))
        and not (span.label in (*BODIES, "LOC") and _EVENT_NAME.search(text, span.start, span.end))
    ]


def drop_heads_of_several(text: str, spans: list[Span]) -> list[Span]:
    """甲局、乙公司等有关负责人 → no office: a group of them is no one's (rule 6)."""
    return [
        span
        for span in spans
        if not (span.label == "TITLE" and text[span.start - 1 : span.start] == "等" and _HEADS.fullmatch(text, span.start, span.end))
    ]


def drop_conditions(text: str, spans: list[Span]) -> list[Span]:
    """学生 | 某人, 领导 | 某人 → no office: what anyone may be is none (rule 6)."""
    return [span for span in spans if span.label != "TITLE" or text[span.start : span.end] not in _CONDITIONS]


def keep_terms_whole(text: str, spans: list[Span]) -> list[Span]:
    """某县地区生产总值 → 某县; 某市政府采购 → 某市; 某区局地 → 某区: the word goes on behind the mention and is another one."""
    kept: list[Span] = []
    for span in spans:
        name = text[span.start : span.end]
        government = _OF_A_LEVEL.match(name) if span.label == "GOV" and _PURCHASES.match(text, span.end) else None
        if name.endswith("地区") and text.startswith("生产总值", span.end):
            kept.append(replace(span, end=span.end - 2, label="LOC", source="rule"))
        elif government:
            kept.append(replace(span, end=span.start + government.end("place"), label="LOC", source="rule"))
        elif name.endswith("局") and text.startswith("地", span.end) and span.label in ("GOV", "LOC") and len(name) > 2:
            kept.append(replace(span, end=span.end - 1, label="LOC", source="rule"))
        else:
            kept.append(span)
    return kept


def drop_counted(text: str, spans: list[Span]) -> list[Span]:
    """五大发电集团 → nothing: so many of a kind are a class (rule 9)."""
    return [span for span in spans if span.label not in BODIES or not _COUNTED.match(text, span.start, span.end)]


def drop_kinds(text: str, spans: list[Span]) -> list[Span]:
    """科研院所, 国家级高新区, 物联网, 沿海地区 → nothing: kinds of bodies, nets and places without a name (rules 7 and 9)."""
    return [span for span in spans if not _is_kind(text[span.start : span.end], span.label)]


def _is_kind(name: str, label: str) -> bool:
    if label == "LOC":
        return name in _NO_PLACE
    return label in BODIES and (name in _NO_BODY or bool(_KIND_OF_BODY.fullmatch(name)))


def settle_names(text: str, spans: list[Span]) -> list[Span]:
    """他常 → nothing, 某人道 before 出 → 某人: no name begins with a pronoun, and 道出 is a verb."""
    settled: list[Span] = []
    for span in spans:
        if span.label == "PER" and text.startswith("道出", span.end - 1) and span.end - span.start > 2:
            span = replace(span, end=span.end - 1, source="rule")
        if span.label != "PER" or not _PRONOUN.match(text, span.start):
            settled.append(span)
    return settled


def drop_ordinary(text: str, spans: list[Span]) -> list[Span]:
    """边境安宁 → no place, though a city is called so: an everyday word is one only beside other places or with its kind (安宁市)."""
    starts, ends = {span.start for span in spans if span.label == "LOC"}, {span.end for span in spans if span.label == "LOC"}

    def is_place(span: Span, name: str) -> bool:
        listed = {span.end, span.end + 1} & starts or {span.start, span.start - 1} & ends
        return bool(listed) or text[span.start - 1 : span.start] in _TOWARDS or any(name + kind in text for kind in "省市县区州镇乡村")

    return [
        span
        for span in spans
        if span.label != "LOC" or span.score >= _SURE or (name := text[span.start : span.end]) not in _ORDINARY or is_place(span, name)
    ]


def complete_offices(text: str, spans: list[Span]) -> list[Span]:
    """某部 | 部长 | 某人 → the office, too: an office word between a body or another office and a person or 职务 is one (rule 1)."""
    persons, starts = {span.start for span in spans if span.label == "PER"}, {span.start for span in spans}
    completed = list(spans)
    for span in spans:
        listed = span.label == "TITLE" and text.startswith("、", span.end)
        office = _OFFICE.match(text, span.end + listed) if listed or span.label in BODIES else None
        free = office is not None and starts.isdisjoint(range(span.end, office.end()))
        if office and free and (office.end() in persons or _POST.match(text, office.end())):
            completed.append(Span(office.start(), office.end(), "TITLE", span.score, "rule"))
    return sorted(completed)


def split_named_offices(text: str, spans: list[Span]) -> list[Span]:
    """某电器总裁 → 某电器 | 总裁, where 某电器 is a company elsewhere in the text (rule 1)."""
    firms = {text[span.start : span.end] for span in spans if span.label == "COMPANY"}
    split: list[Span] = []
    for span in spans:
        cut = _firm_before(text[span.start : span.end], firms) if span.label == "TITLE" else 0
        if cut:
            split.append(replace(span, end=span.start + cut, label="COMPANY", source="rule"))
            span = replace(span, start=span.start + cut, source="rule")
        split.append(span)
    return split


def _firm_before(name: str, firms: set[str]) -> int:
    """Length of the longest of ``firms`` that ``name`` begins with, provided that an office word is the rest; 0 for none."""
    return next((n for n in range(len(name) - 2, 1, -1) if name[:n] in firms and _OFFICE.fullmatch(name, n)), 0)


RULES = (
    keep_terms_whole,
    drop_slogans,
    drop_events,
    drop_heads_of_several,
    drop_conditions,
    drop_counted,
    drop_kinds,
    settle_names,
    drop_ordinary,
    complete_offices,
    split_named_offices,
)
