"""The grammar of offices, case by case on invented sentences."""

import pytest
from marked import annotate, offices

CASES = {
    "body, office, name": ("[清溪县水务局|GOV][局长|TITLE][何知远|PER]说。", [("何知远", "局长", "清溪县水务局")]),
    "chain: each office with its own body": (
        "[柳州市委|GOV][常委|TITLE]、[市政府|GOV][副市长|TITLE]、[柳州高新区|ORG][党工委书记|TITLE][韦成林|PER]到会。",
        [("韦成林", "常委", "柳州市委"), ("韦成林", "副市长", "柳州市政府"), ("韦成林", "党工委书记", "柳州高新区党工委")],
    ),
    "a life told: who it is, and where he went to work": (
        "[邵怀仁|PER]1944年参加[清溪支队|GOV]，历任[班长|TITLE]、[指导员|TITLE]。1956年到[远帆电气|COMPANY]工作，任[厂长|TITLE]。1983年当选[清溪县政协|GOV][委员|TITLE]。",
        [
            ("邵怀仁", "班长", "清溪支队"),
            ("邵怀仁", "指导员", "清溪支队"),
            ("邵怀仁", "厂长", "远帆电气"),
            ("邵怀仁", "委员", "清溪县政协"),
        ],
    ),
    "a bare level is that of a place that no gazetteer has": (
        "[云岚市粮食局|GOV]原[局长|TITLE][邵怀仁|PER]，[安徽来安|LOC]人。[市老年大学|ORG][校长|TITLE][何知远|PER]说。",
        [("邵怀仁", "局长", "云岚市粮食局"), ("何知远", "校长", "云岚市老年大学")],
    ),
    "chain: an office without body takes the one before": (
        "[长沙市公路局|GOV][党委书记|TITLE]、[局长|TITLE][廖德明|PER]介绍。",
        [("廖德明", "党委书记", "长沙市公路局党委"), ("廖德明", "局长", "长沙市公路局")],
    ),
    "head of government after a party office": (
        "[江西省委|GOV][常委|TITLE]、[常务副省长|TITLE][闵江|PER]讲话。",
        [("闵江", "常委", "江西省委"), ("闵江", "常务副省长", "江西省政府")],
    ),
    "discipline inspection after a party office": (
        "[南昌市委|GOV][常委|TITLE]、[纪委书记|TITLE][龚远|PER]强调。",
        [("龚远", "常委", "南昌市委"), ("龚远", "纪委书记", "南昌市纪委")],
    ),
    "兼 joins two offices": (
        "[远帆电气|COMPANY][董事长|TITLE]兼[总经理|TITLE][邹凯|PER]表示。",
        [("邹凯", "董事长", "远帆电气"), ("邹凯", "总经理", "远帆电气")],
    ),
    "offices without any separator": (
        "[岭北县教育局|GOV]原[局长|TITLE][岭北县关工委|GOV][主任|TITLE][柏松|PER]来了。",
        [("柏松", "局长", "岭北县教育局"), ("柏松", "主任", "岭北县关工委")],
    ),
    "several persons in one office": (
        "[海川市政协|GOV][副主席|TITLE][贺云|PER]、[方平|PER]和[纪兰|PER]参加。",
        [("贺云", "副主席", "海川市政协"), ("方平", "副主席", "海川市政协"), ("纪兰", "副主席", "海川市政协")],
    ),
    "的 between body and office": ("[金谷农业|COMPANY]的[总经理|TITLE][丁宁|PER]说。", [("丁宁", "总经理", "金谷农业")]),
    "short name in brackets": (
        "[东方测绘研究院|ORG]([东测院|ORG])[院长|TITLE][鲍春|PER]说。",
        [("鲍春", "院长", "东方测绘研究院")],
    ),
    "bare zone in full": (
        "[苏州高新区|ORG]签约。[高新区|ORG][党工委书记|TITLE][周强|PER]出席。",
        [("周强", "党工委书记", "苏州高新区党工委")],
    ),
    "department of a body named before": (
        "[清江县人民法院|GOV]开庭。[执行局局长|TITLE][鲍川|PER]说。",
        [("鲍川", "执行局局长", "清江县人民法院")],
    ),
    "理事长由某人担任": (
        "[清江灯饰协会|ORG][理事长|TITLE]由[西岭大学|ORG][教授|TITLE][田甜|PER]担任。",
        [("田甜", "理事长", "清江灯饰协会"), ("田甜", "教授", "西岭大学")],
    ),
    "department of a hospital named before": (
        "[清江县医院|ORG]接诊。[心内科主任|TITLE][段山|PER]说。",
        [("段山", "心内科主任", "清江县医院")],
    ),
    "verb 任": ("[付海|PER]任[沙坪县委|GOV][书记|TITLE]。", [("付海", "书记", "沙坪县委")]),
    "verb far from its subject": (
        "[马小川|PER]退伍后回到家乡，带着乡亲种茶，先后担任[石岭村|LOC][党支部书记|TITLE]、[村委会|GOV][主任|TITLE]。",
        [("马小川", "党支部书记", "石岭村党支部"), ("马小川", "主任", "石岭村村委会")],
    ),
    "verb 是": ("[贾秋|PER]是[和田地区医院|ORG]的一名[护士|TITLE]。", [("贾秋", "护士", "和田地区医院")]),
    "verb after coordinated persons with offices of their own": (
        "成立[防汛指挥部|GOV]，[水利局|GOV][局长|TITLE][商平|PER]，[应急局|GOV][局长|TITLE][温和|PER]任[组长|TITLE]。",
        [("商平", "局长", "水利局"), ("温和", "局长", "应急局"), ("商平", "组长", "防汛指挥部"), ("温和", "组长", "防汛指挥部")],
    ),
    "comma ends a clause with 任": (
        "[乔木|PER]任[政委|TITLE]，[青龙区委|GOV][书记|TITLE][石磊|PER]任[指挥长|TITLE]。",
        [("乔木", "政委", None), ("石磊", "书记", "青龙区委"), ("石磊", "指挥长", None)],
    ),
    "dismissed": ("免去[覃勇|PER]的[北流市教育局|GOV][局长|TITLE]职务。", [("覃勇", "局长", "北流市教育局")]),
    "several dismissed": (
        "免去[覃勇|PER]、[方平|PER]的[北流市教育局|GOV][副局长|TITLE]职务。",
        [("覃勇", "副局长", "北流市教育局"), ("方平", "副局长", "北流市教育局")],
    ),
    "area between company and office": ("[万家超市|COMPANY][湖北|LOC][采购经理|TITLE][冯飞|PER]说。", [("冯飞", "采购经理", "万家超市")]),
    "是 with a relative clause": ("[帕查|PER]现在是[高崖村|LOC]所在[古里镇|LOC]的[党委书记|TITLE]。", [("帕查", "党委书记", "古里镇党委")]),
    "secretary sent to a village": ("到[高崖村|LOC]时，[帕查|PER]是[驻村第一书记|TITLE]。", [("帕查", "驻村第一书记", "高崖村")]),
    "office that only one body has": ("[贺云|PER][副委员长|TITLE]主持。", [("贺云", "副委员长", "全国人大常委会")]),
    "the paper's own reporter": ("本报[记者|TITLE][余波|PER]", [("余波", "记者", "本报")]),
    "office of the person described": (
        "担任[清江股份|COMPANY][总经理|TITLE]一职多年的[钮山|PER]辞职，仅保留[董事|TITLE]职务。",
        [("钮山", "总经理", "清江股份"), ("钮山", "董事", "清江股份")],
    ),
    "name before the office": (
        "[清溪县农业局办公室|GOV][李茂|PER][主任|TITLE]告诉记者。",
        [("李茂", "主任", "清溪县农业局办公室")],
    ),
    "name, office in apposition": ("[田甜|PER]，[西岭大学|ORG][教授|TITLE]，从事育种。", [("田甜", "教授", "西岭大学")]),
    "office in brackets": ("[雷鸣|PER]（[星海银行|COMPANY][行长|TITLE]）出席。", [("雷鸣", "行长", "星海银行")]),
    "rank behind the name": (
        "[清溪大学|ORG][主任|TITLE][郑和|PER][院士|TITLE]主持。",
        [("郑和", "主任", "清溪大学"), ("郑和", "院士", None)],
    ),
    "the company understood": (
        "[明月食品有限公司|COMPANY]今年扩产。[总经理|TITLE][庞宇|PER]说，该公司[财务总监|TITLE][雍容|PER]算过账。",
        [("庞宇", "总经理", "明月食品有限公司"), ("雍容", "财务总监", "明月食品有限公司")],
    ),
    "其": ("[凤鸣饮料|COMPANY]昨日开业，其[总经理|TITLE][吴江|PER]到场。", [("吴江", "总经理", "凤鸣饮料")]),
    "same body for the next person": (
        "[凤鸣饮料|COMPANY][董事长|TITLE][吴江|PER]和[总经理|TITLE][容与|PER]到场。",
        [("吴江", "董事长", "凤鸣饮料"), ("容与", "总经理", "凤鸣饮料")],
    ),
    "deputy of the body named for the head": (
        "会议由[北流市人大常委会|GOV][主任|TITLE][邝达|PER]主持，[副主任|TITLE][利进|PER]出席。",
        [("邝达", "主任", "北流市人大常委会"), ("利进", "副主任", "北流市人大常委会")],
    ),
    "unnamed firm": ("一家灯具制造商[负责人|TITLE][康元|PER]说。", [("康元", "负责人", "灯具制造商")]),
    "village secretary": (
        "在[陆川县新旺村|LOC]，返乡的[村支书|TITLE][沈青|PER]养鹅。",
        [("沈青", "村支书", "陆川县新旺村党支部")],
    ),
    "analyst on his own": ("知名[汽车分析师|TITLE][贾行|PER]认为不会。", [("贾行", "汽车分析师", None)]),
    "reporter": ("（[记者|TITLE][余波|PER]）", [("余波", "记者", None)]),
    "holder after 是 or 为": (
        "[远帆机械厂|COMPANY]复工，现任[厂长|TITLE]是[顾长河|PER]，[法定代表人|TITLE]为[顾小川|PER]。",
        [("顾长河", "厂长", "远帆机械厂"), ("顾小川", "法定代表人", "远帆机械厂")],
    ),
    "editor of a paper in title marks; a calling has no body": (
        "[西岭写作学会|ORG][会长|TITLE]、《[清溪晚报|ORG]》[主编|TITLE]、知名[作家|TITLE][李炳川|PER]到场。",
        [("李炳川", "会长", "西岭写作学会"), ("李炳川", "主编", "清溪晚报"), ("李炳川", "作家", None)],
    ),
    "a firm's place is not that of the bare level": (
        "[南昌市|LOC]与[上海临川集团|COMPANY]签约。[市委|GOV][书记|TITLE][葛立斌|PER]到场。",
        [("葛立斌", "书记", "南昌市委")],
    ),
    "a second office elsewhere is not the place of what follows": (
        "[济宁市委|GOV][书记|TITLE][张岭|PER]、[副市长|TITLE]、[曲阜市委|GOV][书记|TITLE][李川|PER]，[市政府|GOV][秘书长|TITLE][石平|PER]到场。",
        [
            ("张岭", "书记", "济宁市委"),
            ("李川", "副市长", "济宁市政府"),
            ("李川", "书记", "曲阜市委"),
            ("石平", "秘书长", "济宁市政府"),
        ],
    ),
    "no vice governor of a city": (
        "[湖南省委|GOV][常委|TITLE]、[长沙市委|GOV][书记|TITLE][王新|PER]，[副省长|TITLE][姜有|PER]调研。",
        [("王新", "常委", "湖南省委"), ("王新", "书记", "长沙市委"), ("姜有", "副省长", "湖南省政府")],
    ),
    "career with commas": (
        "[刘海|PER]先后任[炎陵县|LOC][副县长|TITLE]、[县委|GOV][常委|TITLE]，[醴陵市|LOC][副市长|TITLE]等职。",
        [("刘海", "副县长", "炎陵县政府"), ("刘海", "常委", "炎陵县委"), ("刘海", "副市长", "醴陵市政府")],
    ),
    "head of a town after its congress": (
        "[清溪县芙蓉乡|LOC][党委书记|TITLE]、[乡人大|GOV][主席|TITLE][谷立|PER]，[乡长|TITLE][向华|PER]到场。",
        [("谷立", "党委书记", "清溪县芙蓉乡党委"), ("谷立", "主席", "清溪县芙蓉乡人大"), ("向华", "乡长", "清溪县芙蓉乡政府")],
    ),
    "party cell of the body that the next office heads": (
        "[清溪县水务局|GOV]开会，[党组书记|TITLE]、[局长|TITLE][尹华|PER]主持，[机关党委副书记|TITLE][石玲|PER]发言。",
        [("尹华", "党组书记", "清溪县水务局党组"), ("尹华", "局长", "清溪县水务局"), ("石玲", "机关党委副书记", "清溪县水务局机关党委")],
    ),
    "他 is the person of the sentence before": (
        "[刘海|PER]种了二十年田。他去年当选[清溪县青禾合作社|ORG][理事长|TITLE]。",
        [("刘海", "理事长", "清溪县青禾合作社")],
    ),
    "他 after two persons says nothing": ("[刘海|PER]和[石玲|PER]回乡。他当选[清溪县青禾合作社|ORG][理事长|TITLE]。", []),
    "teacher and judge of the body named before": (
        "[清溪县第五中学|ORG]开学，[语文教师|TITLE][佟岩|PER]发言。[清溪县人民法院|GOV]开庭，[审判长|TITLE][方立|PER]宣判。",
        [("佟岩", "语文教师", "清溪县第五中学"), ("方立", "审判长", "清溪县人民法院")],
    ),
    "the school and the museum pointed to": (
        "[清溪县第五中学|ORG]和[清溪县博物馆|ORG]共建，该校[教导主任|TITLE][信立|PER]、该馆[馆长|TITLE][佟岩|PER]签字。",
        [("信立", "教导主任", "清溪县第五中学"), ("佟岩", "馆长", "清溪县博物馆")],
    ),
    "a body set up with its heads before it": (
        "[洛川县|LOC]成立以[县委|GOV][书记|TITLE][冯山|PER]为[组长|TITLE]、[县长|TITLE][折立|PER]为[第一副组长|TITLE]的[苹果产业领导小组|GOV]。",
        [
            ("冯山", "书记", "洛川县委"),
            ("冯山", "组长", "苹果产业领导小组"),
            ("折立", "县长", "洛川县政府"),
            ("折立", "第一副组长", "苹果产业领导小组"),
        ],
    ),
    "department of a hospital, whatever its name": (
        "[清江县中医医院|ORG]义诊，[针灸科主任|TITLE][来立|PER]、[二病区护士长|TITLE][晏山|PER]坐诊。",
        [("来立", "针灸科主任", "清江县中医医院"), ("晏山", "二病区护士长", "清江县中医医院")],
    ),
    "head without a name": ("[清溪县水务局|GOV][主要负责人|TITLE]表示。", []),
    "a surname with an office is no name": ("[茗香苑|COMPANY][总经理|TITLE][朱经理|PER]说。", []),
}


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_grammar(case: str) -> None:
    marked, expected = CASES[case]
    assert offices(marked) == expected


def test_county_head_belongs_to_the_government_of_the_articles_place() -> None:
    assert offices("[沙县|LOC]小吃出名。[县长|TITLE][蒋文|PER]说。", titles=("[沙县|LOC]办节",)) == [("蒋文", "县长", "沙县政府")]


def test_bare_province_is_completed_from_the_newspapers_place() -> None:
    assert offices("[省委|GOV][书记|TITLE][闻达|PER]调研。", place="湖南长沙") == [("闻达", "书记", "湖南省委")]


def test_bodies_as_printed_are_kept_beside_the_full_name() -> None:
    row = annotate("[甘肃兰州|LOC]消息。[市教育局|GOV][局长|TITLE][石泉|PER]说。").officials[0]
    assert (row.organization, row.organization_printed) == ("兰州市教育局", "市教育局")


@pytest.mark.parametrize(
    ("marked", "official"),
    [
        ("[清溪县水务局|GOV][局长|TITLE][何知远|PER]说。", True),
        ("[柳州高新区|ORG][管委会主任|TITLE][何知远|PER]说。", True),
        ("[清溪县人民医院|ORG][院长|TITLE][何知远|PER]说。", True),
        ("[石岭村|LOC][党支部书记|TITLE][何知远|PER]说。", True),
        ("[联合国粮农组织|ORG][总干事|TITLE][何知远|PER]说。", True),
        ("[湖北省文物研究所|ORG][所长|TITLE][何知远|PER]说。", True),
        ("[清溪县妇联|ORG][主席|TITLE][何知远|PER]说。", True),
        ("[兰州茶叶世界|LOC][总经理|TITLE][何知远|PER]说。", False),
        ("[远帆电气|COMPANY][党委书记|TITLE][何知远|PER]说。", False),
        ("[星海银行|COMPANY][行长|TITLE][何知远|PER]说。", False),
        ("[西岭大学|ORG][校长|TITLE][何知远|PER]说。", False),
        ("[中国灯饰协会|ORG][会长|TITLE][何知远|PER]说。", False),
        ("[清溪报|ORG][记者|TITLE][何知远|PER]说。", False),
    ],
)
def test_public_and_private_offices(marked: str, official: bool) -> None:
    assert [row.official for row in annotate(marked).officials] == [official]


@pytest.mark.parametrize(
    ("marked", "former"),
    [
        ("[清溪县水务局|GOV]原[局长|TITLE][何知远|PER]受审。", True),
        ("时任[清溪县委|GOV][书记|TITLE][何知远|PER]到场。", True),
        ("[何知远|PER]曾任[清溪县委|GOV][书记|TITLE]。", True),
        ("[何知远|PER]辞去[清溪县水务局|GOV][局长|TITLE]职务。", True),
        ("现任[清溪县委|GOV][书记|TITLE][何知远|PER]到场。", False),
        ("[何知远|PER]当选[清溪县委|GOV][书记|TITLE]。", False),
    ],
)
def test_past_offices(marked: str, former: bool) -> None:
    assert [row.former for row in annotate(marked).officials] == [former]


def test_row_points_to_title_person_body_and_sentence() -> None:
    rows = annotate("开场。[清溪县水务局|GOV][局长|TITLE][何知远|PER]说。")
    office = rows.officials[0]
    body = rows.articles[0].text
    names = {e.entity_id: e.name for e in rows.entities}
    assert body[office.start : office.end] == "局长"
    assert (names[office.person_id or ""], names[office.organization_id or ""]) == ("何知远", "清溪县水务局")
    assert office.evidence == "清溪县水务局局长何知远说。"
