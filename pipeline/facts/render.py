"""Quantities as a table a person can read."""

import unicodedata
from collections.abc import Sequence

from pipeline.document import Quantity

_HEADS = ("text", "kind", "value", "bound", "measures", "parties", "more")
_SYMBOLS = {"approx": "≈", "over": ">", "at_least": "≥", "at_most": "≤", "under": "<"}


def render(quantities: Sequence[Quantity]) -> str:
    """One line a quantity: as printed, kind, normalised value, bound, what is measured, parties, relations."""
    if not quantities:
        return "no numeric facts"
    lines = [_HEADS, *(_line(q) for q in quantities)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(_HEADS))]
    padded = ("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(line.rstrip() for line in padded)


def _line(q: Quantity) -> tuple[str, ...]:
    more = [
        f"per {q.per}" if q.per else "",
        f"{q.change} {q.base or ''}".strip() if q.change else "",
        f"part of {q.part_of}" if q.part_of else "",
        f"same as {q.same_as}" if q.same_as else "",
    ]
    return (
        q.text,
        q.kind,
        _value(q),
        _SYMBOLS.get(q.bound, q.bound),
        q.attribute or "",
        "、".join(q.parties),
        "; ".join(m for m in more if m),
    )


def _value(q: Quantity) -> str:
    if q.kind == "date":
        return q.date or ""
    if q.normalized is None:
        return f"{_number(q.value)} {q.unit or ''}".strip() if q.value is not None else ""
    upper = f"–{_number(q.upper)}" if q.bound == "range" and q.upper is not None else ""
    return f"{_number(q.normalized)}{upper} {q.normalized_unit or ''}".strip()


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:,.6f}".rstrip("0").rstrip(".")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
