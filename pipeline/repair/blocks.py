"""A page's lines as typed blocks: body paragraphs, short lines (titles and headings), and what only stands beside them."""

import re
from collections.abc import Iterator, Sequence
from itertools import count

from pipeline.repair.blanks import join_lines
from pipeline.repair.block import BODY, BYLINE, CAPTION, FURNITURE, LINES_SHORT, LONGEST_CAPTION, SHORT, SUBTITLE, Block
from pipeline.repair.bylines import Signature, certain, is_half, may_sign, read_stretched
from pipeline.repair.cues import dateline, ends_sentence, is_caption, is_subtitle
from pipeline.repair.endings import printed, wrapped
from pipeline.repair.furniture import is_furniture, is_section, may_be_section
from pipeline.repair.habits import Habits
from pipeline.repair.lines import CUT, Line
from pipeline.repair.measures import EM, INDENT
from pipeline.repair.paragraphs import paragraphs
from pipeline.repair.regroup import regrouped
from pipeline.repair.repeats import repeated_lines
from pipeline.repair.setting import headlines

_LONGEST_SHORT = 60
_TOP, _TOP_LONGEST = 2, 12
"""Lines of a masthead above the first that is known for one, and how long they may be."""
_TELLS = re.compile(r"据|目前|其中|不过|此外|同时|今年|去年|近日|日前|记者|随着|但|而且|因此|\d+(?:年|月|日)|他|她|这")
_PARTICLES = re.compile(r"[的了在是将已还也就都而着、]")
"""How sentences begin and titles hardly ever do, where a comma follows."""


def blocks(page: str, lines: Sequence[Line], how: Habits) -> list[Block]:
    """The measured lines of ``page`` as blocks, in the order of the page."""
    kinds = _kinds(page, lines, how)
    groups = list(_groups(kinds))
    bodies = iter(paragraphs([lines[start:stop] for start, stop in groups if kinds[start][0] == BODY], how))
    out: list[Block] = []
    for start, stop in groups:
        kind, _, sign = kinds[start]
        if kind == BODY:
            out += [_paragraph(part, how.clean) for part in next(bodies)]
        else:
            out.append(Block(kind, tuple(lines[start:stop]), join_lines([line.text for line in lines[start:stop]]), sign))
    return regrouped(page, out)


def _groups(kinds: Sequence[tuple[str, int, Signature | None]]) -> Iterator[tuple[int, int]]:
    """(first, after last) of the lines that are read together: of a body, of a caption, of a group."""
    start = 0
    for stop in range(1, len(kinds) + 1):
        kind, group, _ = kinds[start]
        if stop == len(kinds) or not (kind in (BODY, CAPTION) or group) or kinds[stop][:2] != (kind, group):
            yield start, stop
            start = stop


def _kinds(page: str, lines: Sequence[Line], how: Habits) -> list[tuple[str, int, Signature | None]]:
    """(kind, group, byline reading) of each line by its words alone; lines of one caption share a group."""
    signs = [read_stretched(printed(page, line)) if may_sign(line.text) else None for line in lines]
    kinds: list[tuple[str, int, Signature | None]] = [(BODY, 0, None)] * len(lines)
    for number, line in enumerate(lines):
        if is_furniture(page[line.text.origin[0] : line.text.origin[-1] + 1]):
            kinds[number] = (FURNITURE, 0, None)
        elif is_subtitle(line.text.text) and not _in_column(lines, number, how):
            kinds[number] = (SUBTITLE, 0, None)
    for number, (line, sign) in enumerate(zip(lines, signs, strict=True)):
        if sign is None:
            continue
        around = (number - 1, number + 1) if how.cut > CUT else (number - 1,)
        stretched = any(lines[at].spaced and signs[at] is None for at in around if 0 <= at < len(lines))
        loose = stretched and is_half(sign) and not (sign.opens and sign.closes) and (how.cut > CUT or len(sign.words) == 2)
        loose = loose and not _padded(page, line)
        pen = sign.pen and number > 0 and _ends_article(page, lines[number - 1], lines[number], how)
        if not loose and (certain(sign) or pen or _in_run(signs, number, how)):
            kinds[number] = (BYLINE, 0, sign)
    groups = count(1)
    known = next((at for at, kind in enumerate(kinds[: _TOP + 1]) if kind[0] == FURNITURE), 0)
    if [kind for kind, *_ in kinds[known : known + 2]] == [FURNITURE] * 2 and all(_is_top(line) for line in lines[:known]):
        kinds[:known] = [(FURNITURE, 0, None)] * known
    for number in range(len(lines)):
        broken = wrapped(page, lines, number)
        if broken is not None:
            kinds[number : broken[0]] = [(BYLINE, next(groups), broken[1])] * (broken[0] - number)
    for group, (first, stop) in zip(groups, repeated_lines(lines), strict=False):
        if all(kind == BODY for kind, _, _ in kinds[first:stop]):
            kinds[first:stop] = [(CAPTION, group, None)] * (stop - first)
    for number in headlines(lines, [kind == BODY for kind, _, _ in kinds], how.cut > CUT):
        if kinds[number][0] == BODY:
            kinds[number] = (SHORT, 0, None)
    for number in (0, len(lines) - 1):
        if lines and re.fullmatch(r"[—–-]?\s*\d{1,3}\s*[—–-]?", lines[number].text.text):
            kinds[number] = (FURNITURE, 0, None)
    for number, line in enumerate(lines):
        if kinds[number][0] in (BODY, SHORT) and is_section(line.text.text):
            beside = [kinds[i][0] for i in (number - 1, number + 1) if 0 <= i < len(lines)]
            kinds[number] = (FURNITURE, 0, None) if FURNITURE in beside else kinds[number]
        elif kinds[number][0] in (BODY, SHORT) and kinds[number - 1][0] == FURNITURE and may_be_section(line.text.text):
            inside = number > 0 and number + 1 < len(lines) and kinds[number + 1][0] == FURNITURE
            kinds[number] = (FURNITURE, 0, None) if inside else kinds[number]
    return kinds


def _is_top(line: Line) -> bool:
    """Whether a line may be of the masthead, above furniture: short and no sentence."""
    text = line.text.text
    return len(text) <= _TOP_LONGEST and not any(mark in text for mark in "，。：；？！")


def _ends_article(page: str, before: Line, line: Line, how: Habits) -> bool:
    """Whether a bracket follows a sentence, and not because the extractor breaks lines at brackets."""
    same = "\n" not in page[before.text.origin[-1] : line.text.origin[0]]
    return ends_sentence(before.text.text) and (same or how.cut <= CUT)


def _in_column(lines: Sequence[Line], number: int, how: Habits) -> bool:
    """Whether a line with a dash before it is a line of text: it ends a sentence, or a full line leads to it."""
    line, before = lines[number], lines[number - 1] if number else None
    if len(line.text) > _LONGEST_SHORT or ends_sentence(line.text.text):
        return True
    if how.gaps > 0.5 and not line.gap:
        return False
    full = before is not None and abs(before.measure - before.width) <= 1 and not ends_sentence(before.text.text)
    return full and abs(line.measure - line.width) <= 1


def _padded(page: str, line: Line) -> bool:
    """Whether a name of two characters has more than one blank, or a wide one, between them: the setter's, no stretched line's."""
    first, last = line.text.origin[0], line.text.origin[-1]
    return len(line.text) == 2 and (last - first > 2 or page[first + 1] == "\u3000")


def _in_run(signs: Sequence[Signature | None], number: int, how: Habits) -> bool:
    """Whether pieces of bylines stand on both sides, or an unfinished one before: one name alone proves nothing."""
    beside = [signs[at] for at in (number - 1, number + 1) if 0 <= at < len(signs)]
    return any(sign is not None and (how.cut <= CUT or certain(sign)) for sign in beside)


def _paragraph(lines: Sequence[Line], clean: bool) -> Block:
    """A paragraph, or lines of a title. ``clean``: a line is a whole paragraph, so that one without an end is none."""
    text = join_lines([line.text for line in lines])
    unfinished = not ends_sentence(text.text) and text.text[-1] not in "：:；;，、"
    bare = not any(mark in text.text for mark in "，。；")
    small = bare or (len(lines) <= LINES_SHORT and len(text) <= _LONGEST_SHORT)
    last = lines[-1]
    torn = "。" in text.text or (not bare and len(lines) > 1 and not last.spaced and last.measure - last.width <= 1)
    kind = BODY
    if unfinished and small and not torn and not (dateline(text.text) if clean else _reads_on(lines, text.text)):
        kind = SHORT
    elif len(text) < LONGEST_CAPTION and is_caption(text.text):
        kind = CAPTION
    return Block(kind, tuple(lines), text)


def _reads_on(lines: Sequence[Line], text: str) -> bool:
    """Whether a few lines without an end are a piece of a paragraph: a comma in them, and set as the column's lines are."""
    first = lines[0]
    short = first.measure - first.width
    if dateline(text) is not None:
        return True
    set_in = -1 <= short <= INDENT + EM
    return "，" in text and (_TELLS.match(text) is not None or (set_in and _PARTICLES.search(text) is not None))
