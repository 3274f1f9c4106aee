"""The places of the annotated pages get the right division codes, given the mentions."""

import pytest

from pipeline.document import Article, Issue, IssueRows
from pipeline.entities import Entities
from pipeline.entities.span import Span
from pipeline.evaluation import load_gold
from pipeline.evaluation.divisions import load_divisions, score_divisions
from pipeline.settings import Settings


def test_annotation_is_well_formed() -> None:
    rows = [row for page in load_divisions().values() for row in page]
    assert len(rows) > 200
    assert all(start < end and (code == "-" or code.isdigit()) for _, start, end, code in rows)


@pytest.mark.shared
def test_codes_on_gold_mentions(shared) -> None:
    pages = [page for page in load_gold(shared / "gold" / "dev") if page.entities is not None]
    rows = {}
    for page in pages:
        spans: dict[str, list[Span]] = {}
        articles = []
        for number, article in enumerate(page.articles, 1):
            body = article["body"]
            spans[body] = sorted(Span(e["start"], e["end"], e["label"]) for e in page.entities or [] if e["article"] == number)
            articles.append(Article(f"{page.name}-a{number:04d}", page.name, 1, number, text=body))
        stage = Entities(Settings(), recognize=lambda texts, spans=spans: [spans[text] for text in texts])
        done = stage(IssueRows(Issue(page.name, page.name, ""), tuple(articles)))
        rows[page.name] = (done.mentions, done.entities)
    score = score_divisions(pages, rows)
    assert score.found == score.places
    assert score.accuracy >= 0.95
