"""Words a statistical model must not waver on: numbers, dates, measures, Latin words and addresses.

Cut as in the People's Daily corpus: the number with its 万 or 亿 or percent sign is one word and the measure another
(131.67亿|元, 100|多|万, 30.5%), and year, month, day and hour are one word each (2022年|10月|8日|9时).
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from string import ascii_letters

from pipeline.segment.model import Boundaries

_D = "[0-9０-９]"
_L = "A-Za-zＡ-Ｚａ-ｚ"
_HAN = "一二两三四五六七八九十百千零〇"
_NUMBER = rf"{_D}+(?:[,，]{_D}{{3}}(?!{_D}))*(?:[.．·]{_D}+)?"
_LATIN_UNITS = "kWh|kwh|MHz|GHz|ppm|kg|km|cm|mm|ml|mL|kW|MW|GW|TW|GB|MB|TB|Hz|m|g|t|L|W|V"

_FIXED = re.compile(
    "|".join((
        r"(?P<address>https?://[^\s\u3000-\u9fff，。；！？（）《》“”]+|(?:www\.)[\w.\-/]+|[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,})",
        rf"(?P<latin>[{_L}][{_L}0-9０-９]*(?:[\-.&'’/_－—]?[{_L}0-9０-９]+)*\+*)",
        rf"(?P<day>(?:[12１２]{_D}{{3}}年(?![来间多前后余度])|{_D}{{2}}年(?={_D}{{1,2}}月))?{_D}{{1,2}}月(?:份|{_D}{{1,2}}日)?)",
        rf"(?P<year>[12１２]{_D}{{3}}年(?![来间多前后余度]))",
        rf"(?P<date>{_D}{{1,2}}日(?![元本])|{_D}{{1,2}}时{_D}{{1,2}}分|{_D}{{1,2}}点钟|{_D}{{1,2}}[时点](?=许|左右|整|[，。、至到起])|(?<=日){_D}{{1,2}}时)",
        rf"(?P<ratio>(?<!{_D}){_D}{{1,3}}(?:[.．]{_D}+)?(?:[:：∶]{_D}{{1,3}}(?:[.．]{_D}+)?)+(?![{_D[1:-1]}日月])|{_D}+[/／×]{_D}+(?:万亿|[万亿])?)",
        r"(?P<slash>(?<=[一-龥])[/／](?=[一-龥]))",
        rf"(?P<table>{_D}+(?:[.．·]{_D}+){{2,}})",
        rf"(?P<ordinal>第{_D}+)",
        rf"(?P<alnum>{_D}+(?!(?:{_LATIN_UNITS})(?![{_L}]))[{_L}][{_L}0-9０-９]*)",
        rf"(?P<number>(?:(?<![{_L}0-9０-９一-龥）)％%])[\-－+＋])?{_NUMBER})(?P<scale>万亿|[十百千]?[万亿])?(?P<percent>[%％‰])?(?P<more>[多余](?![元杭]))?(?P<rest>[万亿]+)?",
        rf"(?P<hanpercent>[百千]分之[{_HAN}]+(?:点[{_HAN}]+)?)",
        r"(?P<handate>[一二][一二三四五六七八九〇零○]{3}年(?:十[一二]?|[一二三四五六七八九])月(?:[一二三]?十?[一二三四五六七八九十]日)?"
        r"|(?:十[一二]?|[一二三四五六七八九])月[一二三]?十?[一二三四五六七八九十]日|[一二][一二三四五六七八九〇零○]{3}年)",
    ))
)  # fmt: skip
_LATIN_LETTERS = tuple(ascii_letters)
_JOINED = "年月日时点分中号兆千百十万亿型"
"""Before these the model decides whether bare digits end: the corpus writes some of them in one word with the digits, other
characters never (but once, 863计划)."""
_DATE_PART = re.compile(r".+?(?:年|月份|月|日|时|分|点钟|点|$)")


@cache
def measure_words() -> tuple[str, ...]:
    """Measures of two and more characters that are one word, longest first (``measures.txt``)."""
    text = files("pipeline.segment").joinpath("measures.txt").read_text(encoding="utf-8")
    words = {word for line in text.splitlines() for word in line.partition("#")[0].split()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _measure() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, measure_words())))


def fixed(text: str) -> Boundaries:
    """The boundaries that rules set in ``text``."""
    begin: list[int] = []
    inside: list[int] = []
    for match in _FIXED.finditer(text):
        for start, end, left, right in _words(match):
            inside.extend(range(start + 1, end))
            if left:
                begin.append(start)
            if right and end < len(text):
                begin.append(end)
    return Boundaries(tuple(begin), tuple(inside))


def _words(match: re.Match[str]) -> Iterator[tuple[int, int, bool, bool]]:
    """(start, end, begins a word, ends a word) of every stretch in a match that nothing may cut."""
    kind = match.lastgroup
    if kind == "table":  # columns of numbers run together: nothing is sure
        return
    if match["number"] is None:
        start, end = match.span()
        if kind in ("day", "date", "handate"):
            for part in _DATE_PART.finditer(match[0]):
                yield start + part.start(), start + part.end(), True, True
        else:
            sure = kind in ("year", "address", "ratio", "hanpercent", "ordinal", "slash")
            yield start, end, sure, sure or match.string[end : end + 1] in tuple(".,;:!?'\"()/")
        return
    start = match.start()
    head = max(match.end(group) for group in ("number", "scale", "percent"))
    bare = head == match.end("number") and match["number"].isdigit()
    unit = _measure().match(match.string, match.end())
    sure = not bare or unit is not None
    follower = match.string[match.end() : match.end() + 1]
    ends = match["more"] is not None or follower in _LATIN_LETTERS or ("一" <= follower <= "龥" and follower not in _JOINED)
    yield start, head, sure, sure or ends
    if match["more"]:
        yield *match.span("more"), True, True
    if match["rest"]:
        yield *match.span("rest"), True, True
    if unit:
        yield *unit.span(), True, True
