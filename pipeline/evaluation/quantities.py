"""Amounts, areas, shares and bounds beside the peers, JioNLP and Recognizers-Text, on the same gold text.

The peers are measured only: they live in an environment of their own (:func:`environment`) and are never imported here.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.evaluation.counts import Counts
from pipeline.facts import find

PACKAGES = ("jionlp==1.5.31", "recognizers-text-suite==1.0.2a2", "emoji<2", "setuptools<81")
"""What the peers' environment holds; Recognizers-Text needs the old emoji package and pkg_resources."""
KINDS = ("money", "area", "percent")
_Row = tuple[str, float, str]


@dataclass(frozen=True, slots=True)
class PeerScore:
    """F1 (0..1) by kind of value; ``bounds`` is the F1 of (kind, value, bound) over all three. None: the peer knows no such kind."""

    system: str
    money: float | None
    area: float | None
    percent: float | None
    bounds: float | None
    chars_per_second: float


def environment(folder: Path) -> Path:
    """The Python of the peers' environment in ``folder``, made and filled first where it is missing. Raises UsageError."""
    python = folder / "bin" / "python"
    done = folder / "peers.txt"
    if not done.exists() or done.read_text(encoding="utf-8") != "\n".join(PACKAGES):
        for command in ([sys.executable, "-m", "venv", str(folder)], [str(python), "-m", "pip", "install", "--quiet", *PACKAGES]):
            result = subprocess.run(command, capture_output=True, text=True, check=False)
            if result.returncode:
                raise UsageError(f"{folder}: the peers cannot be installed: {result.stderr.strip()[-500:]}")
        done.write_text("\n".join(PACKAGES), encoding="utf-8")
    return python


def compare(gold: Path, python: Path | None = None) -> list[PeerScore]:
    """Our scores on the annotated bodies under ``gold`` and, where ``python`` (see :func:`environment`) is given, the peers'."""
    texts, truth = _load(gold)
    began = time.perf_counter()
    ours = [_ours(text) for text in texts]
    size = sum(map(len, texts))
    scores = [_score("baoshu", truth, ours, size, time.perf_counter() - began)]
    if python is not None:
        script = Path(__file__).with_name("quantities_peers.py")
        result = subprocess.run([str(python), str(script)], input=json.dumps(texts), capture_output=True, text=True, check=False)
        if result.returncode:
            raise UsageError(f"{python}: {result.stderr.strip()[-500:]}")
        for name, answer in json.loads(result.stdout).items():
            rows = [[(kind, value, bound) for kind, value, bound in found] for found in answer["rows"]]
            scores.append(_score(name, truth, rows, size, answer["seconds"]))
    return scores


def _load(gold: Path) -> tuple[list[str], list[list[_Row]]]:
    texts: list[str] = []
    truth: list[list[_Row]] = []
    for path in sorted(gold.glob("*/quantities.jsonl")):
        articles = json.loads((path.parent / "articles.json").read_text(encoding="utf-8"))
        records: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for number, article in enumerate(articles, 1):
            texts.append(article["body"])
            own = [r for r in records if r["article"] == number and r["kind"] in KINDS and r["normalized"] is not None]
            truth.append([row for r in own for row in _rows(r["kind"], r["normalized_unit"], r["normalized"], r.get("upper"), r["bound"])])
    return texts, truth


def _ours(text: str) -> list[_Row]:
    facts = [fact for fact in find(text) if fact.kind in KINDS and fact.normalized is not None]
    return [
        row
        for fact in facts
        for row in _rows(fact.kind, fact.normalized_unit, fact.normalized, fact.upper if fact.bound == "range" else None, fact.bound)
    ]


def _rows(kind: str, unit: str, value: Any, upper: Any, bound: str) -> list[_Row]:
    """A range counts as its two ends, so that a peer that gives one of them is half right."""
    label = kind if kind != "money" or len(unit) != 3 else f"money {unit}"
    values = [value] if upper is None else [value, upper]
    return [(label, float(v), bound) for v in values]


def _score(system: str, truth: Sequence[Sequence[_Row]], found: Sequence[Sequence[_Row]], size: int, seconds: float) -> PeerScore:
    by_kind = {kind: Counts() for kind in KINDS}
    bounds = Counts()
    known = {row[0].split()[0] for rows in found for row in rows}
    for gold, rows in zip(truth, found, strict=True):
        for kind, counts in by_kind.items():
            counts.add([_key(r)[:2] for r in gold if r[0].startswith(kind)], [_key(r)[:2] for r in rows if r[0].startswith(kind)])
        bounds.add([_key(r) for r in gold if r[0].split()[0] in known], [_key(r) for r in rows])
    values = {kind: counts.f1 if kind in known else None for kind, counts in by_kind.items()}
    return PeerScore(system, bounds=bounds.f1, chars_per_second=size / max(seconds, 1e-9), **values)


def _key(row: _Row) -> tuple[str, float, str]:
    return row[0], float(f"{row[1]:.4g}"), row[2]
