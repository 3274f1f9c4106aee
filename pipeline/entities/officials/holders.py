"""Who holds the offices of a chain: names after it, a name and a verb before it, a name in apposition."""

import re
from collections.abc import Sequence

from pipeline.document import Mention
from pipeline.entities.linking.persons import surname_only
from pipeline.entities.officials.phrases import Phrase

_AND = re.compile(r"^(?:[、，,]|和|与|及|以及)$")
_FORWARD = re.compile(r"^(?:的|同志|[（(][^（）()]{1,12}[）)]|[：:　 ]|——|(?:一职|职务)[^。，；]{0,8}的)?$")
_IS = re.compile(r"^(?:一职)?(?:是|为|系|：)$")
"""Between an office and who holds it: 现任会长是某某, 法定代表人为某某."""
_STATE = re.compile(
    r"(?:担任|出任|兼任|就任|接任|调任|升任|转任|改任|现任|曾任|历任|时任|代行|续任|连任|当选为?|当上|任命为|选举为|推选为|被?聘为|聘任为|聘请为|推举为|增补为|"
    r"选为|保留|(?<![责主信委现])任|辞去|卸任|免去其?|提名为?|任命其为|委任为|不再担任)(?:了|过)?(?:[^。；，,、]{0,4}?(?:一名|一位|的))?$"
)
"""Verbs that say of a person named before, with anything but a full stop between, that he takes or leaves an office."""
_COPULA = re.compile(
    r"^(?:同志|先生|女士)?(?:[（(][^（）()]{0,30}[）)])?[，,]?[^。；，,、]{0,12}(?:是|系|为|作为|成为|当)(?:了|过)?(?:[^。；，,、]{0,4}?(?:一名|一位|的)|[^。；，,、]{1,8}所在)?$"
)
_PRONOUN = re.compile(r"[。！？][^。！？，；\n]{0,6}[他她](?!们)[^。！？\n]*$")
"""A sentence after that of a person, of 他 or 她."""
_CAREER = re.compile(
    r"(?:(?:19|20)\d\d年|同年|次年|其间|期间|此后|之后|后来|后|先后|历任|曾任|生前|[^。！？\n，]{2,12}(?:战役|解放|毕业|离休|退休)后)"
)
"""How the sentences of a life go on that name its subject no more."""
_DISMISSED = re.compile(r"(?:免去|免除|撤销|接受|同意)$")
"""Before a name that is followed by 的 and an office: 免去某某的某局局长职务."""
_PAST = re.compile(r"曾|历任|时任|生前|原任|过$|辞去|卸任|免去|不再担任|先后")
_LIFE = 300
"""Characters from a name to an office of a life told without naming it again."""
_REACH = 60
"""A person is the subject of a verb so many characters away at most."""
_BY = re.compile(r"^(?:一职)?由")
_TAKES = re.compile(r"^(?:同志|先生|女士)?(?:分别)?(?:担任|兼任|出任|接任)")
_APPOSITION = re.compile(r"^(?:[，,]|[（(](?:[^（）()]{0,20}[，,])?|[，,][男女][，,](?:[^。；]{0,40}[，,])?)$")
_CLOSING = re.compile(r"^(?:[，,。；;）)]|$)")
_NO_NAME = re.compile(r"第|副|[0-9０-９]|^[等他她]")
_MAX_COORDINATED = 12


def holders(text: str, chain: Sequence[Phrase], mentions: Sequence[Mention]) -> tuple[list[Mention], bool]:
    """(persons who hold the chain's offices, whether the verb says it is past); mentions are the body's, sorted."""
    first, last = chain[0], chain[-1]
    if first.after:
        return _named_before(mentions, first), False
    index = _index(mentions, last.title)
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    forward = following is not None and following.label == "PER" and bool(_FORWARD.match(text[last.end : following.start]))
    if forward:
        return _coordinated(text, mentions, index + 1), False
    if following is not None and following.label == "PER" and _IS.match(text[last.end : following.start]):
        group = _coordinated(text, mentions, index + 1)
        if _CLOSING.match(text[group[-1].end :]):
            return group, False
    named_after = _by_whom(text, mentions, last, index)
    if named_after:
        return named_after, False
    verbal = _subject(text, first, mentions)
    if verbal:
        return verbal
    return _apposition(text, first, last, mentions), False


def _index(mentions: Sequence[Mention], wanted: Mention) -> int:
    return next(i for i, m in enumerate(mentions) if m is wanted)


def _named_before(mentions: Sequence[Mention], phrase: Phrase) -> list[Mention]:
    return [mentions[_index(mentions, phrase.title) - 1]]


def _by_whom(text: str, mentions: Sequence[Mention], last: Phrase, index: int) -> list[Mention]:
    """The persons of 理事长由某大学教授某某担任."""
    if not _BY.match(text[last.end : last.end + 4]):
        return []
    for position, mention in enumerate(mentions[index + 1 :], index + 1):
        if mention.start - last.end > _REACH or re.search(r"[。！？\n]", text[last.end : mention.start]):
            break
        if mention.label == "PER":
            group = _coordinated(text, mentions, position)
            if _TAKES.match(text[group[-1].end :]):
                return group
    return []


def _coordinated(text: str, mentions: Sequence[Mention], index: int) -> list[Mention]:
    """The person at ``index`` and those joined to it by 、 or 和, up to one that is followed by an office of its own."""
    out = [mentions[index]]
    while len(out) < _MAX_COORDINATED and index + 1 < len(mentions):
        nearer, further = mentions[index], mentions[index + 1]
        if further.label != "PER" or not _AND.match(text[nearer.end : further.start]):
            break
        out.append(further)
        index += 1
    return out


def _subject(text: str, first: Phrase, mentions: Sequence[Mention]) -> tuple[list[Mention], bool] | None:
    """The persons of whom a verb (任, 当选, 是) says the chain: 张某任组长."""
    before = [m for m in mentions if m.end <= first.start and (m is not first.body)]
    person = next((m for m in reversed(before) if m.label == "PER"), None)
    if person is None:
        return None
    rank = next((m for m in before if m.label == "TITLE" and m.start == person.end), None)
    low = rank.end if rank is not None else person.end
    between = [m for m in before if m.start >= low]
    gap = text[low : (first.body or first.title).start]
    pronoun = _PRONOUN.search(gap)
    if pronoun and len(gap) - pronoun.start() <= _REACH and _STATE.search(gap) and _alone(text, mentions, person):
        return [person], bool(_PAST.search(gap, pronoun.start()))
    if _tells_a_life(gap) and _STATE.search(gap) and _alone(text, mentions, person):
        return [person], bool(_PAST.search(gap))
    if len(gap) > _REACH or re.search(r"[。！？\n]", gap):
        return None
    group = _group_before(text, mentions, _index(mentions, person))
    if gap in ("的", "同志的", "") and _DISMISSED.search(text[max(0, group[0].start - 4) : group[0].start]):
        return group, True
    if not (_STATE.search(gap) or (_COPULA.match(gap) and not any(m.label == "TITLE" for m in between))):
        return None
    return group, bool(_PAST.search(gap))


def _tells_a_life(gap: str) -> bool:
    """Whether every sentence since a person goes on with a year of his life or a word such as 历任."""
    further = re.split(r"[。！？；\n]", gap)[1:]
    return len(gap) <= _LIFE and bool(further) and all(_CAREER.match(sentence) for sentence in further)


def _alone(text: str, mentions: Sequence[Mention], person: Mention) -> bool:
    """Whether no other person is named in the sentence of ``person``, so that 他 in the next can mean no other."""
    begin = max(text.rfind(mark, 0, person.start) for mark in "。！？\n")
    return all(m.text == person.text for m in mentions if m.label == "PER" and begin < m.start < person.start)


def _group_before(text: str, mentions: Sequence[Mention], index: int) -> list[Mention]:
    """The person at ``index`` and those coordinated before it, each with offices of its own in between or not."""
    out = [mentions[index]]
    position = index
    while position > 0 and len(out) < _MAX_COORDINATED:
        nearer, earlier = mentions[position], mentions[position - 1]
        gap = text[earlier.end : nearer.start]
        joined = bool(_AND.match(gap))
        if not (joined or gap in ("", "的", "原", "兼")):
            break
        if earlier.label == "PER" and joined:
            out.append(earlier)
        position -= 1
    return out[::-1]


def _apposition(text: str, first: Phrase, last: Phrase, mentions: Sequence[Mention]) -> list[Mention]:
    """张某，某大学教授， / 张某（某公司董事长）: the name first, the office closed by a mark."""
    before = [m for m in mentions if m.end <= first.start and m is not first.body]
    if not before or before[-1].label != "PER" or not _CLOSING.match(text[last.end :]):
        return []
    person = before[-1]
    return [person] if _APPOSITION.match(text[person.end : first.start]) else []


def is_named(person: Mention) -> bool:
    """Whether the mention names a person at all: 朱经理 repeats an office, 高女士 is a name."""
    if _NO_NAME.search(person.text):
        return False
    surname = surname_only(person.text)
    return surname is None or person.text.endswith(("先生", "女士", "某", "小姐", "大姐", "大哥", "师傅", "老师", "阿姨"))
