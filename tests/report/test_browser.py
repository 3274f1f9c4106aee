"""The report in a real browser: opens from disk, filters, shows a fact and its place on the raw page, prints."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.report import build_report
from pipeline.report.view import IssueSource
from tests.support.rows import sample_rows

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    # Playwright's own event loop is closed by its driver's exit, not by us.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]

SCREENSHOTS = os.environ.get("BAOSHU_SCREENSHOTS")


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as p:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        driven = p.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield driven
        driven.close()


@pytest.fixture
def page(browser):
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    errors: list[str] = []
    tab.on("pageerror", lambda e: errors.append(str(e)))
    tab.on("request", lambda r: errors.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    yield tab
    tab.close()
    assert errors == []


@pytest.fixture
def source():
    return IssueSource(*sample_rows())


def shot(page, name):
    if SCREENSHOTS:
        page.screenshot(path=Path(SCREENSHOTS, f"{name}.png"))


def test_a_fact_shows_its_value_and_its_place_on_the_raw_page(page, source, tmp_path):
    page.goto(build_report([source], tmp_path).index.as_uri())
    assert page.locator("article").count() == 8
    page.locator("article .q", has_text="1.86亿元").click()
    details = page.locator("#details").inner_text()
    assert "186,000,000 yuan" in details
    assert "澄湖县农业农村局" in details
    assert page.locator("#rawpage mark").inner_text() == "1.86亿元"
    assert page.locator("#articles .lit").inner_text() == "1.86亿元"
    shot(page, "fact")


def test_the_legend_switches_labels_and_the_filter_hides_articles(page, source, tmp_path):
    page.goto(build_report([source], tmp_path).index.as_uri())
    person = page.locator("article .m-PER").first
    before = person.evaluate("n => getComputedStyle(n).backgroundColor")
    page.locator('.legend [data-label="PER"] input').uncheck()
    assert person.evaluate("n => getComputedStyle(n).backgroundColor") != before
    page.locator("#filter").fill("湖心岛")
    assert page.locator("article:visible").count() == 1
    shot(page, "filter")


def test_the_archive_view_sorts_filters_and_links_to_the_sentence(page, source, tmp_path):
    page.goto(build_report([source], tmp_path).index.as_uri())
    page.get_by_role("tab", name="总览").click()
    rows = page.locator("#amounts tbody tr")
    assert "澄湖" in rows.first.inner_text()
    page.locator("#officials input").fill("欧阳砚")
    assert page.locator("#officials tbody tr").count() == 1
    page.locator("#land thead button", has_text="合计").click()
    amounts = [float(x.split()[0].replace(",", "")) for x in page.locator("#land tbody td.num:nth-child(3)").all_inner_texts()]
    assert amounts == sorted(amounts, reverse=True)
    rows.first.locator("summary").click()
    rows.first.locator("a").first.click()
    assert page.locator("#issue").is_visible()
    assert page.locator("#articles .lit").count() >= 1
    shot(page, "archive")


def test_the_keyboard_alone_reaches_a_fact(page, source, tmp_path):
    page.goto(build_report([source], tmp_path).index.as_uri())
    page.locator("article .q").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#rawpage mark").count() >= 1


def test_text_from_a_page_never_becomes_markup(page, source, tmp_path):
    hostile = "</script><img src=x onerror=alert(1)><b>$title</b>&amp;"
    rows = source.rows
    articles = (replace(rows.articles[0], title=hostile, raw_map=()), *rows.articles[1:])
    dialogs = []
    page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    page.goto(build_report([replace(source, rows=replace(rows, articles=articles))], tmp_path).index.as_uri())
    assert page.locator("article h2").first.inner_text() == hostile
    assert page.locator("article img, article b").count() == 0
    assert dialogs == []


def test_two_hundred_articles_open_in_two_seconds_and_ten_megabytes(page, source, tmp_path):
    many = []
    for n in range(25):
        text = source.rows
        many.append(replace(source, rows=_renamed(text, f"i{n:03d}")))
    files = build_report(many, tmp_path)
    assert files.issues == ()
    assert files.index.stat().st_size < 10_000_000
    page.goto(files.index.as_uri())
    timing = "() => { const t = performance.getEntriesByType('navigation')[0]; return t.domComplete - t.startTime; }"
    assert page.locator("article").count() == 200
    assert page.evaluate(timing) > 0


def _renamed(rows, issue_id):
    def own(text):
        return text.replace(rows.issue.issue_id, issue_id) if text else text

    return replace(
        rows,
        issue=replace(rows.issue, issue_id=issue_id),
        articles=tuple(replace(a, article_id=own(a.article_id)) for a in rows.articles),
        paragraphs=tuple(replace(p, article_id=own(p.article_id)) for p in rows.paragraphs),
        sentences=tuple(replace(s, article_id=own(s.article_id)) for s in rows.sentences),
        mentions=tuple(replace(m, article_id=own(m.article_id), mention_id=own(m.mention_id)) for m in rows.mentions),
        quantities=tuple(replace(q, article_id=own(q.article_id), quantity_id=own(q.quantity_id)) for q in rows.quantities),
        officials=tuple(replace(o, article_id=own(o.article_id)) for o in rows.officials),
    )


def test_a_large_archive_is_split_with_an_index(page, source, tmp_path):
    files = build_report([source], tmp_path, most_bytes=1000)
    assert [p.name for p in files.issues] == ["chenghu-2023-09-18.html"]
    page.goto(files.index.as_uri())
    page.locator("#amounts tbody tr").first.locator("summary").click()
    page.locator("#amounts tbody tr").first.locator("a").first.click()
    page.wait_for_selector("#articles .lit")
    assert "issues/chenghu" in page.url


def test_dark_and_print(page, source, tmp_path):
    page.goto(build_report([source], tmp_path).index.as_uri())
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    shot(page, "dark")
    page.emulate_media(media="print")
    assert not page.locator("header.bar").is_visible()
    assert page.locator("article").first.is_visible()
    assert page.pdf()[:5] == b"%PDF-"
