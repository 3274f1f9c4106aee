"""What repair says of its own doubts: rows of a page that is mixed up, breaks off or has no title are marked."""

from itertools import chain

import pytest

from pipeline.repair.doubts import BREAKS_OFF, MIXED, NO_TITLE, confidence
from pipeline.repair.text import read_text
from pipeline.training.articles import load_all

WIDTH = 17


@pytest.fixture(scope="module")
def columns():
    """Two invented articles as lines of a column each."""
    long = [article for article in load_all() if len(article.text) > 700][:2]
    return [[a.text.replace("\n", "")[at : at + WIDTH] for at in range(0, 680, WIDTH)] for a in long]


def test_columns_one_after_the_other_read_on(columns):
    parts = read_text("\n".join(chain(*columns)))
    assert all(MIXED not in draft.notes for draft in parts.drafts)


def test_columns_whose_lines_alternate_are_mixed(columns):
    parts = read_text("\n".join(chain(*zip(*columns, strict=True))))
    assert parts.drafts
    assert all(MIXED in draft.notes and draft.confidence <= 0.5 for draft in parts.drafts)


def test_a_page_of_few_lines_says_nothing_of_its_order(columns):
    parts = read_text("\n".join(chain(*zip(columns[0][:8], columns[1][:8], strict=True))))
    assert all(MIXED not in draft.notes for draft in parts.drafts)


def test_an_article_that_breaks_off_is_marked():
    body = "澄湖县的早稻昨日开镰，两千台收割机下田。县里为每个乡镇派出农技员，帮助农户抢收，收割一亩补贴三十元。县农业农村局说"
    (draft,) = read_text("\n".join(body[at : at + WIDTH] for at in range(0, len(body), WIDTH)) + "\n").drafts
    assert {BREAKS_OFF, NO_TITLE} <= set(draft.notes)
    (whole,) = read_text(body + "，今年又是丰收年。\n").drafts
    assert BREAKS_OFF not in whole.notes


def test_doubts_add_up_to_no_less_than_nothing():
    assert confidence(()) == 1.0
    assert confidence((NO_TITLE, BREAKS_OFF)) == 0.45
    assert confidence((MIXED, NO_TITLE, BREAKS_OFF)) == 0.0
