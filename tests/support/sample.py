"""The bundled sample issue: its invented articles with inline markup, read from ``tests/gold/sample.txt``.

Markup: ``== page N`` begins a page, ``# title`` an article, then lines ``subtitle``, ``byline`` and ``caption``;
``## heading``; ``[surface|LABEL]`` is a mention; ``{surface;kind;normalized;bound;subject;key=value…}`` a numeric
fact (for dates ``{surface;date;normalized}``); ``% person | title | organization | official | alternatives`` an office.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[1] / "gold" / "sample.txt"
ISSUE = "chenghu-2023-09-18"
DATE = "2023-09-18"

_MARK = re.compile(r"\[(?P<mention>[^|\]]+)\|(?P<label>[A-Z]+)\]|\{(?P<fact>[^}]+)\}")


@dataclass(slots=True)
class SampleArticle:
    """One article: what is printed, and what is true of it."""

    page: int
    title: str
    subtitle: str = ""
    byline: str = ""
    caption: str = ""
    paragraphs: list[tuple[str, bool]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    quantities: list[dict[str, Any]] = field(default_factory=list)
    officials: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def body(self) -> str:
        """Paragraphs and headings joined by line feeds."""
        return "\n".join(text for text, _ in self.paragraphs)


def _fact(markup: str, start: int) -> dict[str, Any]:
    text, kind, *rest = markup.split(";")
    out: dict[str, Any] = {"text": text, "start": start, "end": start + len(text), "kind": kind, "bound": "exact"}
    if kind == "date":
        return {**out, "normalized": rest[0], "value": rest[0], "parties": []}
    keys = dict(pair.split("=", 1) for pair in rest[3:])
    out.update(normalized=float(rest[0]), bound=rest[1], subject=rest[2])
    out["parties"] = keys.get("party", "").split(",") if "party" in keys else []
    if "upper" in keys:
        out["upper"] = float(keys["upper"])
    if "per" in keys:
        out["per"] = keys["per"]
    return out


def _add_paragraph(article: SampleArticle, line: str, heading: bool) -> None:
    offset = len(article.body) + bool(article.paragraphs)
    pieces: list[str] = []
    length = last = 0
    for mark in _MARK.finditer(line):
        pieces.append(line[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        surface = mark["mention"] or mark["fact"].split(";")[0]
        start = offset + length
        if mark["mention"]:
            article.entities.append({"text": surface, "start": start, "end": start + len(surface), "label": mark["label"]})
        else:
            article.quantities.append(_fact(mark["fact"], start))
        pieces.append(surface)
        length += len(surface)
    pieces.append(line[last:])
    article.paragraphs.append(("".join(pieces), heading))


def _add_role(article: SampleArticle, line: str) -> None:
    person, title, body, official, *alternatives = [part.strip() for part in line.split("|")]
    entry = article.officials.setdefault(person, {"name": person, "official": official == "true", "roles": []})
    others = [x for part in alternatives for x in part.split(",")]
    entry["roles"].append({"title": title, "organization": body, "organization_alt": others, "title_alt": others})


def load_sample(path: Path = SOURCE) -> list[SampleArticle]:
    """The articles of the sample in reading order."""
    articles: list[SampleArticle] = []
    page = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== page"):
            page = int(line.split()[-1])
        elif line.startswith("# "):
            articles.append(SampleArticle(page, line[2:]))
        elif line.startswith("% "):
            _add_role(articles[-1], line[2:])
        elif line.split(" ", 1)[0] in ("subtitle", "byline", "caption"):
            name, text = line.split(" ", 1)
            setattr(articles[-1], name, text)
        elif line.strip():
            heading = line.startswith("## ")
            _add_paragraph(articles[-1], line[3:] if heading else line, heading)
    return articles


def write_gold(folder: Path) -> None:
    """The sample as one gold page folder, in the layout the scorer reads."""
    page = folder / ISSUE
    page.mkdir(parents=True)
    articles = load_sample()
    truth = [
        {
            "title": re.sub(r"\s", "", a.title),
            "subtitle": a.subtitle,
            "byline": a.byline.strip("（）").replace("　", ""),
            "caption": a.caption,
            "paragraphs": [text for text, _ in a.paragraphs],
            "headings": [i for i, (_, heading) in enumerate(a.paragraphs) if heading],
            "body": a.body,
            "date": DATE,
        }
        for a in articles
    ]
    (page / "articles.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    for name in ("entities", "quantities"):
        lines = [json.dumps({"article": n, **r}, ensure_ascii=False) for n, a in enumerate(articles, 1) for r in getattr(a, name)]
        (page / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [json.dumps({"article": n, **r}, ensure_ascii=False) for n, a in enumerate(articles, 1) for r in a.officials.values()]
    (page / "officials.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
