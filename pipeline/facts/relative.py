"""Words that say whose year or month a date is of: 今年, 去年, 同年, 次年, 上月, 每年; from ``data/relative.tsv``."""

from dataclasses import replace
from functools import cache

from pipeline.facts.moments import Moment
from pipeline.facts.units import rows

Relative = tuple[int, Moment]
"""Where the words begin, and the moment they tell; a moment that tells nothing where there are none."""


def before(text: str, position: int) -> Relative:
    """The words that end at ``position``."""
    lasts, longest = _lasts()
    if text[position - 1 : position] not in lasts:
        return position, Moment()
    if text.endswith("元月", 0, position):
        start, year = before(text, position - 2)
        return start, replace(year, month=1)
    for size in range(min(longest, position), 1, -1):
        seed = _words().get(text[position - size : position])
        if seed is not None:
            return position if seed.yearly else position - size, seed
    return position, Moment()


def at(text: str, position: int) -> Relative | None:
    """(where the words that begin at ``position`` end, the year they tell), for the second end of a range."""
    for size in (3, 2):
        word = text[position : position + size]
        seed = _words().get(word)
        if word == "来年":
            return position + size, Moment(named=1)
        if seed is not None and (seed.year_offset is not None or seed.named is not None):
            return position + size, seed
    return None


@cache
def _words() -> dict[str, Moment]:
    made = {
        "issue": lambda offset: Moment(year_offset=offset),
        "named": lambda offset: Moment(named=offset),
        "month": lambda offset: Moment(month_offset=offset),
        "same": lambda _: Moment(same_month=True),
        "each": lambda _: Moment(yearly=True),
    }
    return {word: made[source](int(offset)) for source, offset, words in rows("relative.tsv") for word in words.split()}


@cache
def _lasts() -> tuple[frozenset[str], int]:
    """The last signs of all words, and how long the longest is."""
    return frozenset(word[-1] for word in _words()), max(map(len, _words()))
