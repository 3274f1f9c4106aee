"""Pages cut into articles by their words, and titles given out by words and order."""

import pytest

from pipeline.repair.affinity import Lexicon
from pipeline.repair.homes import homes
from pipeline.repair.subjects import Subjects

SALT = ["盐湖公司扩建钾肥装置，钾肥年产量翻番。", "新的钾肥装置用盐湖卤水作原料，盐湖公司说成本更低。", "盐湖公司的钾肥将由铁路运出。"] * 3
OPERA = ["县剧团排演新戏，剧团的老演员带徒弟登台。", "老演员说，新戏的唱腔是剧团自己写的。", "新戏下月由剧团送到各乡登台。"] * 3


def begins(paragraphs, hints=None, expected=0):
    lexicon = Lexicon(paragraphs)
    return Subjects(lexicon.places, lexicon.often, lexicon.sizes).divided(hints or [0.0] * len(paragraphs), expected)


def test_a_page_is_cut_where_its_words_change():
    assert begins(SALT + OPERA, expected=2) == [0, len(SALT)]


def test_a_strong_hint_cuts_and_a_strong_doubt_does_not():
    hints = [0.0] * len(SALT)
    hints[3] = 1e4
    assert 3 in begins(SALT, hints)
    hints = [0.0] * len(SALT + OPERA)
    hints[len(SALT)] = -1e4
    assert len(SALT) not in begins(SALT + OPERA, hints, 2)


def test_articles_that_cost_less_are_more_and_explain_less_at_the_usual_cost():
    lexicon = Lexicon(SALT + OPERA)
    subjects = Subjects(lexicon.places, lexicon.often, lexicon.sizes)
    hints = [0.0] * len(SALT + OPERA)
    usual, finer = subjects.divided(hints), subjects.divided(hints, share=0.01)
    assert len(finer) > len(usual)
    assert subjects.worth(hints, finer, len(usual)) < subjects.worth(hints, usual, len(usual))


def test_no_paragraph_and_one():
    assert begins([]) == []
    assert begins(["一段。"]) == [0]


@pytest.mark.parametrize(
    ("places", "spans", "wanted"),
    [
        ([0, 4, 8], [(1, 3), (5, 7), (9, 11)], [0, 1, 2]),  # above
        ([3, 7, 11], [(0, 2), (4, 6), (8, 10)], [0, 1, 2]),  # below
        ([2, 6, 10], [(0, 3), (4, 7), (8, 11)], [0, 1, 2]),  # within
        ([9, 10, 11], [(0, 2), (3, 5), (6, 8)], [0, 1, 2]),  # in a list
    ],
)
def test_titles_without_a_word_in_common_go_by_the_order_of_the_page(places, spans, wanted):
    assert homes(places, spans, [{}, {}, {}]) == wanted


def test_words_outdo_order():
    assert homes([9, 10, 11], [(0, 2), (3, 5), (6, 8)], [{2: 0.8}, {0: 0.7}, {1: 0.9}]) == [2, 0, 1]
