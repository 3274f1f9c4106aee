"""Recognition and normalisation, on invented phrases: what counts, as what, with which bound."""

import pytest

from pipeline.facts import Fact, find


def only(text: str, date: str | None = None) -> Fact:
    facts = find(text, date)
    assert len(facts) == 1, [fact.text for fact in facts]
    return facts[0]


def shown(text: str, date: str | None = None) -> list[str]:
    return [fact.text for fact in find(text, date)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567元", 1234567), ("１２３４元", 1234), ("三千二百万元", 32000000), ("两万三元", 23000), ("百亿元", 10**10),
        ("十五万元", 150000), ("零点五元", 0.5), ("3亿2000万元", 320000000), ("1.2万亿元", 1.2e12), ("三千八百点五元", 3800.5),
        ("壹万贰仟元", 12000), ("廿五元", 25), ("一百零八元", 108), ("一亿两千万元", 120000000), ("七百五十余万元", 7500000),
        ("30多万元", 300000), ("1000万余元", 10000000), ("10亿余元", 10**9), ("四个亿元", 4 * 10**8), ("1.5e3元", 1500),
        ("十二块五毛", 12.5), ("九毛八", 0.98), ("两块三毛五", 2.35), ("1毛2", 0.12), ("三元五角", 3.5), ("5角", 0.5),
        ("0.1亿元", 10000000),
    ],
)  # fmt: skip
def test_numerals_are_read_exactly(text: str, value: float) -> None:
    fact = only(text)
    assert (fact.kind, float(fact.normalized or 0)) == ("money", value)
    assert fact.text == text


@pytest.mark.parametrize(
    ("text", "price", "value"),
    [
        ("包子涨到1块2，老主顾嫌贵。", "1块2", 1.2), ("青菜卖三块五一斤。", "三块五", 3.5), ("肉卖到9块5一斤。", "9块5", 9.5),
        ("比上周贵了5角。", "5角", 0.5), ("每斤又涨了五毛。", "五毛", 0.5),
    ],
)  # fmt: skip
def test_prices_as_they_are_spoken(text: str, price: str, value: float) -> None:
    fact = only(text)
    assert (fact.kind, fact.text, float(fact.normalized or 0)) == ("money", price, value)


@pytest.mark.parametrize("text", ["院里立着3块5米高的石碑。", "一座六角亭。", "这只是冰山一角。"])
def test_pieces_and_corners_are_no_money(text: str) -> None:
    assert "money" not in {fact.kind for fact in find(text)}


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("15亩", "area", 1, "ha"), ("2平方公里", "area", 200, "ha"), ("91平方米", "area", 0.0091, "ha"), ("3公顷", "area", 3, "ha"),
        ("30万吨", "mass", 3e8, "kg"), ("八两", "mass", 0.4, "kg"), ("50千克", "mass", 50, "kg"), ("三斤半", "mass", 1.75, "kg"),
        ("2.5公里", "length", 2500, "m"), ("一米七五", "length", 1.75, "m"), ("三百海里", "length", 555600, "m"),
        ("20万方", "volume", 200000, "m3"), ("两百七十点一毫升", "volume", 0.0002701, "m3"), ("四个亿立方", "volume", 4e8, "m3"),
        ("2亿千瓦时", "energy", 2e8, "kWh"), ("600万度电", "energy", 6e6, "kWh"), ("70兆瓦", "other", 70000, "other"),
        ("百分之二十点四", "percent", 20.4, "percent"), ("七成", "percent", 70, "percent"), ("三成五", "percent", 35, "percent"),
        ("1.5个百分点", "percent", 1.5, "percentage_point"), ("三分之二", "ratio", 0.666667, "ratio"), ("3倍", "ratio", 3, "ratio"),
        ("一又二分之一", "ratio", 1.5, "ratio"), ("近一半", "ratio", 0.5, "ratio"), ("半斤", "mass", 0.25, "kg"),
        ("10个小时", "duration", 0.416667, "day"), ("一个半小时", "duration", 0.0625, "day"), ("两小时三十分钟",
        "duration", 0.104167, "day"),
        ("36个月", "duration", None, "day"), ("三年", "duration", None, "day"), ("两周", "duration", 14, "day"),
        ("零下20摄氏度", "temperature", -20, "degC"), ("负五摄氏度", "temperature", -5, "degC"), ("100公里/小时", "speed", 100, "other"),
        ("45岁", "other", 45, "other"), ("2×35万千瓦", "other", 700000, "other"), ("19个", "count", 19, "count"), ("两处",
        "count", 2, "count"),
        ("十几个", "count", 10, "count"), ("800万美元", "money", 8e6, "USD"), ("一百二十英镑三十便士", "money", 120.3, "GBP"),
        ("US$3,000.50", "money", 3000.5, "USD"), ("￥1.5万", "money", 15000, "yuan"), ("500万林吉特", "money", 5e6, "MYR"),
    ],
)  # fmt: skip
def test_units(text: str, kind: str, value: float | None, unit: str) -> None:
    fact = only(f"其规模约为{text}。" if kind not in ("temperature", "duration") else text)
    assert (fact.kind, fact.normalized_unit) == (kind, unit)
    assert (None if fact.normalized is None else float(fact.normalized)) == value


@pytest.mark.parametrize(
    ("text", "span", "bound", "lower", "upper"),
    [
        ("耗资约200万元", "约200万元", "approx", 2e6, 2e6),
        ("达到30万元以上", "30万元以上", "at_least", 3e5, None),
        ("引进10余家", "10余家", "over", 10, None),
        ("人数超800人", "超800人", "over", 800, None),
        ("涉及约13200余人", "约13200余人", "approx", 13200, 13200),
        ("保有量过百万辆", "过百万辆", "over", 1e6, None),
        ("成本不超过5元", "不超过5元", "at_most", None, 5),
        ("用时不到一周", "不到一周", "under", None, 7),
        ("控制在20人以内", "20人以内", "at_most", None, 20),
        ("需水大概在3亿立方米左右", "3亿立方米左右", "approx", 3e8, 3e8),
        ("价格为5万至8万元", "5万至8万元", "range", 5e4, 8e4),
        ("价格为5至8万元", "5至8万元", "range", 5e4, 8e4),
        ("每天5000至1万台次", "5000至1万台次", "range", 5000, 10000),
        ("占30%—40%", "30%—40%", "range", 30, 40),
        ("人数不会少于30人", "不会少于30人", "at_least", 30, None),
        ("增长两倍多", "两倍多", "over", 2, None),
        ("到场的至少一半", "至少一半", "at_least", 0.5, None),
        ("赞成的达半数以上", "半数以上", "at_least", 0.5, None),
        ("只有两三人", "两三人", "range", 2, 3),
        ("串起七八个村", "七八个", "range", 7, 8),
        ("气温-5℃到3℃", "-5℃到3℃", "range", -5, 3),
        ("节约用水5万元", "5万元", "exact", 5e4, 5e4),
        ("节约5万元", "5万元", "exact", 5e4, 5e4),
        ("最近3天", "3天", "exact", 3, 3),
    ],
)  # fmt: skip
def test_bounds(text: str, span: str, bound: str, lower: float | None, upper: float | None) -> None:
    fact = only(text)
    assert (fact.text, fact.bound) == (span, bound)
    assert [None if n is None else float(n) for n in (fact.lower, fact.upper)] == [lower, upper]


def test_recent_years_are_exact_but_spent_years_are_approximate() -> None:
    assert [(f.text, f.bound) for f in find("近三年增加，历时近三年。")] == [("三年", "exact"), ("近三年", "approx")]


@pytest.mark.parametrize(
    ("text", "per", "spans"),
    [
        ("每亩增收300元", "亩", ["300元"]), ("亩均2.5吨", "亩", ["2.5吨"]), ("单价3元/斤", "斤", ["3元/斤"]), ("卖到8块钱一斤",
        "斤", ["8块"]),
        ("人均收入5万元", "人", ["5万元"]), ("一斤能卖10元", "斤", ["10元"]),
        ("年产值3亿元", "年", ["3亿元"]), ("今年产值3亿元", None, ["3亿元"]),
    ],
)  # fmt: skip
def test_rates(text: str, per: str | None, spans: list[str]) -> None:
    facts = find(text)
    assert [f.text for f in facts] == spans
    assert facts[0].per == per


def test_money_without_its_unit() -> None:
    fact = only("合同金额约520万等")
    assert (fact.kind, fact.text, float(fact.normalized or 0), fact.unit) == ("money", "约520万", 5200000, None)
    assert only("安装费用为零，").kind == "money"
    assert only("报名者超过百万，").kind == "count"
    for text in ("全年完成投资85亿开工一批项目", "每年拿出6000万。", "这是过万亿的市场", "签约额超1500亿", "在12亿总产值中"):
        assert only(text).kind == "money", text
    for text in ("带动40万农民就业", "发放贷款3万农户", "粉丝突破200万。", "吸纳24万低收入群众务工"):
        assert only(text).kind == "count", text


def test_steps_are_crossed_but_marks_are_passed() -> None:
    assert shown("连续跨越三个台阶，产值跨越300亿元") == ["三个", "跨越300亿元"]


def test_surnames_of_numbers_begin_no_numeral() -> None:
    assert shown("6支队伍629人，登陆3次") == ["6支", "629人", "3次"]


def test_sports_times_have_hundredths() -> None:
    fact = only("以2分54秒90夺冠")
    assert (fact.kind, float(fact.normalized or 0)) == ("duration", 0.002024)


def test_numbers_in_a_list_share_the_last_unit() -> None:
    facts = find("比上年分别提高3.1和4.8个百分点")
    assert [(f.kind, float(f.normalized or 0)) for f in facts] == [("percent", 3.1), ("percent", 4.8)]
    assert [f.kind for f in find("划拨8宗、152亩")] == ["count", "area"]


@pytest.mark.parametrize(
    "text",
    [
        "国道107线", "G60高速", "〔2019〕12号", "第三名", "第12届", "排名前10名", "5号楼", "拨打12345热线", "电话0731-88880000", "PM2.5",
        "5G网络", "M15甲醇", "二级医院", "一期工程", "二次全会", "四处寻找", "一家企业", "一批项目", "数百吨", "几十公里", "上百个",
        "数万只",
        "千方百计", "一二三产业融合", "“三帮”行动", "十个一工程", "零售额", "周三上午", "百姓", "三亚海滩", "党的十八大", "世界500强企业",
        "最后一公里", "2×", "按1：1：1配比", "翻两番", "第二年", "一年一度", "四维图", "三口之家", "喜忧参半。",
        "从0到1的突破", "从1到10则更难",
        "修正案（十二）", "规定（一）", "问题2 资金不足", "中证1000股指", "沪深300指数", "12306售票网站",
        "2型糖尿病", "两大碗饭", "遥感02组卫星",
        "5桥8路工程", "“一核两带三区”格局", "三纵四横路网", "以25比22领先", "三分球8投5中", "双方战成88平", "女子100米决赛", "62公斤级",
        "打造15分钟生活圈", "实施“5321”工程", "一家三口都来了", "三届人大四次会议召开", "万吨级码头", "今明两年", "来了一两个人",
    ],
)  # fmt: skip
def test_what_is_no_fact(text: str) -> None:
    assert shown(text) == []


def test_chinese_numerals_inside_names_count_nothing() -> None:
    text = "在四门洞村养蜂3箱"
    assert shown(text) == ["四门", "3箱"]
    assert [f.text for f in find(text, names=[(1, 5)])] == ["3箱"]


def test_offsets_point_into_the_text_as_given() -> None:
    text = "投入１２３万元，比去年多三成。"
    for fact in find(text):
        assert text[fact.start : fact.end] == fact.text
    assert shown(text) == ["１２３万元", "三成"]


def test_division_words_and_big_nouns_are_counts() -> None:
    assert shown("五省（区）和100个县") == ["五省（区）", "100个"]
    assert shown("230台（套）设备在两大基地和四地州投用") == ["230台（套）", "两大", "四地州"]
    assert [(f.text, f.unit, f.normalized) for f in find("三大产业覆盖两区三县、6市县和五大类产品")] == [
        ("三大", None, 3), ("两区", "区", 2), ("三县", "县", 3), ("6市县", "市县", 6), ("五大类", "大类", 5),
    ]  # fmt: skip


def test_levels_count_only_in_a_list_or_after_two() -> None:
    assert shown("县、乡、村三级干部和两级法院，三级响应") == ["三级", "两级"]


def test_counts_beside_words_that_are_often_numbered() -> None:
    assert shown("停运列车14趟，取消航班36架次，电话30部") == ["14趟", "36架次", "30部"]
    assert shown("乘坐列车14次，坐航班3号") == []


def test_chains_of_counts_and_measures_stand() -> None:
    assert shown("造成3死5伤，共有3男2女，取得3胜1负") == ["3", "5", "3", "2", "3", "1"]
    assert shown("获3家5亿元投资，3人5至7天，两市三县") == ["3家", "5亿元", "3人", "5至7天", "两市", "三县"]


def test_times_of_races() -> None:
    assert float(only("以11秒52夺冠").normalized or 0) == 0.000133
    assert shown("用时1分52秒30，另有21秒3人") == ["1分52秒30", "21秒", "3人"]


def test_a_hedge_before_a_list_of_each_holds_for_all() -> None:
    assert [fact.bound for fact in find("产值分别超过10亿元、40亿元。")] == ["over", "over"]
    assert [fact.bound for fact in find("产值超过10亿元，利润4亿元。")] == ["over", "exact"]


def test_no_more_than_a_round_figure() -> None:
    assert [(fact.text, fact.bound) for fact in find("人均收入不过万元，如今已过万元")] == [("不过万元", "at_most"), ("过万元", "over")]


def test_half_a_month_tenths_passed_and_margins() -> None:
    assert shown("半月前开工，半月刊") == ["半月"]
    assert (only("栽插过四成。").text, only("栽插过四成。").bound) == ("过四成", "over")
    assert only("误差在正负40年之间").text == "40年"
    assert only("年均气温高2摄氏度").per is None


def test_degrees_of_heat_below_and_above_zero() -> None:
    fact = only("电量足，在零下40度到零上70度放电")
    assert (fact.kind, fact.normalized, fact.upper) == ("temperature", -40, 70)


def test_pieces_are_no_money_and_among_is_no_league() -> None:
    assert (only("日产能7000块电池").kind, only("卖了7000块钱").kind) == ("count", "money")
    assert only("其中超三分之二是育秧").bound == "over"


@pytest.mark.parametrize("text", ["一、检查仓库；\n二、整改隐患。", "要求如下：一、检查仓库；二、整改隐患。", "十二、其他事项"])
def test_labels_of_a_list_are_no_counts(text):
    assert not find(text)


def test_a_hedge_before_the_currency() -> None:
    assert [fact.bound for fact in find("投资1.6亿卢比（约合人民币2400万元）")] == ["exact", "approx"]


def test_where_a_change_ended_is_no_end_of_a_range() -> None:
    assert shown("持仓减少2万手至17万手，价格上涨5%至8%。") == ["2万手", "17万手", "5%至8%"]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("连续四周回升，四周是山。", ["四周"]), ("吃了一个月，下一个月再吃。", ["一个月"]), ("扩大一成多，占两成。", ["一成多", "两成"]),
        ("豆粕2209合约走高。", []), ("三次产业协调。", []), ("三四级手术。", []), ("种了十多年，有十余种。", ["十多年", "十余种"]),
        ("掏出十多亿元。", ["十多亿元"]), ("工期900日历天。", ["900日历天"]),
        ("搬来3大袋包菜。", ["3大袋"]), ("沪深两市走高。", []), ("石桥镇四面环水、三面临山。", []),
        ("豆腐两毛一斤，每斤五角。", ["两毛", "五角"]),
    ],
)  # fmt: skip
def test_words_that_are_numbers_only_in_their_place(text: str, spans: list[str]) -> None:
    assert shown(text) == spans
