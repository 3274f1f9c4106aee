"""No input makes recognition run away: time grows with the length."""

import time

import pytest

from pipeline.facts import find


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
        begin = time.perf_counter()
        find(text)
        return time.perf_counter() - begin

    find(piece)
    small, large = seconds(2_000), seconds(16_000)
    assert large < max(0.3, 40 * small)
