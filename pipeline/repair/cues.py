"""Word cues by which the parts of a page are known. Pure functions of one clean line; the lists are in ``data/``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline import toml

_DATA = Path(__file__).parent / "data"

TERMINAL = "。！？!?…"
CLOSING = "”’」』）)》〉】]\"'"
OPENING = "“‘「『（(《〈【["
NEVER_FIRST = "，、。；：！？,;:!?)）」』”’》〉】％%"
"""Marks that begin no printed line of a paragraph: where one does, the line is a piece of the one before."""

_PLACE_ENDS = "省市县区镇乡村州"
_NEVER_LAST = _PLACE_ENDS + "者们的了"
"""Characters that end no name of a person."""
_DATELINE = re.compile(
    r"(?:据)?新华社(?:“[^”]{1,8}”|[一-鿿]{0,12}?)(?:号)?(?:\d{1,2}月\d{1,2}日)?(?:综合)?(?:专)?(?:电|讯|消息)"
    r"|(?:据)?(?:本报|本刊|本网|本台)(?:[一-鿿]{0,8}?(?:\d{1,2}月)?\d{1,2}日)?(?:综合)?(?:专)?(?:讯|电|消息)"
    r"|本[报刊网台](?:(?!记者|[通短简资]讯)[一-鿿]){2,6}[讯电](?![员息录稿社费话视台影力])"
    r"|[一-鿿A-Za-z]{2,10}?(?:社|网|报|台|客户端)(?:[一-鿿/]{0,12}?\d{1,2}月\d{1,2}日(?:综合)?(?:消息)?电|消息|讯)"
)
_OPENS = re.compile(r"(?:问|答|记者|主持人|嘉宾|读者|编者按|编后|律师答复)[：:]|[▲△●■◆★☆◇□◎※](?=[^\W\d_])")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、](?!\d)|[①②③④⑤⑥⑦⑧⑨⑩]")
_DOTTED = re.compile(r"[一-鿿]{1,6}(?:[·•・][一-鿿]{1,6}){1,3}")
_CREDIT_REACH = 48
"""Characters of a line's end a picture's credit may take, brackets included."""
_DATELINE_TAIL = re.compile(r"\s*(?:[（(][^（）()]{1,40}[）)])?\s*[：:]?")


@dataclass(frozen=True, slots=True)
class Cues:
    """The lists of ``data/cues.toml`` and ``data/surnames.txt``, compiled."""

    role: re.Pattern[str]
    a_role: re.Pattern[str]
    """A role without what may stand before it."""
    roles: frozenset[str]
    nameless: tuple[str, ...]
    """Roles that sign without a name."""
    units: tuple[str, ...]
    homes: tuple[str, ...]
    offices: tuple[str, ...]
    not_signed: frozenset[str]
    not_opening: frozenset[str]
    not_names: frozenset[str]
    labels: re.Pattern[str]
    editors: re.Pattern[str]
    """A label that a blank alone parts from its name."""
    sections: frozenset[str]
    credit: re.Pattern[str]
    openings: tuple[str, ...]
    series: re.Pattern[str]
    standing: tuple[str, ...]
    """Ends of titles over notices, lists and services."""
    title_hangs: frozenset[str]
    title_leans: frozenset[str]
    surnames: frozenset[str]
    compounds: frozenset[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cue lists; read once."""
    data = toml.loads((_DATA / "cues.toml").read_text(encoding="utf-8"))
    lines = [line for line in (_DATA / "surnames.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    byline = data["byline"]
    prefixes, roles = _either(byline["prefixes"]), _either(byline["roles"])
    editors = rf"(?:[一-鿿]{{0,4}}(?:{_either(data['furniture']['editors'])}))"
    labels, credits = _either(data["furniture"]["labels"]), _either(data["captions"]["credits"])
    return Cues(
        role=re.compile(
            rf"(?:{prefixes})*(?:{roles})|(?:(?!记者|通讯员|本报|本刊)[一-鿿]){{1,8}}?(?:{_either(byline['outlets'])})(?:{prefixes})*(?:记者|通讯员|评论员)"
        ),
        a_role=re.compile(roles),
        roles=frozenset(byline["roles"]),
        nameless=tuple(byline["nameless"]),
        units=tuple(byline["units"]),
        homes=tuple(byline["homes"]),
        offices=tuple(byline["offices"]),
        not_signed=frozenset(byline["not_signed"]),
        not_opening=frozenset(byline["not_opening"]),
        not_names=frozenset(byline["not_names"]),
        labels=re.compile(rf"(?:{labels}|{editors})[：:/／]"),
        editors=re.compile(rf"(?:^|(?<=\s)){editors}\s+(?=[一-鿿]\s*[一-鿿]?\s*[一-鿿]?(?:\s|$))"),
        sections=frozenset(data["furniture"]["sections"]),
        credit=re.compile(
            rf"[（(][^（）()]{{0,30}}(?:{credits})[^（）()]{{0,4}}[）)]$|(?:{credits})[/／：:][^。，]{{1,12}}$"
            r"|[。！？”][^。，：！？]{2,14}(?:摄|供图)$|^(?:[一-鿿]{2,6}记者|记者|通讯员)?[一-鿿]{2,3}(?:摄|供图)$"
        ),
        openings=tuple(data["captions"]["openings"]),
        series=re.compile(_either(data["kickers"]["words"])),
        standing=tuple(data["titles"]["standing"]),
        title_hangs=frozenset(data["titles"]["hangs"]),
        title_leans=frozenset(data["titles"]["leans"]),
        surnames=frozenset("".join(line for line in lines if " " not in line)),
        compounds=frozenset(name for line in lines if " " in line for name in line.split()),
    )


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def ends_sentence(text: str) -> bool:
    """Whether the line ends where a sentence may end: 。！？… and what closes after them."""
    bare = text.rstrip(CLOSING)
    return bool(bare) and bare[-1] in TERMINAL


def dateline(text: str) -> str | None:
    """The dateline a first paragraph begins with (本报长沙11月10日讯（记者 …）), as long as printed, or None."""
    found = _DATELINE.match(text)
    if found is None:
        return None
    tail = _DATELINE_TAIL.match(text, found.end())
    return text[: tail.end() if tail else found.end()]


def opens(text: str) -> bool:
    """Whether a line begins as paragraphs alone do: with a speaker's label (问：, 记者：) or the mark of an item (▲, ●)."""
    return _OPENS.match(text) is not None


def is_item(text: str) -> bool:
    """Whether a line begins as the items of a list do: 一、 （二） 3． ④."""
    return _ITEM.match(text) is not None


def is_subtitle(text: str) -> bool:
    """Whether the line is a subtitle by its dash (——…)."""
    return text.startswith(("——", "--", "──", "―")) or (text.startswith("—") and not ends_sentence(text))


def is_series(text: str) -> bool:
    """Whether a line above a title reads like the standing name of a series (一线调研, 新春走基层): a kicker."""
    return len(text) <= 14 and not re.search(r"[，：。？！]", text) and cues().series.search(text) is not None


def is_standing(text: str) -> bool:
    """Whether a line is the title of a notice, a list of briefs or a service (招聘启事, 本周菜价行情): never a heading in an article."""
    return text == "公告" or (len(text) <= 16 and text.endswith(cues().standing) and not re.search(r"[，：。？！；]", text))


def is_caption(text: str) -> bool:
    """Whether the line says it belongs to a picture: 图为…, (…供图), …摄."""
    return text.startswith(cues().openings) or cues().credit.search(text, max(0, len(text) - _CREDIT_REACH)) is not None


def is_name(text: str) -> bool:
    """Whether the word has the shape of a person's name: surname and one or two characters, or a compound surname."""
    known = cues()
    if _DOTTED.fullmatch(text):
        return True
    if text in known.not_names or text in known.sections or not all("一" <= char <= "鿿" for char in text):
        return False
    if text[:2] in known.compounds:
        return 3 <= len(text) <= 4
    return 2 <= len(text) <= 3 and text[0] in known.surnames and text[-1] not in _NEVER_LAST
