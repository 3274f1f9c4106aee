"""Articles read off PDF pages whose truth is known, because the test set them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from invented import names, story

from pipeline.document import RawPage
from pipeline.evaluation.pdfwriter import HEI, PdfPage, write
from pipeline.evaluation.typeset import KAI, Setter, Story, Style
from pipeline.raw.pdf import read_pdf
from pipeline.repair.geometry import read_layout
from pipeline.repair.parts import HEADING, Draft, PageParts
from pipeline.settings import Settings


def read(folder: Path, made: PdfPage) -> RawPage:
    path = folder / "page.pdf"
    path.write_bytes(write([made]))
    return read_pdf(path, Settings()).pages[0]


def repaired(folder: Path, style: Style, rows: Sequence[Sequence[tuple[Story, int]]], seed: int = 1) -> tuple[RawPage, PageParts]:
    page = read(folder, Setter(style, Random(seed)).page(rows))
    return page, read_layout(page)


def plain(text: str) -> str:
    return text.replace(" ", "").replace("\u3000", "")


def fields(draft: Draft) -> list[str]:
    parts = [draft.kicker, draft.title, draft.subtitle, *draft.byline, *draft.captions, *(text for _, text in draft.paragraphs)]
    return [part.text for part in parts if part]


def assert_same(draft: Draft, wanted: Story) -> None:
    assert draft.title is not None
    assert plain(draft.title.text) == plain(wanted.title)
    assert [text.text for _, text in draft.paragraphs] == list(wanted.paragraphs)
    assert {i for i, (role, _) in enumerate(draft.paragraphs) if role == HEADING} == wanted.headings
    assert (draft.kicker.text if draft.kicker else "") == wanted.kicker
    assert (draft.subtitle.text if draft.subtitle else "") == wanted.subtitle
    assert [name.text for name in draft.byline] == list(wanted.byline)
    assert [caption.text for caption in draft.captions] == ([wanted.caption] if wanted.caption else [])


def assert_every_glyph_once(page: RawPage, parts: PageParts) -> None:
    assert page.layout is not None
    places: Counter[int] = Counter()
    texts = [t for d in parts.drafts for t in (d.kicker, d.title, d.subtitle, *d.byline, *d.captions, *(p for _, p in d.paragraphs)) if t]
    for text in [*texts, *parts.furniture, *parts.residue]:
        for char, origin in zip(text.text, text.origin, strict=True):
            if origin >= 0:
                assert page.text[origin] == char
                if not char.isspace():
                    places[origin] += 1
    assert set(places) == set(page.layout.raw.tolist())
    assert max(places.values()) == 1


@pytest.mark.parametrize("place", ["top", "inset", "bottom", "middle", "left"])
@pytest.mark.parametrize("rules", [True, False])
def test_headlines_stand_above_below_beside_or_within_their_columns(tmp_path: Path, place: str, rules: bool) -> None:
    stories = [story(i, 9, byline=names(2, i)) for i in range(2)]
    page, parts = repaired(tmp_path, Style(columns=4, places=(place,), rules=rules), [[(stories[0], 4)], [(stories[1], 4)]])
    assert len(parts.drafts) == 2
    for draft, wanted in zip(parts.drafts, stories, strict=True):
        assert_same(draft, wanted)
    assert_every_glyph_once(page, parts)


@pytest.mark.parametrize("columns", [2, 3, 5, 8])
def test_any_number_of_columns(tmp_path: Path, columns: int) -> None:
    wanted = story(columns, 12)
    _, parts = repaired(tmp_path, Style(columns=columns, measure=13, places=("top",)), [[(wanted, columns)]])
    assert len(parts.drafts) == 1
    assert_same(parts.drafts[0], wanted)


def test_boxes_side_by_side_without_a_rule(tmp_path: Path) -> None:
    stories = [story(i, 8, byline=names(1, i)) for i in range(4)]
    rows = [[(stories[0], 2), (stories[1], 3)], [(stories[2], 3), (stories[3], 2)]]
    _, parts = repaired(tmp_path, Style(columns=5, rules=False, places=("top",)), rows)
    assert len(parts.drafts) == 4
    for draft, wanted in zip(parts.drafts, stories, strict=True):
        assert_same(draft, wanted)


def test_kicker_subtitle_byline_and_caption_are_told_apart(tmp_path: Path) -> None:
    wanted = story(3, 8, kicker="一线见闻", subtitle="——青禾镇的一年", byline=("本报记者陈远帆", "李若溪"), caption="青禾镇的新果园。")
    page, parts = repaired(tmp_path, Style(columns=3, places=("top",)), [[(wanted, 3)]])
    assert_same(parts.drafts[0], wanted)
    assert_every_glyph_once(page, parts)


def test_a_caption_in_another_face(tmp_path: Path) -> None:
    wanted = story(4, 8, caption="白石合作社的新车间正在试产。")
    _, parts = repaired(tmp_path, Style(columns=3, places=("top",), caption_size=1.0, caption_font=KAI), [[(wanted, 3)]])
    assert_same(parts.drafts[0], wanted)


@pytest.mark.parametrize("place", ["end", "tail"])
def test_a_byline_in_brackets_at_the_end(tmp_path: Path, place: str) -> None:
    wanted = story(5, 7, byline=names(2))
    page, parts = repaired(tmp_path, Style(columns=3, byline_place=place, places=("top",)), [[(wanted, 3)]])
    assert_same(parts.drafts[0], wanted)
    assert_every_glyph_once(page, parts)
    assert "".join(text.text for text in parts.residue) == "（）"


def test_page_header_and_page_number_are_furniture(tmp_path: Path) -> None:
    wanted = story(6)
    header = "第03版　要闻　2023年5月6日　星期六　责任编辑：陈远帆"
    _, parts = repaired(tmp_path, Style(columns=3, header=header, footer="3", places=("top",)), [[(wanted, 3)]])
    assert_same(parts.drafts[0], wanted)
    assert [text.text for text in parts.furniture] == [header.replace("\u3000", " "), "3"]


@pytest.mark.parametrize("seed", range(8))
def test_no_glyph_is_lost_or_doubled_whatever_the_setting(tmp_path: Path, seed: int) -> None:
    r = Random(seed)
    style = Style(
        columns=5, measure=r.choice([12, 16, 20]), pitch=r.choice([1.3, 1.5, 1.8]), gutter=r.choice([1.1, 1.8, 2.5]),
        track=r.choice([0.0, 0.05, 0.09]), tight_punctuation=r.random() < 0.5, rules=r.random() < 0.5,
        column_rules=r.random() < 0.5, byline_place=r.choice(["head", "end", "tail"]), header=r.choice(["", "第03版　要闻"]),
        whole_lines=r.random() < 0.5, shuffle=r.random() < 0.5, heading_size=r.choice([1.0, 1.1]),
    )  # fmt: skip
    rows = [[(story(seed, 8, byline=names(2), caption="图为新路。"), 2), (story(seed + 1, 10), 3)], [(story(seed + 2, 12), 5)]]
    page, parts = repaired(tmp_path, style, rows, seed)
    assert_every_glyph_once(page, parts)
    texts = {plain(text) for draft in parts.drafts for text in fields(draft)}
    truth = [p for row in rows for s, _ in row for p in s.paragraphs]
    assert sum(plain(p) in texts for p in truth) >= 0.95 * len(truth)


def test_shadows_are_kept_apart_from_the_text(tmp_path: Path) -> None:
    made = Setter(Style(columns=2, places=("top",))).page([[(story(7, 5), 2)]])
    made.text(60, 30, 9.5, "重影")
    made.text(60.8, 29.4, 9.5, "重影")
    page = read(tmp_path, made)
    parts = read_layout(page)
    assert_every_glyph_once(page, parts)
    everything = "".join("".join(fields(draft)) for draft in parts.drafts)
    assert everything.count("重影") <= 1


def test_latin_words_keep_their_blanks_and_chinese_gets_none(tmp_path: Path) -> None:
    made = PdfPage(400, 300)
    made.text(40, 250, 22, "新渡公司出海", HEI)
    for i, text in enumerate(["　　新渡公司与", "North Bay 公司签了 3 份合同，", "总额达 1200 万元。"]):
        x = 40.0
        for char in text:
            made.text(x, 220 - 16 * i, 10, char)
            x += 5.0 if char < "\x7f" else 10.5
    parts = read_layout(read(tmp_path, made))
    assert [t.text for _, t in parts.drafts[0].paragraphs] == ["新渡公司与North Bay公司签了3份合同，总额达1200万元。"]


def test_text_flows_past_a_framed_box(tmp_path: Path) -> None:
    around, box = story(8, 12), story(9, 2, headed=False)
    setter = Setter(Style(columns=3, places=("top",), rules=False))
    step, pitch = setter.style.column + 18, setter.style.leading
    lines, inner = setter.body_lines(around), setter.body_lines(box)
    depth = (len(lines) + len(inner) + 8) // 3 + 1
    made = PdfPage(3 * step + 60, depth * pitch + 160)
    top = made.height - 100
    for i, line in enumerate(lines):
        setter.set_line(line, 30 + i // depth * step, top - i % depth * pitch)
    foot = 30 + len(inner) * pitch
    for i, line in enumerate(inner):
        setter.set_line(line, 30 + 2 * step, foot - i * pitch)
    setter.draw(made, 0, 0)
    made.text(60, top + 35, 24, around.title, HEI)
    made.text(40 + 2 * step, foot + 22, 15, box.title[:8], HEI)
    made.frame(24 + 2 * step, 20, 36 + 2 * step + setter.style.column, foot + 42)
    page = read(tmp_path, made)
    parts = read_layout(page)
    assert_every_glyph_once(page, parts)
    assert [[t.text for _, t in d.paragraphs] for d in parts.drafts] == [list(around.paragraphs), list(box.paragraphs)]
    assert [plain(d.title.text) for d in parts.drafts if d.title] == [around.title, box.title[:8]]


def test_a_vertical_headline(tmp_path: Path) -> None:
    wanted = story(2, 6)
    made = Setter(Style(columns=3, places=("top",))).page([[(wanted, 3)]])
    made.operators = [o for o in made.operators if "/Hei 20" not in o]
    made.width += 60
    for i, char in enumerate("青禾镇的新路"):
        made.text(made.width - 60, made.height - 80 - 24 * i, 20, char, HEI)
    parts = read_layout(read(tmp_path, made))
    assert [d.title.text for d in parts.drafts if d.title] == ["青禾镇的新路"]
    assert [t.text for _, t in parts.drafts[0].paragraphs] == list(wanted.paragraphs)


def test_a_vertical_headline_of_two_columns(tmp_path: Path) -> None:
    wanted = story(2, 6)
    made = Setter(Style(columns=3, places=("top",))).page([[(wanted, 3)]])
    made.operators = [o for o in made.operators if "/Hei 20" not in o]
    made.width += 80
    for column, text in enumerate(("青禾镇的新路", "通到了家门口")):
        for i, char in enumerate(text[: 6 - column]):
            made.text(made.width - 50 - 22 * column, made.height - 80 - 24 * i, 20, char, HEI)
    parts = read_layout(read(tmp_path, made))
    assert [d.title.text for d in parts.drafts if d.title] == ["青禾镇的新路通到了家门"]
    assert [t.text for _, t in parts.drafts[0].paragraphs] == list(wanted.paragraphs)


@pytest.mark.parametrize("place", ["over", "right"])
def test_a_caption_over_its_picture_or_beside_it(tmp_path: Path, place: str) -> None:
    wanted = story(4, 8)
    made = Setter(Style(columns=3, places=("top",))).page([[(wanted, 3)]])
    made.height += 160
    foot = made.height - 140
    made.picture(60, foot, 160, foot + 80)
    if place == "over":
        made.text(60, foot + 86, 8, "图为新路通车。何瑶摄")
    else:
        for i, text in enumerate(("青禾镇的新", "路正式通车", "。何瑶摄")):
            made.text(166, foot + 60 - 11 * i, 8, text)
    parts = read_layout(read(tmp_path, made))
    captions = [caption.text for draft in parts.drafts for caption in draft.captions]
    assert captions == ["图为新路通车。何瑶摄" if place == "over" else "青禾镇的新路正式通车。何瑶摄"]
    assert [t.text for draft in parts.drafts for _, t in draft.paragraphs] == list(wanted.paragraphs)


def test_a_page_without_layout_is_refused() -> None:
    with pytest.raises(ValueError, match="no layout"):
        read_layout(RawPage(1, "文字"))


@pytest.mark.shared
def test_development_pages_are_read_as_their_editors_wrote_them(shared: Path) -> None:
    import json

    found = wanted = 0
    for path in sorted((shared / "raw" / "dev-pdf").glob("*.pdf")):
        gold = json.loads((shared / "gold" / "dev" / path.stem / "articles.json").read_text(encoding="utf-8"))
        page = read_pdf(path, Settings()).pages[0]
        parts = read_layout(page)
        assert_every_glyph_once(page, parts)
        texts = Counter(text.text for draft in parts.drafts for _, text in draft.paragraphs)
        truth = Counter(paragraph for article in gold for paragraph in article["paragraphs"])
        found += sum((texts & truth).values())
        wanted += sum(truth.values())
    assert found >= 0.97 * wanted
