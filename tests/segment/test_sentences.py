"""Sentences by rule. All text is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment import sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他来了。她走了！谁留下？", ["他来了。", "她走了！", "谁留下？"]),
        ("增长3.5%。下降1.2％。", ["增长3.5%。", "下降1.2％。"]),
        ("一是修路；二是架桥。三是通水。", ["一是修路；二是架桥。", "三是通水。"]),
        ("丁小满说：“桥修好了。”村民点头。", ["丁小满说：“桥修好了。”", "村民点头。"]),
        ("“加油！”的喊声不断。", ["“加油！”的喊声不断。"]),
        ("“加油！”，他喊。", ["“加油！”，他喊。"]),
        ("真的吗？！当然……”他笑了。", ["真的吗？！", "当然……”", "他笑了。"]),
        ("雨还在下……渠水涨了。", ["雨还在下……", "渠水涨了。"]),
        ("（据新桥社电。记者丁小满）他到了。", ["（据新桥社电。记者丁小满）他到了。"]),
        ("观看《你好！春天》。", ["观看《你好！春天》。"]),
        ("新桥通车\n大桥昨日通车。\n（一）资金\n1.来源。", ["新桥通车", "大桥昨日通车。", "（一）资金", "1.来源。"]),
        ("He came. She left. 他们走了。", ["He came.", "She left.", "他们走了。"]),
        ("  前后有空。 　后来。", ["前后有空。", "后来。"]),
        ("没有句号", ["没有句号"]),
        ("（没有关上。后面的句子。", ["（没有关上。", "后面的句子。"]),
        ("", []),
        (" \n\n", []),
    ],
)
def test_cut(text, expected):
    assert cut(text) == expected


@given(st.text(alphabet="他走了。！？；…“”（）《》\n 1.aA", max_size=60))
def test_every_character_that_is_no_blank_is_in_exactly_one_sentence(text):
    spans = sentences(text)
    covered = [i for start, end in spans for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {i for i, char in enumerate(text) if not char.isspace()} <= set(covered)
    for start, end in spans:
        assert "\n" not in text[start:end]
        assert text[start:end] == text[start:end].strip() != ""
