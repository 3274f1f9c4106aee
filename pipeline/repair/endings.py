"""Bylines in round brackets at an article's end, in the last line or below it, also where the line breaks inside them."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import MappedText
from pipeline.repair.bylines import Signature, certain, count_halves, read_stretched
from pipeline.repair.cues import ends_sentence, is_caption
from pipeline.repair.lines import Line

_OPEN, _CLOSE = "（(", "）)"
_LINES = 3


def printed(page: str, line: Line) -> MappedText:
    """The line with the blanks it has on the page: they part names, and the halves of a title."""
    origin = line.text.origin
    return MappedText.of(page[origin[0] : origin[-1] + 1], origin[0])


def wrapped(page: str, lines: Sequence[Line], number: int) -> tuple[int, Signature] | None:
    """(line after, reading) of a bracketed byline that begins with line ``number`` and ends with a later one, or None."""
    text = lines[number].text.text
    if text[0] not in _OPEN or any(char in text for char in _CLOSE):
        return None
    stop = _closing(lines, number)
    if stop and lines[stop - 1].text.text[:-1].endswith(("摄", "供图")):  # the credit of a picture
        return None
    sign = _read([printed(page, line) for line in lines[number:stop]]) if stop else None
    return (stop, sign) if sign else None


def parted(page: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, with a bracketed byline that follows an article's last sentence in a line of its own."""
    out: list[Line] = []
    for number, line in enumerate(lines):
        cut = _tail(page, lines, number)
        if cut:
            out += [replace(line, text=line.text[:cut]), Line(line.text[cut:], 0, False, 0, False)]
        else:
            out.append(line)
    return out


def _tail(page: str, lines: Sequence[Line], number: int) -> int:
    """Where in the line a bracketed byline begins after a sentence; 0 where none does."""
    text = lines[number].text.text
    cut = max(text.rfind("（"), text.rfind("("))
    if cut < 1 or is_caption(text) or not ends_sentence(text[:cut]):
        return 0
    closes = [text.find(char, cut) for char in _CLOSE]
    if max(closes) >= 0 and text[-1] not in _CLOSE:
        return 0
    stop = number + 1 if max(closes) >= 0 else _closing(lines, number)
    if not stop or (stop < len(lines) and lines[stop].text.text.startswith("答")):  # who asks is no author
        return 0
    first, *rest = [printed(page, line) for line in lines[number:stop]]
    return cut if _read([first[lines[number].text.origin[cut] - first.origin[0] :], *rest]) else 0


def _closing(lines: Sequence[Line], number: int) -> int:
    """The line after the one that ends with the bracket line ``number`` left open; 0 where none of the next does."""
    for stop in range(number + 2, min(len(lines), number + _LINES) + 1):
        text = lines[stop - 1].text.text
        if any(char in text[:-1] for char in _OPEN + _CLOSE):
            return 0
        if text[-1] in _CLOSE:
            return stop
    return 0


def _read(pieces: Sequence[MappedText]) -> Signature | None:
    """The pieces as one byline: a line may break within a name or between two, whichever leaves whole names."""
    readings = [read_stretched(MappedText.join(pieces, glue)) for glue in ("", " ")]
    sure = [sign for sign in readings if sign and (certain(sign) or sign.pen) and not sign.dangling]
    return min(sure, key=count_halves, default=None)
