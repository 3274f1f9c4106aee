"""Writes the report: one file, or an index with a file an issue where one would grow past ten megabytes."""

import html
import json
import string
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.report import aggregate
from pipeline.report.view import IssueSource, heads, issue_view, official_view, sentence_of

MOST_BYTES = 9_000_000
"""A single file stays below this; larger archives are split."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """What was written: the file to open first, and the files an issue."""

    index: Path
    issues: tuple[Path, ...] = ()


def _asset(name: str) -> str:
    return files("pipeline.report").joinpath("assets", name).read_text(encoding="utf-8")


def embed(data: Json) -> str:
    """JSON that cannot end the script element it stands in, whatever its strings hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def render(data: Json, title: str) -> str:
    """The HTML of one page around ``data``."""
    template = string.Template(_asset("report.html"))
    return template.substitute(title=html.escape(title), css=_asset("report.css"), js=_asset("report.js"), data=embed(data))


def _archive(sources: Sequence[IssueSource]) -> Json:
    rows = [s.rows for s in sources]
    amounts, land, time = aggregate.amounts_by_party(rows), aggregate.land_by_county(rows), aggregate.amounts_over_time(rows)
    sentences = sentence_of(rows)
    place_of = {q.quantity_id: sentences.get((q.article_id, q.sentence)) for r in rows for q in r.quantities if q.sentence is not None}
    linked = {fact for sums in (amounts, land, time) for total in sums.rows for fact in total.facts}
    return {
        "amounts": asdict(amounts),
        "land": asdict(land),
        "time": asdict(time),
        "sentences": {fact: place_of.get(fact) for fact in sorted(linked)},
        "officials": [{"issue": i, **official_view(o)} for i, o in aggregate.officials_table(rows)],
        "together": [{"a": t.a, "b": t.b, "n": t.sentences} for t in aggregate.co_occurrence(rows)],
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def build_report(sources: Sequence[IssueSource], target: Path, *, most_bytes: int = MOST_BYTES) -> ReportFiles:
    """Write the report of ``sources`` into the folder ``target`` as ``index.html`` (and ``issues/<id>.html`` where it is large)."""
    views = [issue_view(s) for s in sources]
    archive = _archive(sources)
    name = next((v["publication"] for v in views if v["publication"]), "报数")
    index = target / "index.html"
    whole = render({"issues": views, "archive": archive, "index": None, "where": None}, f"{name} · 报数")
    if len(whole.encode("utf-8")) <= most_bytes:
        _write(index, whole)
        return ReportFiles(index)
    written, hrefs = [], {}
    for view in views:
        href = f"issues/{_file_name(view['id'])}.html"
        hrefs[view["id"]] = href
        title = " ".join(x for x in (view["publication"], view["date"], view["id"]) if x)
        _write(target / href, render({"issues": [view], "archive": None, "index": None, "where": None}, title))
        written.append(target / href)
    where = {q.quantity_id: hrefs[s.rows.issue.issue_id] for s in sources for q in s.rows.quantities}
    lines = [{**head, "href": hrefs[head["id"]]} for head in heads(s.rows for s in sources)]
    linked = {f: where[f] for f in archive["sentences"] if f in where}
    _write(index, render({"issues": [], "archive": archive, "index": lines, "where": linked}, f"{name} · 报数"))
    return ReportFiles(index, tuple(written))


def _file_name(issue_id: str) -> str:
    """``issue_id`` as a file name that cannot leave its folder."""
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in issue_id).lstrip(".") or "_"
