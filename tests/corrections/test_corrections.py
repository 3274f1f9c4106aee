"""Corrections by hand: applied, kept apart from the machine's output, reported where they no longer fit."""

import pytest

from pipeline.corrections import apply, for_issue, read_corrections
from pipeline.errors import UsageError
from tests.support.rows import sample_rows
from tests.support.sample import ISSUE

ROWS = sample_rows()[0]
HEAD = "table,id,column,value,text\n"


def lines(tmp_path, *text):
    path = tmp_path / "corrections.csv"
    path.write_text(HEAD + "\n".join(text) + "\n", encoding="utf-8")
    return read_corrections(path)


def test_a_wrong_label_is_changed_and_marked(tmp_path):
    mention = ROWS.mentions[0]
    done = apply(ROWS, lines(tmp_path, f"mentions,{mention.mention_id},label,ORG,{mention.text}"))
    changed = done.mentions[0]
    assert (changed.label, changed.source, changed.score) == ("ORG", "correction", 1.0)
    kept = done.corrections[0]
    assert (kept.status, kept.machine, kept.value) == ("applied", mention.label, "ORG")
    assert ROWS.mentions[0].label == mention.label


def test_values_take_the_type_of_their_column(tmp_path):
    fact, official = ROWS.quantities[0], ROWS.officials[0]
    place = f"{fact.article_id}@{fact.start}-{fact.end}"
    done = apply(
        ROWS,
        lines(
            tmp_path,
            f"quantities,{fact.quantity_id},normalized,81.5",
            f"quantities,{place},parties,望湖村、青荷镇",
            f"quantities,{place},per,",
            f"officials,{official.article_id}@{official.start}-{official.end},former,true",
        ),
    )
    assert (done.quantities[0].normalized, done.quantities[0].parties, done.quantities[0].per) == (81.5, ("望湖村", "青荷镇"), None)
    assert done.corrections[3].status in ("applied", "unfit")


def test_a_missed_mention_is_added_by_its_place(tmp_path):
    article = ROWS.articles[0]
    start = article.text.index("收割机")
    done = apply(ROWS, lines(tmp_path, f"mentions,{article.article_id}@{start}-{start + 3},label,ORG,收割机"))
    (new,) = [m for m in done.mentions if m.source == "correction"]
    assert (new.text, new.label, new.sentence) == ("收割机", "ORG", 0)
    assert new.raw_end - new.raw_start == 3


def test_a_false_mention_is_deleted(tmp_path):
    mention = ROWS.mentions[0]
    done = apply(ROWS, lines(tmp_path, f"mentions,{mention.mention_id},delete,"))
    assert mention not in done.mentions
    assert len(done.mentions) == len(ROWS.mentions) - 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"mentions,{ISSUE}-a0001-m9999,label,ORG", "no such row"),
        (f"mentions,{ROWS.mentions[0].mention_id},label,ORG,别的字", "the row now says"),
        (f"mentions,{ROWS.mentions[0].mention_id},label,THING", "no label"),
        (f"quantities,{ROWS.quantities[0].quantity_id},normalized,八十", "is no number"),
        (f"mentions,{ISSUE}-a0001@0-99999,label,LOC", "no such place"),
    ],
)
def test_a_line_that_does_not_fit_is_reported_and_changes_nothing(tmp_path, line, reason):
    done = apply(ROWS, lines(tmp_path, line))
    assert done.corrections[0].status == "unfit"
    assert reason in done.corrections[0].reason
    assert (done.mentions, done.quantities) == (ROWS.mentions, ROWS.quantities)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,column\n1,2\n", "table, value is missing"),
        (HEAD + "tokens,x,text,y\n", "line 2: table 'tokens' cannot be corrected"),
        (HEAD + "mentions,x,start,3\n", "line 2: column 'start'"),
    ],
)
def test_a_bad_file_says_where(tmp_path, text, said):
    path = tmp_path / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_corrections(path)


def test_lines_go_to_their_own_issue(tmp_path):
    found = lines(tmp_path, "entities,x-1-e0001,name,甲", "mentions,x-1-a0001-m0002,label,ORG", "quantities,x-11-a0001@3-5,unit,亩")
    assert [line.id for line in for_issue(found, "x-1")] == ["x-1-e0001", "x-1-a0001-m0002"]
    assert [line.id for line in for_issue(found, "x-11")] == ["x-11-a0001@3-5"]
    assert for_issue(found, "x") == ()
