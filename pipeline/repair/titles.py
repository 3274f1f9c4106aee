"""Title lines put together: which lines are one title, and which of them are kicker, title, subtitle."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import MappedText
from pipeline.repair.affinity import Lexicon, grams
from pipeline.repair.cues import is_series
from pipeline.repair.titlelines import PAIRS, Part, border, echoes, joint, stands_alone

_LONGEST = 6
_ALLOWED_LOSS = 0.3
"""Share of what a line says of its best paragraphs that it may lose among the other lines of its title: lines of one
title are about the same paragraphs, so parting them gains little."""
_SECOND = 0.35
_TWICE = 0.4
_NEXT = 0.15
_TOO_SHORT = 0.4
_SHORTEST_TITLE = 5
_WEAK = 0.12
_ECHO = 1.0
_MUTE_FIRST = 0.04
_SAYS_NOTHING, _LEFT_OVER = 0.1, 0.35
"""What a title costs that says nothing of any article, and where every article has one already."""
_ROUNDS, _WANTED = 2, 0.12
"""How often, and by how much, an article without a title is made more worth having one."""
_KICKER_LENGTH = 14
_EVEN = 0.67
"""How long the first of two halves of a title is at least, against the second."""
_SAYS = 0.15
"""Share of a kicker's words that its article may have."""


@dataclass(frozen=True, slots=True)
class Title:
    """One headline as it stands on the page; ``position`` is the index of its first block."""

    position: int
    lines: tuple[MappedText, ...]
    subtitles: tuple[MappedText, ...]
    grams: frozenset[str]

    @property
    def text(self) -> str:
        """All its main lines."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Run:
    """Title lines that stand together, and what is known of them before articles are."""

    lines: Sequence[Part]
    grams: Sequence[frozenset[str]]
    """The words of each line; none where it names a series, which says nothing of the article below."""
    echoes: frozenset[int]
    joints: Sequence[float]
    """What it costs to keep each line in one title with the line before, ..."""
    borders: Sequence[float]
    """... and that a title begins with it."""
    whole: Sequence[bool]
    """Whether it may be a title however short."""


def run_of(lines: Sequence[Part], lexicon: Lexicon, headings: Mapping[str, int], named: Container[str]) -> Run:
    """What is known of a run of title lines.

    ``named`` is what the page names between 《》, series among them. ``headings`` are the section headings of the page with the
    paragraphs they stand before: a title may list them.
    """
    size = len(lines)
    texts = [part.text.text for part in lines]
    mixed = len({part.gap > 0 for part in lines[1:]}) > 1
    whole = [not part.inside and not (at + 1 < size and lines[at + 1].inside) for at, part in enumerate(lines)]
    series = [alone and (text in named or (size > 1 and is_series(text))) for text, alone in zip(texts, whole, strict=True)]
    return Run(
        lines,
        [frozenset() if mute else frozenset(grams(text)) for text, mute in zip(texts, series, strict=True)],
        frozenset(echoes(texts, headings)),
        [0.0, *(joint(one, other, mute, mixed) for (one, other), mute in zip(pairwise(lines), series[1:], strict=True))],
        [0.0, *(border(one, other, mixed, lexicon) for one, other in pairwise(lines))],
        [stands_alone(part) for part in lines],
    )


def titles(runs: Sequence[Run], lexicon: Lexicon, home: Sequence[int]) -> tuple[float, list[Title]]:
    """(how well their words go with articles, the titles in runs of title lines). ``home`` is the article of every paragraph.

    Every article has a title, and no two: where the best readings of the runs leave articles without one, they are read again
    with a premium on those.
    """
    scores = [[lexicon.shares(words, home) if words else {} for words in run.grams] for run in runs]
    alone = len(runs) > 2  # each title by its own body: more than one in a run is the exception
    read = [_read(run, own, alone, {}) for run, own in zip(runs, scores, strict=True)]
    premium: dict[int, float] = {}
    everyone = set(home)
    if everyone == {own for _, each in read for _, own in each if own is not None}:
        read = [
            _read(run, own, alone, {}, _LEFT_OVER) if _has_mute(each) else each for run, own, each in zip(runs, scores, read, strict=True)
        ]
    for _ in range(_ROUNDS):
        had = {own for _, each in read for _, own in each}
        for article in everyone - had:
            premium[article] = premium.get(article, 0.0) + _WANTED
        again = [
            _read(run, own, alone, premium) if any(place in premium for line in own for place in line) else each
            for run, own, each in zip(runs, scores, read, strict=True)
        ]
        if len({own for _, each in again for _, own in each}) > len(had):
            read = again
    found = [_title(run.lines[start:stop]) for run, (_, each) in zip(runs, read, strict=True) for (start, stop), _ in each]
    return sum(worth for worth, _ in read), found


_Reading = list[tuple[tuple[int, int], int | None]]
"""(first line, line after), and the article if the lines tell, of each title of a run."""


def _has_mute(read: tuple[float, _Reading]) -> bool:
    return any(own is None for _, own in read[1])


def _read(
    run: Run, scores: Sequence[Mapping[int, float]], alone: bool, premium: Mapping[int, float], mute: float = _SAYS_NOTHING
) -> tuple[float, _Reading]:
    """(worth, reading) of a run; premiums are no part of the worth.

    ``scores`` is the share of each line's words that articles have, ``mute`` what a title costs that says nothing.
    """
    size = len(run.lines)
    tops = [max(each.values(), default=0.0) for each in scores]
    # Cheapest reading up to a line, by the line its last title begins with; that title's article; where the one before begins.
    best: list[dict[int, float]] = [{0: 0.0}]
    about: list[dict[int, int | None]] = [{0: None}]
    back: list[dict[int, int]] = [{0: 0}]
    for stop in range(1, size + 1):
        reached: dict[int, float] = {}
        own: dict[int, int | None] = {}
        came: dict[int, int] = {}
        fits: dict[int, float] = {}
        joined = top = total = 0.0
        length = 0
        for start in range(stop - 1, max(-1, stop - 1 - _LONGEST), -1):
            for place, share in scores[start].items():
                fits[place] = fits.get(place, premium.get(place, 0.0)) + share
            top, total, length = max(top, tops[start]), total + tops[start], length + len(run.lines[start].text)
            worth, own[start] = _about(fits, top, total, premium, mute)
            worth -= joined + _MUTE_FIRST * (stop - start > 1 and tops[start] < _WEAK)
            worth -= _ECHO * (start in run.echoes or stop in run.echoes) + _TOO_SHORT * (length < _SHORTEST_TITLE and not run.whole[start])
            worth -= run.borders[start] + alone * _SECOND if start else 0.0
            ways = {at: value + _follows(about[start][at], own[start]) for at, value in best[start].items()}
            came[start] = max(ways, key=lambda at: ways[at])
            reached[start] = worth + ways[came[start]]
            joined += run.joints[start]
        best.append(reached)
        about.append(own)
        back.append(came)
    out: _Reading = []
    stop, start = size, max(best[size], key=lambda at: best[size][at])
    value = best[size][start]
    while stop:
        out.append(((start, stop), about[stop][start]))
        stop, start = start, back[stop][start]
    paid = sum(premium.get(own, 0.0) for _, own in out if own is not None)
    return value - paid, out[::-1]


def _about(fits: Mapping[int, float], top: float, total: float, premium: Mapping[int, float], mute: float) -> tuple[float, int | None]:
    """(how well one article fits all lines of a title, which one).

    ``fits`` is how well each does, with its premium; ``top`` and ``total`` the most and the sum of what the lines say of their
    best articles alone.
    """
    own = max(fits, key=lambda place: (fits[place], -place), default=None)
    if own is None:
        return -mute, None
    told = top + premium.get(own, 0.0) >= _WEAK
    return fits[own] + _ALLOWED_LOSS * (total - top) - mute * (top < _WEAK), own if told else None


def _follows(last: int | None, own: int | None) -> float:
    """What it says that a title of article ``own`` follows one of article ``last``: no article has two."""
    if last is None or own is None:
        return 0.0
    return -_TWICE if own == last else _NEXT if own == last + 1 else 0.0


def _title(found: Sequence[Part]) -> Title:
    main: list[MappedText] = []
    below: list[MappedText] = []
    for part in found:
        if part.inside and main and not below:
            main[-1] = MappedText.join([main[-1], part.text])
        elif part.subtitle or below:  # what follows a subtitle in one headline is its second line
            below.append(part.text)
        else:
            main.append(part.text)
    subtitles = tuple(below)
    words = grams("".join(line.text for line in main)) | grams("".join(line.text for line in subtitles))
    return Title(found[0].position, tuple(main), subtitles, frozenset(words))


def split_kicker(title: Title, body: str, lexicon: Lexicon, paragraphs: Sequence[int]) -> tuple[MappedText | None, MappedText | None]:
    """(kicker, title) of a title whose article is known.

    The first line is the kicker where the body names it as a series (《…》) or where, other than the lines below it,
    it says hardly anything of what the article says. Lines of one length are one title wrapped, those of about one length too
    if the first says anything; a colon is a title's.
    """
    lines = title.lines
    if not lines:
        return None, None
    whole = all(lines[0].text.count(one) == lines[0].text.count(other) for one, other in PAIRS)
    if len(lines) == 1 or not whole or "】" in lines[0].text[:-1] or len(lines[0]) > _KICKER_LENGTH or lines[0].text[-1] in "：，、":
        return None, MappedText.join(lines)
    first = lines[0]
    named = f"《{first.text}》" in body or is_series(first.text)
    own = set(paragraphs)
    rest = MappedText.join(lines[1:])
    fits = [max((s for p, s in lexicon.coverage(grams(part.text)).items() if p in own), default=0.0) for part in (first, rest)]
    said = grams(first.text)
    says = sum(gram in body for gram in said) / max(1, len(said))
    mute = says < _SAYS and "：" not in first.text
    even = abs(len(first) - len(lines[1])) <= 1 or (says > 0 and len(first) > _EVEN * len(lines[1]))
    if named or (not even and mute and fits[0] < 0.25 and fits[1] > 1.5 * fits[0]):
        return first, rest
    return None, MappedText.join(lines)
