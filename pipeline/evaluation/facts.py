"""Comparison of officials and quantities with gold."""

from collections import Counter, defaultdict
from typing import Any

from pipeline.evaluation.counts import Counts, unblanked

Record = dict[str, Any]


def match_officials(gold: list[Record], predicted: list[tuple[str, str, str]], *, organization: bool) -> Counts:
    """Roles of gold against (person, title, organisation) rows; any alternative of the gold counts as right."""
    left = list(dict.fromkeys(predicted))
    counts = Counts()
    for person in gold:
        for role in person["roles"]:
            titles = {unblanked(x) for x in [role["title"], role.get("title_core"), *(role.get("title_alt") or [])] if x}
            bodies = [role.get("organization"), role.get("organization_printed"), *(role.get("organization_alt") or [])]
            wanted = {unblanked(x) for x in bodies if x} or {""}
            hit = next(
                (r for r in left if r[0] == unblanked(person["name"]) and r[1] in titles and (not organization or r[2] in wanted)),
                None,
            )
            if hit:
                left.remove(hit)
                counts.tp += 1
            else:
                counts.fn += 1
    counts.fp += len(left)
    return counts


def _number(value: Any) -> float | str | None:
    if value is None or value == "" or value != value:
        return None
    try:
        return float(f"{float(value):.6g}")
    except (TypeError, ValueError):
        return str(value)


def quantity_key(record: Record) -> tuple[Any, ...]:
    """What makes two numeric facts the same: the surface for dates, else kind, normalised value, bound and upper end."""
    if record["kind"] == "date":
        return "date", unblanked(record["text"])
    upper = _number(record.get("upper")) if record["bound"] == "range" else None
    return record["kind"], _number(record.get("normalized")), record["bound"], upper


def shared_characters(a: str | None, b: str | None) -> float:
    """Share of the shorter string's characters that the other has too."""
    x, y = Counter(unblanked(a)), Counter(unblanked(b))
    return (x & y).total() / max(1, min(x.total(), y.total()))


def compare_found(gold: list[Record], predicted: list[Record]) -> dict[str, tuple[int, int]]:
    """(right, of) for attribute, parties and date_value, over the facts that were found with the same surface."""
    pool: dict[tuple[Any, str], list[Record]] = defaultdict(list)
    for record in predicted:
        pool[quantity_key(record), unblanked(record["text"])].append(record)
    tally = {"attribute": [0, 0], "parties": [0, 0], "date_value": [0, 0]}

    def count(name: str, right: bool) -> None:
        tally[name][0] += right
        tally[name][1] += 1

    for fact in gold:
        candidates = pool.get((quantity_key(fact), unblanked(fact["text"])))
        if not candidates:
            continue
        found = candidates.pop(0)
        if fact["kind"] == "date":
            accepted = {str(fact["normalized"])} | ({str(fact["value"])} if fact.get("resolved") else set())
            count("date_value", str(found["date"] or "") in accepted)
            continue
        if fact.get("subject"):
            count("attribute", shared_characters(found["attribute"], fact["subject"]) >= 0.5)
        parties = found["parties"]
        named = "|".join(unblanked(x) for x in (parties if parties is not None else []))
        for party in fact.get("parties") or []:
            count("parties", unblanked(party) in named)
    return {name: (right, of) for name, (right, of) in tally.items()}
