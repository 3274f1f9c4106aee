"""Numerals as newspapers print them: Arabic, full-width, Chinese, financial and mixed, read exactly as decimals.

One pattern finds a run of numeral characters, one pass over the run reads it; both are linear in its length.
Spelling after GB/T 15835-2011 (出版物上数字用法).
"""

import re
from decimal import Decimal
from typing import NamedTuple

DIGITS = {
    **{c: n for n, c in enumerate("零一二三四五六七八九")},
    **{c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0, "○": 0, "两": 2, "貳": 2, "參": 3, "叄": 3, "陸": 6,
}  # fmt: skip
TENS = {"廿": 20, "卅": 30}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
MULTIPLIERS = {**SMALL, **BIG}
ROUND = frozenset("百佰千仟万萬亿億")
"""Signs that alone mean a round figure (百亿元, 千亩) or, after 几 or 数, a vague one."""
LONGEST = 40
"""Runs longer than this are no numerals (a row of digits that extraction left)."""

_DIGIT = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參叄陸"
_SIGN = _DIGIT + "".join(TENS) + "".join(SMALL) + "万萬亿億"
_SCALED = r"(?![千百][瓦克米伏卡焦帕赫牛升字比]|百[姓货花科色合])"  # 34万千瓦, 1200万百姓: 千 and 百 begin the next word
_TWO = rf"(?:(?<![{_SIGN}\d])两|两(?=[百千万亿]))"  # elsewhere 两 is the ounce (八两)
_TRILLION = rf"(?<=[{_SIGN}\d])兆(?![瓦焦赫字比欧伏帕bBw位丰])"
_WORDS = r"(?!(?<=[队退入落行])伍|(?<=[大登着内水海])陆|(?<=收)拾)"  # 队伍, 大陆, 收拾: no figures
_POINT = rf"(?<=[{_SIGN}])点(?=[{_DIGIT}])"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|(?<![\w.])\.\d+|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2}(?![\dA-Za-z]))?"
_TOKEN = re.compile(rf"({_ARABIC})|([{_SIGN}两兆])|(点)")
RUN = re.compile(rf"(?:{_ARABIC}|{_SCALED}{_WORDS}[{_SIGN}]|{_TWO}|{_TRILLION}|{_POINT})+")
_FIRST = re.compile(rf"[\d.{_SIGN}两兆点]")
"""What a run can begin with; found faster than the run itself."""

_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F) if chr(c) not in "，；：？！（）"}
_TRADITIONAL = (
    "個億萬兩時號週點幾餘歲畝頃噸塊圓錢鐘條隻張輛臺間層過達約後歐韓開",
    "个亿万两时号周点几余岁亩顷吨块圆钱钟条只张辆台间层过达约后欧韩开",
)
_WIDTH |= dict(zip(map(ord, _TRADITIONAL[0]), map(ord, _TRADITIONAL[1]), strict=True))
_WIDTH |= {ord(k): ord(v) for k, v in {"∶": ":", "–": "—", "−": "-", "∼": "~", "〜": "~", "\u3000": " ", "⁄": "/"}.items()}


def ascii_width(text: str) -> str:
    """``text`` with full-width digits, letters and signs as ASCII and the signs of units simplified, one for one."""
    return text.translate(_WIDTH)


def next_run(text: str, position: int) -> "re.Match[str] | None":
    """The first ``RUN`` from ``position`` on."""
    while (first := _FIRST.search(text, position)) is not None:
        run = RUN.match(text, first.start())
        if run is not None:
            return run
        position = first.end()
    return None


class Numeral(NamedTuple):
    """A numeral in a text: its exact value, and the number as written before its 万 or 亿.

    ``high`` is the upper value where two digits stand for "one or the other" (七八, 两三百); ``positional`` marks digits
    that only follow each other (一九九八, 一二三), ``round_`` a figure without a digit (百亿, 千).
    """

    start: int
    end: int
    value: Decimal
    mantissa: Decimal
    multiplier: int
    high: Decimal | None
    arabic: bool
    positional: bool
    round_: bool

    @property
    def single(self) -> bool:
        """True for one Chinese digit by itself (三, 两), which is as often part of a word as a number."""
        return not self.arabic and self.end - self.start == 1 and not self.round_


_Tokens = list[tuple[str, Decimal]]


def read(text: str, run: "re.Match[str]") -> Numeral | None:
    """The numeral of a ``RUN`` match in ``text`` (of ASCII width); None where its signs make no number."""
    start, end = run.span()
    if end - start > LONGEST:
        return None
    figure = run[0]
    if figure.isascii() and figure.replace(".", "", 1).isdigit():
        value = Decimal(figure)
        return Numeral(start, end, value, value, 1, None, True, False, False)
    if end - start == 1 and figure in DIGITS:
        value = Decimal(DIGITS[figure])
        return Numeral(start, end, value, value, 1, None, False, False, False)
    tokens: _Tokens = []
    for match in _TOKEN.finditer(text, start, end):
        digits, sign, _point = match.groups()
        if digits:
            tokens.append(("figure", Decimal(digits.replace(",", ""))))
        elif sign is None:
            tokens.append(("point", Decimal(0)))
        elif sign in DIGITS:
            tokens.append(("digit", Decimal(DIGITS[sign])))
        elif sign in TENS:
            tokens.append(("tens", Decimal(TENS[sign])))
        else:
            tokens.append(("multiplier", Decimal(MULTIPLIERS[sign])))
    first = _either(tokens)
    low = evaluate(tokens if first is None else tokens[: first + 1] + tokens[first + 2 :])
    high = None if first is None else evaluate(tokens[:first] + tokens[first + 1 :])
    if low is None or (first is not None and high is None):
        return None
    kinds = {kind for kind, _ in tokens}
    return Numeral(
        start, end, *low,
        high=high[0] if high else None,
        arabic="figure" in kinds,
        positional=kinds == {"digit"} and len(tokens) > 1 and first is None,
        round_=kinds == {"multiplier"} and text[start] in ROUND,
    )  # fmt: skip


def _either(tokens: _Tokens) -> int | None:
    """Index of the first of two digits that together mean "one or the other" (七八, 三五); None where there are none."""
    for i in range(len(tokens) - 1):
        if tokens[i][0] == tokens[i + 1][0] == "digit":
            low, high = tokens[i][1], tokens[i + 1][1]
            before = i == 0 or tokens[i - 1][0] == "multiplier"
            after = i + 2 == len(tokens) or tokens[i + 2][0] == "multiplier"
            return i if before and after and low > 0 and (high == low + 1 or (low, high) == (3, 5)) else None
    return None


def evaluate(tokens: _Tokens) -> tuple[Decimal, Decimal, int] | None:
    """(value, number before the last 万 or 亿, that multiplier) of a row of tokens; None where they make no number.

    Where more than one of 万, 亿 has a number of its own (3亿2000万) the number is the whole value and the multiplier 1.
    """
    total = section = Decimal(0)
    current: Decimal | None = None
    stands = False
    last = Decimal(1)
    zero = False
    groups: list[tuple[Decimal, int]] = []
    position, size = 0, len(tokens)
    while position < size:
        kind, number = tokens[position]
        position += 1
        if kind == "tens":
            section += number
            stands, last = True, Decimal(10)
        elif kind == "figure" or (kind == "digit" and current is None):
            if current is not None:
                return None
            current, stands = number, True
            zero = kind == "digit" and number == 0
        elif kind == "digit":
            if current is None or not (current == 0 or all(k == "digit" for k, _ in tokens[:position])):
                return None
            current = current * 10 + number
        elif kind == "point":
            scale = Decimal(1)
            current = current or Decimal(0)
            while position < size and tokens[position][0] == "digit":
                scale /= 10
                current += tokens[position][1] * scale
                position += 1
            last = Decimal(1)
        elif number < 10**4:
            section += (Decimal(1) if current is None else current) * number
            current, stands, last, zero = None, True, number, False
        else:
            power = int(number)
            while position < size and tokens[position][0] == "multiplier" and tokens[position][1] >= 10**4:
                power *= int(tokens[position][1])
                position += 1
            here = section + (current or 0) if stands else Decimal(1)
            if groups and power > groups[-1][1]:
                here, total = total + here, Decimal(0)
            groups.append((here, power))
            total += here * power
            section, current, stands, last, zero = Decimal(0), None, False, Decimal(power), False
    if current is not None:
        # 两万三 is 23,000 and 一百五 is 150, but 一千零五 is 1,005
        tail = last >= 100 and not zero and 0 < current < 10 and tokens[-2:][0][0] == "multiplier"
        section += current * last / 10 if tail else current
    total += section
    if len(groups) == 1 and not stands:
        return total, groups[0][0], groups[0][1]
    return total, total, 1
