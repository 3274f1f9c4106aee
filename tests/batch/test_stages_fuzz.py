"""Whatever a reader lets through, every stage goes through with it: no crash, no hang, offsets that point where they say.

The text is hostile on purpose: mixed scripts, control and zero-width characters, marks of direction, unbalanced brackets,
endless numbers, lines and sentences.
"""

import time
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Article, Issue, IssueRows, MapRun, Paragraph, RawIssue, RawMap, to_arrow
from pipeline.errors import RawError
from pipeline.raw import discover, from_text, read
from pipeline.raw.read import unusable
from pipeline.settings import Settings
from pipeline.stages import Stages, build

SECONDS = 20
"""Far more than any of these pages takes, far less than for ever."""
LONG, SHORT = 8_000, 300
"""Characters of an endless body and title."""

SCRIPTS = "县长王小明表示日本電視台한국어かなالعربيةעבריתไทยҚазақ𠮷𪚥ＡＢＣabc①㈠Ⅷ㎡℃‰"
CONTROLS = "\x00\x01\x07\x08\x0b\x1b\x1c\x1d\x1e\x1f\x7f\x85\xa0\xad\u2028\u2029\ufeff\ufffd\ufffe\uffff\U0010ffff\ue000"
INVISIBLE = "\u200b\u200c\u200d\u2060\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\u0300\u0301\ufe0f\U000e0041"
EMOJI = ("👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "☎️", "🀄")
MARKS = "。，、；：？！“”‘’（）《》〈〉【】「」『』——……·—-~～()[]{}<>\"'%％$￥/\\|*=+@#　 \t"
NUMERALS = "0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿兆两半余多.．,，点分之至到-—～第约近超"
PHRASES = (
    "本报讯", "本报记者 ", "新华社北京11月10日电", "同比增长", "其中", "比上年", "2022年13月45日", "今年上半年", "每亩", "万元", "平方公里",
    "有限责任公司", "县人民政府", "中共", "原县委书记、", "任命", "为局长", "据了解", "■", "●", "第04版", "2022年11月15日 星期二",
    "1/0", "3.2.1", "0.0亿", "负", "∞", "NaN", "-0", "1e999", "百分之百分之", "万万亿亿", "一一一一", "至", "……", "）））", "（（（",
)  # fmt: skip

piece = st.one_of(
    st.text(SCRIPTS, max_size=12),
    st.text(CONTROLS, max_size=4),
    st.text(INVISIBLE, max_size=4),
    st.sampled_from(EMOJI),
    st.text(MARKS, max_size=8),
    st.text(NUMERALS, max_size=30),
    st.sampled_from(PHRASES),
    st.sampled_from(PHRASES),
    st.characters(exclude_categories=("Cs",)),
    st.sampled_from(("\n", "\n\n", "\r\n", "\r", "\n\n\n\n")),
    st.builds(lambda text, times: text * times, st.text(MARKS + NUMERALS + SCRIPTS, min_size=1, max_size=3), st.integers(1, 200)),
)
page = st.lists(piece, min_size=1, max_size=25).map("".join)


@pytest.fixture(scope="module")
def stages() -> Stages:
    return build(Settings())


def check(stages: Stages, raw: RawIssue) -> None:
    """Every stage on a raw issue. Raises RawError where repair says why it cannot read it."""
    finish(stages, stages.repair(raw), {page.number: page.text for page in raw.pages})


def article_of(body: str, title: str) -> tuple[IssueRows, dict[int, str]]:
    """An article as repair might have left it, and the page it came from: its body, then its title."""
    runs = tuple(run for run in (MapRun("body", 0, 0, len(body)), MapRun("title", 0, len(body), len(title))) if run.length)
    article = Article("i-a0001", "i", 1, 1, title=title, text=body, chars=len(body), raw_map=runs)
    paragraph = Paragraph("i-a0001", 0, "body", 0, len(body), 0, len(body))
    return IssueRows(Issue("i", "i.txt", "", date="2022-11-15"), (article,), (paragraph,)), {1: body + title}


def finish(stages: Stages, rows: IssueRows, texts: dict[int, str]) -> None:
    """The stages after repair, and all that the rows promise. ``texts`` are the raw pages."""
    for stage in (stages.segment, stages.entities, stages.facts):
        rows = stage(rows)
    fields = {(a.article_id, name): text for a in rows.articles for name, text in _fields(a).items()}
    for article in rows.articles:
        _leads_back(article, texts)
    for paragraph in rows.paragraphs:
        assert 0 <= paragraph.start <= paragraph.end <= len(fields[paragraph.article_id, "body"])
        assert 0 <= paragraph.raw_start <= paragraph.raw_end
    for found in (*rows.mentions, *rows.quantities):
        assert fields[found.article_id, found.field][found.start : found.end] == found.text != ""
        assert 0 <= found.raw_start <= found.raw_end
    for cut in (*rows.sentences, *rows.tokens):
        assert fields[cut.article_id, "body"][cut.start : cut.end] == cut.text != ""
    for office in rows.officials:
        assert fields[office.article_id, "body"][office.start : office.end] == office.title
    for own in (rows.sentences, rows.tokens):
        assert all(a.end <= b.start for a, b in pairwise(own) if a.article_id == b.article_id)
    words = {a.article_id: "" for a in rows.articles}
    for token in rows.tokens:
        words[token.article_id] += token.text
    assert all(words[a.article_id] == "".join(a.text.split()) for a in rows.articles)
    for table in ("articles", "paragraphs", "sentences", "tokens", "mentions", "entities", "officials", "quantities"):
        assert to_arrow(table, getattr(rows, table)).num_rows == len(getattr(rows, table))


def _fields(article: Article) -> dict[str, str]:
    return {
        "body": article.text,
        "title": article.title or "",
        "subtitle": article.subtitle or "",
        "caption": "\n".join(article.captions),
    }


def _leads_back(article: Article, texts: dict[int, str]) -> None:
    """The runs of the map stay on the page and hold the very characters they stand for."""
    named = {**_fields(article), "kicker": article.kicker or "", "byline": "\n".join(article.byline), "dateline": article.dateline or ""}
    raw = RawMap(article.raw_map)
    text = texts[article.page]
    for name, value in named.items():
        for run in (r for r in article.raw_map if r.field == name):
            assert run.length > 0
            assert run.start + run.length <= len(value)
            assert 0 <= run.raw_start <= run.raw_start + run.length <= len(text)
            assert value[run.start : run.start + run.length] == text[run.raw_start : run.raw_start + run.length]
        assert sum(high - low for low, high in raw.spans(name, 0, len(value))) <= len(value)


@settings(max_examples=150, deadline=SECONDS * 1000, suppress_health_check=[HealthCheck.too_slow])
@given(page)
def test_hostile_pages(stages, text):
    if not unusable(text, Settings()):
        with suppress(RawError):
            check(stages, from_text(text))


@settings(max_examples=150, deadline=SECONDS * 1000, suppress_health_check=[HealthCheck.too_slow])
@given(page, st.text(SCRIPTS + NUMERALS + MARKS, max_size=30))
def test_hostile_bodies(stages, body, title):
    finish(stages, *article_of(body, title))


ENDLESS = [
    "增长" + "9" * 20_000 + "万元。",
    "投资" + "亿" * 20_000 + "元。",
    "从" + "1至" * 5_000 + "2公里。",
    "1." * 10_000 + "元",
    "一二三四五六七八九十百千万亿" * 1_500 + "元。",
    "县长" * 10_000 + "王小明",
    "（" * 20_000 + "县" + "）" * 20_000,
    "“" * 20_000 + "县",
    "《" * 10_000 + "》" * 9_999 + "县",
    "县" * 40_000,
    "县，" * 20_000,
    "县\n" * 20_000,
    "王小明、" * 5_000 + "任县长。",
    "2022年" * 8_000,
    "县" + "\u200b\u202e\u0301" * 10_000 + "长",
    "👨‍👩‍👧‍👦" * 5_000 + "县",
    "县" + " " * 40_000 + "长",
    "县 " * 20_000,
    "湖南省岳阳市" * 6_000,
    "某某县某某有限公司" * 4_000,
    "其中，" * 8_000 + "3元。",
    "a" * 40_000,
    "http://" + "a.b/" * 8_000,
    "百分之" * 8_000 + "五",
    "…" * 20_000 + "—" * 20_000 + "县",
]  # fmt: skip


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: ascii(text[:6]))
def test_pages_without_end(stages, text):
    begun = time.process_time()
    with suppress(RawError):
        check(stages, from_text(text))
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: ascii(text[:6]))
def test_bodies_without_end(stages, text):
    """The same, past repair: as the body and the title of an article."""
    begun = time.process_time()
    finish(stages, *article_of(text[:LONG], text[:SHORT].replace("\n", "")))
    assert time.process_time() - begun < SECONDS


def test_half_a_character_gets_no_further_than_the_reader(tmp_path):
    (tmp_path / "a.txt").write_bytes("县长".encode() + "\ud83d".encode("utf-8", "surrogatepass"))
    with pytest.raises(RawError):
        read(discover(tmp_path).sources[0], Settings())
