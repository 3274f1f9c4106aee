"""Full and short forms join, places get their codes, generic references find what they point to."""

import pytest
from marked import annotate

from pipeline.entities import antecedent
from pipeline.entities.linking.acronyms import is_acronym
from pipeline.entities.linking.aliases import zone_key
from pipeline.entities.linking.companies import company_core, company_likeness
from pipeline.entities.linking.levels import bare_level, completed
from pipeline.entities.linking.persons import surname_only


def entities(*bodies: str, **options: object) -> dict[str, tuple[str, ...]]:
    return {e.name: e.aliases for e in annotate(*bodies, **options).entities}  # type: ignore[arg-type]


def codes(*bodies: str, **options: object) -> dict[str, str | None]:
    return {e.name: e.adcode for e in annotate(*bodies, **options).entities}  # type: ignore[arg-type]


def test_bare_county_that_is_the_only_place_named() -> None:
    assert codes("[吉首|LOC]办节，[市委|GOV]部署。[吉首|LOC]欢迎你。") == {"吉首": "433101", "吉首市委": "433101"}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[宏远电气股份有限公司|COMPANY]（以下简称“[宏电|COMPANY]”）投产。[宏电|COMPANY]说。", {"宏远电气股份有限公司": ("宏电",)}),
        ("[宏远电气股份有限公司|COMPANY]投产。[宏远电气|COMPANY]说。", {"宏远电气股份有限公司": ("宏远电气",)}),
        ("[无锡顺华民生食品有限公司|COMPANY]，[顺华食品|COMPANY]", {"无锡顺华民生食品有限公司": ("顺华食品",)}),
        ("[大恒集团|COMPANY]参股[大恒山东医药有限公司|COMPANY]", {"大恒集团": (), "大恒山东医药有限公司": ()}),
        ("[宏远电器|COMPANY]和[宏远电器(重庆)有限公司|COMPANY]", {"宏远电器": (), "宏远电器(重庆)有限公司": ()}),
        ("[南京银行|COMPANY]、[台湾银行|COMPANY]", {"南京银行": (), "台湾银行": ()}),
        ("[宏远集团|COMPANY]、[宏远股份|COMPANY]", {"宏远集团": (), "宏远股份": ()}),
        ("[中国宏远天然气分公司|COMPANY]、[中国宏远|COMPANY]", {"中国宏远天然气分公司": (), "中国宏远": ()}),
        ("[开县白鹤电厂|COMPANY]、[浙江北仑电厂|COMPANY]", {"开县白鹤电厂": (), "浙江北仑电厂": ()}),
        ("[中国石油吉林石化公司|COMPANY]、[中石化|COMPANY]", {"中国石油吉林石化公司": (), "中石化": ()}),
        ("[宏远集团有限公司|COMPANY]、[宏远股份|COMPANY]", {"宏远集团有限公司": (), "宏远股份": ()}),
        ("[东风康达合资公司|COMPANY]、[康达|COMPANY]", {"东风康达合资公司": (), "康达": ()}),
        ("[中石油|COMPANY]、[中石油昆仑燃气有限公司|COMPANY]", {"中石油": (), "中石油昆仑燃气有限公司": ()}),
        ("[国电重庆恒达发电有限公司|COMPANY]、[恒达|COMPANY]", {"国电重庆恒达发电有限公司": ("恒达",)}),
        ("[宏远集团|COMPANY]、[宏远置业有限公司|COMPANY]、[宏远|COMPANY]", {"宏远集团": ("宏远",), "宏远置业有限公司": ()}),
        ("[宏远电气有限公司|COMPANY]、[宏远电气重工有限公司|COMPANY]", {"宏远电气有限公司": (), "宏远电气重工有限公司": ()}),
        ("[南京宏远集团|COMPANY]、[黑龙江宏远|COMPANY]", {"南京宏远集团": (), "黑龙江宏远": ()}),
        (
            "[黑龙江宏远实业有限公司|COMPANY]、[黑龙江宏远|COMPANY]、[宏远集团|COMPANY]",
            {"黑龙江宏远实业有限公司": ("黑龙江宏远",), "宏远集团": ()},
        ),
        ("[宏远股份|COMPANY]、[宏远集团|COMPANY]、[宏远|COMPANY]", {"宏远股份": (), "宏远集团": (), "宏远": ()}),
        (
            "[湖南宏远|COMPANY]、[湖南省宏远(集团)有限责任公司|COMPANY]、[宏远|COMPANY]",
            {"湖南省宏远(集团)有限责任公司": ("湖南宏远", "宏远")},
        ),
        ("[辰星光电|COMPANY]上市，[辰星|COMPANY]说。", {"辰星光电": ("辰星",)}),
        ("[中远光电|COMPANY]上市，[中远|COMPANY]说。", {"中远光电": (), "中远": ()}),
        ("[清溪农村商业银行股份有限公司|COMPANY]、[清溪农商行|COMPANY]", {"清溪农村商业银行股份有限公司": ("清溪农商行",)}),
        ("[Harmony(恒美)集团|COMPANY]、[恒美集团|COMPANY]", {"Harmony(恒美)集团": ("恒美集团",)}),
        ("[恒-美|COMPANY]、[恒美|COMPANY]", {"恒-美": ("恒美",)}),
        ("[工业和信息化部|GOV]、[工信部|GOV]", {"工业和信息化部": ("工信部",)}),
        ("[中央广播电视总台|ORG]、[总台|ORG]", {"中央广播电视总台": ("总台",)}),
        ("[株洲市人力资源和社会保障局|GOV]、[市人社局|GOV]", {"株洲市人力资源和社会保障局": ("市人社局",)}),
        ("[南京市考察团|ORG]、[南京考察团|ORG]", {"南京市考察团": ("南京考察团",)}),
        ("[宏远电气股份有限公司|COMPANY]，以下简称“[宏电|COMPANY]”", {"宏远电气股份有限公司": ("宏电",)}),
        ("[湘潭市第一人民医院|ORG]、[市一医院|ORG]、[湘潭市一医院|ORG]", {"湘潭市第一人民医院": ("市一医院", "湘潭市一医院")}),
        ("[湖南科技大学|ORG]、[湖南科大|ORG]", {"湖南科技大学": ("湖南科大",)}),
        ("[中共湘潭市委组织部|GOV]、[市委组织部|GOV]、[湘潭|LOC]", {"中共湘潭市委组织部": ("市委组织部",), "湘潭": ()}),
        ("[国网湘潭供电公司|COMPANY]、[湘潭供电公司|COMPANY]", {"国网湘潭供电公司": ("湘潭供电公司",)}),
        ("[清溪商业导报|ORG]、[导报|ORG]", {"清溪商业导报": ("导报",)}),
        ("[中国钉具工业协会|ORG]说，[中钉协|ORG]将开会。", {"中国钉具工业协会": ("中钉协",)}),
        ("[湘潭经济技术开发区|ORG]招商，[经开区|ORG]设站。", {"湘潭经济技术开发区": ("经开区",)}),
        ("[北京大学|ORG]和[北京航空航天大学|ORG]", {"北京大学": (), "北京航空航天大学": ()}),
        ("[湖南省人民政府|GOV]发文，[省政府|GOV]部署。", {"湖南省人民政府": ("省政府",)}),
        ("[柳州市委|GOV]开会，[市政府|GOV]落实。", {"柳州市委": (), "柳州市政府": ("市政府",)}),
        ("[何知远|PER]来了，[何先生|PER]走了。", {"何知远": ("何先生",)}),
        ("[何知远|PER]、[何小雨|PER]来了，[何先生|PER]走了。", {"何知远": (), "何小雨": (), "何先生": ()}),
        ("[岳阳市君山区钱粮湖镇石桥村|LOC]，[石桥村|LOC]", {"岳阳市君山区钱粮湖镇石桥村": ("石桥村",)}),
        ("[湖南|LOC]、[湖南省|LOC]、[湘|LOC]", {"湖南省": ("湖南", "湘")}),
    ],
)
def test_forms_of_one_entity(marked: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert entities(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[岳阳市君山区钱粮湖镇石桥村|LOC]", {"岳阳市君山区钱粮湖镇石桥村": "430611103"}),
        ("[北京|LOC]的[朝阳|LOC]", {"北京": "11", "朝阳": "110105"}),
        ("[辽宁|LOC]的[朝阳|LOC]", {"辽宁": "21", "朝阳": "2113"}),
        ("[青海|LOC]的[河南县|LOC]和[河南省|LOC]", {"青海": "63", "河南县": "632324", "河南省": "41"}),
        ("[古县|LOC]的[岳阳镇|LOC]", {"古县": "141025", "岳阳镇": "141025100"}),
        ("[绍兴|LOC]的[滨海|LOC]", {"绍兴": "3306", "滨海": None}),
        ("[山东博兴县|LOC]，[兴福镇|LOC]", {"山东博兴县": "371625", "兴福镇": "371625102"}),
        ("[汨罗市|LOC]，[汨罗高新区|ORG]", {"汨罗市": "430681", "汨罗高新区": "430681"}),
        ("[湘潭高新区|ORG]", {"湘潭高新区": "4303"}),
        ("[岭东银行|COMPANY]、[平安银行|COMPANY]", {"岭东银行": None, "平安银行": None}),
        ("[长江|LOC]、[日本|LOC]、[公安部|GOV]、[南京路|LOC]", {"长江": None, "日本": None, "公安部": None, "南京路": None}),
        ("[抚州至吉安高速公路|LOC]、[海西经济区|LOC]", {"抚州至吉安高速公路": None, "海西经济区": None}),
        ("[义乌|LOC]的市场，[海口市|LOC]的市场", {"义乌": "330782", "海口市": "4601"}),
        ("[松阳县|LOC]说，[西屏镇瓦窑头村|LOC]种茶", {"松阳县": "331124", "西屏镇瓦窑头村": "331124001"}),
        ("[贺兰山东麓|LOC]、[杭州湾|LOC]、[西湖|LOC]", {"贺兰山东麓": None, "杭州湾": None, "西湖": None}),
        ("[海拉尔东至伊敏铁路|LOC]", {"海拉尔东至伊敏铁路": None}),
        ("[中国邮政广东韶关分公司|COMPANY]", {"中国邮政广东韶关分公司": "4402"}),
    ],
)
def test_division_codes(marked: str, expected: dict[str, str | None]) -> None:
    assert codes(marked) == expected


def test_place_of_the_newspaper_decides_where_the_article_does_not() -> None:
    assert codes("[鼓楼区|LOC]") == {"鼓楼区": None}
    assert codes("[鼓楼区|LOC]", place="福州") == {"鼓楼区": "350102"}


def test_renamed_county_keeps_its_name_and_gets_its_successors_code() -> None:
    assert codes("[绍兴县|LOC]，[县政府|GOV]", date="2011-05-02") == {"绍兴县": "330603", "绍兴县政府": "330603"}


def test_entity_of_a_place_names_province_city_and_county() -> None:
    entity = annotate("[君山区|LOC]").entities[0]
    assert (entity.province, entity.city, entity.county) == ("湖南省", "岳阳市", "君山区")


def test_same_entity_across_articles() -> None:
    rows = annotate("[宏远电气有限公司|COMPANY]", "[宏远电气|COMPANY]和[何知远|PER]", "[何知远|PER]")
    assert [(e.name, e.mentions, e.articles) for e in rows.entities] == [("宏远电气有限公司", 2, 2), ("何知远", 2, 2)]


def test_bare_names_of_two_articles_are_two_entities() -> None:
    found = entities(
        "[苏州高新区|ORG]、[高新区|ORG]", "[兰州|LOC]的[高新区|ORG]", "[何先生|PER]、[石桥村|LOC]", "[何先生|PER]、[石桥村|LOC]"
    )
    assert found["苏州高新区"] == ("高新区",)
    rows = annotate("[高新区|ORG]、[何先生|PER]、[石桥村|LOC]", "[高新区|ORG]、[何先生|PER]、[石桥村|LOC]")
    assert [e.articles for e in rows.entities] == [1] * 6


def test_antecedent_is_the_last_of_its_kind_before() -> None:
    body = "[清溪县|LOC]的[宏远电气|COMPANY]在[清溪经开区|ORG]。该公司、该区、该园区、该县。"
    rows = annotate(body, titles=("[何知远|PER]访[大恒集团|COMPANY]",))
    end = len(rows.articles[0].text)
    kinds = ("该公司", "该区", "该园区", "该县", "该村")
    texts = {kind: m.text if (m := antecedent(rows.mentions, end, kind)) else None for kind in kinds}
    assert texts == {"该公司": "宏远电气", "该区": "清溪经开区", "该园区": "清溪经开区", "该县": "清溪县", "该村": None}
    first = antecedent(rows.mentions, 0, "公司")
    assert first is not None
    assert first.text == "大恒集团"


def test_pure_rules() -> None:
    assert company_core("湘潭市宏远电气股份有限公司") == "宏远电气"
    assert company_likeness("青海盐桥工业股份有限公司", "盐桥股份")
    assert is_acronym("中国钉具工业协会", "中钉协")
    assert not is_acronym("北京航空航天大学", "北京大学")
    assert zone_key("湘潭市高新技术产业开发区") == "湘潭高新区"
    assert bare_level("市场监管总局") is None
    assert completed("市政府", "株洲市") == "株洲市政府"
    assert [surname_only(name) for name in ("周经理", "欧阳女士", "老李", "周某平", "周平")] == ["周", "欧阳", "李", None, None]
