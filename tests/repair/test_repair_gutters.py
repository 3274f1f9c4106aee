"""Columns printed side by side on a line of text are read one after the other, and every character stays where it was."""

from pipeline.repair.gutters import columns
from pipeline.repair.text import read_text
from tests.support.accounting import check

LEFT = ["    大坝昨日合龙，", "水库下月开始蓄", "水。两岸的村民", "前来观看，江面", "上停满了船。"]
RIGHT = ["    果园今年又丰", "收，技术员何瑶", "说，新苗长势好", "于往年，明年还", "要再种三十亩。"]


def side_by_side(left, right, at=24):
    return "\n".join(one.ljust(at) + other for one, other in zip(left, right, strict=True))


def read(page):
    rows, begin = [], 0
    for line in page.split("\n"):
        rows.append((begin, begin + len(line)))
        begin += len(line) + 1
    found = columns(page, rows)
    return None if found is None else [page[low:high] for low, high in found]


def test_columns_are_read_one_after_the_other():
    assert read(side_by_side([*LEFT, *LEFT], [*RIGHT, *RIGHT])) == [*LEFT, *LEFT, *RIGHT, *RIGHT]


def test_a_line_over_both_columns_parts_them():
    title = "山".center(8) + "乡 新 事 多 ，家 家 户 户 忙 春 耕"
    page = "\n".join([side_by_side(LEFT, RIGHT), title, side_by_side(LEFT, RIGHT)])
    assert read(page) == [*LEFT, *RIGHT, title, *LEFT, *RIGHT]


def test_a_full_stretched_line_is_cut_at_the_gutter():
    left = [*LEFT, "水 库 清 澈 见 底"]
    right = [*RIGHT, "山 路 已 经 修 通"]
    page = side_by_side([*LEFT, *left], [*RIGHT, *right], at=len(left[-1]) + 1)
    assert read(page) == [*LEFT, *left, *RIGHT, *right]


def test_lines_of_two_columns_taken_for_one_are_cut_where_the_first_is_full():
    one, other = [*LEFT, *LEFT], [*RIGHT, *RIGHT]
    rows = [left.ljust(24) + right for left, right in zip(one, other, strict=True)]
    for at in (2, 6, 8):
        rows[at] = f"{one[at]} {other[at]}"
    assert read("\n".join(rows)) == [*one, *other]


def test_a_column_that_only_such_lines_show_is_found():
    rows = [f"{left} {right}" for left, right in zip(LEFT[1:4], RIGHT[1:4], strict=True)]
    page = "\n".join([side_by_side([*LEFT, *LEFT], [*RIGHT, *RIGHT]), "", "", *rows])
    assert read(page) == [*LEFT, *LEFT, *RIGHT, *RIGHT, "", *LEFT[1:4], *RIGHT[1:4]]


def in_columns(*texts, at=24):
    return "\n".join("".join(text.ljust(at) for text in row).rstrip() for row in zip(*texts, strict=True))


def test_stories_one_above_the_other_beside_a_long_column_are_read_one_after_the_other():
    long, blank = [*LEFT, *RIGHT, *LEFT, *RIGHT], [""] * 5
    page = in_columns(long, [*LEFT, *blank, *RIGHT, *LEFT], [*RIGHT, *blank, *LEFT, *RIGHT])
    assert [row for row in read(page) if row] == [*long, *LEFT, *RIGHT, *RIGHT, *LEFT, *LEFT, *RIGHT]


def test_a_title_over_the_last_columns_stands_before_the_column_that_runs_on_below_it():
    left = [*LEFT, *LEFT[:4]]
    below = [*LEFT[4:], *RIGHT, *RIGHT[:2]]
    page = in_columns(left, [" " * 10 + "大坝今日合龙了", *below], ["", *RIGHT, *RIGHT[:3]])
    found = [row.strip() for row in read(page)]
    assert found[0] == "大坝今日合龙了"
    assert [row for row in found if row][1:] == [line.strip() for line in [*left, *below, *RIGHT, *RIGHT[:3]]]


def test_blank_lines_left_by_the_other_column_go():
    rows = [row for one, other in zip(LEFT, RIGHT, strict=True) for row in (one, " " * 24 + other)]
    page = "\n".join([*rows, side_by_side(LEFT, RIGHT), side_by_side(LEFT, RIGHT)])
    assert [row for row in read(page) if row] == [*LEFT, *LEFT, *LEFT, *RIGHT, *RIGHT, *RIGHT]


def test_text_in_one_column_is_left_alone():
    assert read("\n".join([*LEFT, *RIGHT])) is None
    assert read("\n".join(["何 瑶   江一帆", *LEFT, *RIGHT])) is None


def test_every_character_stays_where_it_was():
    page = "\n".join([side_by_side(LEFT, RIGHT), "", "", "大坝合龙".center(30), "", side_by_side(RIGHT, LEFT)])
    check(page)
    texts = [text.text for draft in read_text(page).drafts for _, text in draft.paragraphs]
    assert "".join(line.strip() for line in LEFT) in texts
