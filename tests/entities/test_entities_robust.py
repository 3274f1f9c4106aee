"""Whatever the recogniser marks, the stage goes through and keeps its promises."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Article, Issue, IssueRows, Sentence, Token
from pipeline.entities import Entities
from pipeline.entities.span import Span
from pipeline.settings import Settings

LABELS = ("PER", "TITLE", "GOV", "COMPANY", "ORG", "LOC")
ALPHABET = "市县区村委书记长局公司集团银行中国湖南岳阳高新张三任兼原的、，。（）()和·A1 \n"


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(ALPHABET, min_size=1, max_size=40))
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    spans = [
        Span(start, end, draw(st.sampled_from(LABELS)), draw(st.floats(0, 1)))
        for start, end in zip(borders[::2], borders[1::2], strict=False)
    ]
    return text, spans


@settings(max_examples=150, deadline=None)
@given(st.lists(marked_texts(), min_size=1, max_size=3, unique_by=lambda item: item[0]))
def test_any_spans(items: list[tuple[str, list[Span]]]) -> None:
    known = dict(items)
    articles = tuple(Article(f"i-a{n:04d}", "i", 1, n, text=text) for n, (text, _) in enumerate(items, 1))
    sentences = tuple(Sentence(a.article_id, 0, 0, len(a.text), a.text) for a in articles)
    tokens = tuple(Token(a.article_id, 0, 0, a.text, 0, len(a.text)) for a in articles)
    stage = Entities(Settings(), recognize=lambda texts: [known[text] for text in texts])
    rows = stage(IssueRows(Issue("i", "i", "", date="2011"), articles, sentences=sentences, tokens=tokens))
    bodies = {a.article_id: a.text for a in articles}
    assert all(bodies[m.article_id][m.start : m.end] == m.text for m in rows.mentions)
    assert all((m.entity_id is None) == (m.label == "TITLE") for m in rows.mentions)
    assert {m.entity_id for m in rows.mentions} - {None} == {e.entity_id for e in rows.entities}
    assert sum(e.mentions for e in rows.entities) == sum(m.label != "TITLE" for m in rows.mentions)
    assert all(bodies[o.article_id][o.start : o.end] == o.title for o in rows.officials)
    assert {a: "".join(t.text for t in rows.tokens if t.article_id == a) for a in bodies} == bodies
    borders = {(t.article_id, at) for t in rows.tokens for at in (t.start, t.end)}
    assert all({(m.article_id, m.start), (m.article_id, m.end)} <= borders for m in rows.mentions)
