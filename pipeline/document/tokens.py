"""Words that must respect other spans."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from pipeline.document.rows import Token


def split_at(tokens: Iterable[Token], boundaries: Iterable[int]) -> tuple[Token, ...]:
    """The words of one article, cut at every offset in ``boundaries`` and numbered anew; nothing is merged.

    >>> [t.text for t in split_at([Token("a", 0, 0, "株洲市委", 0, 4)], [3])]
    ['株洲市', '委']
    """
    cuts = sorted(set(boundaries))
    out: list[Token] = []
    for token in tokens:
        between = cuts[bisect_right(cuts, token.start) : bisect_left(cuts, token.end)]
        if not between and token.index == len(out):
            out.append(token)
            continue
        for start, end in pairwise((token.start, *between, token.end)):
            text = token.text[start - token.start : end - token.start]
            out.append(Token(token.article_id, token.sentence, len(out), text, start, end))
    return tuple(out)
