"""One numeric fact as recognition sees it, before it is known what is measured and whose it is."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """A numeric fact in a text. The fields mean what the columns of ``Quantity`` mean; numbers are exact decimals.

    ``core_start``/``core_end`` span the number and its unit without hedges.
    """

    kind: str
    text: str
    start: int
    end: int
    value: Decimal | None = None
    multiplier: int | None = None
    unit: str | None = None
    normalized: Decimal | None = None
    normalized_unit: str = ""
    bound: str = "exact"
    lower: Decimal | None = None
    upper: Decimal | None = None
    per: str | None = None
    date: str | None = None
    core_start: int = 0
    core_end: int = 0
