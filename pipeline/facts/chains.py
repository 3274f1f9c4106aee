"""Numbers that make one expression with others and count nothing by themselves: 5桥8路, 一核两带三区, 25比22, 8投5中."""

import re
from functools import cache

from pipeline.facts.figures import Amount
from pipeline.facts.units import units, words

_FIGURE = r"(?:\d{1,3}|[一二两三四五六七八九十])"
_LINK = re.compile(rf"({_FIGURE})([\u4e00-\u9fff])")
_CHAIN = re.compile(rf"(?:{_FIGURE}[\u4e00-\u9fff]){{2,}}")
_SCORE_BEFORE = re.compile(r"\d比$|\d投$|[战打踢]成$")
_SCORE_AFTER = re.compile(r"比\d{1,3}(?![\d.％%年月日个万亿])|投(?:\d{1,2}|全)中")
_DRAWN = re.compile(r"[战打踢追扳逼]成$|\d胜$")
_AROUND = 16
"""Code points on either side in which a chain that holds a number may begin or end."""


def chained(text: str, amount: Amount) -> str | None:
    """Why ``amount`` is only a link of a longer expression, in a word; None where it stands alone."""
    if amount.multiplier > 1 or amount.inner is not None:
        return None
    unit = amount.unit.text if amount.unit is not None else ""
    if len(unit) > 1:
        return None
    before = text[max(0, amount.start - 4) : amount.start]
    if amount.numeral.arabic and (not unit or unit in ("平", "分")):
        if unit == "平" and _DRAWN.search(before):
            return "score"
        if not unit and (_SCORE_BEFORE.search(before) or _SCORE_AFTER.match(text, amount.end)):
            return "score"
    return "slogan" if _in_chain(text, amount.numeral.start) else None


def _in_chain(text: str, start: int) -> bool:
    """Whether a numeral is part of a chain with a link that nothing is measured in and that stands for no count of its own."""
    first = start
    while first - 2 >= max(0, start - _AROUND) and _LINK.match(text, first - 2, first):
        first -= 2
        while first and text[first - 1].isdigit() and text[first].isdigit():
            first -= 1
    chain = _CHAIN.match(text, first, start + _AROUND)
    if chain is None or chain.end() <= start:
        return False
    nouns = {noun for _figure, noun in _LINK.findall(chain[0])}
    return not nouns <= _counting() and not nouns & _measuring()


@cache
def _counting() -> frozenset[str]:
    return frozenset(units()) | frozenset("".join(words("tallied")))


@cache
def _measuring() -> frozenset[str]:
    """Units of measure, and what is no noun: 11秒52, 3家5亿元, 3人5至7天."""
    return frozenset(word for word, unit in units().items() if unit.kind != "count") | frozenset(
        "时万亿千百十多余几来半至到和或与及约近超的了在从"
    )
