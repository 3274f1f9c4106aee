"""From what the words of a date say to ISO 8601: complete, partial (``--11-10``) or an interval."""

import re
from dataclasses import dataclass

from pipeline.facts.dates import DateMatch
from pipeline.facts.moments import Moment

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_TODAY = re.compile(r"(?:今天|今日|今晚|今晨|昨天|昨日|昨晚|明天|明日|明晚|前天|后天)[（(]?$")
_FUTURE = re.compile(r"[将拟]|计划|预计|预定|定于|争取|力争|届时")


@dataclass(frozen=True, slots=True)
class Base:
    """The day an issue appeared, as far as known; dates without a year are read from there."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, date: str | None) -> "Base":
        """From an ISO date, whole or partial; anything else leaves all open."""
        match = _ISO.match(date or "")
        if not match:
            return cls()
        return cls(*(int(group) if group else None for group in match.groups()))


@dataclass(frozen=True, slots=True)
class Context:
    """Year and month that the sentence has already named; a later 6月 or 5日 belongs to them."""

    year: int | None = None
    month: int | None = None

    def after(self, match: DateMatch, base: Base) -> "Context":
        """The context after ``match``."""
        moment = match.last or match.first
        year = _year(moment, base, self) if moment.year is not None or moment.year_offset is not None else self.year
        month = moment.month if moment.month is not None else self.month
        return Context(year, month)


def resolve(match: DateMatch, base: Base, context: Context, before: str = "") -> str:
    """``match`` as ISO 8601. ``before``, the words before it, tell a coming date from a past one."""
    future = bool(_FUTURE.search(before))
    if _TODAY.search(before):
        context = Context()
    first = _iso(match.first, base, context, future)
    if match.last is None:
        return first
    inner = context.after(DateMatch(0, 0, match.first), base)
    if match.last.next_year and not match.last.yearly:
        year = _year(match.first, base, context, future)
        inner = Context(None if year is None else year + 1, inner.month)
    return f"{first}/{_iso(match.last, base, inner, future)}"


def _year(moment: Moment, base: Base, context: Context, future: bool = False) -> int | None:
    if moment.yearly:
        return None
    if moment.year is not None:
        return moment.year
    if moment.year_offset is not None:
        return None if base.year is None else base.year + moment.year_offset
    if context.year is not None:
        return context.year
    if base.year is not None and base.month is not None and moment.month is not None and moment.month - base.month >= 9 and not future:
        return base.year - 1  # 12月28日 in a paper of January
    return base.year


def _iso(moment: Moment, base: Base, context: Context, future: bool) -> str:
    clock = moment.clock or ""
    if moment.span and moment.month is None:
        return moment.span
    year, month = _year(moment, base, context, future), moment.month
    if month is None and moment.month_offset is not None and base.month is not None and base.year is not None:
        index = base.year * 12 + base.month - 1 + moment.month_offset
        year, month = index // 12, index % 12 + 1
    if month is None and moment.day is not None and moment.month_offset is None and not moment.yearly:
        month = context.month
        if month is None and base.month is not None and base.year is not None:
            month = base.month
            if base.day is not None and moment.day - base.day > 15 and not future:
                year, month = (base.year, month - 1) if month > 1 else (base.year - 1, 12)
    head = "-" if year is None else f"{year:04}"
    if moment.part:
        ends = [f"{head}-{part[1:]:>02}" if part[0] == "M" else f"{head}-{part}" for part in moment.part.split("/")]
        return "/".join(ends)
    if moment.span:
        return "/".join(f"{head}-{int(m):02}" for m in moment.span.split("/"))
    if moment.day is not None:
        return (f"{head}-{month:02}-{moment.day:02}" if month is not None else f"---{moment.day:02}") + clock
    if month is not None:
        return f"{head}-{month:02}"
    if clock:
        return clock
    return head if year is not None else ""
