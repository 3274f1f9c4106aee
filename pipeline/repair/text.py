"""A page's text layer taken apart into articles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from pipeline.document import MappedText
from pipeline.document.codes import codes_of
from pipeline.repair.articles import articles
from pipeline.repair.blanks import clean, has_ink
from pipeline.repair.blocks import BODY, blocks
from pipeline.repair.codes import counted, visible
from pipeline.repair.doubts import IN_TURN, MIXED, NO_ARTICLE, is_mixed
from pipeline.repair.endings import parted, printed
from pipeline.repair.habits import habits
from pipeline.repair.lines import measured, split_lines
from pipeline.repair.parts import BODY as PARAGRAPH
from pipeline.repair.parts import Draft, PageParts, texts_of, unused

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")


def read_text(page: str) -> PageParts:
    """The articles, furniture and residue of one page of extracted text; offsets point into ``page``.

    What stands in no article and in no furniture (a title of no body, the brackets of a byline) is residue, so that
    every character of the page that is no blank is in one place.
    """
    split, turned = split_lines(page)
    lines = measured(parted(page, split))
    found = blocks(page, lines, habits(lines))
    raw = [b.text if b.kind == BODY else MappedText.join([printed(page, line) for line in b.lines]) for b in found]
    parts = articles(found, raw)
    if not parts.drafts:
        parts = replace(parts, drafts=tuple(_loose(page, parts)))
    else:
        bodies = [text for draft in parts.drafts for role, text in draft.paragraphs if role == PARAGRAPH]
        notes = (IN_TURN,) * turned + (MIXED,) * is_mixed(page, bodies)
        parts = replace(parts, drafts=tuple(replace(draft, notes=draft.notes + notes) for draft in parts.drafts))
    return replace(parts, residue=tuple(_rest(page, _texts(parts))))


def _loose(page: str, parts: PageParts) -> Iterator[Draft]:
    """One article of all lines that are no furniture, for a page (a phrase, a list, an advertisement) without sentences."""
    lines = [
        clean(piece[start:end])
        for piece in _rest(page, _texts(parts))
        for start, end in ((m.start(), m.end()) for m in _LINE.finditer(piece.text))
    ]
    paragraphs = tuple((PARAGRAPH, line) for line in lines if has_ink(line.text))
    if paragraphs:
        yield Draft(paragraphs, notes=(NO_ARTICLE,))


def _texts(parts: PageParts) -> Iterator[MappedText]:
    for draft in parts.drafts:
        yield from texts_of(draft)
    yield from parts.furniture


def _rest(page: str, used: Iterable[MappedText]) -> Iterator[MappedText]:
    """The stretches of the page between the characters used, where they hold anything visible."""
    free = unused(len(page), used)
    ink = counted(free & visible(codes_of(page)))
    if not ink[-1]:
        return
    for begin, stop in np.flatnonzero(np.diff(free, prepend=False, append=False)).reshape(-1, 2).tolist():
        if ink[begin] < ink[stop]:
            yield MappedText.of(page[begin:stop], begin).strip()
