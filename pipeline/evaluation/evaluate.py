"""Scores the tables of a run against gold pages."""

from collections import defaultdict
from pathlib import Path, PurePath
from typing import Any

import pandas as pd

from pipeline.document import TABLES
from pipeline.errors import UsageError
from pipeline.evaluation.counts import Counts, unblanked
from pipeline.evaluation.facts import compare_found, match_officials, quantity_key
from pipeline.evaluation.gold import GoldPage, load_gold
from pipeline.evaluation.repair import Body, score_page

_NEEDED = ("issues", "articles", "mentions", "officials", "quantities")


def _tables(processed: Path) -> dict[str, pd.DataFrame]:
    assert set(_NEEDED) <= set(TABLES)
    missing = [name for name in _NEEDED if not (processed / name).exists()]
    if missing:
        raise UsageError(f"{processed}: no table {', '.join(missing)} here; run `baoshu run RAW --out {processed}` first")
    return {name: pd.read_parquet(processed / name) for name in _NEEDED}


def _issue_of(issues: pd.DataFrame) -> dict[str, str]:
    """page name → issue_id: the raw file's stem, or its folder where the file is called ``page``."""
    out = {}
    for source, issue_id in zip(issues["source_path"], issues["issue_id"], strict=True):
        path = PurePath(source)
        out[path.stem if path.stem != "page" else path.parent.name] = issue_id
    return out


def _bodies(articles: pd.DataFrame) -> list[Body]:
    return [
        Body(r["title"] or "", " ".join(r["byline"]), tuple((r["text"] or "").split("\n")))
        for r in articles.sort_values("position").to_dict("records")
    ]


class _Tally:
    """Everything added up over pages."""

    def __init__(self) -> None:
        self.repair: dict[str, list[tuple[float, int]]] = defaultdict(list)
        self.easy: dict[str, list[tuple[float, int]]] = defaultdict(list)
        self.mentions, self.spans = Counts(), Counts()
        self.by_label: dict[str, Counts] = defaultdict(Counts)
        self.roles, self.offices = Counts(), Counts()
        self.quantities, self.surfaces = Counts(), Counts()
        self.by_kind: dict[str, Counts] = defaultdict(Counts)
        self.found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.annotated: set[str] = set()
        """Stages that some gold page says anything about; the others get no figures."""

    def add_repair(self, page: GoldPage, articles: pd.DataFrame) -> None:
        gold = [Body(a["title"] or "", a.get("byline") or "", tuple(a["paragraphs"])) for a in page.articles]
        weight = sum(len(a.solid) for a in gold)
        for name, value in score_page(_bodies(articles), gold).items():
            self.repair[name].append((round(value, 4), weight))
            if not page.hard:
                self.easy[name].append((round(value, 4), weight))

    def add_entities(self, gold: list[dict[str, Any]], mentions: pd.DataFrame) -> None:
        g = [(e["label"], unblanked(e["text"])) for e in gold]
        p = [(label, unblanked(text)) for label, text in zip(mentions["label"], mentions["text"], strict=True)]
        self.mentions.add(g, p)
        self.spans.add([t for _, t in g], [t for _, t in p])
        for label in {x for x, _ in g} | {x for x, _ in p}:
            self.by_label[label].add([x for x in g if x[0] == label], [x for x in p if x[0] == label])

    def add_officials(self, gold: list[dict[str, Any]], officials: pd.DataFrame) -> None:
        rows = [
            (unblanked(r["person"]), unblanked(r["title"]), unblanked(r["organization"] if isinstance(r["organization"], str) else ""))
            for r in officials.to_dict("records")
        ]
        for counts, with_body in ((self.roles, True), (self.offices, False)):
            page = match_officials(gold, rows, organization=with_body)
            counts.tp, counts.fp, counts.fn = counts.tp + page.tp, counts.fp + page.fp, counts.fn + page.fn

    def add_quantities(self, gold: list[dict[str, Any]], quantities: pd.DataFrame) -> None:
        rows: list[Any] = quantities.astype(object).where(quantities.notna(), None).to_dict("records")
        g, p = [quantity_key(q) for q in gold], [quantity_key(r) for r in rows]
        self.quantities.add(g, p)
        self.surfaces.add([unblanked(q["text"]) for q in gold], [unblanked(r["text"]) for r in rows])
        for kind in {k[0] for k in g} | {k[0] for k in p}:
            self.by_kind[kind].add([k for k in g if k[0] == kind], [k for k in p if k[0] == kind])
        for name, (right, of) in compare_found(gold, rows).items():
            self.found[name][0] += right
            self.found[name][1] += of

    def report(self) -> dict[str, Any]:
        def mean(values: dict[str, list[tuple[float, int]]]) -> dict[str, float]:
            return {k: round(sum(v * n for v, n in x) / max(1, sum(n for _, n in x)), 4) for k, x in values.items()}

        found = {k: round(right / of, 4) if of else None for k, (right, of) in self.found.items()}
        scores: dict[str, Any] = {
            "repair": mean(self.repair),
            "repair_nothard": mean(self.easy),
            "entities": {
                **self.mentions.report(),
                "span_f1": round(self.spans.f1, 4),
                "by_label": {k: v.report() for k, v in sorted(self.by_label.items())},
            },
            "officials": {**self.roles.report(), "pt_f1": round(self.offices.f1, 4)},
            "quantities": {
                **self.quantities.report(),
                "text_f1": round(self.surfaces.f1, 4),
                **found,
                "by_kind": {k: v.report() for k, v in sorted(self.by_kind.items())},
            },
        }
        return {stage: figures for stage, figures in scores.items() if stage.startswith("repair") or stage in self.annotated}


def evaluate(gold: Path, processed: Path, *, present_only: bool = False) -> dict[str, Any]:
    """Every measure over all gold pages, nested by stage. Pages no issue was found for are listed and count as empty, or,
    with ``present_only``, not at all.

    Raises UsageError where gold or a table is missing.
    """
    tables, pages = _tables(processed), load_gold(gold)
    issue_of, tally = _issue_of(tables["issues"]), _Tally()
    for page in pages:
        issue_id = issue_of.get(page.name)
        if issue_id is None and present_only:
            continue
        articles = tables["articles"][tables["articles"]["issue_id"] == issue_id]
        own = {
            name: tables[name][tables[name]["article_id"].isin(articles["article_id"])] for name in ("mentions", "officials", "quantities")
        }
        tally.add_repair(page, articles)
        if page.entities is not None:
            tally.annotated.add("entities")
            tally.add_entities(page.entities, own["mentions"][own["mentions"]["field"] == "body"])
        if page.officials is not None:
            tally.annotated.add("officials")
            tally.add_officials(page.officials, own["officials"])
        if page.quantities is not None:
            tally.annotated.add("quantities")
            tally.add_quantities(page.quantities, own["quantities"][own["quantities"]["field"] == "body"])
    missing = [p.name for p in pages if p.name not in issue_of]
    return {"pages": len(pages), "pages_missing": missing, **tally.report()}


def flatten(report: dict[str, Any], prefix: str = "") -> dict[str, float]:
    """The report with dotted names (``entities.by_label.PER.f1``), numbers only."""
    out: dict[str, float] = {}
    for key, value in report.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            out.update(flatten(value, f"{name}."))
        elif isinstance(value, int | float):
            out[name] = value
    return out
