"""What is measured and how numbers relate; on invented sentences, people and firms."""

from pipeline.document import Article, Issue, IssueRows, MapRun
from pipeline.facts import Facts
from pipeline.facts.render import render
from pipeline.settings import Settings
from tests.facts.sentences import rows


def measured(text: str, *names: tuple[str, str]) -> list[str | None]:
    return [row.attribute for row in rows(text, *names)]


def cut(words: str) -> list[str | None]:
    """Attributes of a text that is written with blanks between its words."""
    return [row.attribute for row in rows(words.replace(" ", ""), words=words)]


def test_heads_before_the_verb() -> None:
    assert measured("目前全县茶园面积达到3000亩，茶叶合格率达99%。") == ["全县茶园面积", "茶叶合格率"]


def test_counted_things_after_the_number() -> None:
    assert measured("新建19个项目，在3000亩的苹果园里劳动。") == ["项目", "苹果园"]


def test_a_quoted_name_is_counted() -> None:
    assert measured("已召开21期“银企面对面”活动。") == ["“银企面对面”活动"]


def test_topics_are_carried_on() -> None:
    assert measured("隧道5座共3088米，今年出口蜂蜜85吨，同比增长12%。") == ["隧道", "隧道", "出口蜂蜜", "出口蜂蜜同比增长"]


def test_words_are_not_cut_in_two() -> None:
    assert cut("全县 总 产能 达 9万吨 ， 抽水 蓄能 7万千瓦 。") == ["全县总产能", "抽水蓄能"]


def test_the_counted_thing_ends_at_its_verb() -> None:
    assert cut("培训 300名 村民 掌握 护理 技能 ， 骑行道 串起 9个 村落 。") == ["村民", "村落"]


def test_a_clause_about_the_counted_thing_is_left_out() -> None:
    assert cut("通报 6起 加重 基层 负担 的 典型 问题 ， 奖励 8名 参加 培训 的 学员 。") == ["典型问题", "学员"]


def test_lists_are_one_counted_thing() -> None:
    assert cut("吸引 30个 国家 和 地区 的 客商 ， 形成 3个 电子 信息 、 新材料 产业 集群 。") == [
        "国家和地区的客商", "电子信息、新材料产业集群",
    ]  # fmt: skip
    assert cut("引进 12家 企业 和 20名 专家 。") == ["企业", "专家"]


def test_both_ends_of_a_change_measure_the_same() -> None:
    assert cut("行车 时间 将 从 目前 的 3小时 缩短 至 1小时 。") == ["行车时间", "行车时间"]
    assert cut("教育 投入 由 2012年 的 2亿元 提高 到 2021年 的 4亿元 。")[1::2] == ["教育投入", "教育投入"]


def test_rates_lose_only_their_unit() -> None:
    assert cut("一期 每年 炼油 80万吨 ， 收购价 每公斤 20元 。") == ["一期每年炼油", "收购价"]


def test_money_is_for_what_follows_the_verb_of_giving() -> None:
    assert measured("县里拿出9300万元扶持生猪养殖，新增3000万元销售收入。") == ["县里拿出扶持生猪养殖", "新增销售收入"]


def test_shares_are_of_what_follows_them() -> None:
    assert measured("将实现60%的乡镇通水，产品占市场40%的份额。") == ["乡镇通水", "产品占市场份额"]


def test_a_dimension_belongs_to_the_clause_before() -> None:
    assert measured("青禾公司采购一批配电柜，合同金额约200万元。", ("COMPANY", "青禾公司")) == ["采购一批配电柜合同金额"]
    assert measured("供应土地24宗（其中划拨8宗），面积90亩。") == ["供应土地", "划拨", "供应土地面积"]
    assert measured("粮食产量9万吨，白溪县产值3亿元。", ("LOC", "白溪县")) == ["粮食产量", "产值"]


def test_growth_is_of_the_topic() -> None:
    assert measured("成交额9亿元，比上年度增长20%。") == ["成交额", "成交额比上年度增长"]
    assert cut("新增 装机 占 比 达 9% ， 同比 提高 4% 。") == ["新增装机占比", "新增装机占比同比提高"]


def test_what_a_share_is_used_for() -> None:
    assert cut("投入 资金 2亿元 ， 80% 用于 基层 、 70% 用于 村庄 。") == ["投入资金", "用于基层", "用于村庄"]


def test_a_share_without_its_particle() -> None:
    assert measured("完成青禾厂100%股权的收购。") == ["完成青禾厂股权"]


def test_an_event_is_not_carried_on_as_a_topic() -> None:
    assert cut("服务点 多 ， 县里 3年 来 增加 到 825个 。")[1] == "服务点多"


def test_a_verb_alone_takes_what_its_money_bought() -> None:
    assert cut("两地 合作 ， 联合 设立 2亿元 的 产业 基金 。") == ["联合设立产业基金"]
    assert cut("两地 合作 ， 联合 设立 2亿元 的 产业 引导 基金 。") == ["联合设立产业引导基金"]
    assert measured("对预算金额为100万元的采购项目。") == ["采购项目预算金额"]


def test_a_bracketed_measure_word_counts_what_follows() -> None:
    assert cut("6支 队伍 、 230台（套） 装备 到场 。") == ["队伍", "装备到场"]


def test_durations_are_of_what_took_them() -> None:
    assert cut("启动 为期 三年 的 清水 工程 ， 销量 连续 六年 居 首位 。") == ["清水工程为期", "销量连续居首位"]


def test_the_counted_thing_ends_at_a_verb_with_its_particle() -> None:
    assert cut("8台 收割机 来回 穿梭 ， 30辆 卡车 排 起 长 队 ， 20名 志愿者 顶 着 烈日 值守 。") == ["收割机", "卡车", "志愿者"]


def test_a_size_is_of_the_thing_that_follows() -> None:
    text = "青禾公司投资5亿元的青河大桥全长1280米、宽32米。"
    assert measured(text, ("COMPANY", "青禾公司"), ("LOC", "青河大桥")) == ["青河大桥投资", "青河大桥全长", "青河大桥宽"]
    assert cut("利税 3亿元 的 产业园 占地 80亩 。") == ["产业园利税", "产业园占地"]
    assert cut("已 签约 的 3亿元 投资 项目 中 ， 将 2亿元 奖金 捐 给 学校 。") == ["投资项目", "奖金"]


def test_a_dimension_takes_the_place_of_the_one_before() -> None:
    assert cut("改造 桥梁 总 投资 3亿元 ， 用 地 20亩 。") == ["改造桥梁总投资", "改造桥梁用地"]
    assert cut("茶园 最高 气温 26℃ ， 最低 气温 21℃ 。") == ["茶园最高气温", "茶园最低气温"]
    assert cut("粮食 产量 9万吨 ， 同比 增长 5% 。") == ["粮食产量", "粮食产量同比增长"]


def test_each_number_of_a_list_is_of_its_own_item() -> None:
    assert measured("采购协议、投资协议分别超过3亿元、4亿元。") == ["采购协议", "投资协议"]
    assert measured("国内订单、出口订单指数分别为47%和46%。") == ["国内订单指数", "出口订单指数"]
    assert measured("学校数和学生数分别增长7%和5%。") == ["学校数增长", "学生数增长"]
    found = rows("青禾厂、远山厂分别招工30人、40人。", ("COMPANY", "青禾厂"), ("COMPANY", "远山厂"))
    assert [(row.attribute, row.parties) for row in found] == [("招工", ("青禾厂",)), ("招工", ("远山厂",))]


def test_a_share_of_a_plan_is_of_what_was_planned() -> None:
    assert measured("税收收入完成3亿元，为预算的103%，同比增长5%。") == ["税收收入完成", "税收收入完成", "税收收入完成同比增长"]


def test_words_before_a_bracket_and_before_the_news() -> None:
    assert measured("调和油（5升）上涨4元；转移支付创新高，达10亿元。")[::2] == ["调和油", "转移支付"]


def test_times_and_attendance() -> None:
    assert measured("公示时间为2021年1月4日至1月8日，共5个工作日。") == ["公示时间", "公示时间"]
    assert cut("应 到 35人 ， 实 到 31人 。") == ["应到", "实到"]
    assert cut("7000年 前 年均 气温 高 2℃ ， 每 斤 只 卖 两 毛 钱 。")[1:] == ["年均气温高", "每斤只卖"]


def test_changes_after_each_are_of_the_numbers_before() -> None:
    text = "接待游客28万人次，旅游收入17亿元，分别比2019年同期增长18%、22%。"
    assert measured(text)[3:] == ["接待游客比2019年同期增长", "旅游收入比2019年同期增长"]
    text = "存款、贷款分别为3亿元和2亿元，较年初分别增长9%和8%。"
    assert measured(text) == ["存款", "贷款", "存款较年初增长", "贷款较年初增长"]


def test_shares_after_each_are_of_the_numbers_before() -> None:
    text = "货物、工程支出分别为3亿元、7亿元，占总支出的比例分别为27%、64%。"
    assert measured(text)[2:] == ["货物占总支出的比例", "工程支出占总支出的比例"]
    assert cut("展会 开幕 倒计时 100天 筹备 稳步 推进 。") == ["展会开幕倒计时"]


def test_lengths_with_their_direction() -> None:
    assert measured("修了5.2公里长、4.5米宽的水泥路。") == ["水泥路长", "水泥路宽"]


def test_what_kept_its_value_for_years() -> None:
    assert cut("就业率 连续 5年 保持 在 95%以上 。")[1] == "就业率"
    assert cut("参观 人数 破 10万 。") == ["参观人数"]


def test_words_that_begin_like_a_link_stay_whole() -> None:
    assert cut("到 账 经费 640万元 ， 用 水 报装 费用 为 零 。") == ["到账经费", "用水报装费用"]
    assert measured("面向18个省（区、市）招生，全市218家酒店入住率达87%。") == ["省（区、市）", "酒店", "酒店入住率"]


def test_both_ends_of_a_change_without_a_blank() -> None:
    assert measured("铁路里程由14公里增至16公里，其中高铁里程由3公里增至5公里。") == ["铁路里程"] * 2 + ["高铁里程"] * 2


def test_words_before_a_bracket_that_explains_them() -> None:
    assert measured("公布的报价利率（LPR）为3.35%。") == ["公布的报价利率"]
    assert measured("客运规模恢复至2019年同期的81%。")[1] == "客运规模"


def test_who_is_pointed_to_is_no_part_of_the_words() -> None:
    assert cut("该县 共 处理 风险 预警 70条 。") == ["处理风险预警"]


def test_a_rate_is_called_by_its_noun() -> None:
    assert cut("育秧盘 以 每 分钟 40盘 的 速度 完成 制作 。") == ["育秧盘速度"]


def test_two_joined_things_before_a_verb() -> None:
    assert cut("已 有 34个 国家 和 地区 完成 报名 ， 建成 3条 硅 能 电池 生产线 。") == ["国家和地区", "硅能电池生产线"]


def test_a_list_before_its_number_is_read_as_a_whole() -> None:
    assert cut("系统 由 照明 、 防盗 3部分 组成 ， 查获 象牙 、 犀角 等 9种 。") == ["系统由照明、防盗", "查获象牙、犀角"]
    assert measured("买灯具30盏、水泵20台。") == ["买灯具", "水泵"]


def test_what_was_bought_with_money() -> None:
    text = "青禾公司以2790万元竞得白溪县一宗35亩的土地，斥资3亿元收购远山厂51%的股权。"
    found = measured(text, ("COMPANY", "青禾公司"), ("LOC", "白溪县"), ("COMPANY", "远山厂"))
    assert found == ["竞得土地", "土地", "斥资收购股权", "收购股权"]


def test_how_long_a_loan_runs_names_it() -> None:
    assert measured("1年期和5年期LPR分别为3%和4%。") == ["LPR", "LPR", "1年期LPR", "5年期LPR"]


def test_a_noun_left_out_is_that_of_the_number_before() -> None:
    text = "日均车流量超过2万台次的道路有6条，1万台次的有9条。"
    assert measured(text)[:3] == ["道路车流量", "道路", "道路车流量"]


def test_ability_is_a_size_and_a_dash_no_part_of_one() -> None:
    assert measured("新建一座日处理能力5000吨的污水厂。") == ["污水厂日处理能力"]
    assert measured("青河大桥——总投资5亿元。") == ["青河大桥总投资"]


def test_words_of_time_area_and_price_are_no_part_of_what_is_measured() -> None:
    assert measured("全市将投资5亿元，与前年的3亿元相比增收2亿元。")[0] == "投资"
    assert measured("油价收报4125元，60岁以上占三成，女性占五成。") == ["油价", "年龄", "60岁以上", "女性"]


def test_numbers_that_stand_behind_all_their_items() -> None:
    assert measured("分别出口汽车、手机3亿元、2亿元。") == ["出口汽车", "手机"]
    assert measured("出口汽车、手机5亿元。") == ["出口汽车、手机"]


def test_what_went_on_for_years_is_what_was_measured_before() -> None:
    assert measured("融资总额10万亿元，连续两年超过9万亿元。") == ["融资总额", "融资总额连续", "融资总额"]
    assert cut("产量 已 连续 两年 站稳 9万吨 新 台阶 。")[1:] == ["产量已"]


def test_the_counted_thing_ends_at_its_name() -> None:
    assert measured("引进两家钾肥企业青禾厂、远山厂。", ("COMPANY", "青禾厂"), ("COMPANY", "远山厂")) == ["钾肥企业"]
    assert measured("销量最好的青禾厂卖出9万个。", ("COMPANY", "青禾厂")) == ["卖出"]


def test_a_part_of_what_was_counted_is_of_the_same_thing() -> None:
    assert measured("审议13件草案，通过其中7件。") == ["草案", "草案"]


def test_who_stands_before_a_number_is_not_what_it_measures() -> None:
    text = "4家供应商采购的白菜，包括青禾社5000公斤、远山社2500公斤。"
    assert measured(text, ("ORG", "青禾社"), ("ORG", "远山社"))[1:] == ["供应商采购的白菜"] * 2


def test_what_some_of_them_are() -> None:
    assert measured("260家企业参展，其中105家为配件企业。") == ["企业参展", "配件企业"]
    assert measured("32人被刑拘，14人被取保候审。") == ["被刑拘", "被取保候审"]
    assert measured("选手以49秒95摘银，以总成绩320公斤夺冠。") == ["摘银", "总成绩"]
    assert measured("现有农田147万亩，其中140万亩已建成良田。") == ["农田", "建成良田"]


def test_a_number_said_again_in_brackets_parts_no_words() -> None:
    assert measured("租了约250英亩（约101公顷）土地。") == ["土地", "土地"]
    assert measured("打造绿茶大县（10万吨、其中花茶2万吨）。") == ["打造绿茶大县", "花茶"]


def test_words_after_the_number_before_are_not_of_this_one() -> None:
    assert measured("享受450元的现金补贴和300元的护理服务。") == ["享受现金补贴", "护理服务"]
    assert measured("资金4亿元用于防汛，1亿元用于抗旱救灾工作。")[1] == "用于抗旱救灾工作"


def test_a_sign_inside_a_word_ends_nothing() -> None:
    assert cut("为 1万名 偏远 地区 失 能 老人 服务 。") == ["偏远地区失能老人服务"]


def test_words_are_not_said_twice() -> None:
    assert measured("新建碳纤维项目6个，项目总投资3亿元。")[1] == "新建碳纤维项目总投资"
    assert measured("公司正投资5亿元，此前仅为3亿元。") == ["投资", "投资"]


def test_quotation_marks_stay_in_pairs() -> None:
    assert measured("“组团式”培训40万人次。") == ["“组团式”培训"]


def test_parts_repeats_and_growth() -> None:
    found = rows("供地24宗，其中划拨8宗。种植油菜1.8万公顷（27万亩），产量同比下降5%。")
    whole, part, area, again, growth = found
    assert (part.part_of, whole.part_of) == (whole.quantity_id, None)
    assert again.same_as == area.quantity_id
    assert (growth.change, growth.base) == ("down", "同比")


def test_a_level_reached_is_no_change() -> None:
    assert [row.change for row in rows("占比提高到40%，比上年提高3个百分点。")] == [None, "up"]


def test_the_stage_fills_every_field_with_offsets_on_the_page() -> None:
    article = Article(
        "i-1", "i", 1, 1, title="投资3亿元", captions=("图为20名队员",), text="引进12家企业。",
        raw_map=(MapRun("title", 0, 100, 5), MapRun("body", 0, 200, 8)),
    )  # fmt: skip
    out = Facts(Settings())(IssueRows(Issue("i", "i.txt", ""), articles=(article,)))
    assert [(q.field, q.text, q.raw_start, q.raw_end) for q in out.quantities] == [
        ("title", "3亿元", 102, 105), ("caption", "20名", 0, 0), ("body", "12家", 202, 205),
    ]  # fmt: skip
    assert [q.quantity_id for q in out.quantities] == ["i-1-q0001", "i-1-q0002", "i-1-q0003"]


def test_rendered_table() -> None:
    table = render(rows("投资约200万元，占40%至50%。"))
    assert table.splitlines()[0].split()[:3] == ["text", "kind", "value"]
    assert "2,000,000 yuan" in table
    assert "40–50 percent" in table
    assert render([]) == "no numeric facts"


def test_what_happened_on_a_date_begins_after_what_belongs_to_the_date() -> None:
    assert measured("13日上河县开工。", ("LOC", "上河县")) == ["上河县开工"]
    assert measured("2020年前后，前庄村修路。", ("LOC", "前庄村")) == ["前庄村修路"]
    assert measured("本报澄湖9月3日讯（记者麦青）县里新修公路。", ("LOC", "澄湖")) == ["县里新修公路"]
    assert measured("9月3日，电网检修。") == ["电网检修"]
