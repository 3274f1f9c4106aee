"""Blanks and invisible characters of extracted lines: which go, which stay (CONTRACT, "Spaces")."""

import re

from pipeline.document import MappedText

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\x00-\x08\x0e-\x1b\x7f-\x9f"
"""Soft hyphens, zero-width and control characters, as a regular expression's character class."""

BLANK = rf"[\s{INVISIBLE}]"
_BLANKS = re.compile(rf"{BLANK}+")
_LATIN_LEFT = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]*[.,;:!?)]?$|[0-9][,.;)]?$")
_LATIN_RIGHT = re.compile(r"[(]?[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]*|[(]?[0-9]")
_SPACED = re.compile(r"[⺀-鿿！-￮“”‘’…—] (?=[⺀-鿿！-￮“”‘’…—])")


def visible(text: str) -> str:
    """``text`` without blanks and invisible characters; what repair must account for."""
    return _BLANKS.sub("", text)


def is_spaced(line: str) -> bool:
    """Whether blanks stand between most of the Chinese characters: the setter stretched the line to full measure."""
    if line.count(" ") < 3:
        return False
    found = len(_SPACED.findall(line))
    return found >= 3 and found * 5 >= len(visible(line)) * 2


def _stays(left: str, blank: str, right: str) -> bool:
    """Whether the blank between ``left`` and ``right`` separates Latin words."""
    if "\u00ad" in blank or not left or not right or not left[-1].isascii() or not right[0].isascii():
        return False
    before, after = _LATIN_LEFT.search(left[-24:]), _LATIN_RIGHT.match(right[:24])
    if before is None or after is None:
        return False
    one, two = before.group(), after.group()
    if one[0].isdigit() and two[-1].isdigit():
        return False
    return len(one) > 1 or len(two) > 1


def clean(line: MappedText) -> MappedText:
    """The line without the blanks extraction put in; a single blank stays between Latin words.

    >>> clean(MappedText.of("产 量 达 300 万 吨 ， Potash  Corp 说")).text
    '产量达300万吨，Potash Corp说'
    """
    text = line.text
    if _BLANKS.search(text) is None:
        return line
    parts: list[MappedText] = []
    begin = 0
    for blank in _BLANKS.finditer(text):
        low, high = blank.span()
        if low > begin:
            parts.append(line[begin:low])
        begin = high
        if _stays(text[:low], blank.group(), text[high:]):
            parts.append(MappedText(" ", line.origin[low : low + 1]))
    if begin < len(text):
        parts.append(line[begin:])
    return MappedText.join(parts)


def join_lines(lines: list[MappedText]) -> MappedText:
    """Cleaned lines of one paragraph, a blank put in only where a Latin word ends one line and begins the next."""
    parts: list[MappedText] = []
    for line in lines:
        if parts and parts[-1].text and line.text:
            left, right = parts[-1].text[-1], line.text[0]
            if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
                parts.append(MappedText.inserted(" "))
        parts.append(line)
    return MappedText.join(parts)
