"""Repair measured on unseen pages, for every reader and every order of the parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.evaluation.repair import Body, score_page
from pipeline.evaluation.unseen.pages import UnseenPage, set_page
from pipeline.evaluation.unseen.readers import PDF, readers
from pipeline.evaluation.unseen.stories import Written
from pipeline.repair.parts import Draft
from pipeline.repair.text import read_text
from pipeline.settings import Settings

STREAMS = ("stream", "stream-gaps", "pdfium", "pdftotext-raw", "pymupdf", "pymupdf-blocks")
"""Readers that keep the order in which the parts are drawn; for the others that order does not matter."""
LOWER_IS_BETTER = "spurious_per_1k"


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of one page read by one reader."""

    reader: str
    seed: int
    order: str
    figures: dict[str, float]
    chars: int


def score(articles: Sequence[Written], seeds: Iterable[int], names: tuple[str, ...] = ()) -> tuple[list[Score], list[str]]:
    """(scores of every page and reader, readers that are missing and why)."""
    found, missing = readers(names)
    out: list[Score] = []
    for page in (set_page(articles, seed) for seed in seeds):
        out += [one(page, name, read_text(reader(page)).drafts) for name, reader in found.items()]
        if not names or PDF in names:
            out.append(one(page, PDF, _by_layout(page)))
    return out, missing


def one(page: UnseenPage, name: str, drafts: Sequence[Draft]) -> Score:
    """The score of one page as ``name`` read it."""
    figures = score_page(list(map(body, drafts)), list(page.gold))
    return Score(name, page.seed, page.order, figures, sum(len(article.solid) for article in page.gold))


def _by_layout(page: UnseenPage) -> tuple[Draft, ...]:
    from pipeline.raw.pdf import read_pdf
    from pipeline.repair.geometry import read_layout

    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "page.pdf"
        path.write_bytes(page.pdf)
        return read_layout(read_pdf(path, Settings()).pages[0]).drafts


def body(draft: Draft) -> Body:
    """A draft for comparison."""
    title = draft.title.text if draft.title else ""
    return Body(title, " ".join(name.text for name in draft.byline), tuple(text.text for _, text in draft.paragraphs))


def means(scores: Sequence[Score]) -> dict[str, float]:
    """The figures averaged over pages, each weighted by its characters."""
    total = sum(score.chars for score in scores) or 1
    return {name: sum(s.figures[name] * s.chars for s in scores) / total for name in (scores[0].figures if scores else {})}


def table(scores: Sequence[Score]) -> list[tuple[str, str, int, dict[str, float]]]:
    """(reader, order or "all", pages, figures), readers of the stream by order too."""
    rows: list[tuple[str, str, int, dict[str, float]]] = []
    for reader in dict.fromkeys(score.reader for score in scores):
        own = [score for score in scores if score.reader == reader]
        rows.append((reader, "all", len(own), means(own)))
    streams = [score for score in scores if score.reader in STREAMS]
    for order in sorted({score.order for score in streams}):
        own = [score for score in streams if score.order == order]
        rows.append(("streams", order, len(own), means(own)))
    return rows


__all__ = ["STREAMS", "Score", "body", "means", "one", "score", "table"]
