"""Pictures of PDF pages and where text stands on them, small enough to sit inside the report."""

import base64
import struct
import zlib
from pathlib import Path

import numpy as np
import pypdfium2

from pipeline.document import RawPage

SCALE = 1.3
"""Pixels a point: about 94 dpi, enough to read body type."""
MOST_PIXELS = 12_000_000
"""Larger pages are drawn at a smaller scale."""


def _png(grey: np.ndarray) -> bytes:
    """A 4-bit grey PNG of an image of bytes (height × width)."""
    height, width = grey.shape
    level = (grey >> 4).astype(np.uint8)
    if width % 2:
        level = np.pad(level, ((0, 0), (0, 1)))
    packed = (level[:, 0::2] << 4) | level[:, 1::2]
    body = np.concatenate([np.zeros((height, 1), np.uint8), packed], axis=1).tobytes()

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(body, 9)) + chunk(b"IEND", b"")


def page_image(path: Path, index: int) -> str:
    """Page ``index`` (from 0) of a PDF as a ``data:`` address of a grey PNG."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[index]
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        grey = np.array(bitmap.to_numpy())
    finally:
        document.close()
    return "data:image/png;base64," + base64.b64encode(_png(grey.reshape(grey.shape[0], grey.shape[1]))).decode("ascii")


def line_boxes(page: RawPage) -> list[tuple[int, float, float, list[float]]]:
    """(raw_start, top, bottom, edges) of every run of glyphs on one baseline; points from the top left corner.

    ``edges[k]`` is the left edge of the character at ``raw_start + k``; the last one is the right edge of the run.
    """
    layout = page.layout
    if layout is None or not len(layout.raw):
        return []
    step = (np.abs(np.diff(layout.base)) > 0.3 * layout.size[1:]) | (np.diff(layout.raw) <= 0) | (np.diff(layout.raw) > 3)
    out = []
    for part in np.split(np.arange(len(layout.raw)), np.flatnonzero(step) + 1):
        first, last = int(layout.raw[part[0]]), int(layout.raw[part[-1]])
        known = np.append(layout.raw[part], last + 1)
        edges = np.interp(np.arange(first, last + 2), known, np.append(layout.x0[part], layout.x1[part[-1]]))
        top, bottom = layout.height - layout.y1[part].max(), layout.height - layout.y0[part].min()
        out.append((first, round(float(top), 1), round(float(bottom), 1), [round(float(x), 1) for x in edges]))
    return out
