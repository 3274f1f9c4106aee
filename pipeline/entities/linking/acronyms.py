"""Abbreviations that take characters of a name in order (中钢协)."""

import re

GROUP = re.compile(r"^[中国华][一-鿿]{1,2}$")
"""Short names of the great state groups (中石油, 国电): a longer name that begins with one is a subsidiary's."""


def is_acronym(full: str, short: str) -> bool:
    """Whether ``short`` abbreviates ``full`` by taking characters of it in order, the first one and not the second.

    >>> is_acronym("中国钢铁工业协会", "中钢协")
    True
    """
    if not 2 <= len(short) < len(full) or full[0] != short[0] or full[1] == short[1]:
        return False
    if full.startswith("中国") and short[1] != full[2]:
        return False
    if not in_order(full, short) or (GROUP.match(short) and not full.startswith(("中国", "中华"))):
        return False
    return len(short) * 2 <= len(full) and full[-3:].find(short[-1]) >= 0


def in_order(full: str, short: str) -> bool:
    """Whether all characters of ``short`` occur in ``full`` in their order."""
    rest = iter(full)
    return all(char in rest for char in short)
