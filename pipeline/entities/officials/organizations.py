"""The organisation of an office in full: printed, inherited along the chain, or understood from the context."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Mention
from pipeline.entities.gazetteer import Gazetteer
from pipeline.entities.linking import Linked, antecedent
from pipeline.entities.linking.aliases import is_bare_zone
from pipeline.entities.linking.antecedent import kind_of
from pipeline.entities.linking.chains import read_chains
from pipeline.entities.officials.lexicon import Head, lexicon
from pipeline.entities.officials.phrases import Phrase
from pipeline.entities.span import BODIES

_GOVERNMENT_HEAD = re.compile(
    r"^(?:代理?|常务|第一)?副?(?:省长|市长|县长|区长|旗长|州长|镇长|乡长)(?:助理)?$|^自治区(?:代|常务|副)*主席(?:助理)?$"
)
_LEVEL_OF_HEAD = re.compile(r"(自治区|省|市|县|区|旗|州|镇|乡)(?:长|(?:代|常务|副)*主席)")
_PARTY = re.compile(r"(?:委员会|委|党委|党组|人大常委会|人大|政协|政府|人民政府|纪委|监委|党工委|管委会)$")
_VILLAGE = re.compile(r"^村(?:党)?(?:总)?支书$|^支书$")
_SET_UP = re.compile(r"(?:指挥部|领导小组|工作组|专班|小组|委员会|组委会|筹委会)$")
_COMPANY_SUBJECT = re.compile(r"(?:该|(?<=[，。“\n]))公司|该企业|该集团")
_OF_WHICH = re.compile(r"^的([一-鿿]{1,8}(?:小组|指挥部|专班|工作组))")
_SAME_CLAUSE = re.compile(r"^[^。！？；，\n]{0,40}$")
_OWNER_REACH = 30
"""How far before an ad hoc body, in characters, stands whoever set it up."""
_WINDOW = 160
"""How far back, in characters, the body of a bare office is looked for."""
_DEPARTMENTS = (
    (re.compile(r"^(?:[一-鿿]{1,6}[内外儿产]|妇产|急诊|麻醉|骨|眼|重症医学|[内外儿产])科副?主任(?:医师)?$"), "医院"),
    (re.compile(r"^[一-鿿]{1,8}(?:科|病区)(?:副?主任|护士长)$"), "医院"),
    (re.compile(r"^(?:[一-鿿]{1,10})(?:部|事业部|分厂|车间)副?(?:部长|经理|主任|总监|厂长)$"), "公司"),
    (re.compile(r"^[一-鿿]{1,8}[局处科庭室队]副?(?:[局处科庭队]长|主任)$"), "机关"),
)
"""Heads of departments, and whose: the body is not printed (心内科主任, 采购部部长, 执行局局长)."""
_OWN_PAPER = frozenset({"本报", "本台", "本刊", "本网"})
_JOINED = re.compile(r"(?:到|在|入|进入|加入|参加|转业到|转到|调到|调入|分配到|分到|调任|派到|回到)$")
_WORKED = re.compile(r"^(?:[^。；，,\n]{0,6}(?:工作|任教|执教|服役|实习|锻炼)|)[，,](?:先后|历|曾|后)?(?:任|担任|出任|当)?(?:过|了)?$")
"""Before a body and between it and an office: 1965年到某院工作，历任…"""
_INDEFINITE = re.compile(r"^(?:一[家个位名]|某)")


def _is_of_level(place: str, title: str) -> bool:
    """Whether a head of government can be that of ``place``: no 副省长 of a 市."""
    level = _LEVEL_OF_HEAD.search(title)
    return level is None or place.endswith(level[1]) or not place.endswith(("省", "市", "县", "区", "旗", "州", "镇", "乡"))


@dataclass(frozen=True, slots=True)
class Organization:
    """A body in full, as printed beside the office (None where only understood), and the mention that names it.

    ``base``: the full name without the organ that the office's name adds (国电集团 of 国电集团党组).
    """

    full: str
    printed: str | None
    mention: Mention | None
    label: str
    base: str | None = None


class Bodies:
    """Completes the organisations of one article's offices."""

    def __init__(self, text: str, article_id: str, linked: Linked) -> None:
        self._text = text
        self._linked = linked
        self._mentions = linked.of_article(article_id)
        self._body = [m for m in self._mentions if m.field == "body"]
        self._levels = linked.levels[article_id]

    def of(self, phrase: Phrase, chain: Sequence[Organization | None]) -> Organization | None:
        """The organisation of ``phrase``; ``chain`` holds those of the phrases before it in its chain."""
        title = phrase.title.text
        organ = lexicon().organ(title)
        base = self._printed(phrase)
        if base is None and phrase.generic is not None:
            return Organization(_INDEFINITE.sub("", phrase.generic), phrase.generic, None, "ORG")
        inherited = base is None
        if base is None and lexicon().is_calling(title):
            return None
        if base is None and not phrase.after:
            base = next((one for one in reversed(chain) if one is not None), None)
            if base is not None and _GOVERNMENT_HEAD.match(title):
                place = self._place_of(base, title)
                if place is None or _is_of_level(place, title):
                    return Organization(place + "政府", None, None, "GOV") if place else base
                base = None
        if base is None:
            base = self._understood(phrase, organ)
            if base is None:
                return None
        if organ is not None:
            return self._with_organ(base, organ, inherited)
        if _VILLAGE.match(title):
            return Organization(base.full + "党支部", base.printed, base.mention, base.label, base.full)
        if base.label == "LOC" and _GOVERNMENT_HEAD.match(title):
            return Organization(self._district(base.full, title) + "政府", base.printed, base.mention, "GOV")
        if inherited:
            return Organization(base.base or base.full, None, base.mention, base.label)
        return Organization(base.full, base.printed, base.mention, base.label)

    def cell(self, phrase: Phrase, body: Organization | None) -> Organization | None:
        """The party cell of ``body`` that an office printed without one stands in."""
        organ = lexicon().organ(phrase.title.text)
        return self._with_organ(body, organ, True) if body is not None and organ is not None else None

    def joined(self, phrase: Phrase) -> Organization | None:
        """The body that someone went to work at, right before the office that he had there: 到某院工作，任某某."""
        before = [m for m in self._body if m.end <= phrase.start]
        if not before or before[-1].label not in BODIES:
            return None
        body = before[-1]
        joined = _JOINED.search(self._text[max(0, body.start - 4) : body.start]) and _WORKED.match(self._text[body.end : phrase.start])
        return Organization(self._full(body), None, body, body.label) if joined else None

    def _printed(self, phrase: Phrase) -> Organization | None:
        """The body printed before the office; a generic noun is replaced by what it points to."""
        if phrase.body is not None:
            return self._named(phrase.body)
        if phrase.generic is None:
            return None
        noun = phrase.generic
        if noun in _OWN_PAPER:
            return Organization(noun, noun, None, "ORG")
        if _INDEFINITE.match(noun):
            return None
        head = lexicon().head(phrase.title.text)
        if kind_of(noun):
            suited = [m for m in self._mentions if noun != "其" or head is None or m.label in head.labels]
            found = antecedent(suited, phrase.start, noun)
        else:
            found = next((m for m in reversed(self._body) if m.end <= phrase.start and m.text.endswith(noun)), None)
        if found is None:
            return None
        return Organization(self._full(found), noun if noun != "其" else None, found, found.label)

    def _named(self, mention: Mention) -> Organization:
        return Organization(self._full(mention), mention.text, mention, mention.label)

    def _full(self, mention: Mention) -> str:
        if mention.label == "ORG" and is_bare_zone(mention.text):
            zone = self._linked.entity(mention.entity_id)
            return zone.name if zone else mention.text
        return self._linked.full_names.get(mention.mention_id, mention.text)

    def _with_organ(self, base: Organization, organ: str, inherited: bool) -> Organization:
        stem = base.full
        if inherited or (base.label == "GOV" and not organ.startswith(("党组", "党委", "机关党委", "纪检", "党支部", "党总支", "工会"))):
            for other in lexicon().organs:
                if stem.endswith(other) and len(stem) > len(other) + 1:
                    stem = stem[: -len(other)]
                    break
            else:
                if organ.startswith(("人大", "政协", "纪委", "监委")):
                    stem = _PARTY.sub("", stem) or stem
        if stem.endswith("村") and organ.startswith("村"):
            organ = organ[1:]
        label = "GOV" if base.label in ("GOV", "LOC") else base.label
        return Organization(stem + organ, None if inherited else base.printed, base.mention, label, base.base or base.full)

    def _place_of(self, base: Organization, title: str) -> str | None:
        """The division a party or government body belongs to, whose head is ``title``: 江西省委 → 江西省."""
        level = _LEVEL_OF_HEAD.search(title)
        town = base.base or _PARTY.sub("", base.full)
        if level and level[1] in ("镇", "乡") and town.endswith(level[1]):
            return town
        chains = read_chains(Gazetteer.load(), base.full)
        if chains:
            return base.full[: chains[0].end]
        stem = _PARTY.sub("", base.full)
        return stem if stem != base.full else None

    def _district(self, name: str, title: str) -> str:
        level = _LEVEL_OF_HEAD.search(title)
        if level and level[1] in ("省", "市", "县") and not name.endswith((level[1], "区")):
            return name + level[1]
        return name

    def _understood(self, phrase: Phrase, organ: str | None) -> Organization | None:
        """The body of an office printed alone."""
        title = phrase.title.text
        start = phrase.start
        if title in lexicon().fixed:
            return Organization(lexicon().fixed[title], None, None, "GOV")
        if title in lexicon().adhoc:
            return self._set_up(phrase)
        level = _LEVEL_OF_HEAD.search(title)
        if level and _GOVERNMENT_HEAD.match(title):
            meant = self._levels.meant(level[1], "body", start)
            return Organization(meant[0], None, None, "LOC") if meant else None
        if _VILLAGE.match(title) or (organ or title).startswith(("村", "驻村")):
            found = antecedent(self._mentions, start, "村")
            return Organization(self._full(found), None, found, "LOC") if found else None
        if lexicon().is_standalone(title):
            return None
        head = lexicon().head(title)
        subject = self._subject(start) if head is not None and "COMPANY" in head.labels else start
        return self._headed(head, subject) or (self._headed(head, start) if subject < start else None) or self._department(title, start)

    def _department(self, title: str, start: int) -> Organization | None:
        kinds = (kind for pattern, kind in _DEPARTMENTS if pattern.match(title))
        found = next(filter(None, (antecedent(self._mentions, start, kind) for kind in kinds)), None)
        return Organization(self._full(found), None, found, found.label) if found else None

    def _headed(self, head: Head | None, start: int) -> Organization | None:
        """The nearest body before ``start`` that the office can head."""
        for mention in reversed(self._body):
            if mention.end > start:
                continue
            if start - mention.end > _WINDOW and mention.label != "COMPANY":
                continue
            if head is not None and mention.label in head.labels and head.body.search(mention.text):
                return Organization(self._full(mention), None, mention, mention.label)
        return None

    def _subject(self, position: int) -> int:
        """Where the sentence's own 该公司 or 公司 stands, if it has one before ``position``: its antecedent counts."""
        low = max(self._text.rfind(mark, 0, position) for mark in "。！？\n") + 1
        found = _COMPANY_SUBJECT.search(self._text, low, position)
        named = any(low <= m.start < position and m.label == "COMPANY" for m in self._body)
        return found.start() if found and (named is False or self._text[found.start()] == "该") else position

    def _of_which(self, phrase: Phrase) -> Mention | None:
        """The body that an office before it heads: 以张某为组长、李某为副组长的|某某领导小组."""
        for mention in self._body:
            if mention.start > phrase.end and mention.label in ("GOV", "ORG") and _SET_UP.search(mention.text):
                between = self._text[phrase.end : mention.start]
                return mention if between.endswith("的") and _SAME_CLAUSE.match(between) else None
        return None

    def _set_up(self, phrase: Phrase) -> Organization | None:
        """The ad hoc body of 组长, 政委, 指挥长: named before in the sentence, or after (任组长的论证小组)."""
        following = _OF_WHICH.match(self._text[phrase.end : phrase.end + 20])
        if following:
            return Organization(following[1], following[1], None, "ORG")
        named = self._of_which(phrase)
        if named is not None:
            return Organization(self._full(named), named.text, named, "GOV")
        for mention in reversed(self._body):
            if mention.end <= phrase.start and mention.label in ("GOV", "ORG") and _SET_UP.search(mention.text):
                before = [m for m in self._body if 0 <= mention.start - m.end <= _OWNER_REACH and m.label in ("ORG", "GOV", "LOC")]
                owner = before[-1] if before else None
                full = self._full(mention)
                if owner is not None and not read_chains(Gazetteer.load(), full) and not full.startswith(owner.text):
                    full = self._full(owner) + full
                return Organization(full, mention.text, mention, "GOV")
        return None
