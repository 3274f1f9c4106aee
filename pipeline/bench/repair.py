"""How fast pages are read and repaired, without any other stage: text layers, PDFs, pages of growing size.

Measured in processor time, as these runs are too short for the clock where the machine has other work.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from pipeline.bench.archive import page
from pipeline.bench.figure import Figure, Say
from pipeline.bench.watch import processor_seconds
from pipeline.evaluation.pdfwriter import PdfPage, write
from pipeline.evaluation.typeset import Setter, Story, Style
from pipeline.raw import discover, read
from pipeline.repair import Repair
from pipeline.settings import Settings
from pipeline.training.articles import AnnotatedArticle, load_all

TEXTS = 100
"""Issues of the archive that are repaired."""
PDF_PAGES = 20
SIZES = (("50 kB", 50_000, 20), ("500 kB", 500_000, 4), ("5 MB", 5_000_000, 1))
"""Name and bytes of a page, and how many of it are repaired."""


def measure_repair(raw: Path, scratch: Path, settings: Settings, say: Say, pdfs: Path | None = None) -> Iterator[Figure]:
    """Characters a second over the archive ``raw`` and over single pages of growing size, pages a second over set PDFs.

    ``pdfs`` is a folder of files of one page each, with fonts of their own in them, that are measured too.
    """
    articles, rng = load_all(), Random(1)
    say("repair of text layers")
    files = sorted(raw.iterdir())[:TEXTS]
    _repaired(files[:1], settings)
    yield Figure("repair, text layers", _rate(*_repaired(files, settings)), "characters/s of processor time")
    for name, size, count in SIZES:
        say(f"repair of pages of {name}")
        paths = [_text(scratch / f"{size}-{number}.txt", rng, articles, size) for number in range(count)]
        yield Figure(f"repair, text layer, pages of {name}", _rate(*_repaired(paths, settings)), "characters/s of processor time")
    say("repair of PDF pages")
    own = sorted(pdfs.glob("*.pdf")) if pdfs else []
    if own:
        _repaired(own[:1], settings)
        yield Figure("repair, PDF, pages with gold", _rate(len(own), _repaired(own, settings)[1]), "pages/s of processor time")
    first = _pdf(scratch / "first.pdf", rng, articles, 1)
    paths = [_pdf(scratch / f"page-{number}.pdf", rng, articles, 1) for number in range(PDF_PAGES)]
    whole = _pdf(scratch / "whole.pdf", rng, articles, PDF_PAGES)
    _repaired([first], settings)
    (chars, one_by_one), (_, at_once) = _repaired(paths, settings), _repaired([whole], settings)
    yield Figure("repair, PDF, files of one page", _rate(PDF_PAGES, one_by_one), "pages/s of processor time")
    yield Figure(f"repair, PDF, a file of {PDF_PAGES} pages", _rate(PDF_PAGES, at_once), "pages/s of processor time")
    yield Figure("characters on such a PDF page", chars / PDF_PAGES, "characters")


def _repaired(paths: Sequence[Path], settings: Settings) -> tuple[int, float]:
    """Characters of the issues, and the processor seconds it takes to read and repair them.

    Timed as a whole: to ask for the time of all processes takes longer than some pages.
    """
    chars, repair, begun = 0, Repair(settings), processor_seconds()
    for path in paths:
        issue = read(discover(path).sources[0], settings)
        repair(issue)
        chars += sum(len(page.text) for page in issue.pages)
    return chars, processor_seconds() - begun


def _rate(done: int, seconds: float) -> float:
    return done / seconds if seconds else 0.0


def _text(path: Path, rng: Random, articles: list[AnnotatedArticle], size: int) -> Path:
    path.write_bytes(page(rng, articles, size // 3).encode()[:size].decode(errors="ignore").encode())
    return path


def _pdf(path: Path, rng: Random, articles: list[AnnotatedArticle], pages: int) -> Path:
    path.write_bytes(write([_page(rng, articles) for _ in range(pages)]))
    return path


def _page(rng: Random, articles: list[AnnotatedArticle]) -> PdfPage:
    """Six articles in three rows over five columns."""
    stories = [Story(a.title, tuple(a.text.split("\n")), byline=("闻远山",)) for a in (rng.choice(articles) for _ in range(6))]
    rows = [[(stories[n], 2), (stories[n + 1], 3)] for n in (0, 2, 4)]
    return Setter(Style(header="澄湖报　2023年9月18日　第2版　要闻"), rng).page(rows)
