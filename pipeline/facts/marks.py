"""Small questions about the signs around a span."""

import re

_BREAK = re.compile(r"[\s，。；：！？、（）()“”\"‘’《》,;:!?\[\]【】—…]")


def breaks(text: str, position: int) -> bool:
    """Whether a phrase ends or begins at ``position``: a mark, a blank or the edge of the text."""
    return position < 0 or position >= len(text) or bool(_BREAK.match(text[position]))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is the whole of its phrase."""
    return breaks(text, start - 1) and breaks(text, end)


def is_chinese(sign: str) -> bool:
    """Whether ``sign`` is one common Chinese character."""
    return "\u4e00" <= sign <= "\u9fff"
