"""No character lost, doubled or invented, whatever the damage; and the same through the rows' map."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import RawIssue, RawMap, RawPage
from pipeline.errors import RawError
from pipeline.repair import Repair, render
from pipeline.repair.blanks import visible
from pipeline.repair.text import read_text
from pipeline.settings import Settings
from tests.support.accounting import check
from tests.support.printing import STORIES, Way, page

PAGE = page(STORIES, Way(order="titles listed", air=True))
PIECES = [" ", "\n", "\n\n", "\u3000", "\f", "\u00ad", "2", "，", "“", "（", "——", "何瑶", "A"]
DAMAGE = st.lists(
    st.tuples(st.integers(0, len(PAGE)), st.sampled_from(PIECES)),
    max_size=25,
)


def damaged(cuts):
    out, last = [], 0
    for at, put in sorted(cuts):
        out += [PAGE[last:at], put]
        last = at
    return "".join([*out, PAGE[last:]])


@given(DAMAGE)
@settings(max_examples=60, deadline=None)
def test_damage_loses_doubles_and_invents_nothing(cuts):
    check(damaged(cuts))


@given(st.text(alphabet="水库大坝何瑶本报记者，。“”（）《》——0123456789.%Ab \n\u3000\f", max_size=300))
@settings(max_examples=120, deadline=None)
def test_any_text_is_accounted_for(text):
    if visible(text):
        check(text)


def issue(text, **known):
    return RawIssue("qinghe-2022-11-15", "raw/qinghe-2022-11-15.txt", "0" * 64, (RawPage(1, text),), **known)


def test_rows_lead_back_to_the_page():
    text = "清河日报\n2022年11月5日 星期六\n" + page(STORIES, Way(stretch=True, air=True))
    rows = Repair(Settings())(issue(text))
    assert (rows.issue.publication, rows.issue.date) == ("清河日报", "2022-11-05")
    assert rows.issue.articles == len(rows.articles) == len(STORIES)
    for article in rows.articles:
        runs = RawMap(article.raw_map)
        fields = {"body": article.text, "title": article.title or "", "dateline": article.dateline or ""}
        fields["byline"] = "\n".join(article.byline)
        for name, value in fields.items():
            pieces = runs.spans(name, 0, len(value))
            assert visible("".join(text[low:high] for low, high in pieces)) == visible(value)
    first = rows.articles[0]
    assert (first.article_id, first.dateline) == ("qinghe-2022-11-15-a0001", "本报讯")
    assert first.text.startswith("本报讯")
    for paragraph in rows.paragraphs:
        article = next(a for a in rows.articles if a.article_id == paragraph.article_id)
        piece = article.text[paragraph.start : paragraph.end]
        assert visible(text[paragraph.raw_start : paragraph.raw_end]) == visible(piece)
        assert (paragraph.role == "heading") == (piece == "老师傅们的新岗位")


def test_what_the_sidecar_says_wins():
    text = "清河日报\n2022年11月5日\n" + page(STORIES[:1], Way())
    rows = Repair(Settings())(issue(text, date="2021", publication="云岭报", place="云岭"))
    assert (rows.issue.publication, rows.issue.date, rows.issue.place) == ("云岭报", "2021", "云岭")


@pytest.mark.parametrize(("text", "cause"), [(" \n\f ", "nothing but blanks"), ("123\n45.6\n", "only digits")])
def test_pages_that_cannot_be_read_say_why(text, cause):
    with pytest.raises(RawError, match=cause):
        Repair(Settings())(issue(text))


def test_one_bad_page_does_not_cost_the_issue():
    raw = issue(page(STORIES[:1], Way()))
    both = RawIssue(raw.issue_id, raw.source_path, raw.source_sha256, (*raw.pages, RawPage(2, "12 34")))
    rows = Repair(Settings())(both)
    assert rows.issue.status == "partial"
    assert "page 2" in (rows.issue.error or "")
    assert len(rows.articles) == 1


def test_render_prints_every_part():
    rows = Repair(Settings())(issue(page(STORIES, Way())))
    shown = render(rows)
    assert all(word in shown for word in ("【滨江二桥通车】", "——两岸车程缩短至八分钟", "■ 老师傅们的新岗位", "江一帆  宋岚"))
    assert visible(rows.articles[0].text) in visible(shown)


def test_time_is_linear_in_the_page():
    import time

    def took(copies):
        text = "\n".join(page(STORIES, Way()).replace("的", chr(0x4E00 + at)) for at in range(copies))
        begin = time.process_time()
        read_text(text)
        return time.process_time() - begin

    took(1)
    assert took(64) < 16 * took(16)


def test_a_page_printed_twice_costs_no_more_than_two():
    import time

    text = "\n".join(page(STORIES, Way()).replace("的", chr(0x4E00 + at)) for at in range(16))

    def took(copies):
        begin = time.process_time()
        read_text("\n".join([text] * copies))
        return time.process_time() - begin

    took(1)
    assert took(2) < 8 * took(1)
