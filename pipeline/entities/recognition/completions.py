"""Places that are only the beginning of a name: what follows makes a body of them (rule 3 of the guidelines).

Like ``rules``: every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from dataclasses import replace

from pipeline.entities.recognition.words import any_of
from pipeline.entities.span import Span

_PLANT = re.compile(any_of("boundaries.tsv", "plant"))
_SCHOOL = re.compile(r"第?(?:[一二三四五六七八九]|[一二三四五六七]?十[一二三四五六七八九]?)[中小高](?!全会|心|年级|班|风|[到等])")
_SHORT_FORM = re.compile(r"(?:[农师交医财林]大(?![学会队桥道厅厦楼棚赛型量面米田户力事户])|(?P<firm>(?:电信|联通)(?![号业诈网骗用]|诈骗)))")
"""What a place makes a university or a firm with."""
_SITE = re.compile(any_of("boundaries.tsv", "site"))
_OFFICE_OF = re.compile("派出所|司法所|税务所|财政所|人民法庭|法庭(?!上|内|外|调查|辩论)|卫生院|村委会|居委会")


def complete_plants(text: str, spans: list[Span]) -> list[Span]:
    """某渔港 | 污水处理厂 → a company: a name that begins with a place is one span, a plant runs a business (rule 3)."""
    starts = {span.start for span in spans}
    found = [(span, following(_PLANT, text, span, starts) if span.label == "LOC" else None) for span in spans]
    return [replace(span, end=plant.end(), label="COMPANY", source="rule") if plant else span for span, plant in found]


def complete_schools(text: str, spans: list[Span]) -> list[Span]:
    """某县 | 三中 → one organisation: schools go by their number (rule 3)."""
    starts = {span.start for span in spans}
    towns = (span.label == "LOC" and span.end - span.start < 5 for span in spans)
    found = [(span, following(_SCHOOL, text, span, starts) if town else None) for span, town in zip(spans, towns, strict=True)]
    return [replace(span, end=school.end(), label="ORG", source="rule") if school else span for span, school in found]


def complete_short_forms(text: str, spans: list[Span]) -> list[Span]:
    """某省 | 农大 → one organisation, 某省 | 电信 → one company: short forms of universities and networks (rule 3)."""
    starts = {span.start for span in spans}
    completed: list[Span] = []
    for span in spans:
        form = following(_SHORT_FORM, text, span, starts) if span.label == "LOC" and span.end - span.start < 5 else None
        completed.append(replace(span, end=form.end(), label="COMPANY" if form["firm"] else "ORG", source="rule") if form else span)
    return completed


def complete_sites(text: str, spans: list[Span]) -> list[Span]:
    """某山 | 公墓, 某某 | 球场 → one place; 某渡 | 派出所 → one body: named for a place or a person, they are neither."""
    starts = {span.start for span in spans}
    completed: list[Span] = []
    for span in spans:
        named = span.label in ("LOC", "PER")
        site = following(_SITE, text, span, starts) if named else None
        office = following(_OFFICE_OF, text, span, starts) if named else None
        if site:
            span = replace(span, end=site.end(), label="LOC", source="rule")
        elif office:
            span = replace(span, end=office.end(), label="ORG" if office[0] == "卫生院" else "GOV", source="rule")
        completed.append(span)
    return completed


def following(pattern: re.Pattern[str], text: str, span: Span, starts: set[int]) -> re.Match[str] | None:
    """What of ``pattern`` follows a span directly, none where another span begins there."""
    match = pattern.match(text, span.end)
    return match if match and starts.isdisjoint(range(span.end, match.end())) else None


RULES = (complete_plants, complete_schools, complete_short_forms, complete_sites)
