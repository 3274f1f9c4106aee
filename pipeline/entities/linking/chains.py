"""Read a name from the left as a chain of divisions: 岳阳市君山区钱粮湖镇|观音村."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.entities.gazetteer import COUNTY, TOWN, Division, Gazetteer, stem

_LONGEST = 16
_NAMESAKE = re.compile(r"^(?:路|街|大道|大街|湾)|^桥$|^.{0,2}(?:路|街|大道|大街|江|河|湖|山|岛|峡|海|洋|洲|话|菜|人)$")
"""What follows a bare place name in a name that only borrows it: 南京路, 北京大街, 长沙河, 杭州湾."""
_LANDSCAPE = re.compile(r"^(?:[江河湖山海岛溪湾桥洞](?!西|东|南|北)|山[东西南北]?麓|桥)|^湾")
_SPANNING = re.compile(
    r"^(?:至|到|[-—－~～]|经济区|经济带|经济圈|城市群|都市圈|流域|盆地|平原|高原|山脉)|(?:经济带|城市群|都市圈|流域)$|"
    r"^.{1,6}至.*(?:铁路|高铁|高速公路|高速|公路|线|段)$"
)
"""Roads from one place to another and regions wider than the division their name begins with."""

_LANDSCAPE_WORDS = ("山", "江", "河", "湖", "岛", "海")
"""Counties named after a landscape (天山区, 衡山县): with more behind, or as towns, the landscape itself is meant."""


@lru_cache(maxsize=1)
def _not_places() -> frozenset[str]:
    lines = (Path(__file__).with_name("data") / "not_places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class Chain:
    """One reading of a name: the last division of the chain, how many characters the chain takes, the rest.

    ``full`` tells whether that division is written with its type (岳阳市), ``names`` how many divisions the chain has.
    """

    division: Division
    end: int
    tail: str
    full: bool
    names: int


def read_chains(gazetteer: Gazetteer, text: str, year: int | None = None) -> tuple[Chain, ...]:
    """Every reading of ``text`` that begins with a division and takes the most characters; homonyms give several.

    >>> [c.division.code for c in read_chains(Gazetteer.load(), "岳阳市君山区钱粮湖镇观音村")]
    ['430611103']
    """
    readings = list(_walk(gazetteer, text, 0, None, 0, False, year))
    furthest = max((chain.end for chain in readings), default=0)
    best = {chain.division.code: chain for chain in readings if chain.end == furthest and not _borrowed(chain)}
    return tuple(best.values())


def _borrowed(chain: Chain) -> bool:
    if _SPANNING.search(chain.tail):
        return True
    if chain.full or chain.names > 1:
        return False
    bare = stem(chain.division.name)
    if bare in _not_places():
        return True
    landscape = bare.endswith(_LANDSCAPE_WORDS) and not chain.division.name.endswith("市")
    if landscape and chain.division.level >= COUNTY and (chain.tail or chain.division.level == TOWN):
        return True
    return bool(_NAMESAKE.match(chain.tail)) or (chain.division.level >= COUNTY and bool(_LANDSCAPE.match(chain.tail)))


def _walk(gazetteer: Gazetteer, text: str, start: int, within: Division | None, names: int, full: bool, year: int | None) -> list[Chain]:
    found: list[Chain] = []
    shortest = 1 if start == 0 and len(text) == 1 else 2
    for end in range(min(len(text), start + _LONGEST), start + shortest - 1, -1):
        name = text[start:end]
        for division in gazetteer.divisions(name, year):
            written = gazetteer.is_full_name(name, division)
            if within is not None and (division.code == within.code or not division.within(within)):
                continue
            if division.level == TOWN and not written and (within is None or within.level < COUNTY) and end < len(text):
                continue
            found += _walk(gazetteer, text, end, division, names + 1, written, year)
    if not found and within is not None:
        found.append(Chain(within, start, text[start:], full, names))
    return found
