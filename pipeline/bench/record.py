"""Figures of the run before, to print beside the new ones."""

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.bench.speed import Figure


def load_record(path: Path) -> dict[str, float]:
    """name → value of the last recorded run; empty where there is none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def save_record(path: Path, figures: Sequence[Figure]) -> None:
    """Write ``figures`` as the last run."""
    values = {f.name: float(f"{f.value:.4g}") for f in figures}
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    temporary.replace(path)


def table(figures: Sequence[Figure], before: dict[str, float]) -> str:
    """The figures as Markdown, the recorded ones beside them."""
    lines = ["| measure | now | before | unit |", "|---|---:|---:|---|"]
    for f in figures:
        old = before.get(f.name)
        lines.append(f"| {f.name} | {_shown(f.value)} | {_shown(old) if old is not None else ''} | {f.unit} |")
    return "\n".join(lines)


def _shown(value: float) -> str:
    return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"
