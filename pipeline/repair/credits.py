"""Bylines on the page: pieces put together, and each byline's article by the order the page keeps."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.document import MappedText
from pipeline.repair import block as kinds
from pipeline.repair.block import Block
from pipeline.repair.bylines import Signature, names, parted

_LEFT_OVER = 0.5
"""What it counts against a habit that it leaves a byline without a body."""
_TOO_MANY = 4
_LONGEST = 100
"""Lines a byline may have: more are a list, and looking through all of them for each would never end."""


@dataclass(frozen=True, slots=True)
class Byline:
    """One byline: the blocks it is printed in and its names."""

    first: int
    last: int
    names: tuple[MappedText, ...]
    bracketed: bool
    unfinished: bool
    """A name must follow and does not."""
    reporter: bool
    correspondent: bool
    """Begins with 通讯员, or has it."""
    told: bool = False
    """Says what its names are."""


def bylines(found: Sequence[Block], raw: Sequence[MappedText], apart: bool = False) -> list[Byline]:
    """The bylines among the blocks; ``raw`` is the text of each block with its blanks.

    ``apart``: a line of correspondents below one of reporters is another byline, as in a list of one for each title.
    """
    signs = [block.signature if block.kind == kinds.BYLINE else None for block in found]
    whole = any(sign and _count(sign) > 1 and len(block.lines) == 1 for sign, block in zip(signs, found, strict=True))
    out: list[Byline] = []
    at = 0
    while at < len(found):
        first = signs[at]
        if first is None:
            at += 1
            continue
        pieces = parted(first)
        out += [_byline(at, at, [piece]) for piece in pieces[:-1]]
        stop = at + 1
        group = [pieces[-1]]
        while stop < len(found):
            following = signs[stop]
            if following is None or not _goes_on(group, following, found[stop], whole, apart):
                break
            group.append(following)
            stop += 1
        out += _shared(_byline(at, stop - 1, group), group, whole)
        at = stop
    return out


def listed(signed: list[Byline], titles: int, found: Sequence[Block], raw: Sequence[MappedText]) -> list[Byline]:
    """The bylines of a list with one for each of the ``titles``, read apart if that makes as many of them."""
    if len(signed) < 2 or len(signed) >= titles:
        return signed
    others = bylines(found, raw, True)
    in_list = all(block.kind == kinds.BYLINE for block in found[others[0].first : others[-1].last + 1])
    return others if in_list and len(others) == titles else signed


def _count(sign: Signature) -> int:
    """How many names it has."""
    kinds = [kind for kind, _ in sign.words]
    return kinds.count("name") + kinds.count("half") // 2


def _byline(first: int, last: int, group: Sequence[Signature]) -> Byline:
    words = [word for sign in group for word in sign.words]
    roles = "".join(word.text for kind, word in words if kind == "role")
    dangling = Signature(tuple(words), False, False).dangling
    return Byline(first, last, names(words), group[0].opens, dangling, "记者" in roles, "通讯员" in roles, bool(roles))


def _shared(byline: Byline, group: Sequence[Signature], whole: bool) -> list[Byline]:
    """A run of bare names one a line, too long for one byline, shared out by twos: nothing says where one ends."""
    if whole or byline.reporter or byline.correspondent or byline.bracketed or len(byline.names) < _TOO_MANY or len(group) < _TOO_MANY:
        return [byline]
    cuts = list(range(0, len(byline.names) - 1, 2))
    ends = [*cuts[1:], len(byline.names)]
    return [replace(byline, names=byline.names[low:high]) for low, high in zip(cuts, ends, strict=True)]


def _goes_on(group: Sequence[Signature], sign: Signature, block: Block, whole: bool, apart: bool) -> bool:
    """Whether the line ``sign`` belongs to the byline ``group``."""
    if len(group) >= _LONGEST:
        return False
    last = group[-1]
    words = [word for each in group for word in each.words]
    so_far = Signature(tuple(words), group[0].opens, last.closes)
    if last.closes or (sign.opens and not so_far.dangling):
        return False
    if so_far.dangling or group[0].opens:
        return True
    roles = [text.text for kind, text in sign.words if kind == "role"]
    had = [text.text for kind, text in words if kind == "role"]
    if roles:
        return bool(had) and not apart and not any("记者" in role for role in roles) and not any("通讯员" in role for role in had)
    return not whole and not block.gap


def assign(
    signed: Sequence[Byline], firsts: Sequence[int], lasts: Sequence[int], titled: Mapping[int, int], found: Sequence[Block]
) -> list[int | None]:
    """For each byline the number of its body, or None.

    ``firsts`` and ``lasts`` are the blocks each body begins and ends with, ``titled`` the body of each title by its block.
    Five habits are tried on the whole page (byline by its title, before its body, after it, bylines in a list in the order of
    the titles or of the bodies); the one that gives most bylines a body of their own, with the layout's hints, is taken.
    """
    size = len(firsts)
    order = sorted(range(size), key=lambda number: firsts[number])
    starts = [firsts[number] for number in order]
    endings = {last: number for number, last in enumerate(lasts)}
    plans: list[tuple[float, list[int | None]]] = []
    in_turn = [titled[place] for place in sorted(titled)]
    for habit in ("title", "before", "after", "titles", "list"):
        plan: list[int | None] = []
        score = 0.0
        taken: set[int] = set()
        for rank, byline in enumerate(signed):
            choice: int | None
            ended = endings.get(byline.first - 1)
            listed = byline.last + 1 < len(found) and found[byline.last + 1].kind == kinds.BYLINE
            if byline.bracketed and ended is not None and not listed:
                choice, gain = ended, 1.0
            elif habit == "title":
                choice, gain = _beside_title(byline, titled, found), 1.2
            elif habit == "before":
                at = bisect_right(starts, byline.last)
                choice, gain = (order[at] if at < size else None), 1.0 + _starts_block(byline, found)
            elif habit == "after":
                at = bisect_left(starts, byline.first)
                choice, gain = (order[at - 1] if at else None), 1.0
            elif habit == "titles":
                choice, gain = (in_turn[rank] if rank < len(in_turn) else None), 0.9 if len(signed) == len(in_turn) else 0.4
            else:
                choice, gain = (order[rank] if rank < size else None), 0.8 if len(signed) <= size else 0.5
            if choice is None or choice in taken:
                plan.append(None)
                score -= _LEFT_OVER
                continue
            taken.add(choice)
            score += gain
            plan.append(choice)
        plans.append((score, plan))
    return max(plans, key=lambda scored: scored[0])[1]


def _beside_title(byline: Byline, titled: Mapping[int, int], found: Sequence[Block]) -> int | None:
    """The body of the title whose lines the byline stands directly below or above."""
    for step in (-1, 1):
        at = byline.first - 1 if step < 0 else byline.last + 1
        while 0 <= at < len(found) and found[at].kind in (kinds.SHORT, kinds.SUBTITLE):
            if at in titled:
                return titled[at]
            at += step
    return None


def _starts_block(byline: Byline, found: Sequence[Block]) -> float:
    """A hint that the byline leads its body: a block begins with it, and the body follows."""
    block = found[byline.first]
    return 0.5 if byline.first and block.lines[0].indent and not block.gap else 0.0
