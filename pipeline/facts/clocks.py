"""Clock times (8时30分, 下午3点, 20:00), and how short numerals of dates are read."""

import re

from pipeline.facts.numerals import RUN, read

_CLOCK = re.compile(
    r"(2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
    r"(?:时(?![间代候常节刻而限速装段光长空髦]|期(?!间))|点(?![多名评]))"
    r"(?:([0-5]?\d|[二三四五]?十[一二三四五六七八九]?)分(?![钟之])|半|整)?(?:[0-5]?\d秒)?"
)
_DIGITAL = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?![\d:])")
_AFTERNOON = re.compile(r"(?:下午|晚上|晚间|傍晚|今晚|当晚|昨晚|明晚|午后|夜间|夜里|晚|深夜)的?$")
_MORNING = re.compile(r"(?:上午|早上|早晨|清晨|凌晨|中午|正午|早|午|当日|当天|每天|每日|日)的?$")


def number(text: str) -> int:
    """The value of a short numeral; digits that only follow each other (二〇一一) are read as figures."""
    if text.isdigit() and text.isascii():
        return int(text)
    run = RUN.match(text)
    numeral = read(text, run) if run else None
    return int(numeral.value) if numeral else 0


def clock_at(text: str, position: int, joined: bool = False) -> tuple[str, int] | None:
    """A clock time (8时30分, 下午3点, 20:00) as ``T08:30``, and its end. 3点 alone is no time.

    ``joined``: a sign of a range stands before it.
    """
    left = text[position - 1 : position]
    if left and left in ".:第-/" and not (joined and left == "-"):
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
