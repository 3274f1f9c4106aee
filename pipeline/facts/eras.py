"""Years told by a reign or counted before and after Christ: 光绪二十六年, 民国二十三年, 公元前221年."""

import re
from functools import cache

from pipeline.facts.clocks import number
from pipeline.facts.units import rows

_ORDINAL = re.compile(r"(\d{1,4}|[一二三四五六七八九十百]{1,5})年(?![来多余])")
_CHRISTIAN = {"公元前": -1, "公元": 1}
LASTS = 61
"""Years that the longest reign lasted."""

Era = tuple[str, int, int]
"""The year as ISO 8601 has it, where the words begin, where they end."""


def era_at(text: str, position: int) -> Era | None:
    """The year whose numeral begins at ``position``, behind the name of a reign or 公元.

    ISO 8601 counts 1 BC as year 0, so that 公元前221年 is -0220.
    """
    if text[position - 1 : position] not in _last():
        return None
    year = _ORDINAL.match(text, position)
    value = number(year[1]) if year else 0
    if year is None or not value:
        return None
    for name, sign in _CHRISTIAN.items():
        if text.endswith(name, 0, position):
            return (f"{value:04}" if sign > 0 else f"{-(value - 1):05}" if value > 1 else "0000"), position - len(name), year.end()
    for size in (2, 4):
        first = _eras().get(text[max(0, position - size) : position])
        if first is not None and value <= LASTS:
            return f"{first + value - 1:04}", position - size, year.end()
    return None


@cache
def _eras() -> dict[str, int]:
    return {name: int(first) for first, names in rows("eras.tsv") for name in names.split()}


@cache
def _last() -> frozenset[str]:
    """What the words before such a numeral end with."""
    return frozenset(name[-1] for name in (*_eras(), *_CHRISTIAN))
