"""One end of a date: year, part of the year, month, day, clock time."""

import re
from dataclasses import dataclass, replace

from pipeline.facts.numerals import RUN, read

D = "零〇○一二三四五六七八九"
YEAR4 = rf"(?:\d{{4}}|[一二][{D}]{{3}})"
M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
JOIN = r"(?:至|到|—{1,2}|-{1,2}|~)"

_YEAR = re.compile(rf"({YEAR4})年(度?)(?![级轻])")
_SHORT_YEAR = re.compile(rf"(0\d)年(?![级轻])|([{D}]{{2}})年(?=[初底末]|{M}月)")
_MONTH = re.compile(rf"({M}|(?<=年)元)月(?![亮球饼子嫂星经光入薪供刊票租费均息报考色湾季一])(份?)")
_DAY = re.compile(
    r"(3[01]|[12]\d|0?[1-9]|三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])"
    r"([日号])(?![本元语线楼机式文店院圆坝井台令码])"
)
_TEN_DAYS = re.compile(r"(?:[上中下]|上中|中上|中下|上、中|中、下)旬")
_EDGE = re.compile(r"年?[初底末](?![级中小高步次])|年中(?![央国心药])|中期|初期|末期")
_HALF = re.compile(r"([上下])半年")
_QUARTER = re.compile(r"(前|头|第)?([一二三四1-4])(?:至([一二三四2-4])|-([2-4]))?个?季度(?:末|初)?")
_FIRST_MONTHS = re.compile(r"(?:前|头)(1[01]|[2-9]|十一?|[两二三四五六七八九])个月")
_SEASON = re.compile(r"((?:19|20)\d\d)/(\d{2}|(?:19|20)\d\d)(?=年度)")
_DASHED = re.compile(r"((?:19|20)\d\d)([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d.%])")
_BARE_YEAR = re.compile(rf"({YEAR4}){JOIN}(?={YEAR4}年)")
_BARE_MONTH = re.compile(rf"({M})(?:{JOIN}|、)(?={M}月)")
_BARE_DAY = re.compile(rf"(3[01]|[12]\d|0?[1-9]){JOIN}(?=(?:3[01]|[12]\d|0?[1-9])日)")
_TWO_MONTHS = re.compile(r"([一二三四五六七八])([二三四五六七八九])月(?:份?)")
_CLOCK = re.compile(
    r"(2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
    r"(?:时(?![间代候常节刻而限速装段光长空髦]|期(?!间))|点(?![多名评]))"
    r"(?:([0-5]?\d|[二三四五]?十[一二三四五六七八九]?)分(?![钟之])|半|整)?(?:[0-5]?\d秒)?"
)
_DIGITAL = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?![\d:])")
_AFTERNOON = re.compile(r"(?:下午|晚上|晚间|傍晚|今晚|当晚|昨晚|明晚|午后|夜间|夜里|晚|深夜)的?$")
_MORNING = re.compile(r"(?:上午|早上|早晨|清晨|凌晨|中午|正午|早|午|当日|当天|每天|每日|日)的?$")
_DAY_NUMBER_BEFORE = re.compile(r"(?:[于至从到（(]|截止|今天|昨天)$")
_DAY_NUMBER_AFTER = re.compile(r"$|[）)，。上下晚凌起前至到开]")
_NOT_A_DAY = re.compile(r"[内游龄均]|以内|之内|时间|以上|左右|行程")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or named part of time as far as the words tell it; what they leave open is None.

    ``year_offset`` and ``month_offset`` count from the issue's date (今年 0, 去年 -1). ``part`` is a quarter or half
    (``Q1``, ``H2``), or its interval (``Q1/Q3``, ``M1/M5``); ``span`` an interval written out (years, or two months).
    ``yearly`` says that no particular year is meant (每年5月), ``next_year`` that it is the year after the date before (次年3月).
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
    next_year: bool = False


Found = tuple[Moment, int]
"""A moment and where it ends."""


def number(text: str) -> int:
    """The value of a short numeral; digits that only follow each other (二〇一一) are read as figures."""
    if text.isdigit() and text.isascii():
        return int(text)
    run = RUN.match(text)
    numeral = read(text, run) if run else None
    return int(numeral.value) if numeral else 0


def moment_at(text: str, position: int, seed: Moment) -> Found | None:
    """The moment whose first numeral is at ``position``; what ``seed`` knows of it already is kept."""
    season = _SEASON.match(text, position)
    if season and int(season[2][-2:]) == (int(season[1]) + 1) % 100:
        return replace(seed, span=f"{season[1]}/{int(season[1]) + 1}"), season.end() + 2  # 2018/19年度
    dashed = _DASHED.match(text, position)
    if dashed and text[position - 1 : position] not in ("-", ".", "/"):
        return replace(seed, year=int(dashed[1]), month=int(dashed[3]), day=int(dashed[4])), dashed.end()
    clock = clock_at(text, position)
    if clock:
        return replace(seed, clock=clock[0]), clock[1]
    found, end = seed, position
    if seed.year_offset is None and seed.month_offset is None:
        whole = _year(text, position, seed)
        if whole is not None:
            found, end, closed = whole
            if closed:
                return found, end
    part = part_at(text, end, found) if found.month_offset is None else None
    if part:
        return part
    if found.month_offset is None:
        month = _month(text, end, found)
        if month is not None:
            found, end, closed = month
            if closed:
                return found, end
    if found.month is not None or found.month_offset is not None or end == position:
        found, end = _day(text, end, found)
    return None if end == position else (found, end)


def _year(text: str, position: int, seed: Moment) -> tuple[Moment, int, bool] | None:
    """(moment, end, whether nothing more belongs to it) for a year at ``position``."""
    year = _YEAR.match(text, position)
    if year:
        value = number(year[1])
        if not 1500 <= value <= 2100:
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


def part_at(text: str, position: int, found: Moment) -> Found | None:
    """A half of a year already named, a quarter, or the first months of a year."""
    half = _HALF.match(text, position)
    if half:
        return (replace(found, part="H1" if half[1] == "上" else "H2"), half.end()) if found.year is not None else None
    quarter = _QUARTER.match(text, position)
    if quarter:
        lead, first, last = quarter[1], number(quarter[2]), quarter[3] or quarter[4]
        if lead in ("前", "头"):
            return replace(found, part=f"Q1/Q{first}"), quarter.end()
        if "个" in quarter[0]:
            return None
        return replace(found, part=f"Q{first}/Q{number(last)}" if last else f"Q{first}"), quarter.end()
    months = _FIRST_MONTHS.match(text, position)
    return (replace(found, part=f"M1/M{number(months[1])}"), months.end()) if months else None


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
        found = replace(found, month=1 if month[1] == "元" else number(month[1]))
        tail = _TEN_DAYS.match(text, month.end()) or (None if month[2] else _EDGE.match(text, month.end()))
        return found, tail.end() if tail else month.end(), bool(tail or month[2])
    pair = _TWO_MONTHS.match(text, position)
    if pair and number(pair[2]) == number(pair[1]) + 1:
        return replace(found, month=number(pair[1]), span=f"{number(pair[1])}/{number(pair[2])}"), pair.end(), True
    return None


def _day(text: str, position: int, found: Moment) -> Found:
    """``found`` with the day, and the clock time behind it, that begin at ``position``; unchanged where none does."""
    dated = found.month is not None or found.month_offset is not None
    bare = _BARE_DAY.match(text, position)
    if bare:
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


def clock_at(text: str, position: int) -> tuple[str, int] | None:
    """A clock time (8时30分, 下午3点, 20:00) as ``T08:30``, and its end. 3点 alone is no time."""
    left = text[position - 1 : position]
    if left and left in ".:第-/":
        return None
    digital = _DIGITAL.match(text, position)
    clock = digital or _CLOCK.match(text, position)
    if clock is None:
        return None
    near = max(0, position - 4)
    afternoon = bool(_AFTERNOON.search(text, near, position))
    named = afternoon or bool(_MORNING.search(text, near, position))
    if digital:
        alone = not left.isalnum() and not text[digital.end() : digital.end() + 1].isalnum()
        return (f"T{int(digital[1]):02}:{digital[2]}", digital.end()) if named or alone or len(digital[1]) == 2 else None
    half, full = clock[0].endswith("半"), clock[0].endswith("整")
    spoken = text[clock.end(1)] == "点"
    bell = spoken and text.startswith("钟", clock.end())
    if spoken and not (named or half or full or clock[2] or bell):
        return None
    hour = number(clock[1])
    if afternoon and 0 < hour < 12:
        hour += 12
    minute = 30 if half else number(clock[2]) if clock[2] else 0
    return (f"T{hour:02}:{minute:02}", clock.end() + bell) if hour <= 24 and minute <= 59 else None
