"""No input makes recognition run away: time grows with the length."""

import time

import pytest

from pipeline.document import Article, Mention
from pipeline.facts import find
from pipeline.facts.stage import article_facts


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "（1",
        "万亿",
        "1-",
        "1.",
        "1月",
        "约",
        "2011年",
        "半",
        "2×",
        "一二、",
        "三分之",
        "3元5角",
        "“",
        "1e",
        "10余",
        "1,234",
        "十五",
        "不到",
        "\n",
    ],
)
def test_time_grows_with_the_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        find(text)
        return time.process_time() - begin

    find(piece)
    small, large = seconds(2_000), seconds(16_000)
    assert large < max(3.0, 40 * small)  # a runaway pattern takes minutes


@pytest.mark.parametrize("piece", ["3个，", "3个", "其中5元，", "该区3个，", "同比增长5%，", "1月，"])
def test_attributes_and_parties_stay_linear_in_an_endless_sentence(piece: str) -> None:
    mentions = [Mention(mention_id="m", article_id="a", field="body", label="LOC", text="甲", start=0, end=1)]

    def seconds(size: int) -> float:
        article = Article("a", "i", 1, 1, text=piece * (size // len(piece)))
        begin = time.process_time()
        article_facts(article, "2021-07-08", mentions)
        return time.process_time() - begin

    seconds(100)
    small, large = seconds(2_000), seconds(16_000)
    assert large < max(3.0, 30 * small)
