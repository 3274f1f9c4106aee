"""Sums over an archive. An amount that restates another (``same_as``) or is part of one (``part_of``) is never added twice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.document import Entity, IssueRows, Official, Quantity

PARTY_LABELS = ("COMPANY", "GOV", "ORG", "LOC", "PER")


@dataclass(slots=True)
class Total:
    """One row of a derived table, with the facts it was added up from."""

    key: str
    label: str
    amount: float = 0.0
    facts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sums:
    """Rows of a derived table and what was left out of them, by reason."""

    rows: list[Total]
    left_out: dict[str, int]


def _why_not(q: Quantity, unit: str) -> str | None:
    """Why ``q`` must not be added to a sum in ``unit``; None where it may."""
    if q.same_as:
        return "restates another amount (same_as)"
    if q.part_of:
        return "part of another amount (part_of)"
    if q.per:
        return "a rate (per)"
    if q.change in ("up", "down"):
        return "a change, not an amount"
    if q.normalized_unit != unit:
        return f"not in {unit}"
    if q.normalized is None:
        return "no value"
    return None


def _entities(rows: Iterable[IssueRows]) -> dict[str, Entity]:
    return {e.entity_id: e for r in rows for e in r.entities}


def amounts_by_party(rows: Sequence[IssueRows]) -> Sums:
    """Yuan by entity involved. An amount with several parties counts once for each of them, so rows must not be added up."""
    entities, left_out = _entities(rows), Counter[str]()
    totals: dict[tuple[str, str], Total] = {}
    for q in (q for r in rows for q in r.quantities if q.kind == "money" and q.field == "body"):
        reason = _why_not(q, "yuan")
        if reason is None and not q.party_ids:
            reason = "no party named"
        if reason:
            left_out[reason] += 1
            continue
        for party in dict.fromkeys(q.party_ids):
            entity = entities.get(party)
            if entity is None:
                continue
            total = totals.setdefault((entity.label, entity.name), Total(entity.name, entity.label))
            total.amount += q.normalized or 0.0
            total.facts.append(q.quantity_id)
    return Sums(sorted(totals.values(), key=lambda t: (-t.amount, t.key)), dict(left_out))


def land_by_county(rows: Sequence[IssueRows]) -> Sums:
    """Hectares by county (by city or province where no county is known) of the places involved."""
    entities, left_out = _entities(rows), Counter[str]()
    totals: dict[str, Total] = {}
    for q in (q for r in rows for q in r.quantities if q.kind == "area" and q.field == "body"):
        reason = _why_not(q, "ha")
        places = {e.county or e.city or e.province or (e.name if e.label == "LOC" else None) for p in q.party_ids if (e := entities.get(p))}
        places.discard(None)
        if reason is None and not places:
            reason = "no place named"
        if reason:
            left_out[reason] += 1
            continue
        for place in sorted(p for p in places if p):
            total = totals.setdefault(place, Total(place, "LOC"))
            total.amount += q.normalized or 0.0
            total.facts.append(q.quantity_id)
    return Sums(sorted(totals.values(), key=lambda t: (-t.amount, t.key)), dict(left_out))


def amounts_over_time(rows: Sequence[IssueRows]) -> Sums:
    """Yuan by month of the issue."""
    totals: dict[str, Total] = {}
    left_out = Counter[str]()
    for r in rows:
        month = (r.issue.date or "")[:7]
        for q in (q for q in r.quantities if q.kind == "money" and q.field == "body"):
            reason = _why_not(q, "yuan") or (None if month else "issue without a date")
            if reason:
                left_out[reason] += 1
                continue
            total = totals.setdefault(month, Total(month, "month"))
            total.amount += q.normalized or 0.0
            total.facts.append(q.quantity_id)
    return Sums(sorted(totals.values(), key=lambda t: t.key), dict(left_out))


@dataclass(frozen=True, slots=True)
class Together:
    """Two entities named in the same sentence, and how often."""

    a: str
    b: str
    sentences: int


def co_occurrence(rows: Sequence[IssueRows], most: int = 200) -> list[Together]:
    """Pairs of entities (not places) named in one sentence, most frequent first."""
    entities = _entities(rows)
    pairs: Counter[tuple[str, str]] = Counter()
    for r in rows:
        by_sentence: dict[tuple[str, int], set[str]] = defaultdict(set)
        for m in r.mentions:
            entity = entities.get(m.entity_id or "")
            if m.sentence is not None and entity is not None and entity.label != "LOC":
                by_sentence[m.article_id, m.sentence].add(entity.name)
        for names in by_sentence.values():
            pairs.update(combinations(sorted(names), 2))
    return [Together(a, b, n) for (a, b), n in sorted(pairs.items(), key=lambda x: (-x[1], x[0]))[:most]]


def officials_table(rows: Sequence[IssueRows]) -> list[tuple[str, Official]]:
    """(issue, office) over all issues, by person."""
    return sorted(((r.issue.issue_id, o) for r in rows for o in r.officials), key=lambda x: (x[1].person, x[0], x[1].start))
