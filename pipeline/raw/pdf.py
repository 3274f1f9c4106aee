"""Read a PDF: each page's text in PDFium's order, and the geometry of every glyph.

PDFium is native code fed with foreign files, so it runs in a child process (:mod:`pipeline.raw.pdfium`) that is kept for
the next file. A page that takes longer than ``settings.pdf_page_seconds``, or makes PDFium crash or run out of
``settings.pdf_memory_bytes``, costs that page and a new child; the pages after it are still read.
"""

import atexit
import contextlib
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np

from pipeline.document import Font, Layout, RawPage
from pipeline.errors import RawError
from pipeline.raw import pdfium
from pipeline.settings import Settings

GARBAGE = 0.5
"""Share of characters without a Unicode value from which a text layer is of no use."""
NO_UNICODE = "text layer whose fonts do not say which characters they draw: text recognition (OCR) is needed"
MAX_MESSAGE = 1 << 30
_FEW_TEXTS = 5
START_SECONDS = 30.0
MOST_LOSSES = 5
"""A file in which this many pages hang or crash the reader is read no further."""


@dataclass(frozen=True, slots=True)
class PdfPages:
    """What a PDF gave: the pages that could be read, and a line for each that could not (``page 3: damaged page``)."""

    pages: tuple[RawPage, ...] = ()
    page_errors: tuple[str, ...] = ()


class _Gone(Exception):
    """The child died or overran its time."""


class _Child:
    """The process that holds PDFium. One file at a time; started when first needed, again after each loss."""

    def __init__(self) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self.owner = os.getpid()
        command = [sys.executable, "-I", pdfium.__file__]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment)
        self._in, self._out = cast(BinaryIO, self.process.stdin), cast(BinaryIO, self.process.stdout)
        os.set_blocking(self._out.fileno(), False)
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._out, selectors.EVENT_READ)

    def ask(self, job: dict[str, Any]) -> None:
        try:
            self._in.write(json.dumps(job).encode() + b"\n")
            self._in.flush()
        except OSError as error:
            raise _Gone("reader process ended") from error

    def answer(self, seconds: float) -> tuple[dict[str, Any], list[bytes]]:
        """The next message. Raises _Gone where none is complete in time or the child has ended."""
        deadline = time.monotonic() + seconds
        (length,) = struct.unpack("<I", self._take(4, deadline))
        header = json.loads(self._take(length, deadline))
        return header, [self._take(size, deadline) for size in header["blobs"]]

    def _take(self, size: int, deadline: float) -> bytes:
        if size > MAX_MESSAGE:
            raise _Gone("too much data")
        chunks: list[bytes] = []
        while size:
            left = deadline - time.monotonic()
            if left <= 0 or not self._ready.select(left):
                raise _Gone("took too long")
            chunk = os.read(self._out.fileno(), min(size, 1 << 20))
            if not chunk:
                raise _Gone("PDFium crashed or ran out of memory")
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)

    def close(self) -> None:
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        self._ready.close()
        for pipe in (self._in, self._out):
            with contextlib.suppress(OSError):
                pipe.close()


_lock = threading.Lock()
_kept: list[_Child] = []


def _child() -> _Child:
    if _kept and (_kept[0].owner != os.getpid() or _kept[0].process.poll() is not None):
        _drop()
    if not _kept:
        _kept.append(_Child())
    return _kept[0]


def _drop() -> None:
    while _kept:
        _kept.pop().close()


atexit.register(_drop)


def read_pdf(path: Path, settings: Settings) -> PdfPages:
    """All pages of a PDF, numbered from 1.

    A page's text is PDFium's characters in content order, one code point each (NUL and lone surrogates as U+FFFD), with the
    blanks and line ends PDFium puts in; its layout has an entry for each character that is drawn and no blank.
    Raises RawError: missing, too large, damaged, encrypted, too many pages, or no page with a usable text layer.
    Single pages that fail are named in ``page_errors``.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise RawError(path, error.strerror or "cannot be opened") from error
    if size > settings.max_file_bytes:
        raise RawError(path, f"{size} bytes, more than the {settings.max_file_bytes} allowed")
    if size == 0:
        raise RawError(path, "empty file")
    with _lock:
        pages, errors = _read(path, settings)
    if not pages and errors:
        raise RawError(path, errors[0].split(": ", 1)[1] if len({e.split(": ", 1)[1] for e in errors}) == 1 else "; ".join(errors[:5]))
    return PdfPages(tuple(pages), tuple(errors))


def _read(path: Path, settings: Settings) -> tuple[list[RawPage], list[str]]:
    pages: list[RawPage] = []
    errors: list[str] = []
    first, last, losses = 0, settings.max_pdf_pages, 0
    while first < last:
        try:
            for header, blobs in _messages(path, settings, first):
                if header["kind"] == "start":
                    last = header["pages"]
                    continue
                if header["kind"] == "error":
                    raise RawError(path, header["cause"])
                first = header["page"]
                cause = header.get("cause") or _unusable(header, blobs)
                if cause:
                    errors.append(f"page {first}: {cause}")
                else:
                    pages.append(_page(header, blobs))
            first = last
        except _Gone as gone:
            _drop()
            if last == settings.max_pdf_pages and first == 0 and not pages and not errors:
                raise RawError(path, f"{gone} while opening the file") from gone
            first += 1
            errors.append(f"page {first}: {gone}")
            losses += 1
            if losses >= MOST_LOSSES and first < last:
                errors.append(f"page {first + 1} and after: not read, {losses} pages before took too much time or memory")
                break
    return pages, errors


def _messages(path: Path, settings: Settings, first: int) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """The child's answers for the pages after ``first``, up to the last page or the first error of the file."""
    child = _child()
    child.ask(
        {
            "path": str(path.resolve()), "first": first, "max_pages": settings.max_pdf_pages,
            "max_glyphs": settings.max_page_chars, "memory": settings.pdf_memory_bytes,
        }
    )  # fmt: skip
    header, blobs = child.answer(START_SECONDS + settings.pdf_page_seconds)
    yield header, blobs
    if header["kind"] == "start":
        for _ in range(first, header["pages"]):
            yield child.answer(settings.pdf_page_seconds)


def _unusable(header: dict[str, Any], blobs: list[bytes]) -> str | None:
    """Why this page's text layer cannot be used; None where it can (a page with nothing on it can)."""
    glyphs = np.frombuffer(blobs[1], pdfium.GLYPH)
    if not len(glyphs):
        if header["texts"] > _FEW_TEXTS:
            return NO_UNICODE
        drawn = bool(header["pictures"] or header["frames"])
        return "no text layer: the page is a picture, text recognition (OCR) is needed first" if drawn else None
    lost = np.flatnonzero(glyphs["flags"] & Layout.UNMAPPED)
    if len(lost) > GARBAGE * len(glyphs):
        names = sorted({header["fonts"][f]["name"] for f in np.unique(glyphs["font"][lost])} - {""})
        return f"{NO_UNICODE} (fonts {', '.join(names[:3]) or 'unnamed'})"
    return None


def _page(header: dict[str, Any], blobs: list[bytes]) -> RawPage:
    glyphs = np.frombuffer(blobs[1], pdfium.GLYPH)
    columns: dict[str, Any] = {name: np.ascontiguousarray(glyphs[name]) for name in pdfium.GLYPH.names or ()}
    boxes: dict[str, Any] = {kind: tuple((b[0], b[1], b[2], b[3]) for b in header[kind]) for kind in ("pictures", "frames", "rules")}
    fonts = tuple(Font(f["name"], f["weight"]) for f in header["fonts"])
    layout = Layout(header["width"], header["height"], fonts=fonts, **columns, **boxes)
    return RawPage(header["page"], blobs[0].decode("utf-8"), layout)
