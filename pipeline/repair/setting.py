"""Lines that are a headline's by how they are set, not by what they say: alone between blank lines, or in two halves."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import MappedText
from pipeline.repair.cues import dateline, ends_sentence, is_caption, is_item, opens
from pipeline.repair.lines import Line

_SELDOM = 6
"""Where fewer than one line in so many has a blank line before it, blank lines part the frames of the page."""
_LINES = 3
_LONGEST = 28
"""Lines of a headline alone in its frame, and characters of each."""
_HALF = 4
"""Characters of half a title at least."""
_STRAY = 0.02
"""Share of the page's lines with a blank within a sentence, from which blanks say nothing."""


def headlines(lines: Sequence[Line], text: Sequence[bool], cut: bool) -> Iterator[int]:
    """The numbers of the lines that are surely a headline's, some of them twice.

    ``text`` is whether a line may be of a paragraph, so far as is known; ``cut`` that the extractor cut lines at their marks, so
    that one without any says nothing.
    """
    gaps = sum(line.gap > 0 for line in lines)
    if 0 < gaps * _SELDOM < len(lines):
        yield from _framed(lines, text)
    # That a line has a blank at all is seen here, as nearly all have none.
    halves = [
        number
        for number, line in enumerate(lines)
        if not (cut or line.spaced)
        and (origin := line.text.origin)[-1] - origin[0] >= len(origin)
        and text[number]
        and _in_halves(line.text)
    ]
    stray = sum(any(mark in lines[number].text.text for mark in "，。") for number in halves)
    last = -1
    for number in halves if stray <= _STRAY * len(lines) else ():
        if _titular(lines[number]) and (last == number - 1 or _is_over(lines, text, number)):
            yield (last := number)


def _framed(lines: Sequence[Line], text: Sequence[bool]) -> Iterator[int]:
    starts = [number for number, line in enumerate(lines) if line.gap or not number]
    for start, stop in pairwise([*starts, len(lines)]):
        if stop - start <= _LINES and _is_over(lines, text, start) and all(map(_titular, lines[start:stop])):
            yield from range(start, stop)


def _is_over(lines: Sequence[Line], text: Sequence[bool], number: int) -> bool:
    """Whether what stands above a line has come to an end, so that the line is in the middle of nothing."""
    before = lines[number - 1].text.text if number and text[number - 1] else "。"
    return ends_sentence(before) or before[-1] in "）)"


def _titular(line: Line) -> bool:
    """Whether a line may be a headline's by its marks."""
    text = line.text.text
    if line.spaced or len(text) > _LONGEST or text[-1] in "，、；" or any(mark in text for mark in "。；") or ends_sentence(text):
        return False
    return not (dateline(text) or opens(text) or is_item(text) or is_caption(text))


def _in_halves(line: MappedText) -> bool:
    """Whether one blank parts a line into two halves, each of them Chinese where they meet."""
    text, origin = line.text, line.origin
    if len(text) < 2 * _HALF:
        return False
    cuts = [at for at in range(1, len(text)) if origin[at] - origin[at - 1] > 1]
    if len(cuts) != 1 or not _HALF <= cuts[0] <= len(text) - _HALF:
        return False
    # Extractors put blanks beside marks and Latin letters, too.
    return all(side.isalpha() and not side.isascii() for side in text[cuts[0] - 1 : cuts[0] + 1])
