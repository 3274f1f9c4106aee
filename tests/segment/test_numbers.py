"""Numbers, dates and measures are cut the same way wherever they stand. All text is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment.numbers import fixed, measure_words

FRAMES = ("{}", "丁小满说，{}。", "预计{}左右", "到{}的时候", "（{}）", "共{}，其中", "近{}已经", "沅桥县{}")
CUTS = (
    "131.67亿|元", "1.73万|平方米", "2022年|10月|8日", "２０２２年|１０月|８日", "5.6%", "98.7％", "12|个|百分点", "100|多|万", "12.5万|余",
    "30万|千瓦时", "1,234|平方公里", "3.5万|美元", "11月|30日|9时|30分", "百分之三十五", "二〇二二年|十月|八日", "第14|届", "20|kg",
    "300|元|/|平方米", "2×34万|千瓦", "30|克", "11万|标箱", "312|国道", "27|岁",
)  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("expected", CUTS)
def test_cut_alike_everywhere(cut, frame, expected):
    text = frame.format(expected.replace("|", ""))
    before = frame.partition("{}")[0]
    words, at = [], 0
    for word in cut(text):
        if len(before) <= at < len(before) + len(expected.replace("|", "")):
            words.append(word)
        at += len(word)
    assert "|".join(words) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("访问https://www.example.com/a?b=1。", "https://www.example.com/a?b=1"),
        ("发到ding@example.com即可", "ding@example.com"),
        ("PM2.5浓度下降", "PM2.5"),
        ("建成5G基站", "5G"),
        ("比分2：1领先", "2：1"),
        ("占1/3以上", "1/3"),
        ("称为Cloud-Native架构", "Cloud-Native"),
    ],
)
def test_whole(cut, text, word):
    assert word in cut(text)


def test_duration_is_number_and_measure(cut):
    assert cut("历时5年建成") == ["历时", "5", "年", "建成"]
    assert "1998年" in cut("1998年建成")
    assert "1998年" not in cut("1998年度评选")


def test_columns_of_numbers_are_left_to_the_model():
    assert fixed("12.345678.90") == type(fixed(""))()


def test_measure_words_are_longest_first():
    sizes = [len(word) for word in measure_words()]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > 1


@settings(max_examples=200)
@given(st.text(alphabet="0123456789.．·,，万亿%年月日第多余kgA-/：元个", max_size=24))
def test_rules_never_contradict_each_other(text):
    bounds = fixed(text)
    assert not set(bounds.begin) & set(bounds.inside)
    assert all(0 <= i < len(text) for i in (*bounds.begin, *bounds.inside))
