"""Generated pages: the same for the same seed, true to their articles, and repaired well enough without any program from outside."""

import pytest

from pipeline.evaluation.counts import unblanked
from pipeline.evaluation.unseen import HELD_OUT, ORDERS, Written, means, readers, score, set_page
from pipeline.training.articles import load_all

FLOORS = {"body_sim": 0.98, "para_f1": 0.97, "assign_acc": 0.98, "title_em": 0.87, "byline_em": 0.91}
"""What a change must not fall below on the first seeds; they only go up."""


@pytest.fixture(scope="module")
def articles():
    return [Written(article.title, tuple(article.text.split("\n"))) for article in load_all()]


def test_a_seed_is_one_page(articles):
    assert set_page(articles, 3) == set_page(articles, 3)
    assert set_page(articles, 3).runs != set_page(articles, 4).runs


def test_a_page_holds_its_articles_whole_and_nothing_unnamed(articles):
    for seed in range(5):
        page = set_page(articles, seed)
        drawn = {part: "".join(run.text for run in page.runs if run.part == part) for part in ("head", "body", "byline")}
        bodies = unblanked(drawn["body"])
        for article in page.gold:
            assert unblanked(article.title) in unblanked(drawn["head"])
            assert all(unblanked(paragraph) in bodies for paragraph in article.paragraphs)


def test_held_out_pages_share_no_article_with_the_others(articles):
    def bodies(seeds):
        return {article.solid[-40:] for seed in seeds for article in set_page(articles, seed).gold}

    assert not bodies(range(20)) & bodies(range(HELD_OUT, HELD_OUT + 20))


def test_every_order_comes_up(articles):
    assert {set_page(articles, seed).order for seed in range(len(ORDERS))} == set(ORDERS)


def test_readers_that_are_not_here_are_named():
    found, missing = readers()
    assert {"stream", "stream-gaps", "pdfium"} <= set(found)
    assert all("is not here" in reason for reason in missing)


def test_repair_holds_its_floors(articles):
    scores, _ = score(articles, range(10), ("stream", "pdfium"))
    figures = means(scores)
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
