"""The stage fills its tables: fields, offsets on the raw page, words cut at mentions, stable entity ids."""

import pytest

from pipeline.document import Article, Issue, IssueRows, MapRun, Sentence, Token
from pipeline.entities import Entities
from pipeline.entities.span import Span
from pipeline.errors import ModelError
from pipeline.settings import Settings

BODY = "清溪市委书记何知远到会。"


def stage(spans: dict[str, list[Span]]) -> Entities:
    return Entities(Settings(), recognize=lambda texts: [spans.get(text, []) for text in texts])


@pytest.fixture
def rows() -> IssueRows:
    article = Article(
        "i-a0001",
        "i",
        1,
        1,
        title="何知远到会",
        captions=("图为何知远。", "清溪市委。"),
        text=BODY,
        raw_map=(MapRun("body", 0, 100, 4), MapRun("body", 4, 200, 8)),
    )
    tokens = tuple(Token("i-a0001", 0, n, BODY[a:b], a, b) for n, (a, b) in enumerate([(0, 2), (2, 6), (6, 9), (9, 11), (11, 12)]))
    return IssueRows(Issue("i", "i.txt", ""), (article,), sentences=(Sentence("i-a0001", 0, 0, 12, BODY),), tokens=tokens)


SPANS = {
    BODY: [Span(0, 4, "GOV"), Span(4, 6, "TITLE"), Span(6, 9, "PER", 0.97)],
    "何知远到会": [Span(0, 3, "PER")],
    "图为何知远。\n清溪市委。": [Span(2, 5, "PER"), Span(7, 11, "GOV")],
}


def test_mentions_of_every_field_in_reading_order(rows: IssueRows) -> None:
    mentions = stage(SPANS)(rows).mentions
    assert [(m.field, m.text) for m in mentions] == [
        ("title", "何知远"),
        ("body", "清溪市委"),
        ("body", "书记"),
        ("body", "何知远"),
        ("caption", "何知远"),
        ("caption", "清溪市委"),
    ]
    assert [m.mention_id for m in mentions[:2]] == ["i-a0001-m0001", "i-a0001-m0002"]
    assert [m.sentence for m in mentions] == [None, 0, 0, 0, None, None]


def test_offsets_on_the_raw_page(rows: IssueRows) -> None:
    body = [m for m in stage(SPANS)(rows).mentions if m.field == "body"]
    assert [(m.raw_start, m.raw_end) for m in body] == [(100, 104), (200, 202), (202, 205)]
    assert body[2].score == 0.97


def test_entities_are_numbered_by_first_mention_and_titles_have_none(rows: IssueRows) -> None:
    done = stage(SPANS)(rows)
    assert [(e.entity_id, e.name, e.mentions) for e in done.entities] == [("i-e0001", "何知远", 3), ("i-e0002", "清溪市委", 2)]
    assert [m.entity_id for m in done.mentions if m.label == "TITLE"] == [None]


def test_words_are_cut_at_borders_of_mentions(rows: IssueRows) -> None:
    tokens = stage(SPANS)(rows).tokens
    assert [t.text for t in tokens] == ["清溪", "市委", "书记", "何知远", "到会", "。"]
    assert [t.index for t in tokens] == list(range(6))


def test_an_issue_without_articles_stays_empty() -> None:
    done = stage({})(IssueRows(Issue("i", "i.txt", "")))
    assert (done.mentions, done.entities, done.officials, done.tokens) == ((), (), (), ())


def test_missing_model_is_a_model_error(tmp_path) -> None:
    with pytest.raises(ModelError):
        Entities(Settings(models=tmp_path))
