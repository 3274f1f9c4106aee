"""From a region of the page to its article: headline parts, paragraphs, byline, captions."""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import MappedText
from pipeline.repair.blanks import join_lines
from pipeline.repair.cues import dateline, ends_sentence
from pipeline.repair.doubts import BREAKS_OFF, HEADLINES_LEFT, NO_TITLE, NOT_IN_ORDER, breaks_off
from pipeline.repair.geometry.bylines import names_of, names_under_title
from pipeline.repair.geometry.flow import is_heading, mark, misfit, reading_order
from pipeline.repair.geometry.headlines import united, upright
from pipeline.repair.geometry.lines import spaced
from pipeline.repair.geometry.model import Block, Headline, Line, Page
from pipeline.repair.geometry.regions import Region
from pipeline.repair.parts import BODY, HEADING, Draft

_INDENT = 0.9
_SHORT = 1.5
_HEADING_LINES = 4
_ILL_FITTING = 0.5
"""Cost of the seams between columns, see :func:`flow.misfit`, from which their order is doubted."""
_PART = re.compile(r"^[^（(]*[）)]|^[^（(]+[（(]")
"""A closing bracket without its opening one, or text before the bracket: more than a byline, or less."""
_SIGNED = re.compile(r"[（(]([^（）()]{2,48})[）)]$")


def draft(region: Region, page: Page) -> list[Draft]:
    """The article of a region; more than one where headlines remain that no cut could part."""
    headlines = united(region.headlines, page)
    main = max(headlines, key=lambda h: (h.size, h.box[3]), default=None)
    others = [Block(h.lines, h.box[0], h.box[2]) for h in headlines if h is not main]
    mark(others, page)
    ordered = reading_order([*region.blocks, *others])
    byline: tuple[MappedText, ...] = ()
    kicker = title = subtitle = None
    if main is not None:
        kicker, title, subtitle, byline = _headline(main, page)
    lines = [(line, block) for block in ordered for line in block.lines]
    if not byline and lines:
        byline, lines = _signature(lines, page)
    paragraphs = _paragraphs(lines, page)
    if not byline:
        byline, paragraphs = _inline_signature(lines, paragraphs, page)
    captions = tuple(join_lines([n.text for n in c]) for c in region.captions)
    first = next((text for role, text in paragraphs if role == BODY), None)
    head = dateline(first.text) if first else None
    if not (paragraphs or title or captions):
        return []
    dated = first[: len(head)] if first and head else None
    return [Draft(tuple(paragraphs), kicker, title, subtitle, byline, dated, captions, tuple(_doubts(main, others, ordered, paragraphs)))]


def _doubts(
    main: Headline | None, others: Sequence[Block], ordered: Sequence[Block], paragraphs: Sequence[tuple[str, MappedText]]
) -> Iterator[str]:
    """What speaks against the article as it was read."""
    if main is None:
        yield NO_TITLE
    if others:
        yield HEADLINES_LEFT
    if misfit(ordered) > _ILL_FITTING:
        yield NOT_IN_ORDER
    if breaks_off([text for role, text in paragraphs if role == BODY]):
        yield BREAKS_OFF


def _headline(headline: Headline, page: Page) -> tuple[MappedText | None, MappedText, MappedText | None, tuple[MappedText, ...]]:
    byline: tuple[MappedText, ...] = ()
    kicker: list[MappedText] = []
    subtitle: list[MappedText] = []
    for lines, into in ((headline.above, kicker), (headline.below, subtitle)):
        for line in sorted(lines, key=lambda n: (-round(n.base), n.x0)):
            names = names_under_title(spaced(line, page)) if line.size < 1.17 * page.body else ()
            if names:
                byline += names
            else:
                into.append(line.text)
    title = upright(headline.title, page) or join_lines([n.text for n in headline.title])
    return join_lines(kicker) if kicker else None, title, join_lines(subtitle) if subtitle else None, byline


def _signature(lines: list[tuple[Line, Block]], page: Page) -> tuple[tuple[MappedText, ...], list[tuple[Line, Block]]]:
    """A byline that is the first or the last line of the body, and the lines without it."""
    for at in (-1, 0):
        line = lines[at][0]
        text = spaced(line, page)
        if len(text) <= 48 and not _PART.search(text.text):
            names = names_of(text)
            if names and (at == -1 or not is_heading(line, page)):
                return names, lines[:-1] if at == -1 else lines[1:]
    return (), lines


def _inline_signature(
    lines: list[tuple[Line, Block]], paragraphs: list[tuple[str, MappedText]], page: Page
) -> tuple[tuple[MappedText, ...], list[tuple[str, MappedText]]]:
    """A byline in brackets at the end of the last paragraph, and the paragraphs without it."""
    if not paragraphs or paragraphs[-1][0] != BODY:
        return (), paragraphs
    found = _SIGNED.search(paragraphs[-1][1].text)
    if not found:
        return (), paragraphs
    wanted = set(paragraphs[-1][1].origin[found.start() : found.end()])
    names: tuple[MappedText, ...] = ()
    for gap in (" ", ""):  # the line may end between two names or within one
        tail = MappedText.join([spaced(line, page) for line, _ in lines[-2:]], gap)
        kept = [i for i, o in enumerate(tail.origin) if o in wanted]
        names = names or (names_of(tail[kept[0] : kept[-1] + 1]) if kept else ())
    if not names:
        return (), paragraphs
    rest = paragraphs[-1][1][: found.start()]
    return names, [*paragraphs[:-1], (BODY, rest)] if rest else paragraphs[:-1]


def _paragraphs(lines: Sequence[tuple[Line, Block]], page: Page) -> list[tuple[str, MappedText]]:
    """Paragraphs and headings of lines in reading order, by first-line indents, short last lines and faces."""
    groups: list[tuple[str, list[Line]]] = []
    before: tuple[Line, Block] | None = None
    for line, block in lines:
        role = HEADING if is_heading(line, page) else BODY
        if before is None or role != groups[-1][0] or _parts(before, (line, block), role):
            groups.append((role, []))
        groups[-1][1].append(line)
        before = line, block
    out: list[tuple[str, MappedText]] = []
    for role, members in groups:
        if role == HEADING and (len(members) > _HEADING_LINES or (len(members) > 1 and ends_sentence(members[-1].text.text))):
            role = BODY
        out.append((role, join_lines([n.text for n in members])))
    return out


def _parts(before: tuple[Line, Block], here: tuple[Line, Block], role: str) -> bool:
    """Whether a paragraph ends between two lines of the same role."""
    (last, above), (line, block) = before, here
    if role == HEADING:
        apart = above is block and last.base - line.base > 2.2 * line.size
        return abs(last.size - line.size) > 0.05 * line.size or apart
    if line.x0 - block.left > _INDENT * line.size:
        return True
    return last.x1 < above.right - _SHORT * last.size and ends_sentence(last.text.text)
