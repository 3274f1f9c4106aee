"""Pages of short articles: notices, briefs, signatures of offices, titles listed away from bodies that hardly repeat a word."""

from types import SimpleNamespace

import pytest

from pipeline.document import MappedText
from pipeline.repair.block import BODY, BYLINE, SHORT
from pipeline.repair.bylines import names, signature
from pipeline.repair.credits import Byline, assign
from pipeline.repair.text import read_text


def _set(text: str) -> list[str]:
    """Lines of fifteen characters, the first of thirteen."""
    return [text[:13], *(text[at : at + 15] for at in range(13, len(text), 15))]


LAMP = _set("老街的路灯坏了半个月，夜里行人只好摸黑走路。昨天，区路灯所派人换上了新灯泡，街坊们拍手叫好，灯下又摆起了棋摊。")
FISH = _set("渔港今天开市，头一网带鱼上岸，每公斤卖到六十元。船老大贺海生说，风浪再大也要赶这个早市，渔港的秤已经等了一夏天。")
BEES = _set("养蜂人江小满把蜂箱搬进油菜田，一季收蜜两吨。村里的合作社帮他在网上卖蜂蜜，三天就卖出一半，油菜也因蜂多结了籽。")


def _texts(page: list[str]) -> list[tuple[str, str, str]]:
    """(title, byline, beginning of the body) of each article."""
    return [
        (
            draft.title.text if draft.title else "",
            " ".join(name.text for name in draft.byline),
            draft.paragraphs[0][1].text[:6],
        )
        for draft in read_text("\n".join(page)).drafts
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("滨河路居民 贺 小 满", ["滨河路居民贺小满"]),
        ("园艺系2019级 江 帆", ["园艺系2019级江帆"]),
        ("校园记者 何 瑶", ["校园记者何瑶"]),
        ("（县气象局）", ["县气象局"]),
        ("（后勤处）", ["后勤处"]),
    ],
)
def test_who_signs_may_be_a_resident_a_class_or_an_office(line, wanted):
    found = signature(MappedText.of(line))
    assert found is not None
    assert [name.text for name in names(found.words)] == wanted


@pytest.mark.parametrize("line", ["（下转第三部）", "（图为后勤处）", "师者"])
def test_what_is_no_signature(line):
    assert signature(MappedText.of(line)) is None


def test_a_padded_name_under_a_title_is_a_byline_although_a_stretched_line_follows():
    body = [" ".join(FISH[0]), *FISH[1:]]
    assert _texts(["渔港开市带鱼鲜", "何 瑶", *body]) == [("渔港开市带鱼鲜", "何瑶", "渔港今天开市")]


def test_a_notice_is_an_article_with_its_title():
    page = ["老街路灯亮了", *LAMP, "寻物启事", *_set("本人昨天在渔港丢失黑色皮包一个，内有船员证，拾到者请与贺海生联系，必有重谢。")]
    assert [title for title, *_ in _texts(page)] == ["老街路灯亮了", "寻物启事"]


def test_whose_a_notice_is_and_its_date_stay_above_the_editors():
    page = [
        "停水公告",
        *_set("因检修管道，五月六日老街一带停水一天，请居民提前储水，由此带来的不便敬请谅解。"),
        "澄湖市自来水公司",
        "2021年5月4日",
        "责任编辑：何瑶",
    ]
    (draft,) = read_text("\n".join(page)).drafts
    assert [text.text for _, text in draft.paragraphs][1:] == ["澄湖市自来水公司", "2021年5月4日"]


def test_an_article_ends_at_a_note_that_it_goes_on_elsewhere():
    page = [*LAMP, "（下转第四版）", *FISH, "老街路灯亮了", "渔港开市带鱼鲜"]
    assert [(title, body) for title, _, body in _texts(page)] == [("老街路灯亮了", "老街的路灯坏"), ("渔港开市带鱼鲜", "渔港今天开市")]


def test_a_title_with_a_comma_over_a_byline_is_no_paragraph():
    page = ["老街路灯亮了", *LAMP, "风浪大了，早市也要赶", "本报记者 何瑶", *FISH]
    assert [title for title, *_ in _texts(page)] == ["老街路灯亮了", "风浪大了，早市也要赶"]


def test_an_order_that_leaves_a_byline_over_counts_for_less():
    """Byline, body and title in turn: all bylines but the first stand below a title, and all above a body."""
    line = SimpleNamespace(indent=0)
    found = [SimpleNamespace(kind=kind, lines=[line], gap=0) for kind in (BYLINE, BODY, SHORT) * 7]
    signed = [Byline(at, at, (), False, False, True, False, True) for at in range(0, len(found), 3)]
    bodies = [at + 1 for at in range(0, len(found), 3)]
    assert assign(signed, bodies, bodies, {at + 1: number for number, at in enumerate(bodies)}, found) == [0, 1, 2, 3, 4, 5, 6]


def test_a_list_has_as_many_bylines_as_titles():
    heads = ["老街路灯亮了", "渔港开市带鱼鲜", "养蜂人收蜜两吨"]
    page = [*LAMP, "（下转第三版）", *FISH, "（下转第三版）", *BEES, *heads, "本报记者 何瑶", "通讯员 江帆", "本报记者 贺岚"]
    assert [byline for _, byline, _ in _texts(page)] == ["本报记者何瑶", "通讯员江帆", "本报记者贺岚"]


def test_the_title_of_a_notice_stands_alone_in_a_list():
    page = [*LAMP, "（下转第三版）", *FISH, "（下转第三版）", *BEES, "老街路灯亮了", "简讯", "养蜂人收蜜两吨"]
    assert [title for title, *_ in _texts(page)] == ["老街路灯亮了", "简讯", "养蜂人收蜜两吨"]


def test_the_credit_of_a_picture_over_two_lines_signs_nothing():
    page = ["渔港开市带鱼鲜", *FISH, "渔船靠上码头。（本报记", "者 何 瑶 摄）", "老街路灯亮了", "本报记者 江帆", *LAMP]
    assert "何瑶" not in " ".join(byline for _, byline, _ in _texts(page))
