"""Whole pages of invented articles, printed and extracted in many ways, come out as written."""

import itertools

import pytest

from pipeline.repair.text import read_text
from tests.support.printing import STORIES, Way, page

WAYS = [
    Way(order, gaps, indent, stretch, measure, air)
    for order, gaps, indent, stretch, measure, air in itertools.product(
        ("title first", "title last"), ("none", "all", "paragraphs"), ("lost", "kept"), (False, True), (13, 17, 22), (False, True)
    )
]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_articles_come_out_as_written(way):
    drafts = read_text(page(STORIES, way)).drafts
    assert [draft.title.text if draft.title else None for draft in drafts] == ["".join(story.title) for story in STORIES]
    for story, draft in zip(STORIES, drafts, strict=True):
        assert tuple(text.text for _, text in draft.paragraphs) == story.paragraphs
        assert tuple(at for at, (role, _) in enumerate(draft.paragraphs) if role == "heading") == story.headings
        assert tuple(name.text for name in draft.byline) == story.byline
        assert (draft.subtitle.text if draft.subtitle else "") == story.subtitle


def test_clean_text_passes_unchanged():
    body = [paragraph for story in STORIES for paragraph in story.paragraphs if paragraph[-1] in "。”"]
    drafts = read_text("\n".join(body)).drafts
    assert [text.text for draft in drafts for _, text in draft.paragraphs] == body


def test_a_caption_that_repeats_the_text_is_no_paragraph():
    story = STORIES[2]
    text = page((story,), Way()) + "每天将有5万辆次机动车从桥上通过，老\n桥的拥堵将明显缓解。\n"
    (draft,) = read_text(text).drafts
    assert [caption.text for caption in draft.captions] == ["每天将有5万辆次机动车从桥上通过，老桥的拥堵将明显缓解。"]
    assert tuple(text.text for _, text in draft.paragraphs) == story.paragraphs


def test_a_credited_line_is_a_caption():
    text = page(STORIES[:1], Way()) + "挖掘机在塘边作业。（何瑶摄）\n"
    (draft,) = read_text(text).drafts
    assert [caption.text for caption in draft.captions] == ["挖掘机在塘边作业。（何瑶摄）"]


def test_furniture_is_no_article():
    head = "清河日报\n第03版 要闻 2022年9月6日 星期二 责任编辑：江一帆 校对：林亚\n"
    parts = read_text(head + page(STORIES[:2], Way()))
    assert len(parts.drafts) == 2
    assert [line.text for line in parts.furniture] == head.splitlines()


def test_lines_cut_at_their_marks_are_put_together():
    text = page(STORIES, Way())
    cut = text.replace("，", "，\n").replace("。", "。\n").replace("、", "、\n").replace("\n\n", "\n")
    drafts = read_text(cut).drafts
    written = [paragraph for story in STORIES for paragraph in story.paragraphs]
    found = [text.text for draft in drafts for _, text in draft.paragraphs]
    assert len(set(found) & set(written)) > 0.5 * len(written)
    assert len(found) < 1.2 * len(written)


def test_a_column_torn_in_a_sentence_is_mended():
    lines = page(STORIES[1:2], Way()).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("新设备采用")) + 1
    torn = "\n".join([*lines[:at], "（何瑶 林亚）", *lines[at:]])
    texts = [text.text for draft in read_text(torn).drafts for _, text in draft.paragraphs]
    assert STORIES[1].paragraphs[1] in texts
