"""Decide which division a name means, homonyms by the other places of the article and the newspaper's own place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.document import Mention
from pipeline.entities.gazetteer import COUNTY, TOWN, UNCODED, Division, Gazetteer
from pipeline.entities.linking.chains import Chain, read_chains

_PRIOR = {1: 3.0, 2: 2.0, 3: 1.0, 4: 0.0}
"""A bare name (河南, 长沙) means the highest division of that name unless the context says otherwise."""
_SAME_CITY, _SAME_PROVINCE = 1.0, 0.6
_IN_SENTENCE, _IN_ARTICLE, _IN_ISSUE, _OF_PAPER = 2.0, 1.6, 0.4, 1.2
_MARGIN = 0.15
_NEAR = 60
"""Characters within which two names count as standing in one sentence."""
_VILLAGE = re.compile(r"^[^省市县区镇乡]{2,4}(?:村|社区)$")
_VILLAGE_TYPE = re.compile("(?:村|社区)$")
_SAME_PASSAGE = 200
_PLACED = frozenset({"LOC", "GOV", "ORG", "COMPANY"})
_PART = re.compile(r"^(?:地区|境内|一带|全境|城区|市区|县城|辖区|本地|当地)?$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention is: its division and what follows the division's name (观音村, 委; empty for the division itself)."""

    division: Division
    tail: str
    full: bool

    @property
    def is_division(self) -> bool:
        """Whether the mention names the division itself and nothing in it."""
        return not self.tail


_Evidence = tuple[Mention, Division]


class Places:
    """Places the mentions of one issue. Build with the issue's year and own place (its place, its name), then :meth:`resolve`."""

    def __init__(self, year: int | None = None, paper: Iterable[str] = ()) -> None:
        self._year = year
        self.home: Division | None = None
        for name in paper:
            chains = _plausible(_chains(name, year), "LOC", name)
            if chains:
                self.home = max(chains, key=_prior).division
                break

    def resolve(self, mentions: Sequence[Mention]) -> dict[str, Place]:
        """The place of every mention (by mention_id) that has one; what the first round decides is evidence for the second."""
        readings = [
            (m, found)
            for m in mentions
            if m.label in _PLACED and (found := _plausible(_chains(m.text, self._year), m.label, m.text))
        ]
        evidence: list[_Evidence] = [
            (m, chains[0].division) for m, chains in readings if _certain(chains) and (m.label in ("LOC", "GOV") or not _is_bare(chains[0]))
        ]
        placed: dict[str, Place] = {}
        for _ in range(2):
            by_article: dict[str, list[_Evidence]] = {}
            for item in evidence:
                by_article.setdefault(item[0].article_id, []).append(item)
            elsewhere = {division.code: division for _, division in evidence}
            placed = {}
            for mention, chains in readings:
                best = self._decide(mention, chains, by_article.get(mention.article_id, []), elsewhere.values())
                if best is not None:
                    placed[mention.mention_id] = Place(best.division, "" if _PART.match(best.tail) else best.tail, best.full)
            evidence = [(m, placed[m.mention_id].division) for m, _ in readings if m.mention_id in placed]
        return {**placed, **_villages(mentions, placed)}

    def _decide(self, mention: Mention, chains: Sequence[Chain], near: Sequence[_Evidence], elsewhere: Iterable[Division]) -> Chain | None:
        scored = sorted(((_prior(c) + self._support(mention, c, near, elsewhere), c) for c in chains), key=lambda pair: -pair[0])
        score, best = scored[0]
        if len(scored) > 1 and score - scored[1][0] < _MARGIN:
            return None
        kinship = self._kinship(mention, best.division, near)
        return best if kinship >= _needed(best, mention.label, len(chains), bool(near)) else None

    def _kinship(self, mention: Mention, division: Division, near: Sequence[_Evidence]) -> float:
        """The closest kinship of ``division`` with another place of the article or the newspaper's own."""
        others = [_kinship(division, other) for one, other in near if one.text != mention.text]
        return max([*others, _kinship(division, self.home) if self.home else 0.0])

    def _support(self, mention: Mention, chain: Chain, near: Sequence[_Evidence], elsewhere: Iterable[Division]) -> float:
        weights = [0.0]
        for other, division in near:
            if other.text != mention.text:
                close = other.field == mention.field and abs(other.start - mention.start) <= _NEAR
                weights.append(_kinship(chain.division, division) * (_IN_SENTENCE if close else _IN_ARTICLE))
        weights += [_kinship(chain.division, division) * _IN_ISSUE for division in elsewhere]
        if self.home is not None:
            weights.append(_kinship(chain.division, self.home) * _OF_PAPER)
        return max(weights) + 0.02 * sum(weights)


def _villages(mentions: Sequence[Mention], placed: Mapping[str, Place]) -> dict[str, Place]:
    """Villages and communities named alone: in the county of the last place before them."""
    out = {}
    last: tuple[Mention, Place] | None = None
    for mention in mentions:
        place = placed.get(mention.mention_id)
        if place is not None:
            last = (mention, place)
        elif mention.label == "LOC" and _VILLAGE.match(mention.text) and last is not None:
            before, known = last
            near = before.article_id == mention.article_id and before.field == mention.field and mention.start - before.end <= _SAME_PASSAGE
            if near and known.division.county:
                out[mention.mention_id] = Place(_town(mention.text, known.division.code[:6]), mention.text, False)
    return out


def _town(village: str, county: str) -> Division:
    """The town of the county that a village shares its name with (云田社区 in 云田镇), else the county."""
    gazetteer = Gazetteer.load()
    name = _VILLAGE_TYPE.sub("", village)
    return next((d for d in gazetteer.divisions(name) if d.code.startswith(county) and d.level == TOWN), gazetteer.division(county))


def _prior(chain: Chain) -> float:
    if chain.full:
        return 1.0
    return _PRIOR[chain.division.level] + (0.2 if chain.division.name.endswith("市") else 0.0)


def _needed(chain: Chain, label: str, readings: int, context: bool) -> float:
    """How close to the other places of its article a reading must lie to be believed.

    Full names and chains speak for themselves, towns of a common name and bare names of counties do not: 滨海 in a
    text about 浙江 is not 滨海县 in 江苏.
    """
    if chain.names > 1:
        return 0.0
    level, uncoded = chain.division.level, chain.division.code[:2] in UNCODED
    if chain.full:
        return _SAME_CITY if level == TOWN and readings > 1 else _SAME_PROVINCE if uncoded and level >= COUNTY else 0.0
    if level < COUNTY:
        return 0.0
    if level == TOWN or uncoded or (label in ("ORG", "COMPANY") and not chain.tail.endswith("区")):
        return _SAME_CITY
    return _SAME_PROVINCE if context else 0.0


def _kinship(one: Division, other: Division) -> float:
    if one.within(other) or other.within(one):
        return _SAME_CITY if min(len(one.code), len(other.code)) > 2 else _SAME_PROVINCE + 0.1
    if one.code[:4] == other.code[:4]:
        return _SAME_CITY
    return _SAME_PROVINCE if one.code[:2] == other.code[:2] else 0.0


def _is_bare(chain: Chain) -> bool:
    """A county's name without its type (平安, 中山), which in a company's name is often no place."""
    return not chain.full and chain.names == 1 and chain.division.level >= COUNTY


def _certain(chains: Sequence[Chain]) -> bool:
    """Whether the readings leave no doubt: one division, or a province or city among places of less rank."""
    first = max(chains, key=_prior)
    if first.full or first.names > 1:
        return len(chains) == 1
    return first.division.level <= 2 and sum(c.division.level == first.division.level for c in chains) == 1 and first is chains[0]


def _plausible(chains: Sequence[Chain], label: str, text: str) -> tuple[Chain, ...]:
    """Readings a name of this label may have.

    A company's or school's name may begin with a word that is also some town's bare name (新兴, 同心): towns count
    there by their full names only.
    """
    if label in ("COMPANY", "ORG"):
        return tuple(c for c in chains if c.tail and (c.full or c.names > 1 or (c.division.level < TOWN and len(c.tail) >= 2)))
    if label == "GOV":
        return tuple(c for c in chains if c.full or c.names > 1 or c.division.level < TOWN)
    return tuple(c for c in chains if c.full or c.division.level < TOWN or not text.endswith(("路", "街", "桥")))


@lru_cache(maxsize=20_000)
def _chains(text: str, year: int | None) -> tuple[Chain, ...]:
    return read_chains(Gazetteer.load(), text, year)
