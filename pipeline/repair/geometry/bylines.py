"""Bylines of a page with geometry: names are told apart by the blanks between them, which the printed line still has."""

import re

from pipeline.document import MappedText
from pipeline.repair.cues import cues, ends_sentence, is_name

_PIECE = re.compile(r"[^\s、，,·（）()]+")
_TRANSLITERATED = re.compile(r"[一-鿿]{1,6}·[一-鿿·]{1,12}|[A-Za-z][A-Za-z .]{2,30}")
_LONGEST = 64
_SPLIT_ROLE = re.compile(r"本\s*报\s*(?=[记通])|通\s*讯\s*员|记\s*者|实\s*习\s*生")
_MARKS = re.compile(r"[。；：！？“”《》]")


def names_of(spaced: MappedText) -> tuple[MappedText, ...]:
    """The names of a line that holds nothing but names and words for roles; empty where it is no byline.

    ``spaced`` keeps blanks where the print has them. A role is glued to the name it stands before; two single characters
    in a row are one name that was padded to the width of three.
    """
    text = spaced.text.strip()
    if not text or len(text) > _LONGEST or ends_sentence(text) or _MARKS.search(text.strip("（）() ").rstrip("：:")):
        return ()
    spaced = _whole_roles(spaced)
    known = cues()
    names: list[MappedText] = []
    role: MappedText | None = None
    single: MappedText | None = None
    roles = sure = odd = 0

    def add(name: MappedText) -> None:
        nonlocal role
        names.append(MappedText.join([role, name]) if role is not None else name)
        role = None

    for match in _PIECE.finditer(spaced.text):
        piece = spaced[match.start() : match.end()]
        found = known.role.match(piece.text) if len(piece) > 1 or single is None else None
        while found and piece:
            if single is not None:
                return ()
            roles += 1
            cut = piece[: found.end()]
            role = MappedText.join([role, cut]) if role is not None else cut
            piece = piece[found.end() :]
            found = known.role.match(piece.text)
        if not piece:
            continue
        if len(piece) == 1:
            if single is None:
                single = piece
                continue
            pair = MappedText.join([single, piece])
            single = None
            sure += is_name(pair.text)
            add(pair)
            continue
        if single is not None:
            return ()
        trailing = next((r for r in sorted(known.roles, key=len, reverse=True) if piece.text.endswith(r) and len(piece) > len(r) + 1), None)
        if trailing:
            roles += 1
        known_name = is_name(piece.text) or _TRANSLITERATED.fullmatch(piece.text) is not None
        sure += known_name
        odd += not known_name and len(piece) > 4
        add(piece)
    if single is not None:
        return ()
    if role is not None and names:
        names[-1] = MappedText.join([names[-1], role])
        role = None
    if not names or odd > sure or (not roles and (sure < len(names) or len(names) > 6)):
        return ()
    return tuple(names)


def _whole_roles(spaced: MappedText) -> MappedText:
    """The line without the blanks that stretch a role word (记 者)."""
    inside = {i for m in _SPLIT_ROLE.finditer(spaced.text) for i in range(m.start(), m.end())}
    return spaced.keep(lambda i: not (i in inside and spaced.text[i].isspace()))
