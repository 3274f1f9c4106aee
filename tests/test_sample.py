"""The whole pipeline on the bundled issue, against its gold: a text page and a PDF page, with the damage of real ones."""

import pandas as pd
import pytest

from pipeline.document import TABLES, MapRun, RawMap
from pipeline.evaluation import evaluate
from pipeline.raw import discover, read
from pipeline.settings import Settings
from tests.support.sample import DATE, ISSUE, write_gold


@pytest.fixture(scope="module")
def report(sample_tables, tmp_path_factory):
    gold = tmp_path_factory.mktemp("gold")
    write_gold(gold)
    return evaluate(gold, sample_tables)


def test_every_table_is_there_and_filled(sample_tables):
    for name in TABLES.keys() - {"corrections"}:
        assert len(pd.read_parquet(sample_tables / name)) > 0, name


def test_the_issue_is_known_by_its_sidecar(sample_tables):
    issue = pd.read_parquet(sample_tables / "issues").iloc[0]
    assert (issue["issue_id"], issue["date"], issue["publication"], issue["status"]) == (ISSUE, DATE, "澄湖报", "ok")
    assert issue["pages"] == 2


def test_articles_come_out_as_written(report):
    repair = report["repair"]
    assert repair["assign_acc"] == 1
    assert repair["body_sim"] > 0.99
    assert repair["para_f1"] > 0.95
    assert repair["title_em"] == repair["byline_em"] == 1


def test_entities_offices_and_facts_are_found(report):
    assert report["entities"]["f1"] > 0.85
    assert report["officials"]["f1"] > 0.75
    assert report["quantities"]["f1"] > 0.95
    assert report["quantities"]["attribute"] > 0.75


def test_every_row_leads_back_to_the_raw_page(sample_tables, root):
    source = next(s for s in discover(root / "data" / "raw").sources if s.issue_id == ISSUE)
    pages = {p.number: p.text for p in read(source, Settings()).pages}
    articles = {r["article_id"]: r for r in pd.read_parquet(sample_tables / "articles").to_dict("records")}
    maps = {k: RawMap(MapRun(**run) for run in r["raw_map"]) for k, r in articles.items()}
    looked = 0
    for name in ("mentions", "quantities"):
        for row in pd.read_parquet(sample_tables / name).to_dict("records"):
            page = pages[articles[row["article_id"]]["page"]]
            pieces = maps[row["article_id"]].spans(row["field"], row["start"], row["end"])
            assert "".join("".join(page[a:b] for a, b in pieces).split()) == "".join(row["text"].split())
            assert (row["raw_start"], row["raw_end"]) == (min(a for a, _ in pieces), max(b for _, b in pieces))
            looked += 1
    assert looked > 150
