"""Corrections of where an office begins and ends, and what of a name before it belongs to it.

Like ``rules``: every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.entities.recognition.words import any_of
from pipeline.entities.span import BODIES, Span

_DEPARTMENT = re.compile(
    f"^(?P<firm>(?!.*人民银行).*{any_of('boundaries.tsv', 'firm')})(?!业)"
    f"(?P<department>(?!.*[店厂])..{{1,11}}?{any_of('boundaries.tsv', 'department')})$"
)
_FIELD = re.compile(any_of("boundaries.tsv", "field") + "$")
_LONGEST_FIELD = 8
"""Characters of the department or field that stands between a firm and an office."""
_CHIEF = re.compile(r"(?<![A-Za-z])C[EFOT]O(?![A-Za-z])")
_FIRST = re.compile("副|书记|主任")
_ASSISTANT = re.compile("助理(?!教练|教授|研究员|工程师|检察员|审判员|裁判|馆员)")


def give_departments(text: str, spans: list[Span]) -> list[Span]:
    """某集团战略部 | 主任 → 某集团 | 战略部主任: a company's department belongs to the office (clarification: departments)."""
    given = list(spans)
    for i, (span, after) in enumerate(pairwise(spans)):
        if span.label in BODIES and after.label == "TITLE" and span.end == after.start:
            found = _DEPARTMENT.match(text[span.start : span.end])
            if found:
                _give(given, i, span.start + found.end("firm"))
    return given


def give_departments_of_known(text: str, spans: list[Span]) -> list[Span]:
    """甲乙政府 | 事务经理 → 甲乙 | 政府事务经理, where 甲乙 is a firm elsewhere in the text: what it is about belongs to the office."""
    given = list(spans)
    firms = {text[span.start : span.end] for span in spans if span.label == "COMPANY"}
    for i, (span, after) in enumerate(pairwise(spans)):
        name = text[span.start : span.end]
        if after.label != "TITLE" or span.end != after.start or span.label in ("TITLE", "ORG"):
            continue
        cut = max((len(firm) for firm in firms if name.startswith(firm) and 0 < len(name) - len(firm) <= _LONGEST_FIELD), default=0)
        if cut > 1 and _FIELD.search(name, cut):
            _give(given, i, span.start + cut)
    return given


def _give(spans: list[Span], i: int, cut: int) -> None:
    """Leave number ``i``, a firm, what stands before ``cut``, and give the rest to the office behind it."""
    firm, office = spans[i : i + 2]
    spans[i : i + 2] = [replace(firm, end=cut, label="COMPANY", source="rule"), replace(office, start=cut, source="rule")]


def settle_chiefs(text: str, spans: list[Span]) -> list[Span]:
    """某公司CEO | 某人 → 某公司 | CEO | 某人: such letters are an office of their own (rule 1)."""
    settled = list(spans)
    for chief in _CHIEF.finditer(text):
        at, end = chief.span()
        over = [span for span in settled if span.start < end and at < span.end]
        if any(span.label == "TITLE" for span in over):
            continue
        settled = [span for span in settled if span not in over]
        settled += [replace(span, end=at, source="rule") for span in over if at - span.start > 1]
        settled += [replace(span, start=end, source="rule") for span in over if span.end - end > 1]
        beside = [span for span in settled if (span.end == at and span.label in BODIES) or (span.start == end and span.label == "PER")]
        if beside:
            settled.append(Span(at, end, "TITLE", beside[0].score, "rule"))
    return sorted(settled)


def complete_first(text: str, spans: list[Span]) -> list[Span]:
    """第一 | 副主任 → 第一副主任: the rank belongs to the office."""
    return [
        replace(span, start=span.start - 2, source="rule")
        if span.label == "TITLE" and text.endswith("第一", 0, span.start) and _FIRST.match(text, span.start)
        else span
        for span in spans
    ]


def complete_assistants(text: str, spans: list[Span]) -> list[Span]:
    """董事长 | 助理 → 董事长助理: one office; an assistant is no chairman."""
    completed: list[Span] = []
    for span in spans:
        before = completed[-1] if completed else None
        if before and span.start < before.end:
            continue
        assistant = _ASSISTANT.match(text, span.end) if span.label == "TITLE" else None
        completed.append(replace(span, end=assistant.end(), source="rule") if assistant else span)
    return completed


AFTER_FIRMS = (give_departments_of_known,)
"""Once it is settled which names are firms."""
RULES = (
    give_departments,
    settle_chiefs,
    complete_first,
    complete_assistants,
)
