"""Who is party to a number; on invented sentences, people and firms."""

from tests.facts.sentences import rows


def involved(text: str, *names: tuple[str, str]) -> list[tuple[str, ...]]:
    return [row.parties for row in rows(text, *names)]


def test_the_medium_and_the_speaker_are_no_parties() -> None:
    text = "晨报社消息：市统计局介绍，白溪县人口多，青河镇占三成，全年产粮5万吨。"
    found = rows(text, ("ORG", "晨报社"), ("GOV", "市统计局"), ("LOC", "白溪县"), ("LOC", "青河镇"))
    assert found[-1].parties == ("青河镇",)
    assert rows("市统计局介绍，全年产粮5万吨。", ("GOV", "市统计局"))[0].parties == ()


def test_items_of_a_list_have_their_own_parties() -> None:
    found = rows("包括青禾厂2万吨白酒项目、远山厂3万吨合成氨项目。", ("COMPANY", "青禾厂"), ("COMPANY", "远山厂"))
    assert [row.parties for row in found] == [("青禾厂",), ("远山厂",)]


def test_who_money_is_for_is_told_by_the_next_clause() -> None:
    text = "省财政厅下达资金3亿元，用于白溪县、青河县抗旱。"
    assert involved(text, ("GOV", "省财政厅"), ("LOC", "白溪县"), ("LOC", "青河县")) == [("省财政厅", "白溪县", "青河县")]


def test_a_verb_goes_on_with_the_subject_behind_the_time() -> None:
    text = "今年，白溪县办灯会，提升青河馆等7条线路。"
    assert involved(text, ("LOC", "白溪县"), ("LOC", "青河馆")) == [("白溪县", "青河馆")]


def test_what_a_work_yields_once_done_is_of_who_built_it() -> None:
    assert involved("青禾公司新建工厂3座。达产后年产值5亿元。", ("COMPANY", "青禾公司"))[1] == ("青禾公司",)


def test_changes_after_each_are_of_the_parties_of_the_numbers_before() -> None:
    text = "白溪县、青河县人口分别为3万人和4万人，分别减少500人、600人。"
    assert involved(text, ("LOC", "白溪县"), ("LOC", "青河县")) == [("白溪县",), ("青河县",)] * 2


def test_a_clause_carried_on_keeps_its_subject() -> None:
    text = "青禾公司存有黄芪，将7万公斤卖给远山公司。"
    assert rows(text, ("COMPANY", "青禾公司"), ("COMPANY", "远山公司"))[0].parties == ("青禾公司", "远山公司")


def test_a_duration_alone_in_its_clause_is_of_the_next() -> None:
    assert rows("再过4个月，白溪县的水稻就要收割。", ("LOC", "白溪县"))[0].parties == ("白溪县",)


def test_parties_of_the_clause_and_of_the_clause_before() -> None:
    text = "青禾公司在远山集团采购配电柜，合同金额约200万元；白溪县拨款3亿元。"
    found = rows(text, ("COMPANY", "青禾公司"), ("COMPANY", "远山集团"), ("LOC", "白溪县"))
    assert [row.parties for row in found] == [("青禾公司", "远山集团"), ("白溪县",)]
    assert found[0].party_ids == ("e-青禾公司", "e-远山集团")


def test_anaphors_stand_for_the_nearest_mention_of_their_kind() -> None:
    found = rows("青禾公司落户白溪县。该公司投资3亿元，全县新增岗位200个。", ("COMPANY", "青禾公司"), ("LOC", "白溪县"))
    assert [row.parties for row in found] == [("青禾公司",), ("白溪县",)]


def test_who_speaks_for_themselves_is_a_party() -> None:
    assert involved("青禾公司介绍，全年产粮5万吨。", ("COMPANY", "青禾公司")) == [("青禾公司",)]
    assert involved("水利厅厅长高山介绍，全年引水5万吨。", ("GOV", "水利厅"), ("PER", "高山")) == [()]
    assert involved("省水利厅介绍，全省引水5万吨。", ("GOV", "省水利厅")) == [("省水利厅",)]


def test_what_is_said_of_the_whole_country_has_no_party_named_before() -> None:
    assert involved("白溪县通了快递，全国覆盖率达95%。", ("LOC", "白溪县")) == [()]


def test_items_between_semicolons_share_their_subject_only() -> None:
    text = "白溪公司将对甲桥、乙桥等2座桥大修，投资3万元；危桥改造1座，投资5万元。"
    assert involved(text, ("COMPANY", "白溪公司"), ("LOC", "甲桥"), ("LOC", "乙桥"))[-1] == ("白溪公司",)
    text = "其中大修工程，对甲桥、乙桥投资3万元；危桥改造1座。"
    assert involved(text, ("LOC", "甲桥"), ("LOC", "乙桥"))[-1] == ()
    text = "今年，白溪县修桥3座；完成投资5万元。"
    assert involved(text, ("LOC", "白溪县"))[-1] == ("白溪县",)


def test_a_clause_that_begins_with_its_verb_has_the_subject_of_the_sentence() -> None:
    text = "白溪县打造茶乡，提升青河路等3条道路。"
    assert involved(text, ("LOC", "白溪县"), ("LOC", "青河路")) == [("白溪县", "青河路")]


def test_the_first_actor_of_a_sentence_stays_its_subject() -> None:
    text = "为了增产，高山潜心钻研，摸索适应白溪县的品种，推广技术20项。"
    assert involved(text, ("PER", "高山"), ("LOC", "白溪县")) == [("高山", "白溪县")]


def test_who_acts_in_the_places_named() -> None:
    text = "白溪县水利局投入5万元，在青河镇建成水渠3公里，新修道路6公里。"
    found = involved(text, ("GOV", "白溪县水利局"), ("LOC", "青河镇"))
    assert found == [("白溪县水利局",), ("白溪县水利局", "青河镇"), ("白溪县水利局", "青河镇")]


def test_the_place_a_sentence_opens_with_is_where_all_of_it_happens() -> None:
    text = "在白溪村，村民高山种茶20亩。"
    assert involved(text, ("LOC", "白溪村"), ("PER", "高山")) == [("白溪村", "高山")]


def test_names_that_are_listed_after_their_number() -> None:
    text = "合作项目有2个，包括青禾公司的仓库，远山公司的码头。"
    assert involved(text, ("COMPANY", "青禾公司"), ("COMPANY", "远山公司")) == [("青禾公司", "远山公司")]


def test_terms_belong_to_the_deal_that_the_next_clause_tells() -> None:
    text = "青禾公司以每公斤60元的价格，卖给远山公司。"
    assert involved(text, ("COMPANY", "青禾公司"), ("COMPANY", "远山公司")) == [("青禾公司", "远山公司")]


def test_a_pronoun_stands_for_the_person_the_sentence_before_begins_with() -> None:
    text = "高山和弟弟高水回乡。他种茶20亩。其他人种了3亩。"
    assert involved(text, ("PER", "高山"), ("PER", "高水")) == [("高山",), ()]


def test_both_sides_of_a_contract_or_a_suit() -> None:
    text = "青禾公司诉远山公司一案开庭。双方约定总价3万元，原告索赔2万元，被告付了1万元。"
    found = involved(text, ("COMPANY", "青禾公司"), ("COMPANY", "远山公司"))
    assert found == [("青禾公司", "远山公司"), ("青禾公司",), ("远山公司",)]


def test_a_clause_with_a_subject_of_its_own_leaves_the_first_one_out() -> None:
    text = "青禾公司被罚款12万元，远山公司退还押金，涉及15人。"
    assert involved(text, ("COMPANY", "青禾公司"), ("COMPANY", "远山公司"))[-1] == ("远山公司",)


def test_the_bank_that_is_pointed_back_to() -> None:
    assert involved("白溪银行股份有限公司开会。该行派发3亿元。", ("COMPANY", "白溪银行股份有限公司")) == [("白溪银行股份有限公司",)]


def test_places_that_begin_the_items_of_a_list() -> None:
    text = "白溪县最低气温降到零下20℃、青河县最低气温为零下30℃。"
    assert involved(text, ("LOC", "白溪县"), ("LOC", "青河县")) == [("白溪县",), ("青河县",)]


def test_only_a_credit_line_is_no_party() -> None:
    assert involved("青禾公司电动车年产3万辆。", ("COMPANY", "青禾公司")) == [("青禾公司",)]
