"""Text cut into pieces short enough to be read at once, each with its place in the text."""

import re
from collections.abc import Iterator

LONGEST = 160
"""Characters of the longest piece. Sentences above it are cut at the last comma before, or hard."""

_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)》]*|\n|$)")
_COMMA = re.compile(r"[，,、：:]")


def pieces(text: str, longest: int = LONGEST) -> Iterator[tuple[int, str]]:
    """(offset, piece) in order: sentences without their surrounding blanks, together covering every character but blanks."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > longest:
            comma = max((m.end() for m in _COMMA.finditer(text, start, start + longest)), default=start + longest)
            yield from _trimmed(text, start, comma)
            start = comma
        yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, text[start:end]
