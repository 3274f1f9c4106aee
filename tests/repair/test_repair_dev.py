"""The evaluation pages: every character is accounted for on each, and the seed page's titles and bylines are right."""

import json

import pytest

from pipeline.repair.text import read_text
from tests.support.accounting import check

pytestmark = pytest.mark.shared


def test_every_character_of_every_page_is_accounted_for(shared):
    pages = sorted((shared / "gold" / "dev").glob("*/page.txt"))
    assert len(pages) > 10
    for page in pages:
        check(page.read_text(encoding="utf-8"))


def test_the_seed_page_is_whole(shared):
    folder = shared / "gold" / "dev" / "seed"
    gold = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    drafts = read_text((folder / "page.txt").read_text(encoding="utf-8")).drafts
    assert [draft.title.text if draft.title else "" for draft in drafts] == [article["title"] for article in gold]
    assert [[name.text for name in draft.byline] for draft in drafts] == [(article["byline"] or "").split() for article in gold]
    assert [draft.paragraphs[0][1].text[:8] for draft in drafts] == [article["paragraphs"][0][:8] for article in gold]
    assert [draft.paragraphs[-1][1].text[-8:] for draft in drafts] == [article["paragraphs"][-1][-8:] for article in gold]
