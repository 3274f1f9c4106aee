"""What a measurement yields, and how it says what it is at."""

from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[str], None]
"""Takes a line on what is being measured now."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number."""

    name: str
    value: float
    unit: str
