"""Sentences by rule.

A sentence ends after 。！？ or …… and the closing quotes and brackets that follow, and at the end of a paragraph, so that a
heading without a full stop is one. ； does not end a sentence, nor does a mark inside brackets or a title in 《》, nor a quoted
exclamation that the sentence goes on after (“加油！”的口号). A full stop of Latin script ends one before a space and a capital or Chinese.
"""

import re
from collections.abc import Iterator

_END = re.compile(r"(?:[。！？!?]+|…+|(?<=[a-z]{2})\.(?=[”’\"]?\s+[A-Z一-龥]))[。！？!?…]*")
_CLOSERS = "”’」』）)】〕〉》\"'"
_GOES_ON = "，、；：,;:。！？）】》的地等之和与及或为"
_PAIRS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "〔": "〕"}
_LONGEST_BRACKET = 120
"""A bracket that closes later than this, in characters, was probably never closed."""


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of the sentences of ``text``, blanks around them left out: each other character is in exactly one."""
    out: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        for low, high in _in_paragraph(line):
            piece = line[low:high]
            left = len(piece) - len(piece.lstrip())
            right = len(piece.rstrip())
            if left < right:
                out.append((start + low + left, start + low + right))
        start += len(line)
    return out


def _in_paragraph(line: str) -> Iterator[tuple[int, int]]:
    sheltered = _brackets(line)
    low = 0
    for match in _END.finditer(line):
        high = match.end()
        if any(start < match.start() < end for start, end in sheltered):
            continue
        quoted = high
        while high < len(line) and line[high] in _CLOSERS:
            high += 1
        following = line[high : high + 1]
        if following and following in (_GOES_ON if high > quoted else _CLOSERS + "，、；："):
            continue
        if match[0][0] == "…" and high == quoted and following.strip():
            before_next = line[low : match.start()]
            if len(before_next.strip()) < 2:
                continue
        yield low, high
        low = high
    if low < len(line):
        yield low, len(line)


def _brackets(line: str) -> list[tuple[int, int]]:
    """(start, end) of the outermost bracketed stretches of bearable length."""
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(line):
        closer = _PAIRS.get(line[at])
        end = line.find(closer, at + 1, at + _LONGEST_BRACKET) if closer else -1
        if end > 0:
            out.append((at, end))
            at = end
        at += 1
    return out
