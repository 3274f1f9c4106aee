"""Words that must respect other spans."""

import sys
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

from pipeline.document.rows import Token


def split_at(tokens: Iterable[Token], boundaries: Iterable[int]) -> tuple[Token, ...]:
    """The words of one article in their order, cut at every offset in ``boundaries`` and numbered anew; nothing is merged.

    >>> [t.text for t in split_at([Token("a", 0, 0, "株洲市委", 0, 4)], [3])]
    ['株洲市', '委']
    """
    cuts = [*sorted(set(boundaries)), sys.maxsize]
    at, size = 0, 0
    out: list[Token] = []
    for token in tokens:
        while cuts[at] <= token.start:
            at += 1
        if cuts[at] >= token.end and token.index == size:
            out.append(token)
            size += 1
            continue
        between = cuts[at : bisect_left(cuts, token.end, at)]
        for start, end in pairwise((token.start, *between, token.end)):
            text = token.text[start - token.start : end - token.start]
            out.append(Token(token.article_id, token.sentence, size, text, start, end))
            size += 1
    return tuple(out)
