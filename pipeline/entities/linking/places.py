"""Decide which division a name means, homonyms by the other places of the article and the newspaper's own place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.document import Mention
from pipeline.entities.gazetteer import COUNTY, TOWN, UNCODED, Division, Gazetteer
from pipeline.entities.linking.chains import Chain, read_chains
from pipeline.entities.linking.evidence import SAME_CITY, SAME_PROVINCE, Evidence, kinship

_PRIOR = {1: 3.0, 2: 2.0, 3: 1.0, 4: 0.0}
"""A bare name (河南, 长沙) means the highest division of that name unless the context says otherwise."""
_IN_SENTENCE, _IN_ARTICLE, _IN_ISSUE, _OF_PAPER = 2.0, 1.6, 0.4, 1.2
_MARGIN = 0.15
_SEVERAL = 0.05
"""Share of the lesser kinds of support that counts beside the strongest."""
_VILLAGE = re.compile(r"^[^省市县区镇乡]{2,4}(?:村|社区)$")
_TOWN = re.compile(r"^(?P<name>[一-鿿]{2,4}?)(?P<type>镇|乡|街道)")
_VILLAGE_TYPE = re.compile("(?:村|社区)$")
_SAME_PASSAGE = 200
_BRANCH = re.compile(r"(?:分公司|分行|支行|供电公司|供电局|电力公司|烟草公司|分社|分店|营业部)$")
_NOTHING = Evidence(())
_PLACED = frozenset({"LOC", "GOV", "ORG", "COMPANY"})
_PART = re.compile(r"^(?:地区|境内|一带|全境|城区|市区|县城|辖区|本地|当地)?$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention is: its division and what follows the division's name (观音村, 委; empty for the division itself)."""

    division: Division
    tail: str
    full: bool


_Evidence = tuple[Mention, Division]
_Named = tuple[str, Division]


class Places:
    """Places the mentions of one issue. Build with the issue's year and own place (its place, its name), then :meth:`resolve`."""

    def __init__(self, year: int | None = None, paper: Iterable[str] = ()) -> None:
        self._year = year
        self.home: Division | None = None
        for name in paper:
            chains = _readings(name, "LOC", year)
            if chains:
                self.home = max(chains, key=_prior).division
                break

    def resolve(self, mentions: Sequence[Mention]) -> dict[str, Place]:
        """The place of every mention (by mention_id) that has one; what the first round decides is evidence for the second."""
        readings = [(m, found) for m in mentions if m.label in _PLACED and (found := _readings(m.text, m.label, self._year))]
        evidence = [
            (m, chains[0].division) for m, chains in readings if _certain(chains) and (m.label in ("LOC", "GOV") or not _is_bare(chains[0]))
        ]
        placed: dict[str, Place] = {}
        for _ in range(2):
            by_article: dict[str, list[tuple[Mention, Division]]] = {}
            for item in evidence:
                by_article.setdefault(item[0].article_id, []).append(item)
            contexts = {article_id: Evidence(items) for article_id, items in by_article.items()}
            issue = Evidence(evidence)
            placed = {}
            for mention, chains in readings:
                best = self._decide(mention, chains, contexts.get(mention.article_id, _NOTHING), issue)
                if best is not None:
                    placed[mention.mention_id] = Place(best.division, "" if _PART.match(best.tail) else best.tail, best.full)
            evidence = [(m, placed[m.mention_id].division) for m, _ in readings if m.mention_id in placed]
        return {**placed, **_villages(mentions, placed)}

    def _decide(self, mention: Mention, chains: Sequence[Chain], article: Evidence, issue: Evidence) -> Chain | None:
        if len(chains) == 1 and _needed(chains[0], mention.label, 1, True) == 0:
            return chains[0]
        scored = sorted(((_prior(c) + self._support(mention, c, article, issue), c) for c in chains), key=lambda pair: -pair[0])
        score, best = scored[0]
        if len(scored) > 1 and score - scored[1][0] < _MARGIN:
            return None
        kinship = max(article.kinship(best.division, mention.text), self._home_kinship(best.division))
        return best if kinship >= _needed(best, mention.label, len(chains), article.besides(mention.text)) else None

    def _support(self, mention: Mention, chain: Chain, article: Evidence, issue: Evidence) -> float:
        weights = (
            article.near(chain.division, mention) * _IN_SENTENCE,
            article.kinship(chain.division, mention.text) * _IN_ARTICLE,
            issue.kinship(chain.division, mention.text) * _IN_ISSUE,
            self._home_kinship(chain.division) * _OF_PAPER,
        )
        return max(weights) + _SEVERAL * sum(weights)

    def _home_kinship(self, division: Division) -> float:
        return kinship(division, self.home) if self.home is not None else 0.0


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

    Full names, chains and the bare name of a city that no other division bears (义乌) speak for themselves, towns and
    bare names of counties do not: 滨海 in a text about 浙江 is not 滨海县 in 江苏.
    """
    if chain.names > 1:
        return 0.0
    level, uncoded = chain.division.level, chain.division.code[:2] in UNCODED
    if chain.full:
        if level == TOWN:
            return SAME_CITY if readings > 1 else SAME_PROVINCE if context else 0.0
        return SAME_PROVINCE if uncoded and level >= COUNTY else 0.0
    if level < COUNTY or (label == "LOC" and readings == 1 and chain.division.name.endswith("市")):
        return 0.0
    if level == TOWN or uncoded or (label in ("ORG", "COMPANY") and not chain.tail.endswith("区")):
        return SAME_CITY
    return SAME_PROVINCE if context else 0.0


def _is_bare(chain: Chain) -> bool:
    """A county's name without its type (平安, 中山), which in a company's name is often no place."""
    return not chain.full and chain.names == 1 and chain.division.level >= COUNTY


def _certain(chains: Sequence[Chain]) -> bool:
    """Whether the readings leave no doubt: one division, or a province or city among places of less rank."""
    first = max(chains, key=_prior)
    if first.full or first.names > 1:
        return len(chains) == 1
    return first.division.level <= 2 and sum(c.division.level == first.division.level for c in chains) == 1 and first is chains[0]


@lru_cache(maxsize=20_000)
def _readings(text: str, label: str, year: int | None) -> tuple[Chain, ...]:
    """The readings a name of this label may have.

    A company's or school's name may begin with a word that is also some town's bare name (新兴, 同心): towns count
    there by their full names only. A branch may name its place inside (某银行广东韶关分行).
    """
    chains = read_chains(Gazetteer.load(), text, year)
    if label in ("COMPANY", "ORG"):
        found = tuple(c for c in chains if _in_name(c))
        starts = range(2, len(text) - 3) if not found and _BRANCH.search(text) else ()
        inside = (tuple(c for c in read_chains(Gazetteer.load(), text[at:], year) if _in_name(c)) for at in starts)
        return found or next(filter(None, inside), ())
    if label == "GOV":
        return tuple(c for c in chains if c.full or c.names > 1 or c.division.level < TOWN)
    return tuple(c for c in (*chains, *_of_other_type(text)) if c.full or c.division.level < TOWN or not text.endswith(("路", "街", "桥")))


def _of_other_type(text: str) -> list[Chain]:
    """Readings of 某某镇 as today's 某某街道 or 某某乡: towns change their type more often than their name."""
    town = _TOWN.match(text)
    if town is None:
        return []
    others = Gazetteer.load().divisions(town["name"])
    full = town["name"] + town["type"]
    return [Chain(d, town.end(), text[town.end() :], False, 1) for d in others if d.level == TOWN and d.name != full]


def _in_name(chain: Chain) -> bool:
    return bool(chain.tail) and (chain.full or chain.names > 1 or (chain.division.level < TOWN and len(chain.tail) >= 2))
