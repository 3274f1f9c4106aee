"""PDFium's view of a PDF page as plain columns. Runs as a child process of :mod:`pipeline.raw.pdf`.

This file imports nothing of the package, so that the child starts fast and can be given up at any moment: a damaged or
hostile file may crash PDFium, make it spin or make it allocate, and only the child pays. Messages are a JSON header and
raw bytes, nothing that could be executed on the other side.
"""

import ctypes
import json
import struct
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import pypdfium2.raw as pdfium

GLYPH = np.dtype([("raw", "<i4"), *((name, "<f4") for name in ("x0", "y0", "x1", "y1", "base", "size")), ("font", "<u2"), ("flags", "u1")])
"""One glyph: offset in the page's text, advance box, baseline, font size, index into the page's fonts, flags."""

INVISIBLE, OFF_PAGE, TURNED, UNMAPPED = 1, 2, 4, 8
"""Flags: drawn in no colour; outside the crop box; not in the page's reading direction; no Unicode value in its font."""

BLANKS = frozenset([*range(0x21), 0x7F, 0xA0, 0xAD, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF])
REPLACEMENT = 0xFFFD
LINE_END_HYPHEN = 0x02
"""What PDFium puts for a hyphen at the end of a line."""
MAX_OBJECTS = 400_000
MAX_SEGMENTS = 2_000
RULE_WIDTH = 2.5
RULE_LENGTH = 18.0
ERRORS = {
    pdfium.FPDF_ERR_FILE: "cannot be opened",
    pdfium.FPDF_ERR_FORMAT: "damaged or truncated, or no PDF at all",
    pdfium.FPDF_ERR_PASSWORD: "encrypted: a password is needed",
    pdfium.FPDF_ERR_SECURITY: "encrypted in a way that is not supported",
}

Box = tuple[float, float, float, float]


def send(out: BinaryIO, header: dict[str, Any], *blobs: bytes) -> None:
    """Write one message: lengths, JSON header, blobs."""
    head = json.dumps({**header, "blobs": [len(b) for b in blobs]}).encode()
    out.write(struct.pack("<I", len(head)) + head + b"".join(blobs))
    out.flush()


def serve(source: BinaryIO, out: BinaryIO) -> None:
    """Read jobs ({path, first, max_pages, max_glyphs, memory}, one JSON line each) until the pipe closes, answer each."""
    pdfium.FPDF_InitLibrary()
    for line in source:
        job = json.loads(line)
        _limit_memory(job["memory"])
        for header, *blobs in _answer(job):
            send(out, header, *blobs)


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))


def _answer(job: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    document = pdfium.FPDF_LoadDocument(str(job["path"]).encode(), None)
    if not document:
        yield ({"kind": "error", "cause": ERRORS.get(pdfium.FPDF_GetLastError(), "cannot be read as PDF")},)
        return
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > job["max_pages"]:
            yield ({"kind": "error", "cause": f"{count} pages, more than the {job['max_pages']} allowed"},)
            return
        yield ({"kind": "start", "pages": count},)
        for index in range(job["first"], count):
            yield _page(document, index, job["max_glyphs"])
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(document: Any, index: int, max_glyphs: int) -> tuple[Any, ...]:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return ({"kind": "page_error", "page": index + 1, "cause": "damaged page"},)
    text_page = None
    try:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            return ({"kind": "page_error", "page": index + 1, "cause": "text layer cannot be read"},)
        count = max(0, pdfium.FPDFText_CountChars(text_page))
        if count > max_glyphs:
            return ({"kind": "page_error", "page": index + 1, "cause": f"{count} characters, more than the {max_glyphs} allowed"},)
        text, glyphs, fonts, matrices = _glyphs(text_page, count)
        pictures, frames, rules, texts = _drawings(page)
        header, *blobs = _upright(index, _crop_box(page), text, glyphs, fonts, matrices, pictures, frames, rules)
        return {**header, "texts": texts}, *blobs
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of PDFium that takes handles and places in memory as numbers, which costs a third of a call with objects."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_INT, _AT = ctypes.c_int, ctypes.c_void_p
_unicode_of = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _AT, _INT)
_object_of = _plain(pdfium.FPDFText_GetTextObject, _AT, _AT, _INT)
_font_of = _plain(pdfium.FPDFTextObj_GetFont, _AT, _AT)
_mode_of = _plain(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _AT)
_unmapped = _plain(pdfium.FPDFText_HasUnicodeMapError, _INT, _AT, _INT)
_box_of = _plain(pdfium.FPDFText_GetLooseCharBox, _INT, _AT, _INT, _AT)
_matrix_of = _plain(pdfium.FPDFText_GetMatrix, _INT, _AT, _INT, _AT)
_origin_of = _plain(pdfium.FPDFText_GetCharOrigin, _INT, _AT, _INT, _AT, _AT)
_size_of = _plain(pdfium.FPDFText_GetFontSize, ctypes.c_double, _AT, _INT)


def _glyphs(text_page: Any, count: int) -> tuple[str, np.ndarray, list[dict[str, Any]], np.ndarray]:
    """(text, glyphs, fonts, matrices): every character that is drawn and no blank, in content order."""
    page = ctypes.cast(text_page, _AT).value
    boxes, matrices, origins = np.zeros((count, 4), np.float32), np.zeros((count, 6), np.float32), np.zeros((count, 2))
    box_at, matrix_at, origin_at = boxes.ctypes.data, matrices.ctypes.data, origins.ctypes.data
    chars: list[str] = []
    rows: list[tuple[int, float, int, int]] = []
    fonts: dict[int, int] = {}
    described: list[dict[str, Any]] = []
    for i in range(count):
        code = _unicode_of(page, i)
        if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            code = REPLACEMENT
        elif code == LINE_END_HYPHEN:
            code = 0x2D
        chars.append(chr(code))
        if code in BLANKS:
            continue
        drawn = _object_of(page, i)
        if not drawn:
            continue
        address = _font_of(drawn) or 0
        font = fonts.get(address)
        if font is None:
            font = fonts[address] = len(described)
            described.append(_font(ctypes.cast(address, pdfium.FPDF_FONT)))
        flags = INVISIBLE if _mode_of(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE else 0
        if code == REPLACEMENT or 0xE000 <= code < 0xF900 or _unmapped(page, i) == 1:
            flags |= UNMAPPED
        here = len(rows)
        _box_of(page, i, box_at + 16 * here)
        _matrix_of(page, i, matrix_at + 24 * here)
        _origin_of(page, i, origin_at + 16 * here, origin_at + 16 * here + 8)
        rows.append((i, _size_of(page, i), font, flags))
    n = len(rows)
    glyphs = np.zeros(n, GLYPH)
    boxes, matrix, origins = boxes[:n], matrices[:n].astype(np.float64), origins[:n]
    glyphs["x0"], glyphs["x1"] = np.minimum(boxes[:, 0], boxes[:, 2]), np.maximum(boxes[:, 0], boxes[:, 2])
    glyphs["y0"], glyphs["y1"] = np.minimum(boxes[:, 1], boxes[:, 3]), np.maximum(boxes[:, 1], boxes[:, 3])
    table = np.array(rows, np.float64).reshape(n, 4)
    glyphs["raw"], glyphs["font"], glyphs["flags"] = table[:, 0], np.minimum(table[:, 2], 65535), table[:, 3]
    glyphs["size"] = np.abs(table[:, 1]) * np.hypot(matrix[:, 2], matrix[:, 3])
    placed = np.column_stack([matrix[:, 0], matrix[:, 1], origins])
    return "".join(chars), glyphs, described, placed


def _font(handle: Any) -> dict[str, Any]:
    if not handle:
        return {"name": "", "weight": 0}
    buffer = ctypes.create_string_buffer(128)
    size = pdfium.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    name = buffer.raw[: max(0, min(size, len(buffer)) - 1)].decode("utf-8", "replace") if size else ""
    return {"name": name.split("+", 1)[-1], "weight": max(0, pdfium.FPDFFont_GetWeight(handle))}


def _crop_box(page: Any) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    for get in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if get(page, *sides):
            x0, y0, x1, y1 = (s.value for s in sides)
            if x0 != x1 and y0 != y1:
                return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return 0.0, 0.0, width, height


def _drawings(page: Any) -> tuple[list[Box], list[Box], list[Box], int]:
    """(pictures, frames and tints, rules, number of text objects) of the page, forms included."""
    texts = 0
    pictures: list[Box] = []
    frames: list[Box] = []
    rules: list[Box] = []
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    stack: list[tuple[Any, int, Any, tuple[float, ...], int]] = [
        (page, pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, identity, 0)
    ]
    budget = MAX_OBJECTS
    type_of = pdfium.FPDFPageObj_GetType
    while stack and budget > 0:
        parent, count, get, matrix, depth = stack.pop()
        for i in range(min(count, budget)):
            budget -= 1
            item = get(parent, i)
            kind = type_of(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                texts += 1
                continue
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                if depth < 6:
                    inner = pdfium.FS_MATRIX()
                    pdfium.FPDFPageObj_GetMatrix(item, inner)
                    combined = _multiply((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), matrix)
                    stack.append((item, pdfium.FPDFFormObj_CountObjects(item), pdfium.FPDFFormObj_GetObject, combined, depth + 1))
                continue
            bounds = _bounds(item, matrix)
            if bounds is None:
                continue
            if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
                pictures.append(bounds)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                _path(item, bounds, matrix, frames, rules)
    return pictures, frames, rules, texts


def _path(item: Any, bounds: Box, matrix: tuple[float, ...], frames: list[Box], rules: list[Box]) -> None:
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    if min(width, height) <= RULE_WIDTH:
        if max(width, height) >= RULE_LENGTH:
            rules.append(bounds)
        return
    if max(width, height) < RULE_LENGTH:
        return
    segments = pdfium.FPDFPath_CountSegments(item)
    if segments <= 6:
        frames.append(bounds)
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    for i in range(min(segments, MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = _apply(matrix, x.value, y.value)
        if before and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            dx, dy = abs(here[0] - before[0]), abs(here[1] - before[1])
            if min(dx, dy) <= RULE_WIDTH and max(dx, dy) >= RULE_LENGTH:
                rules.append((min(here[0], before[0]), min(here[1], before[1]), max(here[0], before[0]), max(here[1], before[1])))
        before = here


def _bounds(item: Any, matrix: tuple[float, ...]) -> Box | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *sides):
        return None
    x0, y0, x1, y1 = (s.value for s in sides)
    corners = [_apply(matrix, a, b) for a in (x0, x1) for b in (y0, y1)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _apply(m: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _multiply(m: tuple[float, ...], n: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that does ``m`` first, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _upright(
    index: int,
    crop: Box,
    text: str,
    glyphs: np.ndarray,
    fonts: list[dict[str, Any]],
    placed: np.ndarray,
    pictures: list[Box],
    frames: list[Box],
    rules: list[Box],
) -> tuple[Any, ...]:
    """The page message, turned so that most glyphs run to the right, origin at the crop box's lower left corner.

    The glyphs decide, not the page's /Rotate: it is wrong or missing often enough, the direction of writing never is.
    """
    angle = np.degrees(np.arctan2(placed[:, 1], placed[:, 0]))
    quarter = np.round(angle / 90).astype(int) % 4
    turn = int(np.bincount(quarter, minlength=4).argmax()) if len(glyphs) else 0
    off = np.abs((angle - turn * 90 + 180) % 360 - 180) > 8
    glyphs["flags"][off] |= TURNED
    corners = np.array([[glyphs["x0"], glyphs["y0"]], [glyphs["x1"], glyphs["y1"]], [placed[:, 2], placed[:, 3]]], np.float64)
    a, b = _turn(corners, turn), _turn(np.array([[crop[0], crop[1]], [crop[2], crop[3]]]).T[None], turn)[0]
    left, bottom = float(b[0].min()), float(b[1].min())
    width, height = float(np.ptp(b[0])), float(np.ptp(b[1]))
    glyphs["x0"], glyphs["x1"] = np.minimum(a[0, 0], a[1, 0]) - left, np.maximum(a[0, 0], a[1, 0]) - left
    glyphs["y0"], glyphs["y1"] = np.minimum(a[0, 1], a[1, 1]) - bottom, np.maximum(a[0, 1], a[1, 1]) - bottom
    glyphs["base"] = a[2, 1] - bottom
    middle_x, middle_y = (glyphs["x0"] + glyphs["x1"]) / 2, (glyphs["y0"] + glyphs["y1"]) / 2
    outside = (middle_x < -1) | (middle_x > width + 1) | (middle_y < -1) | (middle_y > height + 1)
    glyphs["flags"][outside] |= OFF_PAGE

    def upright(boxes: list[Box]) -> list[list[float]]:
        if not boxes:
            return []
        table = np.array(boxes)
        turned = _turn(np.stack([table[:, :2].T, table[:, 2:].T]), turn)
        x, y = turned[:, 0] - left, turned[:, 1] - bottom
        result = np.column_stack([x.min(0), y.min(0), x.max(0), y.max(0)])
        return [[round(float(v), 2) for v in row] for row in result]

    header = {
        "kind": "page", "page": index + 1, "width": width, "height": height, "fonts": fonts,
        "pictures": upright(pictures), "frames": upright(frames), "rules": upright(rules),
    }  # fmt: skip
    return header, text.encode("utf-8"), glyphs.tobytes()


def _turn(points: np.ndarray, quarters: int) -> np.ndarray:
    """Points (..., [x, y], n) turned clockwise by ``quarters`` right angles."""
    x, y = points[:, 0], points[:, 1]
    if quarters == 1:
        x, y = y, -x
    elif quarters == 2:
        x, y = -x, -y
    elif quarters == 3:
        x, y = -y, x
    return np.stack([x, y], axis=1)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
