"""Units and measure words, from ``data/units.tsv`` and ``data/measures.tsv``: what a number is followed by."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

SIX_PLACES = Decimal("0.000001")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or measure word. ``numerator``/``denominator`` give the factor to ``normalized_unit``; None where none is exact.

    ``use`` says of a measure word whether a single Chinese digit before it counts (``hanzi``) or not (``arabic``).
    """

    text: str
    kind: str
    normalized_unit: str
    numerator: Decimal | None
    denominator: Decimal
    use: str = "hanzi"

    def normalize(self, value: Decimal) -> Decimal | None:
        """``value`` in the normalised unit, exact where the factor is a decimal, else to six places."""
        if self.numerator is None:
            return None
        product = value * self.numerator
        return product if self.denominator == 1 else (product / self.denominator).quantize(SIX_PLACES)


COUNT = Unit("", "count", "count", Decimal(1), Decimal(1))
RATIO = Unit("", "ratio", "ratio", Decimal(1), Decimal(1))
AGE = Unit("", "other", "other", Decimal(1), Decimal(1))
YUAN = Unit("", "money", "yuan", Decimal(1), Decimal(1))
PERCENT = Unit("%", "percent", "percent", Decimal(1), Decimal(1))
TENTHS = Unit("成", "percent", "percent", Decimal(10), Decimal(1))
MINUTE = Unit("分", "duration", "day", Decimal(1), Decimal(1440))
ENERGY = Unit("度", "energy", "kWh", Decimal(1), Decimal(1))
DEGREE = Unit("度", "temperature", "degC", Decimal(1), Decimal(1))
OTHER = Unit("", "other", "other", Decimal(1), Decimal(1))


def rows(name: str) -> list[list[str]]:
    """The rows of a packaged tab-separated table; ``#`` begins a comment."""
    text = (files("pipeline.facts") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def units() -> dict[str, Unit]:
    """Every unit and measure word by its spelling."""
    table: dict[str, Unit] = {}
    for _group, use, words in rows("measures.tsv"):
        for word in words.split():
            for spelling in {word, word.replace("(", "（").replace(")", "）")}:
                table.setdefault(spelling, Unit(spelling, "count", "count", Decimal(1), Decimal(1), use))
    for kind, normalized_unit, factor, aliases, *_source in rows("units.tsv"):
        top, _, bottom = factor.partition("/")
        for alias in aliases.split():
            numerator = None if factor == "-" else Decimal(top)
            table[alias] = Unit(alias, kind, normalized_unit, numerator, Decimal(bottom or 1))
    return table


@cache
def divisions() -> frozenset[str]:
    """The measure words that are the counted thing as well (三县, 六车道)."""
    listed = [word for group, _use, words in rows("measures.tsv") if group == "divisions" for word in words.split()]
    return frozenset(listed) | {word.replace("(", "（").replace(")", "）") for word in listed} | {"车道"}


class Longest:
    """Longest match at a position out of a set of words."""

    __slots__ = ("_by_first",)

    def __init__(self, words: "dict[str, Unit] | set[str] | list[str]") -> None:
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_first.setdefault(word[0], []).append(word)

    def at(self, text: str, position: int) -> str | None:
        """The longest word that begins at ``position``; None where none does."""
        for word in self._by_first.get(text[position : position + 1], ()):
            if text.startswith(word, position):
                return word
        return None


@cache
def unit_words() -> Longest:
    """The spellings of :func:`units`, longest first."""
    return Longest(units())


@cache
def _followers() -> tuple[dict[str, str], dict[str, str]]:
    """Signs that make another word of a unit (元旦, 天津): after any number, and after a short Chinese one only."""
    table = rows("followers.tsv")
    return {unit: always for unit, always, _ in table}, {unit: always + short for unit, always, short in table}


def unit_at(text: str, position: int, short: bool = False) -> str | None:
    """The unit that begins at ``position`` and is not the beginning of another word (元旦, 天津, kWx).

    ``short`` says that the number before is a single Chinese numeral or a round one, which needs more care.
    """
    followers = _followers()[short]
    word = unit_words().at(text, position)
    while word is not None:
        following = text[position + len(word) : position + len(word) + 1]
        if word[-1].isascii() and word[-1].isalpha():
            wrong = bool(_LATIN.match(following))
        else:
            wrong = bool(following) and following in followers.get(word, "")
        if not wrong:
            return word
        word = unit_words().at(text[position : position + len(word) - 1], 0)
    return None


@cache
def words(key: str) -> frozenset[str]:
    """The words that ``data/words.tsv`` lists under ``key``."""
    return frozenset(word for name, listed in rows("words.tsv") if name == key for word in listed.split())
