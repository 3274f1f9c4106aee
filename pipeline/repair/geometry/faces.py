"""Typefaces. A page has hundreds of fonts by name (subsets, Latin companions) but a handful of faces a reader tells apart."""

import re

from pipeline.document import Font

_BOLD = re.compile(r"bold|heavy|black|demi|[-_,]b$|hei(?!j)|gothic|fzht|fzdbs|fzxbs|[粗黑超]|[大小]标宋", re.IGNORECASE)
_KAI = re.compile(r"kai|fzkt|楷", re.IGNORECASE)
_FANG = re.compile(r"fang|fzfs|仿宋", re.IGNORECASE)
_BOLD_WEIGHT = 600

PLAIN, BOLD, KAI, FANG = range(4)


def face(font: Font) -> int:
    """The class of a font: PLAIN (Song and other text faces), BOLD (Hei and bold cuts), KAI or FANG."""
    if _BOLD.search(font.name) or font.weight >= _BOLD_WEIGHT:
        return BOLD
    if _KAI.search(font.name):
        return KAI
    return FANG if _FANG.search(font.name) else PLAIN
