"""From glyphs to printed lines.

Glyphs on one baseline are cut where the blank between them is wider than justified setting leaves. Whether a middling
gap is a gutter or a blank inside a line is told by what stands above and below: columns begin at one x, words do not.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise

import numpy as np

from pipeline.document import Layout, MappedText
from pipeline.document.codes import codes_of
from pipeline.document.text import INSERTED
from pipeline.repair.blanks import clean
from pipeline.repair.codes import Ints, counted, text_of
from pipeline.repair.cues import CLOSING, OPENING
from pipeline.repair.geometry.faces import PLAIN, face
from pipeline.repair.geometry.model import Line, Page, steps

_SAME_BASE = 0.3
_CUT = 0.55
_GUTTER = 1.35
_OVERPRINT = 0.3
_MOST_RUNS = 4
_FAR = 24
_DISPLAY = 1.17
_EDGE = 0.14
_NEAR = 12.0
_MANY = 6
_WORD_GAP = 0.17
_HAN = 0x3400
_NAME_GAP = 0.3
_TRACKING = 0.45
_OWN = 0.12
_BLANKS = " \u3000\xa0"
_ASCII = re.compile("[\x00-\x7f]")
_CLOSING = np.array([ord(c) for c in "，。、；：！？" + CLOSING if not c.isascii()])
_OPENING = np.array([ord(c) for c in OPENING if not c.isascii()])


def find_lines(text: str, layout: Layout, kept: np.ndarray, body: float) -> list[Line]:
    """The printed lines of the page, from its glyphs ``kept``; every glyph is in exactly one."""
    if not len(kept):
        return []
    base = layout.base[kept]
    row = steps(-base, _SAME_BASE)
    codes = codes_of(text)
    left, right = _ink(layout, codes, row, kept)
    order = kept[np.lexsort((left[kept], row))]
    row = np.sort(row)
    x0, x1, size = left[order], right[order], layout.size[order]
    em = np.maximum(size[1:], size[:-1])
    ratio = em / np.maximum(np.minimum(size[1:], size[:-1]), 0.1)
    cut = (row[1:] != row[:-1]) | (x0[1:] - x1[:-1] > _CUT * em) | ((ratio > 1.3) & (x0[1:] - x1[:-1] > -0.5 * em))
    starts = np.concatenate([[0], np.flatnonzero(cut) + 1, [len(order)]])
    over = np.append(layout.x0[order[1:]] - layout.x0[order[:-1]] < _OVERPRINT * size[1:], False)
    over[starts[1:] - 1] = False
    mixed = np.add.reduceat(over, starts[:-1]) > 0
    pieces: list[np.ndarray] = []
    for a, b, doubled in zip(starts[:-1].tolist(), starts[1:].tolist(), mixed.tolist(), strict=True):
        pieces += _drawn_apart(layout, order[a:b]) if doubled else [order[a:b]]
    faces = np.array([face(font) for font in layout.fonts] or [PLAIN])
    pieces, torn = _torn(layout, pieces, left, body)
    joined = _join(layout, pieces, body, left, right, torn)
    return _lines(text, layout, joined, faces, codes)


def _ink(layout: Layout, codes: np.ndarray, row: np.ndarray, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(left, right) of every glyph, without the empty half of those full-wide marks that are set half wide on this page."""
    left, right = layout.x0.copy(), layout.x1.copy()
    order = kept[np.lexsort((layout.x0[kept], row))]
    char, size = codes[layout.raw[order]], layout.size[order]
    step = np.diff(layout.x0[order]) / np.maximum(size[:-1], 0.1)
    near = (np.diff(np.sort(row)) == 0) & (step < 1.4) & (layout.x1[order] - layout.x0[order] > 0.8 * size)[:-1]
    for marks, mark, other in ((_CLOSING, char[:-1], char[1:]), (_OPENING, char[1:], char[:-1])):
        measured = near & np.isin(mark, marks) & (other >= _HAN) & ~np.isin(other, _CLOSING) & ~np.isin(other, _OPENING)
        for code in np.unique(mark[measured]):
            if np.median(step[measured & (mark == code)]) < 0.8:
                chosen = kept[codes[layout.raw[kept]] == code]
                half = 0.5 * (layout.x1[chosen] - layout.x0[chosen])
                if marks is _CLOSING:
                    right[chosen] -= half
                else:
                    left[chosen] += half
    return left, right


def _drawn_apart(layout: Layout, piece: np.ndarray) -> list[np.ndarray]:
    """The runs in which the glyphs of a piece were drawn, where two texts are printed over each other."""
    drawn = np.sort(piece)
    gap = layout.x0[drawn[1:]] - layout.x1[drawn[:-1]]
    runs = np.split(drawn, np.flatnonzero((gap > _GUTTER * layout.size[drawn[1:]]) | (gap < -_GUTTER * layout.size[drawn[1:]])) + 1)
    return runs if len(runs) <= _MOST_RUNS else [piece]


def _torn(layout: Layout, pieces: list[np.ndarray], left: np.ndarray, body: float) -> tuple[list[np.ndarray], set[int]]:
    """The pieces, cut also where one runs into the next column without a gap, and the glyphs after such cuts.

    The order of drawing jumps there, to a column's edge.
    """
    glyphs, bounds = _end_to_end(pieces)
    drawn = layout.raw[glyphs]
    jumps = np.flatnonzero(np.abs(np.diff(drawn)) > _FAR) + 1
    of = np.searchsorted(bounds, jumps, side="right") - 1
    jumps, of = jumps[jumps > bounds[of]], of[jumps > bounds[of]]
    once = np.bincount(of, minlength=len(pieces)) == 1
    jump_of = dict(zip(of.tolist(), (jumps - bounds[of]).tolist(), strict=True))
    edges: _Edges | None = None
    out: list[np.ndarray] = []
    torn: set[int] = set()
    for number, piece in enumerate(pieces):
        jump = jump_of[number] if once[number] else 0
        if not 3 <= jump <= len(piece) - 3:
            out.append(piece)
            continue
        first = int(piece[jump])
        edges = edges or _Edges([(float(left[p[0]]), float(layout.base[p[0]])) for p in pieces], body)
        if edges.column(float(left[first]), float(layout.base[first]), body):
            out += [piece[:jump], piece[jump:]]
            torn.add(first)
        else:
            out.append(piece)
    return out, torn


class _Edges:
    """Where pieces of lines begin (or end), to ask whether that is the edge of a column."""

    def __init__(self, points: list[tuple[float, float]], body: float) -> None:
        self.points = sorted(set(points))
        self.xs = [x for x, _ in self.points]
        self.body = body

    def column(self, x: float, y: float, size: float) -> bool:
        """Whether other lines share the edge ``x`` of a line at ``y``: two near by, or many on the page."""
        low, high = bisect_left(self.xs, x - _EDGE * size), bisect_right(self.xs, x + _EDGE * size)
        rows: dict[int, float] = {}
        for _, other in self.points[low:high]:
            if abs(other - y) > 0.5 * self.body:
                rows[round(other / (0.5 * self.body))] = abs(other - y)
        return len(rows) >= _MANY or sum(d < _NEAR * self.body for d in rows.values()) >= 2


def _join(layout: Layout, pieces: list[np.ndarray], body: float, left: np.ndarray, right: np.ndarray, torn: set[int]) -> list[np.ndarray]:
    """Pieces of one printed line put together, across blanks that are no gutter and small shifts of the baseline."""
    heads = np.array([piece[0] for piece in pieces])
    middle = np.array([piece[len(piece) // 2] for piece in pieces])
    glyphs, bounds = _end_to_end(pieces)
    x0, outer, x1 = left[heads].tolist(), layout.x0[heads].tolist(), np.maximum.reduceat(right[glyphs], bounds[:-1]).tolist()
    base, size = layout.base[middle].tolist(), layout.size[middle].tolist()
    starts = _Edges([(x, y) for xs in (x0, outer) for x, y in zip(xs, base, strict=True)], body)
    ends = _Edges(list(zip(x1, base, strict=True)), body)

    def at_gutter(i: int, j: int) -> bool:
        """Whether piece ``j`` begins where columns begin, or ``i`` ends where they end."""
        return any(starts.column(x, base[j], size[j]) for x in (x0[j], outer[j])) or ends.column(x1[i], base[i], size[i])

    buckets: dict[int, list[int]] = defaultdict(list)
    height = max(body, 1.0)
    for i in range(len(pieces)):
        buckets[int(base[i] // height)].append(i)
    follower: dict[int, int] = {}
    taken: set[int] = set()
    for i in sorted(range(len(pieces)), key=lambda k: x0[k]):
        best, best_gap = -1, 1e9
        for key in range(int((base[i] - 0.3 * size[i]) // height), int((base[i] + 0.3 * size[i]) // height) + 1):
            for j in buckets.get(key, ()):
                if j == i or j in taken or x0[j] <= x0[i] or abs(base[j] - base[i]) > 0.3 * min(size[i], size[j]):
                    continue
                gap = x0[j] - x1[i]
                if -0.6 * size[i] < gap < best_gap:
                    best, best_gap = j, gap
        if best < 0 or int(pieces[best][0]) in torn:
            continue
        em = max(size[i], size[best])
        level = abs(base[best] - base[i]) <= _SAME_BASE
        ratio = em / min(size[i], size[best])
        if ratio > 1.3:
            continue
        # pieces of titles stay apart: neighbours' titles stand as close as the halves of one
        wide = _GUTTER if min(size[i], size[best]) < _DISPLAY * body else _CUT
        if best_gap <= _CUT * em or (level and best_gap <= wide * em and not at_gutter(i, best)):
            follower[i] = best
            taken.add(best)
    out = []
    for i in range(len(pieces)):
        if i in taken:
            continue
        chain = [pieces[i]]
        while i in follower:
            i = follower[i]
            chain.append(pieces[i])
        out.append(np.concatenate(chain) if len(chain) > 1 else chain[0])
    return out


def _lines(text: str, layout: Layout, pieces: list[np.ndarray], faces: np.ndarray, codes: np.ndarray) -> list[Line]:
    """The pieces as lines. What most have, one size, one face and no Latin letter, is seen for all of them at once."""
    glyphs, bounds = _end_to_end(pieces)
    starts, lengths = bounds[:-1], np.diff(bounds)
    char, size, kind = codes[layout.raw[glyphs]], layout.size[glyphs], faces[np.minimum(layout.font[glyphs], len(faces) - 1)]
    han = char >= _HAN
    chosen = han | np.repeat(~np.logical_or.reduceat(han, starts), lengths)
    latin = np.logical_or.reduceat(char < 0x80, starts).tolist()
    x0, x1 = layout.x0[glyphs[starts]].tolist(), np.maximum.reduceat(layout.x1[glyphs], starts).tolist()
    base = layout.base[glyphs[starts + lengths // 2]].tolist()
    plain, origin = text_of(char), array("i", layout.raw[glyphs].tolist())
    one_size, one_face = _shared(size, chosen, starts), _shared(kind, chosen, starts)
    out: list[Line] = []
    for number, (low, high) in enumerate(pairwise(bounds.tolist())):
        own = chosen[low:high]
        middle, main = one_size[number], one_face[number]
        if middle is None:
            middle = np.sort(size[low:high][own])[int(own.sum()) // 2].item()
        if main is None:
            main = int(np.bincount(kind[low:high][own]).argmax())
        spelt = spell(text, layout, pieces[number], _WORD_GAP) if latin[number] else MappedText(plain[low:high], origin[low:high])
        out.append(Line(x0[number], x1[number], base[number], middle, int(main), pieces[number], clean(spelt)))
    return out


def _end_to_end(pieces: list[np.ndarray]) -> tuple[np.ndarray, Ints]:
    """(the glyphs of all pieces one after the other, where each piece begins and the last one ends)."""
    return np.concatenate(pieces), counted(np.array([len(piece) for piece in pieces]))


def _shared(values: np.ndarray, chosen: np.ndarray, starts: np.ndarray) -> list[float | None]:
    """For each line the value all of its chosen glyphs have, None where they differ."""
    least = np.minimum.reduceat(np.where(chosen, values, np.inf), starts)
    most = np.maximum.reduceat(np.where(chosen, values, -np.inf), starts)
    return [low if low == high else None for low, high in zip(least.tolist(), most.tolist(), strict=True)]


def merged(page: Page, lines: list[Line]) -> Line:
    """Pieces of one printed line as one line."""
    ordered = sorted(lines, key=lambda n: n.x0)
    glyphs = np.concatenate([n.glyphs for n in ordered])
    longest = max(ordered, key=lambda n: len(n.glyphs))
    text = clean(spell(page.text, page.layout, glyphs, _WORD_GAP))
    return Line(ordered[0].x0, max(n.x1 for n in ordered), longest.base, longest.size, longest.face, glyphs, text)


def spell(text: str, layout: Layout, glyphs: np.ndarray, least: float, everywhere: bool = False) -> MappedText:
    """The characters of ``glyphs`` with a blank where the gap exceeds the usual one by ``least`` ems.

    Only between Latin letters and figures, or ``everywhere``. A blank takes the offset of the page's own blank if there is one.
    """
    offsets = layout.raw[glyphs].tolist()
    chars = [text[o] for o in offsets]
    if not everywhere and _ASCII.search(plain := "".join(chars)) is None:
        return MappedText(plain, array("i", offsets))
    gaps = layout.x0[glyphs[1:]] - layout.x1[glyphs[:-1]]
    usual = min(max(0.0, sorted(gaps.tolist())[len(gaps) // 2]), _TRACKING * float(layout.size[glyphs[0]])) if len(gaps) else 0.0
    limit = (usual + least * np.minimum(layout.size[glyphs[1:]], layout.size[glyphs[:-1]])).tolist()
    out_chars, out_offsets = chars[:1], offsets[:1]
    for i, gap in enumerate(gaps.tolist()):
        here, there = chars[i], chars[i + 1]
        after = offsets[i] + 1
        printed = after < offsets[i + 1] and text[after] in _BLANKS
        # a blank in the page's own text makes a narrow gap one
        if gap > limit[i] - printed * _OWN * layout.size[glyphs[i]] and (everywhere or (here.isascii() and there.isascii())):
            out_chars.append(" ")
            out_offsets.append(after if printed else INSERTED)
        out_chars.append(there)
        out_offsets.append(offsets[i + 1])
    return MappedText("".join(out_chars), array("i", out_offsets))


def spaced(line: Line, page: Page) -> MappedText:
    """The line with blanks where the print has wider ones than usual in this line."""
    return spell(page.text, page.layout, line.glyphs, _NAME_GAP, everywhere=True)
