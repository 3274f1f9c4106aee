"""Blanks and invisible characters of extracted lines: which go, which stay (CONTRACT, "Spaces")."""

import re
from array import array

from pipeline.document import MappedText

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\x00-\x08\x0e-\x1b\x7f-\x9f"
"""Soft hyphens, zero-width and control characters, as a regular expression's character class."""

BLANK = rf"[\s{INVISIBLE}]"
_BLANKS = re.compile(rf"{BLANK}+")
_INK = re.compile(rf"[^\s{INVISIBLE}]")
_LATIN_LEFT = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]*[.,;:!?)]?$|[0-9][,.;)]?$")
_LATIN_RIGHT = re.compile(r"[(]?[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]*|[(]?[0-9]")
_SPACED = re.compile(r"[⺀-鿿！-￮“”‘’…—] (?=[⺀-鿿！-￮“”‘’…—])")


def all_blanks() -> str:
    """Every blank and invisible character there is; all lie in the first plane."""
    return "".join(_BLANKS.findall("".join(map(chr, range(0x10000)))))


def visible(text: str) -> str:
    """``text`` without blanks and invisible characters; what repair must account for."""
    return _BLANKS.sub("", text)


def has_ink(text: str) -> bool:
    """Whether anything in ``text`` is visible."""
    return _INK.search(text) is not None


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
    text, origin = line.text, line.origin
    # Printable without a blank: nothing to look for, as on most lines.
    if (text.isprintable() and " " not in text) or not (blanks := [blank.span() for blank in _BLANKS.finditer(text)]):
        return line
    kept, begin = [], 0
    for low, high in blanks:
        kept.append((begin, low))
        begin = high
        # Nearly all blanks stand beside a Chinese character: seen at once, before the words around are read.
        if low and text[low - 1] < "\x80" and text[high : high + 1] < "\x80" and _stays(text[:low], text[low:high], text[high:]):
            kept.append((low, low + 1))
    kept.append((begin, len(text)))
    places = array("i")
    for low, high in kept:
        places.extend(origin[low:high])
    # What kind of blank stood between two words is the extractor's matter.
    words = "".join([text[low:high] if not text[low:high].isspace() else " " for low, high in kept])
    return MappedText(words, places)


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
