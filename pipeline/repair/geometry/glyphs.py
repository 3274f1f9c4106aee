"""Which glyphs of a page are text to lay out, and which are doubles, turned or unseen."""

from dataclasses import dataclass

import numpy as np

from pipeline.document import Layout
from pipeline.document.codes import codes_of

_SEEN_SHARE = 0.2
_SHADOW = 0.3
_MASK = (1 << 15) - 1
"""Rows and columns of the grid are told apart up to this number; no page has as many."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Indices of the glyphs to lay out, and of those put aside."""

    kept: np.ndarray
    unseen: np.ndarray
    """Invisible beside visible text, outside the page, or turned against the direction of reading."""
    doubles: np.ndarray
    """Printed a second time over themselves (shadow, imitated bold)."""


def sort_out(text: str, layout: Layout) -> Glyphs:
    """Split the page's glyphs. Every index is in exactly one of the three."""
    flags = layout.flags
    unseen = (flags & (Layout.OFF_PAGE | Layout.TURNED)) != 0
    invisible = (flags & Layout.INVISIBLE) != 0
    if np.count_nonzero(~invisible & ~unseen) >= _SEEN_SHARE * len(flags):
        unseen |= invisible
    kept = np.flatnonzero(~unseen)
    double = _doubles(text, layout, kept)
    return Glyphs(kept[~double], np.flatnonzero(unseen), kept[double])


def _doubles(text: str, layout: Layout, kept: np.ndarray) -> np.ndarray:
    """Mask over ``kept``: the same character as an earlier glyph, in the same size, less than a third of an em away.

    Neighbours are found on two grids, the second moved by half a cell, so that no pair is cut by both.
    """
    mask = np.zeros(len(kept), bool)
    if not len(kept):
        return mask
    raw = layout.raw[kept]
    codes = codes_of(text)[raw].astype(np.int64)
    size = np.maximum(layout.size[kept], 1.0).astype(np.float64)
    x, y = layout.x0[kept].astype(np.float64), layout.base[kept].astype(np.float64)
    kind = codes << 12 | np.minimum(np.round(size * 4).astype(np.int64), _MASK >> 3)
    for shift_x, shift_y in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
        cell = 2 * _SHADOW * size
        column, row = np.floor(x / cell + shift_x).astype(np.int64), np.floor(y / cell + shift_y).astype(np.int64)
        # Character, size, row and column in one number, sorted at once.
        order = np.argsort(kind << 30 | np.clip(row, 0, _MASK) << 15 | np.clip(column, 0, _MASK), kind="stable")
        a, b = order[:-1], order[1:]
        same = (codes[a] == codes[b]) & (row[a] == row[b]) & (column[a] == column[b]) & (np.abs(size[a] - size[b]) < 0.1 * size[a])
        # one glyph that stands for two characters gives both of them one place
        ligature = (np.abs(raw[a] - raw[b]) == 1) & (np.abs(x[a] - x[b]) < 0.01) & (np.abs(y[a] - y[b]) < 0.01)
        close = (np.abs(x[a] - x[b]) < _SHADOW * size[a]) & (np.abs(y[a] - y[b]) < _SHADOW * size[a])
        mask[b[same & close & ~ligature]] = True
    return mask
