"""Blocks put right by what stands around them: first lines, sign-offs, titles that ask, captions, single names."""

from collections.abc import Iterator, Sequence

from pipeline.repair.blanks import join_lines
from pipeline.repair.block import BODY, BYLINE, CAPTION, FURNITURE, LINES_SHORT, LONGEST_CAPTION, SHORT, SUBTITLE, Block
from pipeline.repair.bylines import read_stretched
from pipeline.repair.cues import CLOSING, dateline, ends_sentence, is_caption, opens
from pipeline.repair.endings import printed
from pipeline.repair.furniture import is_date
from pipeline.repair.lines import Line
from pipeline.repair.measures import EM

_ONE_LINE = 20
_ONE_TITLE = 28
_ROWS, _CELLS, _LONGEST_ROW = 3, 3, 40
_ARROWS = "◀▶▼←→↑↓◤◢"
_TRIANGLES = "▲△"


def regrouped(page: str, found: list[Block]) -> list[Block]:
    """The blocks of ``page`` with their kinds settled."""
    return _names(_captions(_shorts(_leads(_stranded(_asked(_closings(_carried(_tables(page, found)))))))), page)


def _tables(page: str, found: list[Block]) -> list[Block]:
    """Rows of a table, lines of several cells below each other: each is a paragraph, none a title."""
    out: list[Block] = []
    rows: list[Block] = []
    for block in [*_lines(page, found), None]:
        if block is not None and block.kind in (BODY, SHORT) and all(_is_row(page, line) for line in block.lines):
            rows += [Block(block.kind, (line,), line.text) for line in block.lines]
            continue
        table = len(rows) >= _ROWS and sum(any(char.isdigit() for char in row.text.text) for row in rows) >= len(rows) - 1
        out += [Block(BODY, row.lines, row.text) if table else row for row in rows]
        rows = []
        out += [block] if block is not None else []
    return out


def _lines(page: str, found: list[Block]) -> Iterator[Block]:
    """The blocks, short ones with rows in them line by line."""
    for block in found:
        if block.kind == SHORT and any(_is_row(page, line) for line in block.lines):
            yield from (Block(SHORT, (line,), line.text) for line in block.lines)
        else:
            yield block


def _is_row(page: str, line: Line) -> bool:
    """Whether a line has three cells or more, blanks between them, and no sentence."""
    text = line.text.text
    if line.spaced or len(text) > _LONGEST_ROW or any(mark in text for mark in "，。；："):
        return False
    return len(printed(page, line).text.split()) >= _CELLS


def _carried(found: list[Block]) -> list[Block]:
    """A line with a comma above a paragraph that is not set in is its first line, however short it came out."""
    out: list[Block] = []
    for block in found:
        above = out[-1] if out else None
        if block.kind == BODY and above and above.kind == SHORT and len(above.lines) == 1 and block.open_start and not block.gap:
            first, line = above.lines[0], block.lines[0]
            if (
                "，" in above.text.text
                and 2 * first.width > first.measure
                and len(block.lines) > 1
                and (line.spaced or line.width >= line.measure - 1)
            ):
                out[-1] = Block(BODY, above.lines + block.lines, join_lines([above.text, block.text]))
                continue
        out.append(block)
    return out


def _closings(found: list[Block]) -> list[Block]:
    """A date alone on its line away from other furniture closes a notice, with the line above it that says whose it is."""
    out = list(found)
    for number, block in enumerate(found):
        before, after = (found[at].kind if 0 <= at < len(found) else FURNITURE for at in (number - 1, number + 1))
        if before == FURNITURE or len(block.lines) > 1 or not is_date(block.text.text):
            continue
        signed = before == SHORT and number > 1 and out[number - 2].kind == BODY and len(found[number - 1].lines) == 1
        if after == FURNITURE and not (signed and ends_sentence(out[number - 2].text.text)):
            continue
        out[number] = Block(BODY, block.lines, block.text)
        if signed:
            out[number - 1] = Block(BODY, found[number - 1].lines, found[number - 1].text)
    return out


def _asked(found: list[Block]) -> list[Block]:
    """A headline that asks or calls ends as sentences do: lines without a comma among titles or bylines are no paragraph."""
    out = list(found)
    for number, block in enumerate(found):
        text = block.text.text
        if block.kind != BODY or len(text) > LONGEST_CAPTION or text.rstrip(CLOSING)[-1:] not in tuple("？！?!") or opens(text):
            continue
        before, after = (found[at].kind if 0 <= at < len(found) else FURNITURE for at in (number - 1, number + 1))
        alone = before in (SHORT, BYLINE) and len(text) <= _ONE_LINE and len(block.lines) == 1
        if before != BODY and (after in (SHORT, BYLINE, SUBTITLE) or alone) and not any(mark in text for mark in "。；"):
            out[number] = Block(SHORT, block.lines, block.text)
    return out


def _stranded(found: list[Block]) -> list[Block]:
    """Lines without an end that stand among titles and bylines, with no paragraph beside them, are titles that have a comma."""
    out: list[Block] = []
    for number, block in enumerate(found):
        text = block.text.text
        if block.kind != BODY or len(block.lines) > LINES_SHORT or text[-1] in "，、；：。？！" or "。" in text:
            out.append(block)
            continue
        before, after = (found[at] if 0 <= at < len(found) else None for at in (number - 1, number + 1))
        kind = after.kind if after is not None else BODY
        alone = (before is None or before.kind != BODY) and kind in (SHORT, SUBTITLE, BYLINE)
        over = before is None or before.kind != BODY or ends_sentence(before.text.text)
        signed = after is not None and after.signature is not None and not after.signature.opens
        single = over and signed and len(block.lines) == 1 and len(text) <= _ONE_TITLE
        titular = (alone or single) and dateline(text) is None and not opens(text)
        out += [Block(SHORT, (line,), line.text) for line in block.lines] if titular else [block]
    return out


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
        if run and (inside or (len(run) == 1 and start == 0)) and len(lines) <= LINES_SHORT and _wraps(lines):
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
    alone = sum(block.text.text[0] in _TRIANGLES for block in found) == 1
    for block in found:
        pointing = block.text.text[0] in (_ARROWS + _TRIANGLES if alone else _ARROWS)
        if block.kind in (SHORT, BODY) and len(block.text) < LONGEST_CAPTION and (pointing or is_caption(block.text.text)):
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
