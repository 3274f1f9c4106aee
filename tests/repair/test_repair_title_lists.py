"""Titles that stand together away from their bodies, and lines that are titles by how they are set."""

import pytest

from pipeline.document import MappedText
from pipeline.repair.affinity import Lexicon
from pipeline.repair.cues import dateline
from pipeline.repair.lines import split_lines
from pipeline.repair.setting import headlines
from pipeline.repair.text import read_text
from pipeline.repair.titlelines import Part
from pipeline.repair.titles import run_of, titles

BRIDGE = "澄湖大桥昨日通车，两岸村民敲锣打鼓迎接第一辆班车。船工贺青松在渡口摆渡三十年，如今改行开了茶馆。"
TEA = "青荷镇的茶农今年多卖了三成春茶。镇农技站教大家分批采摘，收购价从每斤九十元涨到一百二十元。"
SCHOOL = "石矶乡中心小学的新操场本周启用。跑道长二百米，孩子们再也不用在晒谷场上体育课了。"


def _read(lines: list[str], bodies: list[str]) -> list[str]:
    parts = [Part(at, MappedText.of(line), False, 0, False) for at, line in enumerate(lines)]
    lexicon = Lexicon(bodies)
    _, found = titles([run_of(parts, lexicon, {}, frozenset())], lexicon, list(range(len(bodies))))
    return [title.text for title in found]


def test_a_line_that_says_nothing_goes_with_the_one_above_of_its_length():
    assert _read(["澄湖大桥昨日通车", "天堑一朝变通途", "石矶乡中心小学操场启用"], [BRIDGE, SCHOOL]) == [
        "澄湖大桥昨日通车天堑一朝变通途",
        "石矶乡中心小学操场启用",
    ]


def test_the_name_of_a_series_begins_a_title():
    lines = ["澄湖大桥昨日通车", "一线调研", "石矶乡中心小学操场启用"]
    assert _read(lines, [BRIDGE, SCHOOL]) == [lines[0], lines[1] + lines[2]]


def test_an_article_that_would_have_no_title_takes_one_with_few_of_its_words():
    lines = ["石矶乡中心小学操场启用", "山里人的好日子在春茶", "澄湖大桥昨日通车"]
    assert _read(lines, [BRIDGE, TEA, SCHOOL]) == lines


def test_what_says_nothing_is_no_title_where_every_article_has_one():
    lines = ["澄湖大桥昨日通车", "天堑一朝成通途啦啦", "青荷镇茶农多卖三成春茶", "引来客商", "石矶乡中心小学操场启用"]
    assert len(_read(lines, [BRIDGE, TEA, SCHOOL])) == 3


@pytest.mark.parametrize(("line", "found"), [("青荷镇茶园扩种 三年计划开局", [0]), ("青荷镇茶园扩种 “三年计划”刚刚", [])])
def test_a_blank_beside_a_mark_parts_no_halves(line, found):
    lines, _ = split_lines(line + "\n" + TEA)
    assert list(headlines(lines, [True] * len(lines), False)) == found


def _wrapped(text: str) -> list[str]:
    return [text[at : at + 14] for at in range(0, len(text), 14)]


@pytest.mark.parametrize(
    ("title", "gap"),
    [
        ("石矶乡孩子告别晒谷场体育课", ""),  # alone in its frame, as wide as the column
        ("石矶乡新操场 孩子有了体育课", None),  # two halves
    ],
)
def test_a_title_set_apart_is_no_first_line(title, gap):
    frame = [title] if gap is None else [gap, title, gap]
    page = "\n".join([*_wrapped(BRIDGE), *_wrapped(TEA), *_wrapped(BRIDGE), *_wrapped(TEA), *frame, *_wrapped(SCHOOL)])
    text = "".join(paragraph.text for draft in read_text(page).drafts for role, paragraph in draft.paragraphs if role == "body")
    assert title.replace(" ", "") not in text
    assert SCHOOL in text


@pytest.mark.parametrize(
    ("line", "found"),
    [("本报澄湖讯（记者何瑶）大桥通车。", "本报澄湖讯（记者何瑶）"), ("本报记者通讯员何瑶", None), ("本报发行站电话改号", None)],
)
def test_a_dateline_may_name_a_place_without_a_day(line, found):
    assert dateline(line) == found
