"""Columns whose lines came in turn are put one after the other; pages in order stay as they are, every character its own."""

from itertools import pairwise, zip_longest
from random import Random

import numpy as np
import pytest

from pipeline.repair.doubts import IN_TURN
from pipeline.repair.lines import split_lines
from pipeline.repair.text import read_text
from pipeline.repair.turns import columns, probable
from pipeline.training.articles import load_all
from tests.support.accounting import check

ARTICLES = [article.text.replace(" ", "") for article in load_all() if len(article.text) > 500]
RIGHT = 0.85


def set_in_columns(random, number):
    """As many columns, each lines of an article of its own, as a setter sets them."""
    width = random.randint(13, 22)
    out = []
    for text in random.sample(ARTICLES, number):
        lines = [line for par in text.split("\n") for line in (par[: width - 2], *_cut(par[width - 2 :], width))]
        out.append([line for line in lines if line])
    longest = min(map(len, out)) + 6
    return [column[:longest] for column in out]


def _cut(text, width):
    return [text[at : at + width] for at in range(0, len(text), width)]


def in_turn(set_, size=1):
    """The columns' lines row by row, ``size`` lines of each at a time, a blank line between what stands apart."""
    parts = [["\n".join(column[at : at + size]) for at in range(0, len(column), size)] for column in set_]
    return "\n\n".join(part for row in zip_longest(*parts) for part in row if part)


def kept(set_, page):
    """Share of the lines of columns that are followed by their own next line."""
    lines, _ = split_lines(page)
    follows = {one.text.text: other.text.text for one, other in pairwise(lines)}
    wanted = [(one, other) for column in set_ for one, other in pairwise(column)]
    return sum(follows.get(one) == other for one, other in wanted) / len(wanted)


@pytest.mark.parametrize("seed", range(12))
def test_columns_in_turn_are_put_one_after_the_other(seed):
    random = Random(seed)
    set_ = set_in_columns(random, random.randint(3, 7))
    page = in_turn(set_, random.randint(1, 2))
    assert split_lines(page)[1]
    assert kept(set_, page) > RIGHT
    check(page)


@pytest.mark.parametrize("seed", range(12))
def test_columns_in_order_stay_as_they_are(seed):
    set_ = set_in_columns(Random(seed), 4)
    for glue in ("\n", "\n\n"):
        lines, turned = split_lines(glue.join(line for column in set_ for line in column))
        assert not turned
        assert [line.text.text for line in lines] == [line for column in set_ for line in column]


@pytest.mark.parametrize("seed", range(6))
def test_columns_side_by_side_stay_in_the_order_they_were_given(seed):
    set_ = set_in_columns(Random(seed), 3)
    rows = ["".join((line or "").ljust(30) for line in row).rstrip() for row in zip_longest(*set_)]
    page = "\n\n".join(rows)
    lines, turned = split_lines(page)
    assert not turned
    assert len(lines) > len(rows)


def test_a_page_put_in_order_says_so():
    page = in_turn(set_in_columns(Random(0), 5))
    parts = read_text(page)
    assert parts.drafts
    assert all(IN_TURN in draft.notes and draft.confidence <= 0.4 for draft in parts.drafts)


def test_the_turn_is_what_most_joints_say():
    worth = np.full((30, 4), -1.0)
    worth[2:, 1] = 2.0
    worth[[9, 17], 1] = -1.0  # nothing tells of these two
    worth[[0, 1]] = -np.inf
    worth[17, 0] = -0.5
    likely = probable(worth, np.full(30, 2))
    assert likely.argmax(1)[3:].tolist() == [1] * 27
    before = columns(likely)
    assert all(last in (None, at - 2) for at, last in enumerate(before))
    assert sum(last is not None for last in before) >= 26


def test_no_stretch_goes_on_twice():
    likely = np.array([[0.0, 0.0], [0.9, 0.0], [0.0, 0.6]])
    assert columns(likely) == [None, 0, None]
