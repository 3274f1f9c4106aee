"""Complete names that begin with a bare level (市政府, 省经信委, 自治区党委, 村委会) by the place the context gives."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.document import Mention
from pipeline.entities.gazetteer import CITY, COUNTY, PROVINCE, TOWN, UNCODED, Division, Gazetteer
from pipeline.entities.linking.aliases import ZONE
from pipeline.entities.linking.places import Place

_LEVEL = re.compile(r"^(?P<level>自治区|自治州|自治县|省|市|区|县|州|盟|旗|街道|社区|镇|乡|村)(?P<rest>.+)$")
_WORDS = re.compile(
    r"^(?:市场|市政(?!府|协)|市民|市值|省际|区域|区块|区间|村镇|县域|乡村|乡镇|州立|州级|旗舰|旗下|盟军|社区卫生|街道口|镇江)"
)
_UNLISTED = re.compile(
    r"^(?P<name>(?![全本我各该两几数多某老大小])[一-鿿]{2,4}?(?P<level>省|市|县|区|州|旗))(?:$|委|纪委|监委|人民|政府|人大|政协|[一-鿿]{1,12}[局办厅院队处所会部])"
)
"""A place that no gazetteer has, by its own name or that of its body."""
_NO_PLACE = re.compile(r"(?:[超城都夜集菜花股闹楼门]市|[小社园景城地发校库矿灾山片街特专军]区|外旗|国旗|神州|九州)$")
_LOWER = ("街道", "社区", "镇", "乡", "村")
_NEAR = 40
"""A place named so few characters before a bare level is its own (株洲市委常委、市政府副市长)."""
_NAMED_AFTER = 0.2
"""Weight of a place that a firm or school is named after (上海某集团), beside places, governments and zones: 1."""
_AT_ITS_LEVEL = 1.5
"""Weight of a place that no gazetteer has: it is printed at the level asked for, others may only lie in one of that level."""
_FIELD_WEIGHT = {"title": 2, "subtitle": 2, "body": 1, "caption": 1}


def bare_level(name: str) -> tuple[str, str] | None:
    """(level, rest) of a name that begins with a bare level: 市政府 → (市, 政府). None for other names."""
    if _WORDS.match(name):
        return None
    match = _LEVEL.match(name)
    return (match["level"], match["rest"]) if match else None


class Levels:
    """The places of one article, asked which 省, 市, 县 … is meant at a position."""

    def __init__(self, mentions: Sequence[Mention], places: Mapping[str, Place], home: Division | None = None) -> None:
        self._mentions = mentions
        self._places = places
        self._placed = [(m, places[m.mention_id]) for m in mentions if m.mention_id in places]
        second = {m.mention_id for t, m in pairwise(mentions) if t.label == "TITLE" and m.label == "GOV" and _joined(t, m)}
        self._seats = [(m, p) for m, p in self._placed if _weight(m) == 1 and m.mention_id not in second]
        self._home = home
        self._unlisted = [(m, name) for m in mentions if m.mention_id not in places and (name := _unlisted(m))]
        self._common: dict[str, tuple[str, Division | None] | None] = {}

    def meant(self, level: str, field: str, position: int) -> tuple[str, Division | None] | None:
        """(name, division) of the place that a bare ``level`` at ``position`` of ``field`` stands for; None where unknown.

        Nearest place of that level just before (beside one that no gazetteer has only if it is printed itself), then the most frequent
        one of the article, then the newspaper's own.
        """
        if level in _LOWER:
            return self._lower(level, field, position)
        known = [(m, _named(m, place, level)) for m, place in self._seats if _just_before(m, field, position)]
        unlisted = [(m, (name, None)) for m, name in self._unlisted if name.endswith(level) and _just_before(m, field, position)]
        near = [(m, found) for m, found in (*known, *unlisted) if found is not None]
        if near:
            return max(near, key=lambda one: (one[1][0][:-1] in one[0].text if unlisted else True, one[0].end))[1]
        if level not in self._common:
            self._common[level] = self._most_frequent(level)
        return self._common[level]

    def _most_frequent(self, level: str) -> tuple[str, Division | None] | None:
        votes: dict[str, float] = defaultdict(float)
        known: dict[str, tuple[str, Division | None]] = {}
        for mention, place in self._placed:
            found = _named(mention, place, level)
            if found is not None:
                votes[found[1].code] += _FIELD_WEIGHT.get(mention.field, 1) * _weight(mention)
                known.setdefault(found[1].code, found)
        for mention, name in self._unlisted:
            if name.endswith(level):
                votes[name] += _FIELD_WEIGHT.get(mention.field, 1) * _AT_ITS_LEVEL
                known.setdefault(name, (name, None))
        home = of_level(self._home, level) if self._home is not None else None
        if home is not None:
            known.setdefault(home.code, (home.name, home))
            votes[home.code] += 1
        return known[max(votes, key=lambda code: votes[code])] if votes else None

    def _lower(self, level: str, field: str, position: int) -> tuple[str, Division | None] | None:
        named = [(m, self._town(m, level)) for m in self._mentions]
        fitting = [(m, name) for m, name in named if name is not None]
        before = [(m, name) for m, name in fitting if m.field == field and m.end <= position]
        chosen = before[-1] if before else fitting[0] if fitting else None
        if chosen is None:
            return None
        place = self._places.get(chosen[0].mention_id)
        return chosen[1], place.division if place else None

    def _town(self, mention: Mention, level: str) -> str | None:
        """What a mention says of a town or village of this level: its text, or the town its name begins with."""
        if mention.label == "LOC" and mention.text.endswith(level):
            return mention.text
        place = self._places.get(mention.mention_id)
        if place is not None and place.division.level == TOWN and place.division.name.endswith(level):
            return place.division.name
        return None


def _unlisted(mention: Mention) -> str | None:
    """The name of a place that no gazetteer has, which a place or government body begins with."""
    found = _UNLISTED.match(mention.text) if mention.label in ("LOC", "GOV") else None
    return found["name"] if found and not _NO_PLACE.search(found["name"]) else None


def _just_before(mention: Mention, field: str, position: int) -> bool:
    return mention.field == field and mention.end <= position <= mention.end + _NEAR


def _joined(office: Mention, body: Mention) -> bool:
    """Whether ``body`` is that of a second office (副市长、某县委书记): what follows is not said of its place."""
    return office.field == body.field and body.start == office.end + 1


def _weight(mention: Mention) -> float:
    return 1 if mention.label in ("LOC", "GOV") or ZONE.search(mention.text) else _NAMED_AFTER


def _named(mention: Mention, place: Place, level: str) -> tuple[str, Division] | None:
    """(name, division) that a placed mention gives for a bare ``level``.

    A name as printed (绍兴县) comes first: for a renamed division it is not the name of today.
    """
    written = mention.text.removesuffix(place.tail)
    if place.full and written.endswith(level) and mention.label == "LOC":
        gazetteer = Gazetteer.load()
        for start in range(len(written) - 2, -1, -1):
            if any(d.code == place.division.code for d in gazetteer.divisions(written[start:])):
                return written[start:], place.division
    found = of_level(place.division, level)
    return (found.name, found) if found is not None else None


def of_level(division: Division, level: str) -> Division | None:
    """The division itself or the one above it that a bare ``level`` word names; None where there is none."""
    wanted = {"自治州": "州", "自治县": "县"}.get(level, level)
    gazetteer = Gazetteer.load()
    for code in (division.code[:6], division.code[:4], division.code[:2]):
        if not gazetteer.has(code):
            continue
        above = gazetteer.division(code)
        if above.code in UNCODED:
            continue
        if level == "自治区" and above.level != PROVINCE:
            continue
        if level in ("区", "县") and above.level != COUNTY:
            continue
        if level in ("州", "盟", "自治州") and above.level != CITY:
            continue
        if above.name.endswith(wanted):
            return above
    return None


def completed(name: str, place: str) -> str:
    """``name`` with its bare level replaced by ``place``: 市政府 in 株洲市 → 株洲市政府."""
    parts = bare_level(name)
    if parts and parts[0] == "村" and parts[1].startswith(("委", "民委")):
        return place + name
    return place + parts[1] if parts else name
