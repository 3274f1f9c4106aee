"""Blanks, widths and the cues of single lines."""

import pytest

from pipeline.document import MappedText
from pipeline.repair.blanks import clean, is_spaced, join_lines, visible
from pipeline.repair.bylines import names, signature
from pipeline.repair.cues import dateline, ends_sentence, is_caption, is_name, is_subtitle
from pipeline.repair.furniture import is_furniture, masthead, printed_date
from pipeline.repair.lines import measured, split_lines
from pipeline.repair.measures import least, widths


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("2 0 2 2 年 1 ．5 亿", "2022年1．5亿"),
        ("产 量 达 300 万 吨 ， 同 比 增 长", "产量达300万吨，同比增长"),
        ("委 托 Blue Hill Mining 公司", "委托Blue Hill Mining公司"),
        ("A P P 营业厅", "APP营业厅"),
        ("全角\u3000空格\u00a0与软\u00adhy\u00adphen", "全角空格与软hyphen"),
        ("已经干净，一字不动。", "已经干净，一字不动。"),
    ],
)
def test_blanks_go_and_the_map_stays_exact(raw, text):
    line = clean(MappedText.of(raw, 40))
    assert line.text == text
    assert all(raw[origin - 40] == char or char == " " for char, origin in zip(line.text, line.origin, strict=True))


def test_latin_words_keep_a_blank_over_a_line_end():
    joined = join_lines([MappedText.of("由Blue", 0), MappedText.of("Hill公司", 10), MappedText.of("承建", 20)])
    assert joined.text == "由Blue Hill公司承建"
    assert joined.origin[5] == -1


def test_stretched_lines_are_told_from_names_with_a_blank():
    assert is_spaced("供 应 虽 然 充 足 ，但 价 格 上 涨")
    assert not is_spaced("何 瑶 江一帆")
    assert visible(" 水\u200b库 \n") == "水库"


def test_widths_count_marks_half_or_full():
    narrow, wide, air = widths(["水库，大坝", "", "达300吨"])
    assert (narrow.tolist(), wide.tolist(), air.tolist()) == ([9, 0, 7], [10, 0, 8], [0, 0, 1])
    assert [least(text) for text in ("水库，大坝", "", "达300吨")] == [9, 0, 7]


def test_column_width_is_learnt_from_the_lines_around():
    narrow = ["一二三四五六七八九十"] * 12
    wide = ["一二三四五六七八九十一二三四五六"] * 12
    lines = measured(split_lines("\n".join([*narrow, *wide]))[0])
    assert lines[2].measure == 20
    assert lines[-2].measure == 32


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("本报讯昨日，大桥通车。", "本报讯"),
        ("本报清河11月10日讯（记者江一帆）昨日，大桥通车。", "本报清河11月10日讯（记者江一帆）"),
        ("清河台消息（晚间新闻）：大桥通车。", "清河台消息（晚间新闻）："),
        ("昨日，大桥通车。", None),
    ],
)
def test_datelines(text, head):
    assert dateline(text) == head


def test_ends_of_sentences_and_kinds_of_lines():
    assert ends_sentence("他说：“水清了。”")
    assert not ends_sentence("他说，")
    assert is_subtitle("——两岸车程缩短")
    assert not is_subtitle("两岸——车程缩短")
    assert is_caption("收割机在田里作业。（江一帆摄）")
    assert is_caption("图为大桥全景")
    assert not is_caption("摄影爱好者在此聚会。")


def test_names_by_their_surname_and_shape():
    assert all(map(is_name, ("江一帆", "何瑶", "欧阳春雨")))
    assert not any(map(is_name, ("云南", "江苏", "大桥", "江一帆说了", "何")))


@pytest.mark.parametrize(
    ("line", "elements"),
    [
        ("本报记者 何 瑶 通讯员 江一帆", ["本报记者何瑶", "通讯员江一帆"]),
        ("（林 亚 韩 文）", ["林亚", "韩文"]),
        ("何瑶、江一帆", ["何瑶", "江一帆"]),
        ("（记 者 苏远航）", ["记者苏远航"]),
    ],
)
def test_bylines_are_names_with_their_roles(line, elements):
    found = signature(MappedText.of(line))
    assert found is not None
    assert [name.text for name in names(found.words)] == elements


@pytest.mark.parametrize("line", ["记者看到大桥已经通车", "大 桥 昨 日 正 式 通 车", "（新闻联播）", "高新区", "3月12日"])
def test_text_is_no_byline(line):
    found = signature(MappedText.of(line))
    assert found is None or not found.words


@pytest.mark.parametrize(
    "line",
    [
        "第02版 要闻 2023年1月17日 星期二 责任编辑：江一帆 版式：何瑶 校对：林亚",
        "星期五",
        "责编：江一帆",
        "A03版",
        "2022年11月15日",
        "清河日报",
    ],
)
def test_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["大桥通车", "2022年11月15日，大桥通车。", "要闻", "责任编辑制度改革启动"])
def test_text_is_no_furniture(line):
    assert not is_furniture(line)


def test_masthead_gives_paper_and_date():
    found = masthead(["清河日报", "2022年11月5日 星期六"])
    assert (found.publication, found.date) == ("清河日报", "2022-11-05")
    assert printed_date("二〇二二年十一月十五日") == "2022-11-15"
    assert printed_date("13月45日") is None
