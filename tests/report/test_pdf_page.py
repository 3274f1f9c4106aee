"""For a PDF the report shows the page itself, with the box of the passage."""

import shutil

import pytest

from pipeline.raw import discover, read
from pipeline.report.images import line_boxes, page_image
from pipeline.settings import Settings
from tests.support.sample import ISSUE


@pytest.fixture(scope="module")
def pdf_page(root):
    source = next(s for s in discover(root / "data" / "raw").sources if s.issue_id == ISSUE)
    return next(p for p in read(source, Settings()).pages if p.layout is not None)


def test_every_character_of_the_page_has_a_place_on_it(pdf_page):
    boxes = line_boxes(pdf_page)
    covered = {start + k for start, _, _, edges in boxes for k in range(len(edges) - 1)}
    assert {int(offset) for offset in pdf_page.layout.raw} <= covered
    start = pdf_page.text.index("412.5")
    line = next(b for b in boxes if b[0] <= start < b[0] + len(b[3]) - 1)
    assert line[3] == sorted(line[3])
    assert 0 <= line[1] < line[2] <= pdf_page.layout.height


def test_the_page_becomes_a_small_grey_picture(pdf_page):
    picture = page_image(pdf_page.file, pdf_page.index)
    assert picture.startswith("data:image/png;base64,")
    assert 10_000 < len(picture) < 2_000_000


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_click_lights_the_box_on_the_page(sample_tables, root, tmp_path):
    playwright = pytest.importorskip("playwright.sync_api")
    from pipeline.report import build_report
    from pipeline.report.load import load_sources

    files = build_report(list(load_sources(sample_tables, Settings(), root / "data" / "raw")), tmp_path)
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(files.index.as_uri())
        page.locator("article .q", has_text="412.5亩").click()
        assert page.locator("#rawpage .box").count() == 2  # the fact runs over a line end
        assert page.locator("#rawpage img").get_attribute("src").startswith("data:image/png")
        browser.close()
