"""Names that others around them settle: in lists, in letters, of appointed persons, of firms."""

import pytest

from pipeline.entities.recognition import appointments, firms, letters, lists
from pipeline.entities.recognition.consistency import complete_introduced
from pipeline.entities.span import Span
from tests.entities.marked import unmark


def marked(text: str, spans: list[Span]) -> str:
    """The text with its mentions marked."""
    for span in reversed(spans):
        text = f"{text[: span.start]}[{text[span.start : span.end]}|{span.label}]{text[span.end :]}"
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[柳青河|PER]、[温长风|COMPANY]、[米若谷|PER]到场", "[柳青河|PER]、[温长风|PER]、[米若谷|PER]到场"),
        ("[柳青河|PER]、[温泉镇|LOC]、[米若谷|PER]到场", "[柳青河|PER]、[温泉镇|LOC]、[米若谷|PER]到场"),
        ("[柳青河|PER]、[日本|LOC]和[米若谷|PER]到场", "[柳青河|PER]、[日本|LOC]和[米若谷|PER]到场"),
        ("[青禾|COMPANY]、[岚康特|PER]与[白石|COMPANY]三家", "[青禾|COMPANY]、[岚康特|COMPANY]与[白石|COMPANY]三家"),
        ("[青禾|COMPANY]、[岚康特|PER]三家", "[青禾|COMPANY]、[岚康特|PER]三家"),
        ("[青禾|COMPANY]、[岚康特|PER]，[白石|COMPANY]三家", "[青禾|COMPANY]、[岚康特|PER]，[白石|COMPANY]三家"),
        ("[青禾|LOC]、[白石|COMPANY]、[岚山|LOC]三地", "[青禾|LOC]、[白石|LOC]、[岚山|LOC]三地"),
    ],
)
def test_a_list_names_things_of_one_kind(before: str, after: str) -> None:
    text, spans = unmark(before)
    assert marked(text, lists.settle_lists(text, spans)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("给Q[HDTEK|COMPANY]和[qhd|COMPANY]t供货", "给[QHDTEK|COMPANY]和[qhdt|COMPANY]供货"),
        ("[青禾Q|COMPANY][HD|ORG]", "[青禾Q|COMPANY][HD|ORG]"),
        (
            "登录[www.qinghe.example.cn|COMPANY]，写信到tousu@[qinghe.example.com|ORG]",
            "登录www.qinghe.example.cn，写信到tousu@qinghe.example.com",
        ),
        ("专注[于Flash|PER]、[周X|PER]、[Li Wei|PER]", "专注于Flash、[周X|PER]、[Li Wei|PER]"),
    ],
)
def test_words_of_letters_are_not_cut(before: str, after: str) -> None:
    text, spans = unmark(before)
    for rule in letters.RULES:
        spans = rule(text, spans)
    assert marked(text, spans) == after


def test_letters_in_brackets_after_a_body_are_its_name_from_there_on() -> None:
    text, spans = unmark("[青禾照明协会|ORG](QHZ)称，QHZ有[QHZ|COMPANY]标准，QHZT没有。")
    assert marked(text, complete_introduced(text, spans)) == "[青禾照明协会|ORG]([QHZ|ORG])称，[QHZ|ORG]有[QHZ|ORG]标准，QHZT没有。"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("选举温长风为[青禾县人大|GOV][主任|TITLE]", "选举[温长风|PER]为[青禾县人大|GOV][主任|TITLE]"),
        ("选举柳[青河|LOC]、温长风（女）为[副主任|TITLE]", "选举[柳青河|PER]、[温长风|PER]（女）为[副主任|TITLE]"),
        (
            "任命[柳青河|PER]为[县水利局|GOV][局长|TITLE]，温长[风|LOC]为[县审计局|GOV][局长|TITLE]",
            "任命[柳青河|PER]为[县水利局|GOV][局长|TITLE]，[温长风|PER]为[县审计局|GOV][局长|TITLE]",
        ),
        ("免去温长风的[县水利局|GOV][局长|TITLE]职务", "免去[温长风|PER]的[县水利局|GOV][局长|TITLE]职务"),
        (
            "[温泉|LOC]，现任[镇长|TITLE]；温长风，男，汉族",
            "[温泉|PER]，现任[镇长|TITLE]；[温长风|PER]，男，汉族",
        ),
        ("选举法为[县人大|GOV]所用，任命为[局长|TITLE]", "选举法为[县人大|GOV]所用，任命为[局长|TITLE]"),
        ("选举温长风为县里做事", "选举温长风为县里做事"),
    ],
)
def test_who_is_appointed_is_a_person(before: str, after: str) -> None:
    text, spans = unmark(before)
    assert marked(text, appointments.complete_appointed(text, spans)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("收购[艾岚依|PER]，[艾岚依|PER]旗下有厂", "收购[艾岚依|COMPANY]，[艾岚依|COMPANY]旗下有厂"),
        ("收购[艾岚依|PER]，[艾岚依|PER]说", "收购[艾岚依|PER]，[艾岚依|PER]说"),
        (
            "起诉[温长风|PER]，[主任|TITLE][温长风|PER]公司，[温长风|PER]先生",
            "起诉[温长风|PER]，[主任|TITLE][温长风|PER]公司，[温长风|PER]先生",
        ),
        ("收购[青禾|LOC]，[青禾|LOC]旗下有厂", "收购[青禾|LOC]，[青禾|LOC]旗下有厂"),
    ],
)
def test_a_person_of_whom_is_said_what_is_said_of_firms_is_one(before: str, after: str) -> None:
    text, spans = unmark(before)
    assert marked(text, firms.settle_firms(text, spans)) == after
