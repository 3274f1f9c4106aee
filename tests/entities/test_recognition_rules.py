import pytest

from pipeline.entities.recognition.consistency import complete_introduced, complete_persons
from pipeline.entities.recognition.rules import correct, drop_generic_places, trim_places
from pipeline.entities.recognition.words import word_lists
from pipeline.entities.span import Span
from pipeline.errors import ModelError


def marked(text: str, *mentions: str) -> list[Span]:
    """Spans from mentions written surface|LABEL, found in the text one after the other."""
    spans, at = [], 0
    for mention in mentions:
        surface, label = mention.split("|")
        at = text.index(surface, at)
        spans.append(Span(at, at + len(surface), label, 0.9))
        at += len(surface)
    return spans


def written(text: str, spans: list[Span]) -> list[str]:
    return [f"{text[span.start : span.end]}|{span.label}" for span in spans]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("由柳青河任组长。", ["柳青河|PER", "任组长|TITLE"], ["柳青河|PER", "组长|TITLE"]),
        ("时任局长柳青河", ["时任局长|TITLE"], ["局长|TITLE"]),
        ("原材料采购部经理", ["原材料采购部经理|TITLE"], ["原材料采购部经理|TITLE"]),
        ("县委书记柳青河", ["县委书记|TITLE"], ["县委|GOV", "书记|TITLE"]),
        ("自治区党委书记、市政府副市长", ["自治区党委书记|TITLE"], ["自治区党委|GOV", "书记|TITLE"]),
        ("村委会主任柳青河", ["村委会主任|TITLE"], ["村委会|GOV", "主任|TITLE"]),
        ("区委员会委员", ["区委员会委员|TITLE"], ["区委员会委员|TITLE"]),
        ("县长柳青河", ["县长|TITLE"], ["县长|TITLE"]),
        ("青禾经开区党工委副书记", ["青禾经开区|ORG", "党工委|GOV", "副书记|TITLE"], ["青禾经开区|ORG", "党工委副书记|TITLE"]),
        ("青禾县政协主席", ["青禾县政协|GOV", "主席|TITLE"], ["青禾县政协|GOV", "主席|TITLE"]),
        ("走进青禾软件园", ["青禾软件园|LOC"], ["青禾软件园|ORG"]),
        ("走进青禾公园", ["青禾公园|LOC"], ["青禾公园|LOC"]),
        ("青禾至白石高速公路通车", ["青禾|LOC", "白石高速公路|LOC"], ["青禾至白石高速公路|LOC"]),
        ("青禾至白石通车", ["青禾|LOC", "白石|LOC"], ["青禾|LOC", "白石|LOC"]),
        ("青禾至白石一级公路通车", ["青禾|LOC", "白石|LOC"], ["青禾至白石一级公路|LOC"]),
        ("青禾渔港污水处理厂", ["青禾渔港|LOC"], ["青禾渔港污水处理厂|COMPANY"]),
        ("特大桥、老城区、青禾大桥", ["特大桥|LOC", "老城区|LOC", "青禾大桥|LOC"], ["青禾大桥|LOC"]),
        ("建设青禾至白石、甲至乙线", ["青禾至白石|LOC", "甲至乙线|LOC"], ["青禾|LOC", "白石|LOC", "甲至乙线|LOC"]),
        ("3月8日青禾县委决定", ["3月8日青禾县委|GOV"], ["青禾县委|GOV"]),
        ("青禾县人社部门提醒", ["青禾县人社|COMPANY"], ["青禾县人社部门|GOV"]),
        ("公司总工程师柳青河", ["公司总工程师|TITLE"], ["总工程师|TITLE"]),
        ("企业管理部部长", ["企业管理部部长|TITLE"], ["企业管理部部长|TITLE"]),
        ("知名作家柳青河", ["知名作家|TITLE", "柳青河|PER"], ["作家|TITLE", "柳青河|PER"]),
        ("青政发〔2021〕5号", ["青政发|PER"], []),
        ("青禾县2021年", ["青禾县|LOC"], ["青禾县|LOC"]),
        ("夺得第一，柳青河（左二）说", ["第一|PER", "柳青河|PER", "左二|PER"], ["柳青河|PER"]),
        ("局长委托，周三到", ["局长|TITLE", "委托|PER", "周三|PER"], ["局长|TITLE"]),
        ("局里办公室主任柳青河", ["局里办公室主任|TITLE"], ["办公室主任|TITLE"]),
        ("文/柳青河", ["文/|PER", "柳青河|PER"], ["柳青河|PER"]),
        ("柳青河/文", ["柳青河/文|PER"], ["柳青河|PER"]),
        ("左一平说", ["左一平|PER"], ["左一平|PER"]),
        ("青禾队夺冠", ["青禾队|PER"], ["青禾队|ORG"]),
        ("田长柳青河巡田，田长要巡田", ["田长|PER", "柳青河|PER", "田长|PER"], ["田长|TITLE", "柳青河|PER"]),
        ("青禾供电公司营业厅、APP营业厅", ["青禾供电公司营业厅|GOV", "APP营业厅|GOV"], ["青禾供电公司营业厅|COMPANY"]),
        ("青禾农大教授、青禾电信诈骗、青禾电信", ["青禾|LOC", "青禾|LOC", "青禾|LOC"], ["青禾农大|ORG", "青禾|LOC", "青禾电信|COMPANY"]),
        ("青禾公墓、柳青河球场", ["青禾|LOC", "柳青河|PER"], ["青禾公墓|LOC", "柳青河球场|LOC"]),
        (
            "青禾渡派出所、青禾卫生院、青禾法庭上",
            ["青禾渡|PER", "青禾|LOC", "青禾|LOC"],
            ["青禾渡派出所|GOV", "青禾卫生院|ORG", "青禾|LOC"],
        ),
        ("青禾三中学生、青禾二中全会", ["青禾|LOC", "青禾|LOC"], ["青禾三中|ORG", "青禾|LOC"]),
        ("青禾县人社部门", ["青禾县人社|GOV", "部门|ORG"], ["青禾县人社|GOV", "部门|ORG"]),
    ],
)
def test_borders_and_labels_follow_the_guidelines(text: str, before: list[str], after: list[str]) -> None:
    assert written(text, correct(text, marked(text, *before))) == after


def test_what_a_rule_made_says_so_and_keeps_the_lower_score() -> None:
    text = "青禾至白石公路"
    first, second = marked(text, "青禾|LOC", "白石公路|LOC")
    (joined,) = correct(text, [first, Span(second.start, second.end, "LOC", 0.4)])
    assert (joined.score, joined.source) == (0.4, "rule")


def test_a_person_named_surely_is_found_everywhere_but_not_inside_other_mentions() -> None:
    text = "柳青河说。柳青河又说，柳青河路通了。柳青河走了。"
    spans = [*marked(text, "柳青河|PER", "柳青河|PER", "柳青河路|LOC")]
    assert written(text, complete_persons(text, spans)) == ["柳青河|PER", "柳青河|PER", "柳青河路|LOC", "柳青河|PER"]


def test_a_doubtful_person_is_not_spread() -> None:
    text = "柳青河说。柳青河走了。"
    assert len(complete_persons(text, [Span(0, 3, "PER", 0.6)])) == 1


def test_a_short_form_introduced_in_brackets_is_its_body_from_there_on() -> None:
    text = "青禾能源股份有限公司（以下简称“青禾能源”）扩产，青禾能源称，青禾能源研究院落成，青禾能源总经理到场。"
    spans = [Span(0, 10, "COMPANY", 0.9), Span(25, 27, "COMPANY", 0.5), Span(31, 38, "ORG"), Span(41, 43, "COMPANY"), Span(43, 48, "TITLE")]
    assert written(text, complete_introduced(text, spans)) == [
        "青禾能源股份有限公司|COMPANY",
        "青禾能源|COMPANY",
        "青禾能源|COMPANY",
        "青禾能源研究院|ORG",
        "青禾能源|COMPANY",
        "总经理|TITLE",
    ]


def test_a_short_form_common_to_many_bodies_is_taken_only_where_it_is_introduced() -> None:
    text = "岚山市采购中心（下称中心）成立，体育中心旁。"
    assert written(text, complete_introduced(text, [Span(0, 7, "GOV")])) == ["岚山市采购中心|GOV", "中心|GOV"]
    assert written(text, complete_introduced(text, [Span(0, 3, "LOC")])) == ["岚山市|LOC"]


def test_missing_word_lists_are_a_model_error() -> None:
    with pytest.raises(ModelError, match=r"none\.tsv"):
        word_lists("none.tsv")


def test_where_a_place_lies_and_the_land_are_no_part_of_its_name() -> None:
    text = "公路东连青禾至岚山公路，走在青禾大地，东接力村。"
    spans = [Span(2, 11, "LOC"), Span(14, 18, "LOC"), Span(19, 23, "ORG")]
    assert written(text, trim_places(text, spans)) == ["青禾至岚山公路|LOC", "青禾|LOC", "东接力村|ORG"]


def test_kinds_of_places_side_by_side_are_no_place() -> None:
    text = "省道与高速公路，青禾大桥"
    assert written(text, drop_generic_places(text, [Span(0, 7, "LOC"), Span(8, 12, "LOC")])) == ["青禾大桥|LOC"]
