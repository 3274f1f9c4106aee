"""Dates and periods in a text: where they stand, with the words before them that belong to them, and what they say."""

import re
from dataclasses import dataclass, replace

from pipeline.facts.moments import JOIN, Found, Moment, moment_at, month_at, part_at
from pipeline.facts.numerals import RUN
from pipeline.facts.periods import century_at, plan_at

YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "大前年": -3, "前年": -2, "明年": 1, "来年": 1, "后年": 2}
MONTHS = {"本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
NEXT = ("次年", "翌年", "第二年", "来年")
_LUNAR = ("农历", "阴历", "夏历", "正月")
_SIGNS = frozenset("年月日号时点:季世个代至到—-~、/.")
_JOIN = re.compile(JOIN)


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
    period = plan_at(text, position) or century_at(text, position)
    if period:
        first, last, start, end = period
        return DateMatch(start, end, Moment(span=f"{first}/{last}"))
    if sign and sign in "前头第":
        start, seed = _relative(text, position - 1)
        part = part_at(text, position - 1, seed)
        return DateMatch(start, part[1], part[0]) if part else None
    start, seed = _relative(text, position) if sign and sign in "年月" else (position, Moment())
    found = moment_at(text, position, seed)
    if found is None:
        return None
    moment, end = found
    second = _second(text, moment, end)
    return DateMatch(start, second[1], moment, second[0]) if second else DateMatch(start, end, moment)


def _relative(text: str, position: int) -> tuple[int, Moment]:
    """(where 今年, 上月 and the like before ``position`` begin, the moment they tell)."""
    for word, offset in YEARS.items():
        if text.endswith(word, 0, position):
            return position - len(word), Moment(year_offset=offset)
    if text.endswith("元月", 0, position):
        start, seed = _relative(text, position - 2)
        return start, replace(seed, month=1)
    for word, offset in MONTHS.items():
        if text.endswith(word, 0, position):
            return position - len(word), Moment(month_offset=offset)
    return position, Moment(yearly=text.endswith("每年", 0, position))


def _second(text: str, first: Moment, end: int) -> Found | None:
    """The other end of a range whose first end stands before ``end``, completed from it."""
    if first.span or first.part:
        return None
    join = _JOIN.match(text, end)
    if join is not None:
        position = join.end()
    elif text.startswith("、", end) and first.month is not None and text[end - 1] not in "月份日" and month_at(text, end + 1):
        position = end + 1  # 3、4月份
    else:
        return None
    seed = Moment(yearly=first.yearly)
    word = next((w for w in YEARS if text.startswith(w, position)), None)
    after = next((w for w in NEXT if text.startswith(w, position)), None)
    if after:
        seed, position = Moment(yearly=first.yearly, next_year=True), position + len(after)
    elif word:
        seed, position = Moment(year_offset=YEARS[word]), position + len(word)
    if not RUN.match(text, position):
        return None
    found = moment_at(text, position, seed)
    if found is None or found[0].part:
        return None
    last, end = found
    timed = last.clock is not None and last.day is None
    if timed != (first.clock is not None and first.day is None):
        return None
    if last.year is None and last.year_offset is None and not last.next_year:
        last = replace(last, year=first.year, year_offset=first.year_offset)
    if last.month is None and last.month_offset is None and last.day is not None:
        last = replace(last, month=first.month, month_offset=first.month_offset)
    if first.year is not None and last.year is not None and last.year < first.year:
        return None
    return last, end
