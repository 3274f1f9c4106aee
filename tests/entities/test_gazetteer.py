"""The gazetteer finds divisions by full, short and former names, and companies by longest match."""

import pytest

from pipeline.entities.gazetteer import CITY, COUNTY, PROVINCE, TOWN, Gazetteer, Phrases, stem


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("岳阳市", "岳阳"),
        ("南县", "南县"),
        ("三江侗族自治县", "三江"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("内蒙古自治区", "内蒙古"),
        ("香港特别行政区", "香港"),
        ("雄安新区", "雄安新区"),
        ("神农架林区", "神农架"),
    ],
)
def test_stem_drops_the_type_of_a_division(name: str, short: str) -> None:
    assert stem(name) == short


def test_codes_and_parents_of_every_level(gazetteer: Gazetteer) -> None:
    town = gazetteer.divisions("钱粮湖镇")[0]
    assert (town.code, town.level, town.province, town.city, town.county) == ("430611103", TOWN, "湖南省", "岳阳市", "君山区")
    assert [gazetteer.divisions(n)[0].level for n in ("湖南", "岳阳", "君山区")] == [PROVINCE, CITY, COUNTY]
    assert town.within(gazetteer.divisions("岳阳市")[0])


def test_homonyms_come_higher_levels_first(gazetteer: Gazetteer) -> None:
    codes = [d.code for d in gazetteer.divisions("河南")]
    assert codes[0] == "41"
    assert "632324" in codes


def test_municipality_is_the_city_of_its_districts(gazetteer: Gazetteer) -> None:
    assert gazetteer.divisions("东城区")[0].city == "北京市"


def test_county_under_a_province_has_no_city(gazetteer: Gazetteer) -> None:
    county = gazetteer.divisions("仙桃市")[0]
    assert (county.code, county.city, county.county) == ("429004", None, "仙桃市")


def test_renamed_division_has_its_successors_code_before_and_after(gazetteer: Gazetteer) -> None:
    assert gazetteer.divisions("绍兴县", 2011)[0].code == "330603"
    assert gazetteer.divisions("绍兴县", 2020)[0].code == "330603"
    assert gazetteer.is_full_name("绍兴县", gazetteer.division("330603"))
    assert not gazetteer.is_full_name("绍兴", gazetteer.division("3306"))


def test_year_decides_between_a_former_and_a_present_bearer(gazetteer: Gazetteer) -> None:
    before = [d.code for d in gazetteer.divisions("长乐市", 2010)]
    assert before[0] == "350112"


def test_taiwan_is_coded_as_a_province_only(gazetteer: Gazetteer) -> None:
    county = gazetteer.divisions("南投县")[0]
    assert (county.adcode, county.province, county.city) == ("71", "台湾省", "南投县")


def test_listed_companies_have_no_share_class(gazetteer: Gazetteer) -> None:
    assert "平安银行" in gazetteer.companies
    assert not any(name.startswith(("*", "ST")) for name in gazetteer.companies)


def test_phrases_take_the_longest_from_left_to_right() -> None:
    phrases = Phrases(["甲乙", "甲乙丙", "丙丁"])
    assert list(phrases.find("甲乙丙丁甲乙")) == [(0, 3), (4, 6)]
    assert "甲乙" in phrases
    assert len(phrases) == 3
