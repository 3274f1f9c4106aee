"""From what the words of a date say to ISO 8601: complete, partial (``--11-10``) or an interval."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.facts.dates import DateMatch
from pipeline.facts.moments import Moment

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_FULL = re.compile(r"(?<![\d至到])((?:19|20)\d\d)年\d{1,2}月\d{1,2}日")
_TODAY = re.compile(r"(?:今天|今日|今晚|今晨|昨天|昨日|昨晚|明天|明日|明晚|前天|后天)[（(]?$")
_FUTURE = re.compile(r"[将拟]|计划|预计|预定|定于|争取|力争|届时")


@dataclass(frozen=True, slots=True)
class Base:
    """The day an issue appeared, as far as known; dates without a year are read from there.

    ``told`` is the year of the latest day that the text names in full: what 今年 means where the issue has no date.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    told: int | None = None

    @classmethod
    def of(cls, date: str | None, text: str = "") -> "Base":
        """From an ISO date, whole or partial, of an issue that prints ``text``; anything else leaves all open."""
        match = _ISO.match(date or "")
        if not match:
            return cls(told=max((int(full[1]) for full in _FULL.finditer(text)), default=None))
        return cls(*(int(group) if group else None for group in match.groups()))


class Told(NamedTuple):
    """Year, month and day that a text has named."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Year and month that the sentence has already named; a later 6月 or 5日 belongs to them.

    ``last`` is what the text named last, for 同年 and 次年 and for days alone. ``frame`` is the date with which a sentence
    of the paragraph began: one that begins with a later date of a past year goes on with the story of that year.
    """

    year: int | None = None
    month: int | None = None
    last: Told = Told()
    frame: Told = Told()

    def after(self, match: DateMatch, base: Base, opens: bool = False) -> "Context":
        """The context after ``match``; ``opens``: it begins its sentence."""
        moment = match.last or match.first
        own = moment.year is not None or moment.year_offset is not None or moment.named is not None
        year = _year(moment, base, self) if own else self.year
        month = moment.month if moment.month is not None else self.month
        if moment.yearly or (moment.month is None and moment.day is None and not own):
            return replace(self, year=year, month=month)
        named = _day(moment, base, self, False)
        told = Told(named.year, named.month, moment.day)
        return Context(year, month, told, told if opens else self.frame)

    def onwards(self, paragraph: bool) -> "Context":
        """The context of the next sentence; ``paragraph``: of another paragraph."""
        return Context(last=self.last, frame=Told() if paragraph else self.frame)

    def framed(self, moment: Moment, base: Base) -> "Context":
        """The context of a sentence that begins with ``moment``: the past year, for a day alone the month, of the sentence before's."""
        frame = self.frame
        if frame.year is None or moment.year_offset is not None or moment.month_offset is not None or moment.yearly:
            return self
        past = base.year is None or frame.year < base.year
        if past and moment.month and frame.month and (moment.month, moment.day or 31) >= (frame.month, frame.day or 1):
            return replace(self, year=frame.year)
        alone = moment.month is None and moment.day is not None
        if alone and frame.month is not None and frame.day is not None and (moment.day or 0) >= frame.day:
            return replace(self, year=frame.year, month=frame.month)
        return self


def resolve(match: DateMatch, base: Base, context: Context, before: str = "") -> str:
    """``match`` as ISO 8601. ``before``, the words before it, tell a coming date from a past one."""
    future = bool(_FUTURE.search(before))
    if _TODAY.search(before):
        context = Context()
    first, last = match.first, match.last
    if last is None:
        return _iso(first, base, context, future)
    if _crosses(first, last) and (year := _winter(first, last, base, context)) is not None:
        first, last = replace(first, year=year), replace(last, year=year + 1)
    inner = context.after(DateMatch(0, 0, first), base)
    begin, end = _iso(first, base, context, future), _iso(last, base, inner, future)
    if last.next_day:
        end = _next_day(begin) + (last.clock or "")
    return f"{begin}/{end}"


def _crosses(first: Moment, last: Moment) -> bool:
    """Whether a range without a year begins late in one and ends early in the next: 11月15日至3月15日."""
    told = first.yearly or any(value is not None for m in (first, last) for value in (m.year, m.year_offset, m.named))
    return not told and first.month is not None and last.month is not None and last.month < first.month


def _winter(first: Moment, last: Moment, base: Base, context: Context) -> int | None:
    """The year in which such a range begins: the one named, else that of the winter nearest to the issue."""
    if context.year is not None or base.year is None or base.month is None or first.month is None or last.month is None:
        return context.year
    past, coming = base.month - last.month, first.month - base.month
    return base.year - 1 if past <= 0 or past < coming else base.year


def _next_day(begin: str) -> str:
    """The day after that of an ISO moment; empty where it has no whole one."""
    try:
        return (date.fromisoformat(begin.partition("T")[0]) + timedelta(days=1)).isoformat()
    except ValueError:
        return ""


def _year(moment: Moment, base: Base, context: Context, future: bool = False) -> int | None:
    if moment.yearly:
        return None
    if moment.year is not None:
        return moment.year
    if moment.year_offset is not None:
        year = base.told if base.year is None else base.year
        return None if year is None else year + moment.year_offset
    if moment.named is not None:
        return None if context.last.year is None else context.last.year + moment.named
    if context.year is not None:
        return context.year
    if base.year is not None and base.month is not None and moment.month is not None and moment.month - base.month >= 9 and not future:
        return base.year - 1  # 12月28日 in a paper of January
    return base.year


def _day(moment: Moment, base: Base, context: Context, future: bool) -> Told:
    """Year and month of ``moment``, where it or what it is read from tells them, and its day."""
    year, month = _year(moment, base, context, future), moment.month
    if month is None and moment.month_offset is not None and base.month is not None and base.year is not None:
        index = base.year * 12 + base.month - 1 + moment.month_offset
        return Told(index // 12, index % 12 + 1, moment.day)
    if moment.same_month:
        return Told(context.last.year, context.last.month, moment.day)
    if month is None and moment.day is not None and moment.month_offset is None and not moment.yearly:
        month = context.month
        if month is None and base.month is not None and base.year is not None:
            return _past_day(moment.day, base, base.year, base.month, context.last, future)
    return Told(year, month, moment.day)


def _past_day(day: int, base: Base, year: int, month: int, last: Told, future: bool) -> Told:
    """A day alone, of the issue's month; one still to come is of the month named last, or of the one before if far away."""
    if base.day is None or day <= base.day or future:
        return Told(year, month, day)
    if last.year is not None and last.month is not None and (last.year, last.month) < (year, month):
        return Told(last.year, last.month, day)
    if day - base.day > 15:
        return Told(year, month - 1, day) if month > 1 else Told(year - 1, 12, day)
    return Told(year, month, day)


def _iso(moment: Moment, base: Base, context: Context, future: bool) -> str:
    clock = moment.clock or ""
    if moment.span and moment.month is None:
        return moment.span
    year, month, day = _day(moment, base, context, future)
    head = "-" if year is None else f"{year:04}"
    if moment.part:
        ends = [f"{head}-{part[1:]:>02}" if part[0] == "M" else f"{head}-{part}" for part in moment.part.split("/")]
        return "/".join(ends)
    if moment.span:
        return "/".join(f"{head}-{int(m):02}" for m in moment.span.split("/"))
    if day is not None:
        return (f"{head}-{month:02}-{day:02}" if month is not None else f"---{day:02}") + clock
    if month is not None:
        return f"{head}-{month:02}"
    if clock:
        return clock
    return head if year is not None else ""
