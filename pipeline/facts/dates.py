"""Dates, periods, plans and clock times: where they stand in a text and what they say."""

import re
from dataclasses import dataclass, replace

from pipeline.facts.numerals import RUN, read

_D = "零〇○一二三四五六七八九"
_YEAR = re.compile(rf"(\d{{4}}|[一二][{_D}]{{3}})年(度?)(?![级轻])|(0\d|[{_D}][{_D}])年(?=[初底末]|\d{{1,2}}月|[一二三四五六七八九十]{{1,2}}月)")
_SHORT_YEAR = re.compile(r"(0\d)年(?![级轻])")
_MONTH = re.compile(r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?![亮球饼子嫂星经光入薪供刊票租费均息报考色湾季一])(份?)")
_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9]|三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])([日号])(?![本元语线楼机式文店院元圆坝井台令码])")
_TEN_DAYS = re.compile(r"[上中下]旬")
_EDGE = re.compile(r"[初底末](?![级中小高步次])|中期|初期|末期")
_HALF = re.compile(r"([上下])半年")
_QUARTER = re.compile(r"(前|头|第)?([一二三四1-4])(?:至([一二三四2-4])|-([2-4]))?个?季度(末|初)?")
_FIRST_MONTHS = re.compile(r"(?:前|头)(1[01]|[2-9]|十一?|[两二三四五六七八九])个月")
_CLOCK = re.compile(
    r"(2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
    r"(?:时(?![间代期候常节刻而限速装段光长空髦])|点(?![多名评]))(?:([0-5]?\d|[二三四五]?十[一二三四五六七八九]?)分(?![钟之])|半|整)?(?:([0-5]?\d)秒)?"
)
_DIGITAL = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?![\d:])")
_DASHED = re.compile(r"((?:19|20)\d\d)([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d.%])")
_DECADE = re.compile(rf"(?:(\d{{1,2}}|[{_D}十]{{1,3}})世纪)?([1-9]0|[一二三四五六七八九]十)年代(?:[初末中后早][期叶]?)?")
_CENTURY = re.compile(rf"(\d{{1,2}}|二十一?|十[{_D}])世纪(?:[初末中后早][期叶]?)?")
_PLAN = re.compile(r"(十?[一二三四五六七八九]?五)([”’\"」』]?)(期间|时期|[末初](?!期))?")
_JOIN = re.compile(r"(?:至|到|—{1,2}|-{1,2}|~)")
_BARE_YEAR = re.compile(rf"(\d{{4}}|[一二][{_D}]{{3}})(?:至|到|—{{1,2}}|-{{1,2}}|~)(?=(?:\d{{4}}|[一二][{_D}]{{3}})年)")
_BARE_MONTH = re.compile(r"(1[0-2]|0?[1-9]|[一二三四五六七八九十])(?:至|到|—{1,2}|-{1,2}|~|、)(?=(?:1[0-2]|0?[1-9]|十[一二]?|[二三四五六七八九])月)")
_BARE_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9])(?:至|到|—{1,2}|-{1,2}|~)(?=(?:3[01]|[12]\d|0?[1-9])日)")
_PAIR_MONTH = re.compile(r"([一二三四五六七八])([二三四五六七八九])月(份?)")

YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1, "来年": 1, "后年": 2}
MONTHS = {"本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
NOON = re.compile(r"(?:下午|晚上|晚间|傍晚|今晚|当晚|昨晚|明晚|午后|夜间|夜里|晚|深夜)(?:的)?$")
MORNING = re.compile(r"(?:上午|早上|早晨|清晨|凌晨|中午|正午|早|午|今早|当日|当天|每天|每日|日)(?:的)?$")
_SIGNS = frozenset("年月日号时点:季世个代至到—-~、/.")
QUOTES = "“‘\"「『"
_PLAN_FIRST = 1953


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or named part of time as far as the words tell it; what they leave open is None.

    ``year`` may be absolute or, with ``relative``, a number of years from the issue's; likewise ``month``.
    ``part`` is a quarter or half (``Q1``, ``H2``) or ``Q1/Q3``; ``span`` an interval already written out.
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


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in a text: where it stands and its one or two moments."""

    start: int
    end: int
    first: Moment
    last: Moment | None = None


def number(text: str) -> int:
    """The value of a short numeral; digits that only follow each other (二〇一一) are read as figures."""
    run = RUN.match(text)
    numeral = read(text, run) if run else None
    return int(numeral.value) if numeral else 0


def possible(text: str, end: int) -> bool:
    """Whether the sign after a numeral that ends at ``end``, or its own last, lets it begin a date; a cheap first look."""
    return text[end : end + 1] in _SIGNS or text[end - 1] == "五"


def date_at(text: str, position: int) -> DateMatch | None:
    """The date whose first numeral begins at ``position``, with the words before it that belong to it; else None."""
    if text[position - 2 : position] in ("农历", "阴历", "正月", "夏历") or text[position - 1 : position] in ("周", "第") and not text.startswith("季度", position + 1):
        return None
    plan = _plan(text, position)
    if plan is not None:
        return plan
    start = position
    seed = Moment()
    sign = text[position - 1 : position]
    if sign == "年":
        for word, offset in YEARS.items():
            if text.endswith(word, 0, position):
                start, seed = position - len(word), Moment(year_offset=offset)
    elif sign == "月":
        for word, offset in MONTHS.items():
            if text.endswith(word, 0, position):
                start, seed = position - len(word), Moment(month_offset=offset)
    if sign and sign in "前头第":
        start = position - 1
        for word, offset in YEARS.items():
            if text.endswith(word, 0, start):
                lead = position - 1
                seed, start = Moment(year_offset=offset), start - len(word)
                break
        else:
            lead = start
        found = _part(text, lead, seed)
        return DateMatch(start, found[1], found[0]) if found else None
    if text[max(0, position - 2) : position] == "每年":
        seed = Moment(yearly=True)
    found = _century(text, position)
    if found:
        return found
    first = _moment(text, position, seed)
    if first is None:
        return None
    moment, end = first
    if moment == seed or (end == position):
        return None
    second = _second(text, moment, end)
    if second is not None:
        return DateMatch(start, second[1], second[0][0], second[0][1])
    return DateMatch(start, end, moment)


def _moment(text: str, position: int, seed: Moment) -> tuple[Moment, int] | None:
    """The moment at ``position``; what ``seed`` knows is kept."""
    dashed = _DASHED.match(text, position)
    if dashed and text[position - 1 : position] not in ("-", ".", "/"):
        return replace(seed, year=int(dashed[1]), month=int(dashed[3]), day=int(dashed[4])), dashed.end()
    digital = _DIGITAL.match(text, position)
    if digital and text[position - 1 : position] not in (":", "-") and (len(digital[1]) == 2 or _alone(text, position, digital.end()) or NOON.search(text, max(0, position - 4), position) or MORNING.search(text, max(0, position - 4), position)):
        return replace(seed, clock=f"T{int(digital[1]):02}:{digital[2]}"), digital.end()
    clock = _clock(text, position)
    if clock:
        return replace(seed, clock=clock[0]), clock[1]
    end = position
    found = seed
    if seed.year_offset is None and seed.month_offset is None:
        year = _YEAR.match(text, position) or _SHORT_YEAR.match(text, position)
        if year:
            value = number(year[1]) if year[1] else _short(year.group(year.lastindex or 1))
            if not 1500 <= value <= 2100:
                return None
            found, end = replace(found, year=value), year.end()
            if year.re is _YEAR and year[2]:
                return found, end
            part = _part(text, end, found)
            if part:
                return part
            edge = _EDGE.match(text, end)
            if edge:
                return found, edge.end()
        else:
            span = _BARE_YEAR.match(text, position)
            if span:
                return replace(found, year=number(span[1])), span.end(1)
    elif seed.year_offset is not None:
        part = _part(text, end, found)
        if part:
            return part
    if found.month_offset is None:
        bare = _BARE_MONTH.match(text, end)
        if bare and text[end - 1 : end] not in ("、", "-"):
            return replace(found, month=number(bare[1])), bare.end(1)
        month = _MONTH.match(text, end)
        if month:
            value = number(month[1])
            if not 1 <= value <= 12:
                return None
            found, end = replace(found, month=value), month.end()
            tail = _TEN_DAYS.match(text, end) or (_EDGE.match(text, end) if not month[2] else None)
            if tail:
                return found, tail.end()
            if month[2]:
                return found, end
        else:
            part = _part(text, end, found) if end == position else None
            if part:
                return part
            pair = _PAIR_MONTH.match(text, end)
            if pair and number(pair[2]) == number(pair[1]) + 1:
                low, high = number(pair[1]), number(pair[2])
                return replace(found, month=low, span=f"{low}/{high}"), pair.end()
    if found.month is not None or found.month_offset is not None or end == position:
        day = _BARE_DAY.match(text, end) or _DAY.match(text, end)
        if day and _is_day(text, day, found, end):
            found, end = replace(found, day=number(day[1])), day.end(1) if day.re is _BARE_DAY else day.end()
            if day.re is _DAY:
                clock = _clock(text, end)
                if clock:
                    return replace(found, clock=clock[0]), clock[1]
    return None if end == position else (found, end)


def _is_day(text: str, day: "re.Match[str]", found: Moment, end: int) -> bool:
    if found.month is not None or found.month_offset is not None:
        return True
    if day.re is _BARE_DAY:
        return True
    figure, sign = day[1], day[2]
    after = text[day.end() : day.end() + 2]
    if sign == "号":
        before = text[max(0, end - 2) : end]
        return figure.isdigit() and (before[-1:] in ("于", "至", "从", "到", "（", "(") or before in ("截止", "今天", "昨天")) and after[:1] in ("", "）", ")", "，", "。", "上", "下", "晚", "凌", "起", "前", "至", "到", "开")
    if not figure.isdigit():
        return False
    return after[:1] not in ("内", "游", "龄", "均") and after not in ("以内", "之内", "时间", "以上", "左右", "行程")


def _part(text: str, position: int, found: Moment) -> tuple[Moment, int] | None:
    """A half, a quarter or a row of months from the year's beginning."""
    half = _HALF.match(text, position)
    if half and found.year is not None or half and found.year_offset is not None and False:
        return replace(found, part="H1" if half[1] == "上" else "H2"), half.end()
    quarter = _QUARTER.match(text, position)
    if quarter:
        lead, first, last = quarter[1], number(quarter[2]), quarter[3] or quarter[4]
        if lead in ("前", "头"):
            return replace(found, part=f"Q1/Q{first}"), quarter.end()
        if "个季度" in quarter[0]:
            return None
        return replace(found, part=f"Q{first}/Q{number(last)}" if last else f"Q{first}"), quarter.end()
    months = _FIRST_MONTHS.match(text, position)
    if months:
        return replace(found, part=f"M1/M{number(months[1])}"), months.end()
    return None


def _alone(text: str, start: int, end: int) -> bool:
    return (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum())


def _clock(text: str, position: int) -> tuple[str, int] | None:
    """A clock time (8时30分, 下午3点, 8点半): hour and minute, and its end."""
    clock = _CLOCK.match(text, position)
    if not clock:
        return None
    sign = text[clock.end(1)]
    before = max(0, position - 3)
    noon = NOON.search(text, before, position)
    half = clock[0].endswith(("半", "整"))
    if sign == "点" and not (noon or MORNING.search(text, before, position) or half or clock[2] or text.startswith("钟", clock.end())):
        return None
    if text[position - 1 : position] in (".", ":", "第", "-", "/"):
        return None
    hour = number(clock[1])
    minute = 30 if clock[0].endswith("半") else number(clock[2]) if clock[2] else 0
    if hour > 24 or minute > 59:
        return None
    end = clock.end()
    if sign == "点" and text.startswith("钟", end):
        end += 1
    return f"T{hour + 12 if noon and 0 < hour < 12 else hour:02}:{minute:02}", end


def _short(digits: str) -> int:
    value = int("".join(str(number(c)) if not c.isdigit() else c for c in digits))
    return 2000 + value if value < 50 else 1900 + value


def _second(text: str, first: Moment, end: int) -> tuple[tuple[Moment, Moment], int] | None:
    """Both ends of a range whose first end has been read, and where it ends."""
    if first.span or first.part:
        return None
    join = _JOIN.match(text, end)
    if join is None:
        if text.startswith("、", end) and first.month is not None and _MONTH.match(text, end + 1) and text[end - 1] not in "月份日":
            join = re.compile("、").match(text, end)
        if join is None:
            return None
    position = join.end()
    seed = Moment(yearly=first.yearly)
    lead = next((w for w in YEARS if text.startswith(w, position)), None)
    if lead:
        seed, position = Moment(year_offset=YEARS[lead]), position + len(lead)
    if not RUN.match(text, position):
        return None
    last = _moment(text, position, seed)
    if last is None or last[0].part:
        return None
    other = last[0]
    if first.clock and first.day is None:
        return ((first, other), last[1]) if other.clock and other.day is None else None
    if other.clock and other.day is None:
        return None
    if other.year is None and other.year_offset is None:
        other = replace(other, year=first.year, year_offset=first.year_offset)
    if other.month is None and other.month_offset is None and other.day is not None:
        other = replace(other, month=first.month, month_offset=first.month_offset)
    if first.year is not None and other.year is not None and other.year < first.year:
        return None
    return (first, other), last[1]


def _century(text: str, position: int) -> DateMatch | None:
    """二十世纪九十年代, 上世纪80年代, 90年代, 21世纪."""
    decade = _DECADE.match(text, position)
    if decade:
        start, tens = position, number(decade[2])
        if decade[1]:
            base = (number(decade[1]) - 1) * 100
        elif text.endswith(("上世纪", "上个世纪"), 0, position):
            start, base = position - (3 if text.endswith("上世纪", 0, position) else 4), 1900
        elif text.endswith("本世纪", 0, position):
            start, base = position - 3, 2000
        else:
            base = 1900 if tens >= 30 else 2000
        return DateMatch(start, decade.end(), Moment(span=f"{base + tens}/{base + tens + 9}"))
    century = _CENTURY.match(text, position)
    if century and 10 <= number(century[1]) <= 22:
        first = (number(century[1]) - 1) * 100 + 1
        return DateMatch(position, century.end(), Moment(span=f"{first}/{first + 99}"))
    return None


def _plan(text: str, position: int) -> DateMatch | None:
    """“十二五”期间: a five-year plan; the quotation marks belong to the span where 期间 or 时期 follows.

    The first plan began in 1953; from the fourth (1971) on they follow each other, with a gap of three years (1963–1965).
    """
    plan = _PLAN.match(text, position)
    if plan is None:
        return None
    quoted = text[position - 1 : position] in QUOTES and bool(position) and bool(plan[2])
    ordinal = number(plan[1][:-1]) if plan[1] != "五" else 0
    if plan[1].startswith("十") and len(plan[1]) == 2:
        ordinal = 10
    if not 1 <= ordinal <= 20:
        return None
    follows = text[plan.end() : plan.end() + 2]
    if ordinal > 10:
        if not (quoted or plan[3] or follows in ("规划", "计划", "以来", "收官", "开局", "末期", "初期", "目标", "发展", "重大", "电网", "能源") or not plan[2]):
            return None
        if not quoted and not plan[3] and len(plan[1]) == 3 and RUN.match(text, plan.end()):
            return None
    elif not (plan[3] in ("期间", "时期") or (quoted and (plan[3] or follows in ("规划", "计划", "以来", "、“", "末、")))):
        return None
    if ordinal <= 2:
        first = _PLAN_FIRST + 5 * (ordinal - 1)
    else:
        first = 1966 + 5 * (ordinal - 3)
    moment = Moment(span=f"{first}/{first + 4}")
    if plan[3]:
        return DateMatch(position - 1 if quoted else position, plan.end(), moment)
    return DateMatch(position, position + len(plan[1]), moment)
