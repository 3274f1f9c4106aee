"""Places that are only the beginning of a name: what follows makes a body of them (rule 3 of the guidelines).

Like ``rules``: every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline.entities.recognition.words import any_of
from pipeline.entities.span import Span

_PLANT = re.compile(any_of("boundaries.tsv", "plant"))
_SCHOOL = re.compile(r"第?(?:[一二三四五六七八九]|[一二三四五六七]?十[一二三四五六七八九]?)[中小高](?!全会|心|年级|班|风|[到等])")
_UNIVERSITY = re.compile(r"[农师交医财林]大(?![学会队桥道厅厦楼棚赛型量面米田户力事户])")
_NETWORK = re.compile(r"(?:电信|联通)(?![号业诈网骗用]|诈骗)")
_SITE = re.compile(any_of("boundaries.tsv", "site"))
_CLINIC = re.compile("卫生院")
_OFFICE_OF = re.compile("派出所|司法所|税务所|财政所|人民法庭|法庭(?!上|内|外|调查|辩论)|村委会|居委会")
_TOWN = 4
"""Characters at most of a place that gives its name to a numbered school, a university or a network."""


def complete_plants(text: str, spans: list[Span]) -> list[Span]:
    """某渔港 | 污水处理厂 → a company: a name that begins with a place is one span, a plant runs a business (rule 3)."""
    return _completed(text, spans, ((_PLANT, "COMPANY"),))


def complete_schools(text: str, spans: list[Span]) -> list[Span]:
    """某县 | 三中 → one organisation: schools go by their number (rule 3)."""
    return _completed(text, spans, ((_SCHOOL, "ORG"),), longest=_TOWN)


def complete_short_forms(text: str, spans: list[Span]) -> list[Span]:
    """某省 | 农大 → one organisation, 某省 | 电信 → one company: short forms of universities and networks (rule 3)."""
    return _completed(text, spans, ((_UNIVERSITY, "ORG"), (_NETWORK, "COMPANY")), longest=_TOWN)


def complete_sites(text: str, spans: list[Span]) -> list[Span]:
    """某山 | 公墓, 某某 | 球场 → one place; 某渡 | 派出所 → one body: named for a place or a person, they are neither."""
    return _completed(text, spans, ((_SITE, "LOC"), (_CLINIC, "ORG"), (_OFFICE_OF, "GOV")), ("LOC", "PER"))


def _completed(
    text: str,
    spans: list[Span],
    endings: Sequence[tuple[re.Pattern[str], str]],
    labels: Container[str] = ("LOC",),
    longest: int | None = None,
) -> list[Span]:
    """The spans, those of ``labels`` and no longer than ``longest`` with the first of ``endings`` that follows, under its label."""
    starts = {span.start for span in spans}
    completed: list[Span] = []
    for span in spans:
        if span.label in labels and (longest is None or span.end - span.start <= longest):
            found = ((following(pattern, text, span, starts), label) for pattern, label in endings)
            span = next((replace(span, end=end.end(), label=label, source="rule") for end, label in found if end), span)
        completed.append(span)
    return completed


def following(pattern: re.Pattern[str], text: str, span: Span, starts: set[int]) -> re.Match[str] | None:
    """What of ``pattern`` follows a span directly, none where another span begins there."""
    match = pattern.match(text, span.end)
    return match if match and starts.isdisjoint(range(span.end, match.end())) else None


RULES = (complete_plants, complete_schools, complete_short_forms, complete_sites)
