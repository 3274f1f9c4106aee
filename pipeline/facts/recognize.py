"""Finds the numeric facts of a text: one pass over its numerals, at each a date, an amount, or nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.facts import calendars, dates
from pipeline.facts.amounts import amount_at
from pipeline.facts.exclusions import idiom_at
from pipeline.facts.fact import Fact
from pipeline.facts.halves import halves
from pipeline.facts.numerals import LONGEST, ascii_width, next_run
from pipeline.facts.ranges import share_bounds, share_units
from pipeline.facts.statements import fact_of
from pipeline.facts.units import Unit, divisions

_SENTENCE_END = re.compile(r"[。！？!?\n；;]")
_AHEAD = 12
"""Code points before a date in which a word of the future is looked for."""
_OPENS = re.compile(r"(?:^|[。！？!?\n；;])[“（]?[自从在至于到]?$")
"""What stands before a date that begins its sentence."""
_NOW = re.compile("记者|今[天日年]|日前|近日|目前")
_STORY = 30
"""Code points after such a date in which what happens now is looked for."""
_NUMERIC = frozenset(("area", "mass", "volume", "length", "money", "percent"))


@dataclass(slots=True)
class _State:
    """Where the pass is, and what the sentence it is in has said."""

    floor: int = 0
    read: int = 0
    dates: calendars.Context = calendars.Context()
    unit: Unit | None = None

    def enter(self, text: str, start: int) -> None:
        """Forget the sentence before where ``start`` lies in another."""
        if _SENTENCE_END.search(text, self.read, start):
            self.dates, self.unit = self.dates.onwards("\n" in text[self.read : start]), None
        self.read = start


class _Names:
    """Spans of names, asked in rising order whether they hold a numeral."""

    __slots__ = ("_index", "_spans")

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._index = 0

    def around(self, start: int) -> int:
        """The end of the name that ``start`` lies in; -1 where it lies in none."""
        while self._index < len(self._spans) and self._spans[self._index][1] <= start:
            self._index += 1
        if self._index < len(self._spans) and self._spans[self._index][0] <= start:
            return self._spans[self._index][1]
        return -1


def find(text: str, date: str | None = None, names: Sequence[tuple[int, int]] = ()) -> list[Fact]:
    """The numeric facts of ``text``, in order, without overlap.

    ``date`` is the day the text appeared (ISO 8601, may be partial); dates without a year are read from it, or stay
    partial (``--11-10``). ``names`` are spans known to be names: numerals inside them count nothing.
    Offsets are code points into ``text``. Linear in the length of the text.
    """
    plain = ascii_width(text)
    base = calendars.Base.of(date, plain)
    state, known = _State(), _Names(names)
    facts: list[Fact] = []
    position = 0
    while run := next_run(plain, position):
        fact, end = _at(text, plain, run, base, state, known.around(run.start()))
        if fact is not None:
            facts.append(fact)
            state.floor = fact.end
        position = max(end, run.start() + 1)
    extra = halves(text, plain, facts)
    ordered = sorted([*facts, *extra], key=lambda fact: fact.start) if extra else facts
    return share_bounds(plain, share_units(plain, ordered))


def _at(text: str, plain: str, run: "re.Match[str]", base: calendars.Base, state: _State, name: int) -> tuple[Fact | None, int]:
    """(the fact at a run of numerals or None, where to go on); ``name`` is the end of the name it lies in, or -1."""
    start, end = run.span()
    if end - start > LONGEST:
        return None, end
    state.enter(plain, start)
    match = dates.date_at(plain, start) if dates.possible(plain, end) else None
    if match is not None and match.start >= state.floor:
        return (None if name >= match.end else _date(text, plain, match, base, state)), match.end
    idiom = idiom_at(plain, start)
    if idiom is not None and not plain.startswith("分之", end):
        return None, idiom
    amount = amount_at(plain, run)
    if amount is None:
        return None, end
    measured = amount.unit is not None and amount.unit.kind in _NUMERIC and (end - start > 1 or amount.numeral.round_)
    closing = name == amount.end and amount.unit is not None and amount.unit.text in divisions()  # 城北三县 taken for a name
    if name >= amount.end and not (measured or closing):
        return None, end
    stated = fact_of(text, plain, amount, state.floor, state.unit)
    if stated.unit is not None:
        state.unit = stated.unit
    return stated.fact, stated.resume


def _date(text: str, plain: str, match: dates.DateMatch, base: calendars.Base, state: _State) -> Fact:
    opens = _OPENS.search(plain, max(0, match.start - 3), match.start) is not None
    if opens and not _NOW.search(plain, match.end, match.end + _STORY):
        state.dates = state.dates.framed(match.first, base)
    iso = calendars.resolve(match, base, state.dates, plain[max(0, match.start - _AHEAD) : match.start])
    state.dates = state.dates.after(match, base, opens)
    start, end = match.start, match.end
    return Fact(
        "date", text[start:end], start, end, normalized_unit="date", bound="range" if match.last else "exact",
        date=iso or None, core_start=start, core_end=end,
    )  # fmt: skip
