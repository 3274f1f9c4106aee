"""What papers of other kinds print around their articles: mastheads, signatures, sign-offs, interviews, notes to other pages."""

import pytest

from pipeline.document import MappedText
from pipeline.repair.bylines import certain, names, parted, read_stretched
from pipeline.repair.cues import dateline, is_name, opens
from pipeline.repair.furniture import continued, is_furniture, masthead
from pipeline.repair.text import read_text

FIRST = ["澄湖县今年把大棚蔬菜当作增收的", "大事来抓，全县新建大棚六百亩，", "菜农户均增收两千元。"]
SECOND = ["船工贺青松在渡口撑了三十年船，", "如今大桥通车，他把渡船改成了茶", "座，专门招待过路的客人。"]


@pytest.mark.parametrize(
    "line",
    [
        "本版责任编辑 周可心",
        "编辑/罗 敏 版式/欧 阳 校对/朱 丽",
        "第4版 各县市新闻",
        "A05",
        "1996年5月21日 星期二",
        "丙子年四月初五",
        "澄湖工人报  2009年11月6日  星期五  第3版  职工天地  编辑 郑 岚  美编 石 头  电话：（0731）66889900",
        "（下转A06版）",
        "上接第一版",
    ],
)
def test_mastheads_of_other_papers_are_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["三问“天价停车费”", "奥迪A6 降价", "澄湖编辑部的故事", "今日增出四版", "大棚连成片", "2009年的春天"])
def test_titles_are_no_furniture(line):
    assert not is_furniture(line)


def test_a_note_to_another_page_stands_at_an_end_of_its_line():
    assert continued("把工作落到实处。（下转第四版）") == (8, 15)
    assert continued("读者可从本报（下转第四版）的说明里") is None


def test_a_farmers_paper_names_itself_and_its_day():
    found = masthead(["澄湖农民报", "1996年5月21日 星期二"])
    assert (found.publication, found.date) == ("澄湖农民报", "1996-05-21")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("晚报记者 罗敏 实习生 杜鹃", ["晚报记者罗敏", "实习生杜鹃"]),
        ("县融媒体中心记者 何 瑶", ["县融媒体中心记者何瑶"]),
        ("(澄湖工人报记者 方 舟 通讯员 辛 勤)", ["澄湖工人报记者方舟", "通讯员辛勤"]),
        ("本报记者 古丽·买买提 通讯员 巴 图 其其格", ["本报记者古丽·买买提", "通讯员巴图", "其其格"]),
        ("本报记者 庞 大 海", ["本报记者庞大海"]),
        ("本报记者 景 天 实习生 白 露 摄影 时 光", ["本报记者景天", "实习生白露", "摄影时光"]),
        ("（本报评论员）", ["本报评论员"]),
        ("□ 何婉清", ["何婉清"]),
        ("县农技站 冉 明", ["县农技站冉明"]),
        ("（澄湖市 田玉珍）", ["澄湖市田玉珍"]),
        ("（作者单位：澄湖大学法学院）", ["作者单位：澄湖大学法学院"]),
    ],
)
def test_signatures(line, expected):
    sign = read_stretched(MappedText.of(line))
    assert sign is not None
    assert certain(sign)
    assert [name.text for name in names(sign.words)] == expected


@pytest.mark.parametrize(
    "line", ["澄电气股份有限公司（以下简称", "科技特派员和发改局、自然资", "（下同）", "（图一）", "县农技站 送技术下乡"]
)
def test_pieces_of_text_are_no_signatures(line):
    assert read_stretched(MappedText.of(line)) is None


def test_a_pen_name_needs_a_sentence_before_it():
    sign = read_stretched(MappedText.of("（海 宣）"))
    assert sign is not None
    assert sign.pen
    assert not certain(sign)
    (draft,) = read_text("\n".join(["县城新增十家书屋", *FIRST[:-1], "菜农户均增收两千元。（海 宣）"])).drafts
    assert [name.text for name in draft.byline] == ["海宣"]
    assert draft.paragraphs[-1][1].text.endswith("增收两千元。")


def test_names_with_a_dot():
    assert is_name("阿布都·热合曼")
    assert not is_name("阿布都·")


def test_speakers_and_items_begin_paragraphs():
    assert all(map(opens, ["问：标准是多少？", "答：每人八元。", "记者：为什么？", "▲澄湖县", "●县医院"]))
    assert not any(map(opens, ["问题在于", "他说：好", "○"]))


def test_an_interview_keeps_its_questions_apart():
    lines = [
        "问：什么人可以领高温补贴？",
        "答：露天作业的职工，气温高过三",
        "十五度都应当发。",
        "问：标准是多少？",
        "答：每人每天八元，按月发放，不",
        "得拖欠。",
    ]
    (draft,) = read_text("\n".join(["高温补贴怎么领", "本报记者 何 瑶", *lines])).drafts
    assert [text.text[:2] for _, text in draft.paragraphs] == ["问：", "答：", "问：", "答："]


def test_a_title_that_asks_is_a_title():
    (draft,) = read_text("\n".join(["退费为何这样难？", "本报记者 何 瑶", *FIRST])).drafts
    assert draft.title is not None
    assert draft.title.text == "退费为何这样难？"


def test_a_byline_in_brackets_closes_an_article():
    drafts = read_text("\n".join(["大棚菜富了一方人", *FIRST, "（何 瑶）", "渡口上的老船工", *SECOND, "（林 亚）"])).drafts
    assert [(draft.title.text, [name.text for name in draft.byline]) for draft in drafts if draft.title] == [
        ("大棚菜富了一方人", ["何瑶"]),
        ("渡口上的老船工", ["林亚"]),
    ]


def test_a_notice_keeps_its_sign_off():
    notice = [
        "根据有关规定，现将拟任职干部的",
        "情况公示如下，欢迎监督。",
        "中共澄湖县委组织部",
        "2021年10月27日",
        "渡口上的老船工",
        "本报记者 何 瑶",
    ]
    drafts = read_text("\n".join(["干部任前公示", *notice, *SECOND])).drafts
    assert [text.text for _, text in drafts[0].paragraphs][-2:] == ["中共澄湖县委组织部", "2021年10月27日"]


@pytest.mark.parametrize(
    "line",
    [
        "责编/罗 玉 版式/唐 果 审校/秦 岚",
        "澄湖侨乡报 · 2008年5月6日 · 星期二 · 第四版 · 侨声 · E-mail：chqx@example.com",
        "联系电话：0551-62990000",
        "2·团场新闻",
        "03 法院在线",
        "澄湖集团公司主办",
        "CN43-0012 邮发代号41-12",
        "插图 路 遥",
    ],
)
def test_more_mastheads(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["3·15特别策划", "5·12十周年祭", "12个项目 开工", "第四版增刊", "08年经济"])
def test_more_titles(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "text",
    [
        "新华社澄湖5月12日电（记者 何瑶）县里",
        "新华社“雪鹰”号5月11日电（记者 何瑶）船",
        "据新华社电（记者 何瑶）县里",
    ],
)
def test_wires_have_datelines(text):
    assert dateline(text).startswith(text[: text.index("电")])


def test_a_correspondent_may_stand_before_the_reporter():
    sign = read_stretched(MappedText.of("通讯员 耿 直 尉迟恭 记者 曲 波"))
    assert len(parted(sign)) == 1
    twice = read_stretched(MappedText.of("本报记者 何 瑶 通讯员 林 亚 本报记者 曲 波"))
    assert len(parted(twice)) == 2


def test_items_of_a_list_are_paragraphs():
    lines = ["一、不准无证上岗；", "二、不准酒后作业；", "三、不准在禁火区吸烟；", "四、不准违章指挥。"]
    drafts = read_text(
        "\n".join(["大棚菜富了一方人", "本报记者 何 瑶", *FIRST, *SECOND, "安全生产“四不准”", "本报记者 林 亚", *lines])
    ).drafts
    assert [text.text for _, text in drafts[-1].paragraphs][:4] == lines[:4]


def test_a_credited_line_above_a_body_is_a_caption():
    lines = ["退费难在哪里", "本报记者 何 瑶", "市民在健身房咨询。（资料图片）", *FIRST]
    (draft,) = read_text("\n".join(lines)).drafts
    assert [caption.text for caption in draft.captions] == ["市民在健身房咨询。（资料图片）"]
    assert draft.paragraphs[0][1].text.startswith("澄湖县")


def test_a_triangle_points_to_a_picture_unless_it_marks_items():
    head, tail = ["大棚菜富了一方人", "本报记者 何 瑶", *FIRST], "▲4月15日，农技人员在麦田里查看墒情。"
    (draft,) = read_text("\n".join([*head, tail])).drafts
    assert [caption.text for caption in draft.captions] == [tail]
    (draft,) = read_text("\n".join([*head, tail, "▲4月16日，县医院新楼启用。"])).drafts
    assert not draft.captions


def test_rows_of_a_table_are_paragraphs_and_no_title():
    rows = ["品种 单位 价格", "鲫鱼 500克 4.10", "青菜 500克 0.80", "豆油 5升 46.00"]
    lines = ["大棚菜富了一方人", "本报记者 何 瑶", *FIRST, "昨日副食品价格", *rows, "渡口上的老船工", "本报记者 林 亚", *SECOND]
    drafts = read_text("\n".join(lines)).drafts
    assert drafts[-1].title.text == "渡口上的老船工"
    texts = [text.text for draft in drafts for _, text in draft.paragraphs]
    assert all("".join(row.split()) in texts for row in rows)


def test_a_heading_between_two_bylines_is_a_title():
    drafts = read_text("\n".join(["大棚菜富了一方人", "本报记者 何 瑶", *FIRST, "渡口上的老船工", *SECOND, "（本报评论员）"])).drafts
    assert [draft.title.text for draft in drafts if draft.title] == ["大棚菜富了一方人", "渡口上的老船工"]


def test_a_line_without_an_end_is_a_title_where_lines_are_paragraphs():
    lines = ["大棚菜富了一方人", "本报记者 何 瑶", "".join(FIRST) * 2, "打白条的账，今年清了", "通讯员 林 亚", "".join(SECOND) * 2]
    drafts = read_text("\n".join(lines)).drafts
    assert [draft.title.text for draft in drafts if draft.title] == ["大棚菜富了一方人", "打白条的账，今年清了"]
