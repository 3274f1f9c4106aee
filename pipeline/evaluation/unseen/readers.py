"""Programs that read text out of a page's PDF, and one written here that reads the runs as they are drawn.

Each is a function of a page to its text layer. Those that need a program or a library that is not here are left out of
:func:`readers`, which says so.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.evaluation.pdfwriter import LATIN_WIDTH, is_latin
from pipeline.evaluation.typeset import Run
from pipeline.evaluation.unseen.pages import UnseenPage

Reader = Callable[[UnseenPage], str]
PDF = "pdf"
"""Not a text layer: the file itself, read by its geometry."""
_BLANK = (0.06, 0.12, 0.2)
_APART = 1.4


def readers(names: tuple[str, ...] = ()) -> tuple[dict[str, Reader], list[str]]:
    """(reader by name, what is missing and why); all of them, or those of ``names``."""
    found: dict[str, Reader] = {"stream": stream, "stream-gaps": _stream_gaps, "pdfium": _pdfium}
    missing: list[str] = []
    if shutil.which("pdftotext"):
        found |= {"pdftotext-raw": _pdftotext("-raw"), "pdftotext": _pdftotext(), "pdftotext-layout": _pdftotext("-layout")}
    else:
        missing.append("pdftotext, -raw, -layout: the program pdftotext is not here")
    for name, reader, module in (
        ("pymupdf", _pymupdf, "pymupdf"),
        ("pymupdf-blocks", _blocks, "pymupdf"),
        ("pdfminer", _pdfminer, "pdfminer"),
    ):
        if _importable(module):
            found[name] = reader
        else:
            missing.append(f"{name}: the library {module} is not here")
    return {name: reader for name, reader in found.items() if not names or name in names}, missing


def stream(page: UnseenPage, gaps: bool = False) -> str:
    """The runs in the order drawn, a line where the baseline changes, a blank where they stand apart.

    How far apart makes a blank, whether wide blanks part lines and blank lines part frames are the reader's habits, drawn
    by the page's seed. ``gaps`` puts a blank line before every line, as readers of one block a line do.
    """
    random = Random(page.seed + 1)
    least = random.choice(_BLANK)
    split, framed = random.random() < 0.4, random.random() < 0.5
    out: list[str] = []
    for number, (line, fresh) in enumerate(_lines(page.runs, least, split)):
        out.append("\n\n" if number and (gaps or (framed and fresh)) else "\n" if number else "")
        out.append(line)
    return "".join(out) + "\n"


def _stream_gaps(page: UnseenPage) -> str:
    return stream(page, gaps=True)


def _lines(runs: tuple[Run, ...], least: float, split: bool) -> Iterator[tuple[str, bool]]:
    """(text, whether it begins a frame) of each line."""
    text, fresh = "", True
    last: Run | None = None
    for run in runs:
        if last is not None:
            gap = run.x - last.x - sum(LATIN_WIDTH if is_latin(c) else 1 for c in last.text) * last.size
            frame = (run.number, run.part) != (last.number, last.part) or run.y > last.y + run.size
            if abs(run.y - last.y) > 0.3 * run.size or frame or gap < -run.size or (split and gap > _APART * run.size):
                yield text, fresh
                text, fresh = "", frame
            elif gap > least * run.size:
                text += " "
        text += run.text
        last = run
    if text:
        yield text, fresh


def _pdfium(page: UnseenPage) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(page.pdf)
    try:
        return str(document[0].get_textpage().get_text_range()).replace("\r\n", "\n")
    finally:
        document.close()


def _pdftotext(*options: str) -> Reader:
    def read(page: UnseenPage) -> str:
        with TemporaryDirectory() as scratch:
            path = Path(scratch) / "page.pdf"
            path.write_bytes(page.pdf)
            done = subprocess.run(["pdftotext", "-enc", "UTF-8", *options, str(path), "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8").rstrip("\f")

    return read


def _pymupdf(page: UnseenPage) -> str:
    with _opened(page) as document:
        return str(document[0].get_text())


def _blocks(page: UnseenPage) -> str:
    """A blank line after every block."""
    with _opened(page) as document:
        return "\n".join(block[4] for block in document[0].get_text("blocks") if block[6] == 0)


def _opened(page: UnseenPage) -> Any:
    import pymupdf

    return pymupdf.open(stream=page.pdf, filetype="pdf")


def _pdfminer(page: UnseenPage) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(BytesIO(page.pdf))).rstrip("\f")


def _importable(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


__all__ = ["Reader", "readers", "stream"]
