"""Names in Latin letters, and what stands beside letters.

Like ``rules``: every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from dataclasses import replace

from pipeline.entities.span import Span

LETTER = "[A-Za-zＡ-Ｚａ-ｚ]"
_RUN = re.compile(f"{LETTER}+")
_WORD = re.compile(f"{LETTER}{{3,}}")
_HAN = re.compile("[一-鿿]")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w./?=&%#:~+-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|gov|edu)\b", re.ASCII
)


def drop_addresses(text: str, spans: list[Span]) -> list[Span]:
    """www.某某.cn, 某某@某某.com → nothing: addresses in the net are no names (rule 9)."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if "." in text else []
    return [span for span in spans if not any(start < span.end and span.start < end for start, end in addresses)]


def keep_letters_whole(text: str, spans: list[Span]) -> list[Span]:
    """D|YSEMI → DYSEMI: no mention begins or ends within a word of letters, unless another one has the rest of it."""
    if not spans or not _RUN.search(text):
        return spans
    kept: list[Span] = []
    limits = [*(span.start for span in spans[1:]), len(text)]
    for span, limit in zip(spans, limits, strict=True):
        low, high = kept[-1].end if kept else 0, limit
        start, end = span.start, span.end
        while start > low and _RUN.fullmatch(text[start - 1 : start + 1]):
            start -= 1
        while end < high and _RUN.fullmatch(text[end - 1 : end + 1]):
            end += 1
        kept.append(replace(span, start=start, end=end, source="rule") if (start, end) != (span.start, span.end) else span)
    return kept


def drop_mixed_persons(text: str, spans: list[Span]) -> list[Span]:
    """于Flash → nothing: a person's name has not both Chinese characters and a word of letters."""
    return [
        span
        for span in spans
        if span.label != "PER" or not (_WORD.search(text, span.start, span.end) and _HAN.search(text, span.start, span.end))
    ]


RULES = (drop_addresses, keep_letters_whole, drop_mixed_persons)
