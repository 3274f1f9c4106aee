"""Rules over spans: bodies with their departments and organs, names found everywhere."""

import pytest
from marked import unmark

from pipeline.entities.rules import drop_doubtful, find_repeats, settle_bodies
from pipeline.entities.span import Span


def shown(text: str, spans: list[Span]) -> list[str]:
    return [f"{text[s.start : s.end]}|{s.label}" for s in spans]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[清溪市财政局|GOV][采购处处长|TITLE]", ["清溪市财政局采购处|GOV", "处长|TITLE"]),
        ("[清溪县人大常委会|GOV][主任|TITLE]", ["清溪县人大常委会|GOV", "主任|TITLE"]),
        ("[远帆电气|COMPANY][采购部经理|TITLE]", ["远帆电气|COMPANY", "采购部经理|TITLE"]),
        ("[清溪开发区|ORG][党工委|GOV]统一部署", ["清溪开发区党工委|GOV"]),
        ("[清溪驾校|COMPANY]", ["清溪驾校|ORG"]),
        ("[清溪污水处理厂|GOV]", ["清溪污水处理厂|COMPANY"]),
        ("[清溪法庭|ORG]、[清溪县疾控中心|LOC]", ["清溪法庭|GOV", "清溪县疾控中心|GOV"]),
        ("[清溪县公安局交警大队|ORG]、[清溪龙舟队|ORG]", ["清溪县公安局交警大队|GOV", "清溪龙舟队|ORG"]),
        ("[清溪卫视|COMPANY]、[中铁九局|GOV]", ["清溪卫视|ORG", "中铁九局|COMPANY"]),
        ("[团省委|GOV]", ["团省委|ORG"]),
        ("[国铁清溪局|GOV]", ["国铁清溪局|COMPANY"]),
        ("[国家铁路局|GOV]", ["国家铁路局|GOV"]),
        ("[清溪煤田|COMPANY]", ["清溪煤田|LOC"]),
        ("[清溪驾校公司|COMPANY]", ["清溪驾校公司|COMPANY"]),
    ],
)
def test_bodies_with_all_that_belongs_to_them(marked: str, expected: list[str]) -> None:
    text, spans = unmark(marked)
    assert shown(text, settle_bodies(text, spans)) == expected


def test_a_name_found_once_is_found_in_every_text_of_the_article() -> None:
    title, body = "何知远走访", "[何知远|PER]到村里。何知远说。"
    body, spans = unmark(body)
    found = find_repeats([title, body], [[], spans])
    assert shown(title, found[0]) == ["何知远|PER"]
    assert [s.source for s in found[1]] == ["model", "document"]


def test_doubtful_names_and_longer_words_are_not_repeated() -> None:
    text = "财政部表示，财政部门要落实。"
    doubtful = Span(0, 3, "GOV", 0.5)
    assert find_repeats([text], [[doubtful]]) == [[doubtful]]
    assert len(find_repeats([text], [[Span(0, 3, "GOV", 0.99)]])[0]) == 1


def test_doubtful_places_and_persons_are_dropped_bodies_and_what_rules_made_are_not() -> None:
    place, person, body = Span(0, 2, "LOC", 0.45), Span(3, 5, "PER", 0.3), Span(6, 8, "GOV", 0.3)
    made, likely = Span(9, 11, "PER", 0.4, "rule"), Span(12, 14, "LOC", 0.5)
    assert drop_doubtful([place, person, body, made, likely]) == [body, made, likely]
