"""The places already known of an article or issue, asked how close a division lies to them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from pipeline.document import Mention
from pipeline.entities.gazetteer import Division

SAME_CITY, SAME_PROVINCE = 1.0, 0.6
_ABOVE = 0.7
"""Kinship of a province with what lies in it."""
_NEAR = 60
"""Characters within which two names count as standing in one sentence."""


def kinship(one: Division, other: Division) -> float:
    """How close two divisions lie: 1 in one city or above each other, 0.6 in one province, 0 otherwise."""
    if one.within(other) or other.within(one):
        return SAME_CITY if min(len(one.code), len(other.code)) > 2 else _ABOVE
    if one.code[:4] == other.code[:4]:
        return SAME_CITY
    return SAME_PROVINCE if one.code[:2] == other.code[:2] else 0.0


class Evidence:
    """Mentions with their divisions. A name is no evidence for itself."""

    def __init__(self, items: Iterable[tuple[Mention, Division]]) -> None:
        self._names: dict[str, dict[tuple[str, str], Division]] = defaultdict(dict)
        self._closest: dict[tuple[str, str], float] = {}
        self._fields: dict[str, list[tuple[int, str, Division]]] = defaultdict(list)
        for mention, division in items:
            self._names[division.code[:2]].setdefault((mention.text, division.code), division)
            self._fields[mention.field].append((mention.start, mention.text, division))
        for found in self._fields.values():
            found.sort(key=lambda item: item[0])

    def besides(self, name: str) -> bool:
        """Whether any place of another name than ``name`` is known."""
        return any(other != name for others in self._names.values() for other, _ in others)

    def kinship(self, division: Division, name: str) -> float:
        """The closest kinship of ``division`` with a place of another name than ``name``."""
        asked = division.code, name
        if asked not in self._closest:
            others = self._names.get(division.code[:2], {})
            self._closest[asked] = _closest(division, (other for (text, _), other in others.items() if text != name))
        return self._closest[asked]

    def near(self, division: Division, mention: Mention) -> float:
        """The same, among the places standing close to ``mention``."""
        found = self._fields.get(mention.field, [])
        low = bisect_left(found, mention.start - _NEAR, key=lambda item: item[0])
        high = bisect_right(found, mention.start + _NEAR, key=lambda item: item[0])
        return _closest(division, (other for _, text, other in found[low:high] if text != mention.text))


def _closest(division: Division, others: Iterable[Division]) -> float:
    """The closest kinship with one of the others; 0 where there are none."""
    closest = 0.0
    for other in others:
        closest = max(closest, kinship(division, other))
        if closest == SAME_CITY:  # none is closer
            break
    return closest
