"""Join the mentions of one issue to entities."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from pipeline.document import Article, Entity, Mention
from pipeline.entities.gazetteer import Division
from pipeline.entities.linking.acronyms import is_acronym
from pipeline.entities.linking.aliases import government_key, is_bare_zone, organisation_key, shortened, zone_key
from pipeline.entities.linking.companies import INSIDE, SAME, TRADE, company_core, company_likeness, is_company_acronym, place_in_front
from pipeline.entities.linking.levels import Levels, bare_level, completed
from pipeline.entities.linking.persons import surname_only
from pipeline.entities.linking.places import Place, Places
from pipeline.entities.linking.wordings import known_body, plain
from pipeline.entities.span import BODIES

FIELD_ORDER = {"title": 0, "subtitle": 1, "body": 2, "caption": 3}
_INTRODUCED = re.compile(r"^[(（，,][^()（），,]{0,6}?(?:以下|下)?(?:统称|简称|下称)(?:为|：|:)?[“\"‘「]?$")
_LOCAL = re.compile(r"(?:[村镇乡]|社区|街道|小区|广场|中学|小学)$")
"""Places too small for the same name in two articles to be the same place."""
_LAST_WORD = re.compile(r"^[一-鿿](?:[报协会社台网]|报社|学会|商会)$")
"""What papers and associations call themselves: 导报 for 某某导报, 灯协 for 某市灯协."""
_LINKED = ("PER", "GOV", "COMPANY", "ORG", "LOC")
Node = tuple[str, str]
"""What is joined: (label, key), the key being the normalised name."""


class Linked:
    """The mentions of an issue with their entity ids, the entities, and what the offices need of the context."""

    def __init__(
        self,
        mentions: tuple[Mention, ...],
        entities: tuple[Entity, ...],
        places: Mapping[str, Place],
        levels: Mapping[str, Levels],
        full_names: Mapping[str, str],
    ) -> None:
        self._by_article: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._by_article[mention.article_id].append(mention)
        self._by_id = {entity.entity_id: entity for entity in entities}
        self._by_name: dict[str, str] = {}
        for entity in entities:
            for name in (entity.name, *entity.aliases):
                self._by_name.setdefault(name, entity.entity_id)
        self.mentions = mentions
        self.entities = entities
        self.places = places
        self.levels = levels
        self.full_names = full_names
        """By mention_id: the name with its bare level completed (市政府 → 株洲市政府)."""

    def of_article(self, article_id: str) -> list[Mention]:
        """The mentions of one article, in reading order."""
        return self._by_article.get(article_id, [])

    def entity(self, entity_id: str | None) -> Entity | None:
        """The entity with this id."""
        return self._by_id.get(entity_id or "")

    def named(self, name: str) -> str | None:
        """The id of the first entity that bears ``name`` in full or as an alias."""
        return self._by_name.get(name)


def link(issue_id: str, articles: Sequence[Article], mentions: Sequence[Mention], places: Places) -> Linked:
    """Entities of one issue, numbered by their first mention, over mentions in reading order."""
    placed = places.resolve(mentions)
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article_id].append(mention)
    levels = {a.article_id: Levels(by_article[a.article_id], placed, places.home) for a in articles}
    names: dict[str, str] = {}
    divisions: dict[str, Division | None] = {}
    for m in mentions:
        if m.label in BODIES and m.mention_id not in placed and (level := bare_level(m.text)):
            meant = levels[m.article_id].meant(level[0], m.field, m.start)
            if meant:
                names[m.mention_id], divisions[m.mention_id] = completed(m.text, meant[0]), meant[1]
    nodes = {
        m.mention_id: _node(m, names.get(m.mention_id, m.text), placed.get(m.mention_id), divisions.get(m.mention_id))
        for m in mentions
        if m.label in _LINKED
    }
    union = _Union()
    _join_introduced(articles, by_article, nodes, union)
    for group in by_article.values():
        _join_forms([m for m in group if m.label in _LINKED], nodes, names, union)
    _join_forms([m for m in mentions if m.label == "COMPANY"], nodes, names, union, least=INSIDE)
    ids: dict[Node, str] = {}
    members: dict[str, list[Mention]] = defaultdict(list)
    out = []
    for m in mentions:
        if m.mention_id in nodes:
            root = union.find(nodes[m.mention_id])
            entity_id = ids.setdefault(root, f"{issue_id}-e{len(ids) + 1:04d}")
            m = replace(m, entity_id=entity_id)
            members[entity_id].append(m)
        out.append(m)
    entities = tuple(_entity(i, group, names, placed, divisions) for i, group in members.items())
    return Linked(tuple(out), entities, placed, levels, names)


class _Union:
    """Union-find over nodes."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def find(self, node: Node) -> Node:
        while (parent := self._parent.get(node, node)) != node:
            node = parent
        return node

    def join(self, one: Node, other: Node) -> None:
        one, other = self.find(one), self.find(other)
        if one != other:
            self._parent[other] = one


def _node(mention: Mention, name: str, place: Place | None, completed_in: Division | None) -> Node:
    if mention.label == "LOC" and place is not None:
        return "LOC", place.division.code + place.tail
    if mention.label == "GOV":
        if place is not None and place.tail:
            return "GOV", place.division.code + government_key(place.tail)
        level = bare_level(mention.text)
        if level and completed_in is not None:
            return "GOV", completed_in.code + government_key(level[1])
        return "GOV", government_key(name)
    if mention.label == "ORG" and (zone := zone_key(name)):
        return "ORG", zone if not is_bare_zone(name) else f"{zone} {mention.article_id}"
    if mention.label == "ORG" and place is not None and len(place.tail) > 1:
        return "ORG", place.division.code + organisation_key(place.tail)
    if mention.label == "ORG" and completed_in is not None and (bare := bare_level(mention.text)):
        return "ORG", completed_in.code + organisation_key(bare[1])
    if (surname_only(name) if mention.label == "PER" else bare_level(name)) or (mention.label == "LOC" and _LOCAL.search(name)):
        return mention.label, f"{name} {mention.article_id}"
    if mention.label == "ORG":
        return "ORG", organisation_key(name)
    return mention.label, known_body(plain(name)) if mention.label == "COMPANY" else name


def _join_introduced(
    articles: Sequence[Article], by_article: Mapping[str, Sequence[Mention]], nodes: Mapping[str, Node], union: _Union
) -> None:
    """Names introduced as short forms: 甲公司（以下简称“乙”）."""
    for article in articles:
        body = [m for m in by_article[article.article_id] if m.field == "body"]
        for one, other in pairwise(body):
            named = one.label in BODIES and other.label == one.label
            if named and _INTRODUCED.match(article.text[one.end : other.start]):
                union.join(nodes[one.mention_id], nodes[other.mention_id])


def _join_forms(group: Sequence[Mention], nodes: Mapping[str, Node], names: Mapping[str, str], union: _Union, least: int = TRADE) -> None:
    """Join each short form to the one longer name it can stand for, the likest; none where two of these could be meant."""
    rules: dict[str, Callable[[str, str], int]] = {
        "COMPANY": lambda full, short: company_likeness(full, short) or INSIDE * is_company_acronym(full, short),
        "ORG": _same_organisation,
        "GOV": _same_body,
        "PER": lambda full, short: SAME * (surname_only(full) is None and len(full) > 1 and surname_only(short) == _surname(full)),
        "LOC": lambda full, short: SAME * (len(short) >= 3 and full.endswith(short) and full != short),
    }
    for label, rule in rules.items():
        forms = list(dict.fromkeys((names.get(m.mention_id, m.text), nodes[m.mention_id]) for m in group if m.label == label))
        sharing: dict[str, list[tuple[str, Node]]] = defaultdict(list)
        for form in forms:
            for character in set(form[0]):
                sharing[character].append(form)
        for short, node in forms:
            rarest = min((sharing[character] for character in _telling(short, label)), key=len)
            likeness = {full: rule(full, short) for full, other in rarest if other != node and full != short}
            best = max(likeness.values(), default=0)
            likest = [(full, other) for full, other in rarest if best >= least and likeness.get(full) == best]
            roots = {union.find(other): None for _, other in likest}
            if len(roots) == 1 or (best >= SAME and all(rule(*_by_length(a, b)) >= SAME for (a, _), (b, _) in combinations(likest, 2))):
                for root in roots:
                    union.join(root, node)


def _by_length(one: str, other: str) -> tuple[str, str]:
    return (one, other) if len(one) >= len(other) else (other, one)


def _telling(short: str, label: str) -> str:
    """The characters of a short form that any full form of it must have as well: a firm's without its legal form."""
    if label == "PER":
        return surname_only(short) or short
    return (company_core(short) if label == "COMPANY" else zone_key(short)) or short


def _surname(name: str) -> str:
    return name[:2] if len(name) == 4 and "·" not in name else name[:1]


def _same_organisation(full: str, short: str) -> int:
    if len(short) >= len(full):
        return 0
    zone, brief = zone_key(full), zone_key(short)
    if zone and brief:
        return SAME if zone.endswith(brief) and zone != brief else 0
    place = place_in_front(full)
    if place and place == place_in_front(short) and is_acronym(full[place:], short[place:]):
        return SAME
    if is_acronym(full, short) or (len(short) >= 4 and full.endswith(short)):
        return SAME
    if len(short) >= 2 and full.removeprefix(short) in ("学院", "大学", "集团", "协会"):
        return SAME
    return TRADE if _LAST_WORD.search(short) and full.endswith(short) else 0


def _same_body(full: str, short: str) -> int:
    full, short = shortened(full), shortened(short)
    return SAME if len(short) >= 3 and full.endswith(short) else 0


def _entity(
    entity_id: str,
    group: Sequence[Mention],
    names: Mapping[str, str],
    placed: Mapping[str, Place],
    divisions: Mapping[str, Division | None],
) -> Entity:
    surfaces = Counter(m.text for m in group)
    forms = dict.fromkeys(names.get(m.mention_id, m.text) for m in group)
    label = Counter(m.label for m in group).most_common(1)[0][0]
    fullest = max(group, key=lambda m: (m.mention_id in placed, len(m.text)))
    place = placed.get(fullest.mention_id)
    division = place.division if place else next((d for m in group if (d := divisions.get(m.mention_id))), None)
    name = max(forms, key=lambda form: (label == "PER" and surname_only(form) is None, len(form)))
    return Entity(
        entity_id=entity_id,
        label=label,
        name=name,
        aliases=tuple(s for s in surfaces if s != name),
        adcode=division.adcode if division else None,
        province=division.province if division else None,
        city=division.city if division else None,
        county=division.county if division else None,
        mentions=len(group),
        articles=len({m.article_id for m in group}),
    )
