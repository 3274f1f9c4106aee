"""``--text``: one text in memory, its rows printed."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.memory import Extraction


def wanted(text: str | None, out: Path | None) -> bool:
    """Whether --text was given; exactly one of --text and --out must be. Raises UsageError."""
    if (text is None) == (out is None):
        raise UsageError("give either --out DIR (work on its tables) or --text TEXT")
    return text is not None


def extract(text: str, date: str | None, **settings: Any) -> "Extraction":
    """Every stage on one text. Raises UsageError, ModelError."""
    from pipeline.cli.options import settings as make_settings
    from pipeline.memory import Extractor

    return Extractor.load(make_settings(**settings)).extract(text, date)


def print_rows(found: Mapping[str, Sequence[Any]], as_json: bool) -> None:
    """Rows of some tables: one JSON object a line (with the table's name where there are several), or aligned columns."""
    if as_json:
        for table, rows in found.items():
            for row in rows:
                named = {"table": table} if len(found) > 1 else {}
                print(json.dumps(named | dataclasses.asdict(row), ensure_ascii=False, default=str))
        return
    for table, rows in found.items():
        print(f"{table}: {len(rows)}")
        for row in rows:
            values = dataclasses.asdict(row)
            print("  " + "  ".join(f"{k}={_shown(v)}" for k, v in values.items() if v not in (None, "", (), []) and not k.endswith("_id")))


def _shown(value: Any) -> str:
    from pipeline.raw.names import printable

    return printable("、".join(map(str, value)) if isinstance(value, tuple | list) else str(value))
