"""Dates and periods in a text: where they stand, with the words before them that belong to them, and what they say."""

import re
from dataclasses import dataclass, replace

from pipeline.facts import relative
from pipeline.facts.clocks import clock_at
from pipeline.facts.eras import era_at
from pipeline.facts.moments import JOIN, YEAR4, Found, Moment, moment_at, month_at, part_at
from pipeline.facts.numerals import RUN
from pipeline.facts.periods import century_at, plan_at

_LUNAR = ("农历", "阴历", "夏历", "正月", "腊月", "冬月")
_SIGNS = frozenset("年月日号时点:季世个代至到—-~、/.和学赛雪财榨采供取产")
_JOIN = re.compile(JOIN)
_LISTED = re.compile(rf"(?:[、和]{YEAR4}(?=[、和]))*[、和](?={YEAR4}年)|(?:、\d{{1,2}}(?=、))*、(?=\d{{1,2}}日)")
"""What parts the first of a list of years or days from the last, which alone has the unit (2021、2022、2023年; 5月1、2、3日)."""
_DAYTIME = re.compile(r"(?:(次日|翌日|第二天)|当[日天晚])?(?:凌晨|清晨|早上?|上午|中午|下午|傍晚|晚上?|夜间|深夜)?")
"""Words between the sign of a range and its second clock time (20时至次日8时)."""


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in a text: where it stands and its one or two moments."""

    start: int
    end: int
    first: Moment
    last: Moment | None = None


def possible(text: str, end: int) -> bool:
    """Whether the sign after a numeral that ends at ``end``, or its own last, lets it begin a date; a cheap first look."""
    return text[end : end + 1] in _SIGNS or text[end - 1] == "五"


def date_at(text: str, position: int) -> DateMatch | None:
    """The date whose first numeral begins at ``position``; None where there is none. Lunar dates are left out."""
    sign = text[position - 1 : position]
    if text.endswith(_LUNAR, 0, position) or sign == "周":
        return None
    era = era_at(text, position)
    if era:
        year, start, end = era
        return DateMatch(start, end, Moment(span=year) if year.startswith("-") else Moment(year=int(year)))
    period = plan_at(text, position) or century_at(text, position)
    if period:
        first, last, start, end = period
        return DateMatch(start, end, Moment(span=f"{first}/{last}"))
    start, seed = relative.before(text, position)
    if sign and sign in "前头第":
        start, seed = relative.before(text, position - 1)
        part = part_at(text, position - 1, seed)
        return DateMatch(start, part[1], part[0]) if part else None
    found = moment_at(text, position, seed)
    if found is None:
        return None
    moment, end = found
    second = _second(text, moment, start, end)
    return DateMatch(start, second[1], moment, second[0]) if second else DateMatch(start, end, moment)


def _second(text: str, first: Moment, start: int, end: int) -> Found | None:
    """The other end of a range whose first end stands in ``start`` to ``end``, completed from it."""
    if first.span or first.part:
        return None
    position = _joint(text, first, end)
    if position is None:
        return None
    seed = Moment(yearly=first.yearly)
    word = relative.at(text, position)
    if word:
        position, seed = word[0], replace(word[1], yearly=first.yearly)
    if first.clock is not None and (daytime := _DAYTIME.match(text, position)) and daytime.end() > position:
        clock = clock_at(text, daytime.end(), joined=True)
        if clock:
            return Moment(clock=clock[0], next_day=bool(daytime[1])), clock[1]
    if not RUN.match(text, position):
        return None
    clock = clock_at(text, position, joined=True) if first.clock is not None else None
    found = (replace(seed, clock=clock[0]), clock[1]) if clock else moment_at(text, position, seed)
    if found is None or found[0].part:
        return None
    last, end = found
    timed = last.clock is not None and last.day is None
    if timed != (first.clock is not None and first.day is None) and not (timed and first.day is not None):
        return None
    last = _completed(last, first)
    if first.year is not None and last.year is not None:
        listed = text[position - 1] in "、和" and last.year - first.year != text.count("、", start, end) + text.count("和", start, end)
        if last.year < first.year or (listed and last.month is None):
            return None  # 2020、2022年 are no two years in a row
    return last, end


def _joint(text: str, first: Moment, end: int) -> int | None:
    """Where the second end of a range may begin: behind a sign of range, or of a list whose last alone has the unit."""
    join = _JOIN.match(text, end)
    if join is not None:
        return join.end()
    if text.startswith("、", end) and first.month is not None and text[end - 1] not in "月份日" and month_at(text, end + 1):
        return end + 1  # 3、4月份
    listed = _LISTED.match(text, end) if text[end - 1].isdigit() and first.clock is None else None
    return listed.end() if listed else None


def _completed(last: Moment, first: Moment) -> Moment:
    """``last`` with the year and the month of ``first``; with the year after where its month is earlier (11月至3月)."""
    timeless = last.month is None and last.month_offset is None
    if timeless and last.day is not None:
        last = replace(last, month=first.month, month_offset=first.month_offset, same_month=first.same_month)
    if last.year is None and last.year_offset is None and last.named is None:
        later = int(last.month is not None and first.month is not None and last.month < first.month)
        last = replace(
            last,
            year=None if first.year is None else first.year + later,
            year_offset=None if first.year_offset is None else first.year_offset + later,
            named=None if first.named is None else first.named + later,
        )
    return last
