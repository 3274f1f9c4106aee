"""A page's lines as typed blocks: body paragraphs, short lines (titles and headings), and what only stands beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from pipeline.document import MappedText
from pipeline.repair.blanks import join_lines
from pipeline.repair.bylines import Signature, certain, is_half, may_sign, read_stretched
from pipeline.repair.cues import CLOSING, dateline, ends_sentence, is_caption, is_subtitle, opens
from pipeline.repair.endings import printed, wrapped
from pipeline.repair.furniture import is_date, is_furniture, is_section, may_be_section
from pipeline.repair.habits import Habits
from pipeline.repair.lines import CUT, Line
from pipeline.repair.measures import EM, INDENT
from pipeline.repair.paragraphs import paragraphs
from pipeline.repair.repeats import repeated_lines

BODY, SHORT, SUBTITLE, BYLINE, CAPTION, FURNITURE = "body", "short", "subtitle", "byline", "caption", "furniture"
_LONGEST_SHORT = 60
_LINES_SHORT = 3
_LONGEST_CAPTION = 120
_TELLS = re.compile(r"据|目前|其中|不过|此外|同时|今年|去年|近日|日前|记者|随着|但|而且|因此|\d+(?:年|月|日)|他|她|这")
_PARTICLES = re.compile(r"[的了在是将已还也就都而着、]")
"""How sentences begin and titles hardly ever do, where a comma follows."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a paragraph, a line of a title, a byline line."""

    kind: str
    lines: tuple[Line, ...]
    text: MappedText
    signature: Signature | None = None

    @property
    def gap(self) -> int:
        """Blank lines before it."""
        return self.lines[0].gap

    @property
    def open_end(self) -> bool:
        """Whether its sentence goes on elsewhere: the last line is full and ends in the middle of a sentence."""
        last = self.lines[-1]
        short = last.measure - last.width - (INDENT if len(self.lines) == 1 else 0)
        ended = ends_sentence(self.text.text) or self.text.text[-1] in "）)"
        return self.kind == BODY and not ended and (last.spaced or short <= EM)

    @property
    def open_start(self) -> bool:
        """Whether it may be the middle of a paragraph: its first line is not set in."""
        first = self.lines[0]
        return first.spaced or first.measure - first.width <= EM or len(self.lines) == 1


def blocks(page: str, lines: Sequence[Line], how: Habits) -> list[Block]:
    """The measured lines of ``page`` as blocks, in the order of the page."""
    kinds = _kinds(page, lines, how)
    groups = list(_groups(kinds))
    bodies = iter(paragraphs([lines[start:stop] for start, stop in groups if kinds[start][0] == BODY], how))
    out: list[Block] = []
    for start, stop in groups:
        kind, _, sign = kinds[start]
        if kind == BODY:
            out += [_paragraph(part) for part in next(bodies)]
        else:
            out.append(Block(kind, tuple(lines[start:stop]), join_lines([line.text for line in lines[start:stop]]), sign))
    return _names(_captions(_shorts(_leads(_asked(_closings(out))))), page)


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
    for number, sign in enumerate(signs):
        if sign is None:
            continue
        stretched = any(lines[at].spaced and signs[at] is None for at in (number - 1, number + 1) if 0 <= at < len(lines))
        loose = stretched and is_half(sign) and (how.cut > CUT or len(sign.words) == 2)
        pen = sign.pen and number > 0 and _ends_article(page, lines[number - 1], lines[number], how)
        if not loose and (certain(sign) or pen or _in_run(signs, number, how)):
            kinds[number] = (BYLINE, 0, sign)
    groups = count(1)
    for number in range(len(lines)):
        broken = wrapped(page, lines, number)
        if broken is not None:
            kinds[number : broken[0]] = [(BYLINE, next(groups), broken[1])] * (broken[0] - number)
    for group, (first, stop) in zip(groups, repeated_lines(lines), strict=False):
        if all(kind == BODY for kind, _, _ in kinds[first:stop]):
            kinds[first:stop] = [(CAPTION, group, None)] * (stop - first)
    for number in (0, len(lines) - 1):
        if lines and re.fullmatch(r"[—–-]?\s*\d{1,3}\s*[—–-]?", lines[number].text.text):
            kinds[number] = (FURNITURE, 0, None)
    for number, line in enumerate(lines):
        if kinds[number][0] == BODY and is_section(line.text.text):
            beside = [kinds[i][0] for i in (number - 1, number + 1) if 0 <= i < len(lines)]
            kinds[number] = (FURNITURE, 0, None) if FURNITURE in beside else kinds[number]
        elif kinds[number][0] == BODY and kinds[number - 1][0] == FURNITURE and may_be_section(line.text.text):
            inside = number > 0 and number + 1 < len(lines) and kinds[number + 1][0] == FURNITURE
            kinds[number] = (FURNITURE, 0, None) if inside else kinds[number]
    return kinds


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


def _in_run(signs: Sequence[Signature | None], number: int, how: Habits) -> bool:
    """Whether pieces of bylines stand on both sides, or an unfinished one before: one name alone proves nothing."""
    beside = [signs[at] for at in (number - 1, number + 1) if 0 <= at < len(signs)]
    return any(sign is not None and (how.cut <= CUT or certain(sign)) for sign in beside)


def _paragraph(lines: Sequence[Line]) -> Block:
    text = join_lines([line.text for line in lines])
    unfinished = not ends_sentence(text.text) and text.text[-1] not in "：:；;，、"
    bare = not any(mark in text.text for mark in "，。；")
    small = bare or (len(lines) <= _LINES_SHORT and len(text) <= _LONGEST_SHORT)
    last = lines[-1]
    torn = "。" in text.text or (not bare and len(lines) > 1 and not last.spaced and last.measure - last.width <= 1)
    kind = BODY
    if unfinished and small and not torn and not _reads_on(lines, text.text):
        kind = SHORT
    elif len(text) < _LONGEST_CAPTION and is_caption(text.text):
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


def _shorts(found: list[Block]) -> list[Block]:
    """Runs of short blocks: wrapped with the column between two paragraphs they are one heading, else lines of titles."""
    out: list[Block] = []
    start = 0
    while start < len(found):
        stop = start
        while stop < len(found) and found[stop].kind == SHORT:
            stop += 1
        run = found[start:stop]
        lines = [line for block in run for line in block.lines]
        inside = start > 0 and stop < len(found) and found[start - 1].kind == found[stop].kind == BODY
        if run and (inside or (len(run) == 1 and start == 0)) and len(lines) <= _LINES_SHORT and _wraps(lines):
            out.append(Block(SHORT, tuple(lines), join_lines([line.text for line in lines])))
        elif inside and len(run) == 1:
            out += run
        else:
            out += [Block(SHORT, (line,), line.text) for line in lines]
        out += found[stop : stop + 1]
        start = stop + 1
    return out


def _wraps(lines: Sequence[Line]) -> bool:
    """Whether every line but the last fills its column, or breaks off at a comma as two halves of a heading do."""
    return all(line.measure - line.width < 2 * EM or line.text.text[-1] in "，：、" for line in lines[:-1])


def _closings(found: list[Block]) -> list[Block]:
    """A date alone on its line away from other furniture closes a notice, with the line above it that says whose it is."""
    out = list(found)
    for number, block in enumerate(found):
        before, after = (found[at].kind if 0 <= at < len(found) else FURNITURE for at in (number - 1, number + 1))
        if before == FURNITURE or after == FURNITURE or len(block.lines) > 1 or not is_date(block.text.text):
            continue
        out[number] = Block(BODY, block.lines, block.text)
        if before == SHORT and number > 1 and out[number - 2].kind == BODY and len(found[number - 1].lines) == 1:
            out[number - 1] = Block(BODY, found[number - 1].lines, found[number - 1].text)
    return out


def _asked(found: list[Block]) -> list[Block]:
    """A headline that asks or calls ends as sentences do: lines without a comma among titles or bylines are no paragraph."""
    out = list(found)
    for number, block in enumerate(found):
        text = block.text.text
        if block.kind != BODY or len(text) > _LONGEST_CAPTION or text.rstrip(CLOSING)[-1:] not in tuple("？！?!") or opens(text):
            continue
        before, after = (found[at].kind if 0 <= at < len(found) else FURNITURE for at in (number - 1, number + 1))
        if before != BODY and after in (SHORT, BYLINE, SUBTITLE) and not any(mark in text for mark in "，。；"):
            out[number] = Block(SHORT, block.lines, block.text)
    return out


def _leads(found: list[Block]) -> list[Block]:
    """A single line that ends in a colon above a short line is the first half of a title, not a paragraph."""
    out = list(found)
    for number, block in enumerate(found[:-1]):
        single = block.kind == BODY and len(block.lines) == 1 and dateline(block.text.text) is None
        if single and block.text.text[-1] in "：:" and found[number + 1].kind == SHORT:
            out[number] = Block(SHORT, block.lines, block.text)
    return out


def _captions(found: list[Block]) -> list[Block]:
    """Short blocks that end with a picture's credit are captions, with the line too wide for the column above them."""
    out: list[Block] = []
    for block in found:
        if block.kind in (SHORT, BODY) and len(block.text) < _LONGEST_CAPTION and is_caption(block.text.text):
            block = Block(CAPTION, block.lines, block.text)
        above = out[-1] if out else None
        leads = above is not None and above.kind == SHORT and "，" in above.text.text
        if block.kind == CAPTION and above and leads and above.lines[-1].width > above.lines[-1].measure + EM:
            out[-1] = Block(CAPTION, above.lines + block.lines, join_lines([above.text, block.text]))
        else:
            out.append(block)
    return out


def _names(found: list[Block], page: str) -> list[Block]:
    """A short line that is one name, and stands among titles or bylines, is a byline."""
    out = list(found)
    for number, block in enumerate(found):
        if block.kind != SHORT or len(block.text) > 4 or len(block.lines) > 1:
            continue
        sign = read_stretched(printed(page, block.lines[0]))
        beside = [found[i].kind for i in (number - 1, number + 1) if 0 <= i < len(found)]
        if sign and all(kind == "name" for kind, _ in sign.words) and any(kind != BODY for kind in beside):
            out[number] = Block(BYLINE, block.lines, block.text, sign)
    return out
