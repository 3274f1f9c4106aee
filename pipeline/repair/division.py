"""A page divided into articles and its title lines into titles, each by what the other says."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.repair.affinity import Lexicon
from pipeline.repair.subjects import Subjects
from pipeline.repair.titles import Run, Title, titles

_TURNS = 2
_FINER = (0.6, 0.35)
"""What another article costs where titles stand together, as a share of the usual: short articles hardly repeat their words."""
_SHORT = 250
"""Words that articles have on average, from which on they are told apart as usual."""
_LISTED = 5
"""Lines of titles that no paragraph parts, from which they are a list."""
_TITLE = 300.0
"""What the words that titles share with their articles are worth against those that come again in articles, in nats."""


@dataclass(frozen=True, slots=True)
class Division:
    """The paragraphs, by number, that begin an article, and the titles."""

    begins: list[int]
    titles: list[Title]


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page before it is divided."""

    subjects: Subjects
    lexicon: Lexicon
    count: int
    """Paragraphs."""
    hints: Sequence[float]
    runs: Sequence[Run]
    """Title lines that stand together."""
    least: int
    """Articles there are at least."""


def homes(begins: Sequence[int], count: int) -> list[int]:
    """For each of ``count`` paragraphs the number of the article it is in."""
    marks = set(begins)
    return list(accumulate((number in marks for number in range(1, count)), initial=0))


def divided(page: Page, places: Sequence[int]) -> Division:
    """The likeliest division; the lexicon is left bound to it. ``places`` are the blocks of the paragraphs.

    Titles in a list stand at no border, so only words tell where short articles begin: divisions into more and more articles
    are tried, and the one that explains the words that come again and those of the titles best is taken.
    """
    usual = page.subjects.divided(page.hints)
    worth, best = _settled(page, usual)
    short = sum(page.lexicon.sizes) < _SHORT * len(usual)
    if not short or _listed(page.runs, places) < _LISTED:
        return best
    worth += page.subjects.worth(page.hints, best.begins, len(usual))
    tried = [usual]
    for share in _FINER:
        begins = page.subjects.divided(page.hints, share=share)
        if begins in tried:
            continue
        tried.append(begins)
        explained, found = _settled(page, begins)
        explained += page.subjects.worth(page.hints, found.begins, len(usual))
        if explained > worth:
            worth, best = explained, found
    page.lexicon.bound(best.begins)
    return best


def _settled(page: Page, begins: list[int]) -> tuple[float, Division]:
    """(what the words of its titles are worth, division): titles tell how many articles there are, articles whose the titles are."""
    page.lexicon.bound(begins)
    worth, read = titles(page.runs, page.lexicon, homes(begins, page.count))
    for _ in range(_TURNS if read else 0):
        before, begins = begins, page.subjects.divided(page.hints, max(page.least, sum(bool(title.lines) for title in read)))
        if begins == before:
            break
        page.lexicon.bound(begins)
        worth, read = titles(page.runs, page.lexicon, homes(begins, page.count))
    return _TITLE * worth, Division(begins, read)


def _listed(runs: Sequence[Run], places: Sequence[int]) -> int:
    """The most lines of titles that no paragraph parts."""
    ordered = sorted(places)
    lines = [part.position for run in runs for part in run.lines if not part.subtitle]
    return max(Counter(bisect_left(ordered, line) for line in lines).values(), default=0)
