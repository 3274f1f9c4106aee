"""Reads gold: a folder a page with articles.json and, where annotated, entities, officials and quantities."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldPage:
    """The truth about one page. ``None`` means not annotated, an empty list means nothing there."""

    name: str
    raw: str | None
    hard: bool
    articles: list[Record]
    entities: list[Record] | None = None
    officials: list[Record] | None = None
    quantities: list[Record] | None = field(default=None)


def _jsonl(path: Path) -> list[Record] | None:
    if not path.exists():
        return None
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def load_gold(folder: Path) -> list[GoldPage]:
    """Every page under ``folder``, in name order. UsageError where there is none."""
    pages = []
    for page in sorted(p for p in folder.iterdir() if (p / "articles.json").exists()) if folder.is_dir() else []:
        meta, raw = page / "meta.json", page / "page.txt"
        pages.append(
            GoldPage(
                name=page.name,
                raw=raw.read_text(encoding="utf-8") if raw.exists() else None,
                hard=bool(meta.exists() and json.loads(meta.read_text(encoding="utf-8")).get("hard")),
                articles=json.loads((page / "articles.json").read_text(encoding="utf-8")),
                entities=_jsonl(page / "entities.jsonl"),
                officials=_jsonl(page / "officials.jsonl"),
                quantities=_jsonl(page / "quantities.jsonl"),
            )
        )
    if not pages:
        raise UsageError(f"{folder}: no gold pages (folders with an articles.json) here")
    return pages
