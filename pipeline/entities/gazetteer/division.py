"""One administrative division."""

from dataclasses import dataclass

PROVINCE, CITY, COUNTY, TOWN = 1, 2, 3, 4
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
UNCODED = frozenset({"71", "81", "82"})
"""Taiwan, Hong Kong and Macao: GB/T 2260 codes only the province."""


@dataclass(frozen=True, slots=True)
class Division:
    """A division of the 2023 table. ``code`` has 2 (province), 4 (city), 6 (county) or 9 (town) characters."""

    code: str
    name: str
    level: int
    province: str
    city: str | None = None
    county: str | None = None

    @property
    def adcode(self) -> str:
        """The GB/T 2260 code; below Taiwan, Hong Kong and Macao that of the province."""
        return self.code[:2] if self.code[:2] in UNCODED else self.code

    def within(self, other: "Division") -> bool:
        """Whether this division is ``other`` or lies in it."""
        return self.code.startswith(other.code)
