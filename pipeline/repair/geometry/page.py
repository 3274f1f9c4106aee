"""The way from one PDF page to its articles."""

from collections import Counter

import numpy as np

from pipeline.document import Box, Layout, MappedText, RawPage
from pipeline.repair.geometry import articles, furniture
from pipeline.repair.geometry.blocks import find_blocks, leading
from pipeline.repair.geometry.boxes import boxed, in_order, own_pictures
from pipeline.repair.geometry.captions import find_captions, picture_boxes
from pipeline.repair.geometry.columns import set_edges
from pipeline.repair.geometry.faces import PLAIN
from pipeline.repair.geometry.flow import mark
from pipeline.repair.geometry.glyphs import sort_out
from pipeline.repair.geometry.headlines import attach_small, find_headlines
from pipeline.repair.geometry.lines import find_lines
from pipeline.repair.geometry.model import Line, Page
from pipeline.repair.geometry.regions import Region, split
from pipeline.repair.parts import Draft, PageParts, texts_of, unused


def read_layout(page: RawPage) -> PageParts:
    """The articles of a page that has a layout, in reading order, with furniture and what could be given to neither.

    Every glyph of the layout is in exactly one place. Raises ValueError for a page without layout.
    """
    layout = page.layout
    if layout is None:
        raise ValueError(f"page {page.number} has no layout")
    glyphs = sort_out(page.text, layout)
    drafts: list[Draft] = []
    set_aside: list[MappedText] = []
    if len(glyphs.kept):
        body = _body_size(layout, glyphs.kept)
        lines = find_lines(page.text, layout, glyphs.kept, body)
        facts = Page(page.text, layout, body, leading(lines, body), _body_face(lines, body))
        rules = _rules(layout)
        lines, set_aside = furniture.take(lines, facts)
        parts: list[tuple[Box, Region]] = []
        groups = boxed(lines, facts)
        frames = [frame for frame, _ in groups if frame is not None]
        for frame, group in groups:
            pictures = own_pictures(picture_boxes(facts, group), frame, frames)
            found = split(_elements(group, pictures, facts, rules), facts, rules)
            parts = in_order(parts, [(part.box, part) for part in found])
        drafts = [d for _, part in parts for d in articles.draft(part, facts)]
    return PageParts(tuple(drafts), tuple(set_aside), _residue(page, layout, drafts, set_aside))


def _elements(lines: list[Line], pictures: list[Box], page: Page, rules: list[Box]) -> Region:
    """Headlines, captions of the pictures, and blocks of what is left."""
    flat = [((r[1] + r[3]) / 2, r[0], r[2]) for r in rules if r[2] - r[0] > r[3] - r[1]]
    headlines = find_headlines(lines, page, flat)
    used = {id(n) for h in headlines for n in h.lines}
    rest = [n for n in lines if id(n) not in used]
    for headline in headlines:
        used.update(id(n) for n in attach_small(headline, headlines, [n for n in rest if id(n) not in used], page))
    rest = [n for n in rest if id(n) not in used]
    captions = find_captions(pictures, rest, page)
    used = {id(n) for c in captions for n in c}
    rest = [n for n in rest if id(n) not in used]
    barriers = list(flat)
    barriers += [((p[1] + p[3]) / 2, p[0], p[2]) for p in pictures]
    barriers += [((b[1] + b[3]) / 2, b[0], b[2]) for b in (h.box for h in headlines)]
    blocks = find_blocks(rest, page, barriers)
    set_edges(blocks, page)
    mark(blocks, page)
    return Region(blocks, headlines, pictures, captions)


def _body_size(layout: Layout, kept: np.ndarray) -> float:
    sizes = Counter(np.round(layout.size[kept].astype(float) * 20).astype(int).tolist())
    return max(sizes, key=lambda s: (sizes[s], s)) / 20 or 1.0


def _body_face(lines: list[Line], body: float) -> int:
    counts: Counter[int] = Counter()
    for line in lines:
        if abs(line.size - body) < 0.05 * body:
            counts[line.face] += len(line.text)
    return counts.most_common(1)[0][0] if counts else PLAIN


def _rules(layout: Layout) -> list[Box]:
    """Rules of the page, pieces of one straight line put together."""
    flat = sorted((r for r in layout.rules if r[2] - r[0] >= r[3] - r[1]), key=lambda r: (round(r[1]), r[0]))
    out: list[Box] = [r for r in layout.rules if r[2] - r[0] < r[3] - r[1]]
    for rule in flat:
        if out and abs(out[-1][1] - rule[1]) < 1.5 and out[-1][3] - out[-1][1] < 4 and -1 < rule[0] - out[-1][2] < 4:
            out[-1] = (out[-1][0], min(out[-1][1], rule[1]), rule[2], max(out[-1][3], rule[3]))
        else:
            out.append(rule)
    return out


def _residue(page: RawPage, layout: Layout, drafts: list[Draft], furniture_texts: list[MappedText]) -> tuple[MappedText, ...]:
    """Glyphs that no article and no furniture took, as stretches of the raw text."""
    left = np.zeros(len(page.text), bool)
    left[layout.raw] = True
    left &= unused(len(page.text), [*(text for draft in drafts for text in texts_of(draft)), *furniture_texts])
    offsets = np.flatnonzero(left)
    runs = np.split(offsets, np.flatnonzero(np.diff(offsets) > 1) + 1) if len(offsets) else []
    return tuple(MappedText.at(page.text, run.tolist()) for run in runs)
