"""A text without a single sentence is still text: its lines become paragraphs of one doubtful article."""

import pytest

from pipeline.errors import RawError
from pipeline.raw import from_text
from pipeline.repair import Repair
from pipeline.settings import Settings


@pytest.mark.parametrize("text", ["县长宁若川说", "县长宁若川", "澄湖县\n青荷镇", "县" * 4000])
def test_a_phrase_becomes_an_article(text):
    rows = Repair(Settings())(from_text(text))
    assert "".join("".join(a.text for a in rows.articles).split()) == "".join(text.split())
    assert rows.articles[0].confidence < 0.6
    assert rows.articles[0].notes


def test_nothing_readable_is_still_an_error():
    with pytest.raises(RawError, match="only digits"):
        Repair(Settings())(from_text("12 34"))
