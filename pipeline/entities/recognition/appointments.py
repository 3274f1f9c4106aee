"""Persons of whom a sentence says that they are appointed, elected or dismissed: where the network passed a name over, or saw part of it.

Like ``rules``: every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from collections.abc import Iterator

from pipeline.entities.recognition.words import any_of
from pipeline.entities.span import BODIES, Span

_SURNAME = any_of("surnames.tsv", "compound", "single")
_NAME = f"{_SURNAME}[一-鿿]{{1,2}}"
_NOTE = "(?:[（(](?:女|[^（）()]{1,6}族|女，[^（）()]{1,6}族)[）)])?"
_APPOINTED = re.compile(f"(?:选举|补选|增选|推选|选出|任命|聘任)(?P<names>{_NAME}{_NOTE}(?:、{_NAME}{_NOTE}){{0,30}})(?:同志)?为")
_APPOINTING = re.compile("选举|任命|聘任|推选|补选|增选")
_FURTHER = re.compile(f"[，；、](?!任命|提名|聘|晋|升任)(?P<names>{_NAME}{_NOTE}(?:、{_NAME}{_NOTE}){{0,30}})(?:同志)?为")
_DISMISSED = re.compile(f"(?:免去|免除|撤销|接受)(?P<names>{_NAME})(?:同志)?(?:的|辞去)")
_SHOWN = re.compile(
    f"(?:^|(?<=[；;。\n：:]))(?P<names>{_NAME}){_NOTE}，(?=现任|[男女]，|[汉满回藏壮苗蒙]族|(?:19|20)\\d\\d年\\d{{1,2}}月出?生)"
)
_ONE = re.compile(f"{_NAME}(?={_NOTE}(?:、|$))")
_REACH = 12
"""Characters between 为 or 的 and the body or office that must follow."""


def complete_appointed(text: str, spans: list[Span]) -> list[Span]:
    """选举某甲、某乙为 | 某会 | 主任, 免去某丙的 | 某局 | 局长, 某丁，现任… → persons, whatever was seen within the names."""
    found = list(spans)
    for start, end in _names(text, spans):
        over = [span for span in found if span.start < end and start < span.end]
        inside = all(start <= span.start and span.end <= end and span.label != "TITLE" for span in over)
        if inside and not any(span.label == "PER" and span.end - span.start == end - start for span in over):
            found = [span for span in found if span not in over]
            found.append(Span(start, end, "PER", 0.9, "rule"))
    return sorted(found)


def _names(text: str, spans: list[Span]) -> Iterator[tuple[int, int]]:
    """Where the names of such sentences stand."""
    offices = [span.start for span in spans if span.label in (*BODIES, "TITLE")]
    for pattern in (_APPOINTED, _FURTHER, _DISMISSED):
        for match in pattern.finditer(text):
            begin = max(text.rfind(mark, 0, match.start()) for mark in "。\n") + 1
            if pattern is _FURTHER and not _APPOINTING.search(text, begin, match.start()):
                continue
            if any(match.end() <= start <= match.end() + _REACH and "，" not in text[match.end() : start] for start in offices):
                low, high = match.span("names")
                yield from (one.span() for one in _ONE.finditer(text, low, high))
    for match in _SHOWN.finditer(text):
        yield match.span("names")


RULES = (complete_appointed,)
