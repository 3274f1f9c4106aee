"""What a file's name says: its place in the order, a date, and an id that is safe to print."""

import re
from datetime import date

_NUMBER = re.compile(r"([0-9]+)")
_DATE = re.compile(r"(?<![0-9])(1[89][0-9]{2}|20[0-9]{2})(?:([-_.年])([0-9]{1,2})[-_.月]([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?![0-9])")


def printable(name: str) -> str:
    """``name`` with every character that does not print (controls, direction marks, undecodable bytes) percent-encoded.

    >>> printable("a\\x1b[31m")
    'a%1B[31m'
    """
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogateescape")) for c in name)


def name_order(name: str) -> list[tuple[int, int, str]]:
    """Sort key: name order, with runs of digits compared by value, so that page 2 comes before page 10."""
    parts = _NUMBER.split(name)
    return [(1, int(p), p) if i % 2 else (0, 0, p) for i, p in enumerate(parts)] if len(name) < 256 else [(0, 0, name)]


def date_in(name: str) -> str | None:
    """The first valid calendar day in ``name`` (``2022-11-15``, ``20221115``, ``2022年11月15日``) as YYYY-MM-DD."""
    for match in _DATE.finditer(name):
        year, _, month, day, compact_month, compact_day = match.groups()
        try:
            return date(int(year), int(month or compact_month), int(day or compact_day)).isoformat()
        except ValueError:
            continue
    return None
