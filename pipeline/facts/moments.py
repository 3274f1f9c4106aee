"""One end of a date: year, part of the year, month, day, clock time."""

import re
from dataclasses import dataclass, replace

from pipeline.facts.clocks import clock_at, number

D = "零〇○一二三四五六七八九"
YEAR4 = rf"(?:\d{{4}}|[一二][{D}]{{3}})"
M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
JOIN = r"(?:至|到|—{1,2}|-{1,2}|~)"

_YEAR = re.compile(rf"({YEAR4})年(度?)(?![级轻])")
_OLDEST = 1000
"""Years before are told only with 公元 or a reign."""
_AGE = re.compile(r"的?历史|的?时间|[多余前来间]|之久|以[来前]")
"""How the words go on after a number of years that is a duration (1350年前, 1280年历史)."""
_AGED = frozenset("约近余有已今来长达过超逾满")
_SHORT_YEAR = re.compile(rf"(0\d)年(?![级轻])|([{D}]{{2}}|[5-9]\d)年(?=[初底末]|{M}月)")
_MONTH = re.compile(
    r"(?:(\d{1,2})月(?![亮球饼子嫂])|(十[一二]?|[一二三四五六七八九]|(?<=年)元)"
    r"月(?![亮球饼子嫂星经光薪供刊票租费均息报考色湾季]|一(?![日号])|入(?![伍学党职团选])))(份?)"
)
_DAY = re.compile(
    r"(3[01]|[12]\d|0?[1-9]|三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])"
    r"([日号])(?![本元语线楼机式文店院圆坝井台令码])"
)
_TEN_DAYS = re.compile(r"(?:[上中下]|上中|中上|中下|上、中|中、下)旬")
_EDGE = re.compile(r"年?[初底末](?![级中小高步次])|年中(?![央国心药])|中期|初期|末期")
_HALF = re.compile(r"([上下])半年")
_QUARTER = re.compile(rf"(前|头|第)?([一二三四1-4])(?:(?:[、和]|(?:季度)?{JOIN})第?([一二三四2-4]))?个?季度(?:末|初)?")
_FIRST_MONTHS = re.compile(
    r"[前头](1[01]|[2-9]|十一?|[两二三四五六七八九])个月|(?<![此日目以之先])前(1[01]|[2-9])月份?(?![\d上中下初底末])"
)
_SEASON = re.compile(
    rf"((?:19|20)\d\d)(?:年?(?:/|{JOIN})(\d{{2}}|(?:19|20)\d\d))?(?:年?(?:学年度?|赛季|雪季|财年|榨季|采暖季|供暖季|取暖季|产季)"
    r"|(?<=/\d\d)年度|(?<=/\d{4})年度)"
)
"""2022/23赛季, 2022至2023学年, 2024财年; 2022—2023年度 is a range of years."""
_DASHED = re.compile(r"((?:19|20)\d\d)([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d.%])")
_BARE_YEAR = re.compile(rf"({YEAR4})(?:{JOIN}|[、和](?={YEAR4}[、和年]))(?=(?:{YEAR4}[、和])*{YEAR4}年)")
_BARE_MONTH = re.compile(rf"({M})(?:{JOIN}|、)(?={M}月)")
_DAYS = r"(?:3[01]|[12]\d|0?[1-9])"
_BARE_DAY = re.compile(rf"({_DAYS})(?:{JOIN}|(、))(?=(?:{_DAYS}[、和])*{_DAYS}日)")
_TWO_MONTHS = re.compile(r"([一二三四五六七八])([二三四五六七八九])月(?:份?)")
_DAY_NUMBER_BEFORE = re.compile(r"(?:[于至从到（(]|截止|今天|昨天)$")
_DAY_NUMBER_AFTER = re.compile(r"$|[）)，。上下晚凌起前至到开]")
_NOT_A_DAY = re.compile(r"[内游龄均]|以内|之内|时间|以上|左右|行程")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or named part of time as far as the words tell it; what they leave open is None.

    ``year_offset`` and ``month_offset`` count from the issue's date (今年 0, 去年 -1). ``part`` is a quarter or half
    (``Q1``, ``H2``), or its interval (``Q1/Q3``, ``M1/M5``); ``span`` an interval written out (years, or two months).
    ``yearly`` says that no particular year or month is meant (每年5月, 每月10日), ``named`` how many years it is after the year
    last named (同年9月 0, 次年3月 1), ``same_month`` that it is the month last named, ``next_day`` the day after the range's first.
    """

    year: int | None = None
    year_offset: int | None = None
    month: int | None = None
    month_offset: int | None = None
    day: int | None = None
    part: str | None = None
    clock: str | None = None
    span: str | None = None
    yearly: bool = False
    named: int | None = None
    same_month: bool = False
    next_day: bool = False


Found = tuple[Moment, int]
"""A moment and where it ends."""


def moment_at(text: str, position: int, seed: Moment) -> Found | None:
    """The moment whose first numeral is at ``position``; what ``seed`` knows of it already is kept."""
    season = _SEASON.match(text, position)
    if season and season[2] is None:
        return replace(seed, year=int(season[1])), season.end()
    if season and int(season[2][-2:]) == (int(season[1]) + 1) % 100:
        return replace(seed, span=f"{season[1]}/{int(season[1]) + 1}"), season.end()
    dashed = _DASHED.match(text, position)
    if dashed and text[position - 1 : position] not in ("-", ".", "/"):
        return replace(seed, year=int(dashed[1]), month=int(dashed[3]), day=int(dashed[4])), dashed.end()
    clock = clock_at(text, position)
    if clock:
        return replace(seed, clock=clock[0]), clock[1]
    found, end = seed, position
    if seed.year_offset is None and seed.month_offset is None and seed.named is None and not seed.same_month:
        whole = _year(text, position, seed)
        if whole is not None:
            found, end, closed = whole
            if closed:
                return found, end
    part = part_at(text, end, found) if found.month_offset is None else None
    if part:
        return part
    if found.month_offset is None and not found.same_month:
        month = _month(text, end, found)
        if month is not None:
            found, end, closed = month
            if closed:
                return found, end
    if _has_month(found) or end == position:
        found, end = _day(text, end, found)
    return None if end == position else (found, end)


def _year(text: str, position: int, seed: Moment) -> tuple[Moment, int, bool] | None:
    """(moment, end, whether nothing more belongs to it) for a year at ``position``."""
    year = _YEAR.match(text, position)
    if year:
        value = number(year[1])
        if not (1500 <= value <= 2100 or _is_old_year(text, year, value)):
            return None
        found, end = replace(seed, year=value), year.end()
    else:
        short = _SHORT_YEAR.match(text, position)
        if short is None:
            bare = _BARE_YEAR.match(text, position)
            return (replace(seed, year=number(bare[1])), bare.end(1), True) if bare else None
        value = number(short[1] or short[2])
        found, end = replace(seed, year=value + (2000 if value < 50 else 1900)), short.end()
    edge = _EDGE.match(text, end)
    if edge:
        return found, edge.end(), True
    return found, end, bool(year and year[2])


def _is_old_year(text: str, year: "re.Match[str]", value: int) -> bool:
    """Whether 1368年 names a year; 1200年, 距今1350年 and 1280年前 are durations."""
    if not _OLDEST <= value < 1500 or value % 50 == 0:
        return False
    return text[year.start() - 1 : year.start()] not in _AGED and _AGE.match(text, year.end()) is None


def part_at(text: str, position: int, found: Moment) -> Found | None:
    """A half of a year already named, a quarter, or the first months of a year."""
    half = _HALF.match(text, position)
    if half:
        return (replace(found, part="H1" if half[1] == "上" else "H2"), half.end()) if found.year is not None else None
    quarter = _QUARTER.match(text, position)
    if quarter:
        lead, first, last = quarter[1], number(quarter[2]), quarter[3]
        if lead in ("前", "头"):
            return replace(found, part=f"Q1/Q{first}"), quarter.end()
        if "个" in quarter[0]:
            return None
        return replace(found, part=f"Q{first}/Q{number(last)}" if last else f"Q{first}"), quarter.end()
    months = _FIRST_MONTHS.match(text, position)
    return (replace(found, part=f"M1/M{number(months[1] or months[2])}"), months.end()) if months else None


def month_at(text: str, position: int) -> bool:
    """Whether a month begins at ``position``."""
    return bool(_MONTH.match(text, position))


def _month(text: str, position: int, found: Moment) -> tuple[Moment, int, bool] | None:
    """(moment, end, whether nothing more belongs to it) for a month, or the first of two, at ``position``."""
    bare = _BARE_MONTH.match(text, position)
    if bare and text[position - 1 : position] not in ("、", "-"):
        return replace(found, month=number(bare[1])), bare.end(1), True
    month = _MONTH.match(text, position)
    if month:
        name = month[1] or month[2]
        if not (name == "元" or 1 <= number(name) <= 12):
            return None
        found = replace(found, month=1 if name == "元" else number(name))
        tail = _TEN_DAYS.match(text, month.end()) or (None if month[3] else _EDGE.match(text, month.end()))
        return found, tail.end() if tail else month.end(), bool(tail or month[3])
    pair = _TWO_MONTHS.match(text, position)
    if pair and number(pair[2]) == number(pair[1]) + 1:
        return replace(found, month=number(pair[1]), span=f"{number(pair[1])}/{number(pair[2])}"), pair.end(), True
    return None


def _has_month(found: Moment) -> bool:
    return found.month is not None or found.month_offset is not None or found.same_month


def _day(text: str, position: int, found: Moment) -> Found:
    """``found`` with the day, and the clock time behind it, that begin at ``position``; unchanged where none does."""
    dated = _has_month(found) or found.yearly
    bare = _BARE_DAY.match(text, position)
    if bare and (dated or not bare[2]):
        return replace(found, day=number(bare[1])), bare.end(1)
    day = _DAY.match(text, position)
    if day is None or not (dated or _is_day(text, day)):
        return found, position
    found = replace(found, day=number(day[1]))
    clock = clock_at(text, day.end())
    return (replace(found, clock=clock[0]), clock[1]) if clock else (found, day.end())


def _is_day(text: str, day: "re.Match[str]") -> bool:
    """Whether 5日 or 8号 without a month is a date, not a duration or a number of something."""
    if not day[1].isdigit():
        return False
    if day[2] == "日":
        return not _NOT_A_DAY.match(text, day.end())
    return bool(_DAY_NUMBER_BEFORE.search(text, max(0, day.start() - 2), day.start()) and _DAY_NUMBER_AFTER.match(text, day.end()))
