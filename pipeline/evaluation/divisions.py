"""Are places given the right division codes? Measured on the places of the annotated evaluation pages.

The annotation holds offsets and codes only (``data/divisions.tsv``: page, article, start, end in the article's body,
GB/T 2260 code or ``-`` for a place that has none: rivers, roads, regions, countries); the text is the gold pages' own.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Entity, Mention
from pipeline.evaluation.counts import unblanked
from pipeline.evaluation.gold import GoldPage

ANNOTATION = Path(__file__).with_name("data") / "divisions.tsv"
NO_CODE = "-"


@dataclass(frozen=True, slots=True)
class DivisionScore:
    """Counts over the annotated places: all, found as mentions, found with the right code."""

    places: int
    found: int
    right: int

    @property
    def accuracy(self) -> float:
        """Share of the found places whose code is right."""
        return self.right / self.found if self.found else 1.0


def load_divisions(path: Path = ANNOTATION) -> dict[str, list[tuple[int, int, int, str]]]:
    """By page: (article from 1, start, end, code)."""
    out: dict[str, list[tuple[int, int, int, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            out.setdefault(row["page"], []).append((int(row["article"]), int(row["start"]), int(row["end"]), row["adcode"]))
    return out


def score_divisions(
    pages: Iterable[GoldPage], rows: Mapping[str, tuple[Sequence[Mention], Sequence[Entity]]], coded_only: bool = False
) -> DivisionScore:
    """Score the mentions and entities of a run, given by page name, against the annotation.

    Places are matched page by page as (surface, code), as the entity scores are; ``coded_only`` leaves out the places
    that have no code.
    """
    annotated = load_divisions()
    places = found = right = 0
    for page in pages:
        gold: Counter[tuple[str, str]] = Counter()
        for article, start, end, code in annotated.get(page.name, []):
            if code != NO_CODE or not coded_only:
                gold[unblanked(page.articles[article - 1]["body"][start:end]), code] += 1
        mentions, entities = rows.get(page.name, ((), ()))
        codes = {entity.entity_id: entity.adcode for entity in entities}
        predicted = Counter(
            (unblanked(m.text), codes.get(m.entity_id or "") or NO_CODE) for m in mentions if m.field == "body" and m.label == "LOC"
        )
        wanted, seen = _surfaces(gold), _surfaces(predicted)
        places += sum(gold.values())
        found += sum((wanted & seen).values())
        right += sum((gold & predicted).values())
    return DivisionScore(places, found, right)


def _surfaces(counts: Counter[tuple[str, str]]) -> Counter[str]:
    out: Counter[str] = Counter()
    for (surface, _), number in counts.items():
        out[surface] += number
    return out
