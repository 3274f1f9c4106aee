import pytest

from pipeline.entities.recognition import borders, surroundings
from pipeline.entities.recognition.rules import correct
from pipeline.entities.recognition.words import word_lists
from pipeline.entities.span import Span
from tests.entities.marked import unmark


def corrected(marked: str, score: float = 0.9) -> str:
    """The marked text with its mentions after all corrections, marked again."""
    text, spans = unmark(marked)
    for span in reversed(correct(text, [Span(span.start, span.end, span.label, score) for span in spans])):
        text = f"{text[: span.start]}[{text[span.start : span.end]}|{span.label}]{text[span.end :]}"
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[青禾电器|COMPANY]([岚山|LOC])有限公司投产", "[青禾电器(岚山)有限公司|COMPANY]投产"),
        ("[青禾电器|COMPANY]（[岚山|LOC]）科技有限公司投产", "[青禾电器（岚山）科技有限公司|COMPANY]投产"),
        ("[Verdano|PER]([Lanshan)Limited|COMPANY]签约", "[Verdano(Lanshan)Limited|COMPANY]签约"),
        ("[青禾电器|COMPANY](下称青禾)公司总部", "[青禾电器|COMPANY](下称青禾)公司总部"),
        ("收购[青禾电器(白石集团|COMPANY])", "收购[青禾电器|COMPANY]([白石集团|COMPANY])"),
        ("收购[青禾电器（图|COMPANY]）、[QHD)青禾办事处|ORG]", "收购[青禾电器|COMPANY]（图）、[QHD|ORG])[青禾办事处|ORG]"),
        ("[包括青禾食品|COMPANY]在内，[比如县|LOC]", "[青禾食品|COMPANY]在内，[比如县|LOC]".replace("[青", "包括[青", 1)),
        ("经营[方青禾停车公司|COMPANY]、投资[方大青禾厂|COMPANY]", "经营方[青禾停车公司|COMPANY]、投资[方大青禾厂|COMPANY]"),
        ("[乙方青禾水务集团|COMPANY]签字", "乙方[青禾水务集团|COMPANY]签字"),
        ("[青禾汽车母公司白石汽车|COMPANY]宣布", "[青禾汽车|COMPANY]母公司[白石汽车|COMPANY]宣布"),
        ("[母公司白石汽车|COMPANY]宣布", "母公司[白石汽车|COMPANY]宣布"),
        ("[青禾集团战略研究院|ORG][院长|TITLE][柳青河|PER]", "[青禾集团|COMPANY][战略研究院院长|TITLE][柳青河|PER]"),
        ("[青禾大学战略研究院|ORG][院长|TITLE]", "[青禾大学战略研究院|ORG][院长|TITLE]"),
        ("[中国人民银行青禾分行征信处|GOV][处长|TITLE]", "[中国人民银行青禾分行征信处|GOV][处长|TITLE]"),
        ("[青禾市南部山区|LOC]、[白水河上游|LOC]", "[青禾市|LOC]南部山区、[白水河|LOC]上游"),
        ("[西部山区|LOC]、[岚城区|LOC]、[北部湾|LOC]", "[西部山区|LOC]、[岚城区|LOC]、[北部湾|LOC]"),
        ("[青禾镇白石村|LOC]3组村民", "[青禾镇白石村3组|LOC]村民"),
        ("[白石村|LOC]村民小组、[白石村|LOC]组织", "[白石村村民小组|LOC]、[白石村|LOC]组织"),
        ("[中国|LOC]内地市场", "[中国内地|LOC]市场"),
        ("[青禾县高速公路|LOC]建设、[青岚高速公路|LOC]", "[青禾县|LOC]高速公路建设、[青岚高速公路|LOC]"),
        ("[青禾国省干线公路|LOC]升级", "[青禾|LOC]国省干线公路升级"),
        ("[青禾全市中小学|ORG]停课", "[青禾|LOC]全市中小学停课"),
        ("[青禾|LOC]、[白石四县无高速公路|LOC]、[十里镇|LOC]", "[青禾|LOC]、[白石|LOC]四县无高速公路、[十里镇|LOC]"),
        ("[省道101白水大桥|LOC]、[国道319青禾至白石段|LOC]", "[省道101|LOC][白水大桥|LOC]、[国道319青禾至白石段|LOC]"),
        ("[青禾公司CEO|COMPANY][柳青河|PER]，CE[O米若谷|PER]", "[青禾公司|COMPANY][CEO|TITLE][柳青河|PER]，[CEO|TITLE][米若谷|PER]"),
        ("开[CEO论坛|ORG]，[CEO|TITLE][柳青河|PER]", "开CEO[论坛|ORG]，[CEO|TITLE][柳青河|PER]"),
        ("[岚康|COMPANY]说，[岚康政府|LOC][事务经理|TITLE]", "[岚康|COMPANY]说，[岚康|COMPANY][政府事务经理|TITLE]"),
        ("[岚康|COMPANY]说，[岚康医院|ORG][院长|TITLE]", "[岚康|COMPANY]说，[岚康医院|ORG][院长|TITLE]"),
        ("[青禾公司|COMPANY][董事长|TITLE]助理[柳青河|PER]", "[青禾公司|COMPANY][董事长助理|TITLE][柳青河|PER]"),
        ("[董事长|TITLE][助理|TITLE][柳青河|PER]", "[董事长助理|TITLE][柳青河|PER]"),
        ("[主教练|TITLE]、[教练|TITLE]助理教练", "[主教练|TITLE]、[教练|TITLE]助理教练"),
        ("区长任第一[副主任|TITLE]，夺得第一[记者|TITLE][柳青河|PER]", "区长任[第一副主任|TITLE]，夺得第一[记者|TITLE][柳青河|PER]"),
    ],
)
def test_borders(before: str, after: str) -> None:
    assert corrected(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("推出“时尚[青禾|LOC]”活动", "推出“时尚青禾”活动"),
        ("人称“[青禾|LOC]的骄傲”", "人称“[青禾|LOC]的骄傲”"),
        ("[沿海地区|LOC]、[小城镇|LOC]的[老百姓|ORG]、[青禾小镇|LOC]", "沿海地区、小城镇的老百姓、[青禾小镇|LOC]"),
        ("开通“[青禾|LOC]—[白石|LOC]”线路，人称“[岚山古镇|LOC]”", "开通“[青禾|LOC]—[白石|LOC]”线路，人称“[岚山古镇|LOC]”"),
        ("他说：“[青禾|LOC]要发展，也要生态。”", "他说：“[青禾|LOC]要发展，也要生态。”"),
        ("[青禾|LOC]国际照明展将开幕，[白石|LOC]国际交流展望", "青禾国际照明展将开幕，[白石|LOC]国际交流展望"),
        ("[青禾市|LOC]党政军[领导|TITLE][柳青河|PER]", "[青禾市|LOC]党政军领导[柳青河|PER]"),
        ("[青禾龙舟队|ORG]领队[柳青河|PER]", "[青禾龙舟队|ORG][领队|TITLE][柳青河|PER]"),
        ("[青禾大学|ORG][学生|TITLE][柳青河|PER]", "[青禾大学|ORG]学生[柳青河|PER]"),
        ("小田变[大田|LOC]，去了[大田县|LOC]", "小田变[大田|LOC]，去了[大田县|LOC]"),
        ("小田变[大田|LOC]，走过[青山|LOC]绿水", "小田变大田，走过青山绿水"),
        ("[青禾|LOC]2022年冬残奥会、[白石亚运会|ORG]", "青禾2022年冬残奥会、白石亚运会"),
        ("[青禾市财政局|GOV]、[白石股份|COMPANY]等[有关负责人|TITLE]", "[青禾市财政局|GOV]、[白石股份|COMPANY]等有关负责人"),
        ("[青禾地区|LOC]生产总值达3亿元", "[青禾|LOC]地区生产总值达3亿元"),
        ("[青禾市政府|GOV]采购规定、[青禾市政府|GOV]采购中心", "[青禾市|LOC]政府采购规定、[青禾市政府|GOV]采购中心"),
        ("[青禾区局|GOV]地暴雨", "[青禾区|LOC]局地暴雨"),
        ("[五大发电集团|COMPANY]亏损", "五大发电集团亏损"),
        ("追求[和平|LOC]、边境[安宁|LOC]", "追求和平、边境安宁"),
        ("在[安宁|LOC]、[青禾|LOC]、[和平|LOC]调研", "在[安宁|LOC]、[青禾|LOC]、[和平|LOC]调研"),
        ("[安宁|LOC]的企业多，安宁市在西边", "[安宁|LOC]的企业多，安宁市在西边"),
        ("免去[柳青河|PER]的[民政部|GOV]部长职务", "免去[柳青河|PER]的[民政部|GOV][部长|TITLE]职务"),
        ("免去[柳青河|PER]的[青禾市法院|GOV][副院长|TITLE]、庭长职务", "免去[柳青河|PER]的[青禾市法院|GOV][副院长|TITLE]、庭长职务"),
        ("[青禾市法院|GOV][副院长|TITLE]、院长[柳青河|PER]", "[青禾市法院|GOV][副院长|TITLE]、[院长|TITLE][柳青河|PER]"),
        ("[科研院所|ORG]、[国家级高新区|ORG]、[物联网|COMPANY]、[青禾医院|ORG]", "科研院所、国家级高新区、物联网、[青禾医院|ORG]"),
        ("[他常|PER]说，[柳青河道|PER]出心声，[柳大道|PER]说", "他常说，[柳青河|PER]道出心声，[柳大道|PER]说"),
        ("[青禾县水利局|GOV]局长[柳青河|PER]、[青禾大学|ORG]教师[米若谷|PER]", None),
        ("[青禾电器|COMPANY]扩产，[青禾电器总裁|TITLE][柳青河|PER]", "[青禾电器|COMPANY]扩产，[青禾电器|COMPANY][总裁|TITLE][柳青河|PER]"),
    ],
)
def test_what_stands_around(before: str, after: str | None) -> None:
    offices = "[青禾县水利局|GOV][局长|TITLE][柳青河|PER]、[青禾大学|ORG]教师[米若谷|PER]"
    assert corrected(before) == (after or offices)


def test_an_everyday_word_that_is_surely_a_place_stays() -> None:
    assert corrected("走进[安宁|LOC]，", 0.99) == "走进[安宁|LOC]，"


def test_every_rule_leaves_a_text_without_mentions_alone() -> None:
    assert all(rule("无名之文。", []) == [] for rule in (*borders.RULES, *surroundings.RULES))


def test_everyday_words_are_no_names_of_directions() -> None:
    words = [word for listed in word_lists("ordinary.tsv").values() for word in listed]
    assert not {"西北", "东南", "大陆"} & set(words)
    assert len(set(words)) == len(words)
