"""Floors: the figures a change must not fall below. They are pinned beside the hash of the gold they hold for and only go up."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")

LOWER_IS_BETTER = frozenset({"repair.spurious_per_1k", "repair_nothard.spurious_per_1k"})

SLACK = 0.004
"""Two mentions of five hundred: what another processor's rounding in the network may tip."""


@dataclass(frozen=True, slots=True)
class Floor:
    """``name`` must be at least ``value`` (at most, where lower is better); ``actual`` is what a run reached."""

    name: str
    value: float
    actual: float | None

    @property
    def held(self) -> bool:
        """Whether the run reached the floor."""
        if self.actual is None:
            return False
        if self.name in LOWER_IS_BETTER:
            return self.actual <= self.value
        # Repair is exact arithmetic over text; only what rests on the network can tip.
        return self.actual >= self.value - (0 if self.name.startswith("repair") else SLACK)


def corpus_hash(gold: Path) -> str:
    """Identity of the gold pages: 16 hex digits over names and bytes of all files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in gold.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(gold).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def load_floors(gold: Path, kind: str, path: Path = FLOORS) -> dict[str, float]:
    """Floors pinned for this gold and ``kind`` of input (text or pdf); empty where none are."""
    pinned = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return dict(pinned.get(corpus_hash(gold), {}).get(kind, {}))


def check_floors(floors: dict[str, float], figures: dict[str, float]) -> list[Floor]:
    """Every floor with the figure reached, in name order."""
    return [Floor(name, value, figures.get(name)) for name, value in sorted(floors.items())]


def raise_floors(gold: Path, kind: str, figures: dict[str, float], names: list[str], path: Path = FLOORS) -> dict[str, float]:
    """Pin ``figures`` as new floors for ``names`` where they are better than the old; returns the floors now in force."""
    pinned = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    own = pinned.setdefault(corpus_hash(gold), {}).setdefault(kind, {})
    for name in names:
        if name in figures:
            better = min if name in LOWER_IS_BETTER else max
            own[name] = better(own.get(name, figures[name]), figures[name])
    text = json.dumps(pinned, indent=1, sort_keys=True) + "\n"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
    return dict(own)
