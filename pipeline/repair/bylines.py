"""Bylines: whether a line is one or a piece of one, and the names in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from pipeline.document import MappedText
from pipeline.repair.blanks import clean, is_spaced
from pipeline.repair.cues import cues, is_name
from pipeline.repair.signers import author, of_unit, pen_name

_BRACKETS = "（）()[]【】"
_SPLIT = re.compile(r"[\s\u3000、]+|(?<=[者员])[：:/]|(?<=[文图])[：:/](?![文图])")
_RARE = re.compile(r"[^\W\d_A-Za-z了的是在到这有和从对为]{2,4}")
"""A name of a rare surname, told by the role word (本报记者, 通讯员) before it."""
_MANY = 8
_LONGEST_RUN = 16
_LONGEST = 80
_LONGEST_CLEAN = 40
_LONGEST_NAME = 4
_HINT = re.compile(rf"[、：:/·•・{re.escape(_BRACKETS)}]")
_SENTENCE = re.compile(r"[，。；！？“”《》—…%0-9]")
_INNER = re.compile(r"(?<=[一-鿿]{2})(?:本报|见习|实习)?(?:记者|通讯员|实习生)(?=[一-鿿]{2})")
"""A role between two names that no blank parts."""
_TRAILING = re.compile(r"(?:报道|摄影报道|文/图|图/文)$")
_MARK = re.compile(r"[□■◇◆★☆▣◎○●]+")
"""Set before a signature: □ 何瑶."""
_FEW = 4


@dataclass(frozen=True, slots=True)
class Signature:
    """What a byline line says: its words in order, each a role (记者), a name, or one character of a name."""

    words: tuple[tuple[str, MappedText], ...]
    opens: bool
    closes: bool
    pen: bool = False
    """A word in brackets that has not the shape of a name: a pen name where a sentence ends before it."""

    @property
    def dangling(self) -> bool:
        """Whether a name or half a name must follow."""
        if not self.words or _halves(self.words) % 2 == 1:
            return True
        last = self.words[-1][1].text
        closed = last.endswith(cues().nameless) or (_TRAILING.search(last) and any(kind != "role" for kind, _ in self.words))
        return self.words[-1][0] == "role" and not closed


def _halves(words: Sequence[tuple[str, MappedText]]) -> int:
    """Single characters at the end that wait for another."""
    run = [word.text for _, word in takewhile(lambda each: each[0] == "half", reversed(words))]
    return 0 if _is_triple(run[::-1]) else len(run)


def _is_triple(run: Sequence[str]) -> bool:
    """Whether three characters set apart are one name (钟 大 海) rather than a name and the first half of another."""
    return len(run) == 3 and run[2] not in cues().surnames and is_name("".join(run))


def may_sign(line: MappedText) -> bool:
    """Whether a clean line is worth reading as a byline: nearly all lines are not, and this is seen at a glance."""
    text, origin = line.text, line.origin
    if len(text) > _LONGEST_CLEAN or (_SENTENCE.search(text) and "级" not in text):
        return False
    # Longer than a name, a byline says who it names, or has something that parts names; a blank after every character parts none.
    length = origin[-1] - origin[0] + 1
    parted = length > len(text) and not (len(text) > _MANY and length == 2 * len(text) - 1)
    return parted or len(text) <= _LONGEST_NAME or _HINT.search(text) is not None or cues().a_role.search(text) is not None


def signature(line: MappedText) -> Signature | None:
    """The line read as (a piece of) a byline, or None. ``line`` still has its blanks: they part the names.

    >>> [w.text for _, w in signature(MappedText.of("本报记者 何 瑶")).words]
    ['本报记者', '何', '瑶']
    """
    spans = author(line.text) or _words(line.text) or of_unit(line.text)
    words = tuple((kind, line[low:high]) for kind, low, high in spans)
    if words and _halves_pair(words):
        text = line.text.strip()
        return Signature(words, text[0] in "（(【[", text[-1] in "）)】]")
    pen = pen_name(line.text)
    return Signature((("name", clean(line[pen[0] : pen[1]])),), True, True, True) if pen else None


def _words(line: str) -> list[tuple[str, int, int]]:
    """(kind, start, end) of the words of a byline; empty where the line is none."""
    text = line.strip()
    if not text or len(text) > _LONGEST or _SENTENCE.search(text):
        return []
    opens = text[0] in "（(【["
    words: list[tuple[str, int, int]] = []
    for start, high in _tokens(line):
        low = start
        if not words and (mark := _MARK.match(line, low, high)):
            words.append(("mark", low, mark.end()))
            low = mark.end()
        while low < high and (role := cues().role.match(line, low, high)) and role.end() > low:
            words.append(("role", low, role.end()))
            low = role.end()
        if low == high:
            continue
        inner = _INNER.search(line, low, high)
        if inner and is_name(line[low : inner.start()]):
            words.append(("name", low, inner.start()))
            words.append(("role", inner.start(), inner.end()))
            low = inner.end()
        tail = _TRAILING.search(line, low, high)
        stop = tail.start() if tail else high
        name = line[low:stop]
        if is_name(name):
            words.append(("name", low, stop))
        elif len(name) == 1 and "一" <= name <= "鿿":
            words.append(("half", low, stop))
            if len(words) > _MANY and all(kind == "half" for kind, *_ in words[-_MANY - 1 :]):
                return []  # a stretched line of text
        elif _RARE.fullmatch(name) and any(
            kind == "role" and end - begin > 2 for kind, begin, end in words[-1 if len(name) == _FEW else 0 :]
        ):
            words.append(("name", low, stop))
        elif run := _run_of_names(name) if opens or any(kind == "role" for kind, *_ in words) else []:
            words += [("name", low + one, low + other) for one, other in pairwise(run)]
        else:
            return []
        if tail:
            words.append(("role", stop, high))
    return words


def read_stretched(line: MappedText) -> Signature | None:
    """The line read as a byline, also where blanks stand between all of its characters and part no names."""
    readings = [signature(line)]
    if is_spaced(line.text):
        readings.append(signature(clean(line)))
    return min((each for each in readings if each), key=count_halves, default=None)


def count_halves(found: Signature) -> int:
    """How many words are single characters: of two readings of a line the one with fewer is right."""
    return sum(kind == "half" for kind, _ in found.words)


def _run_of_names(text: str) -> list[int]:
    """Where names set without a blank between them begin, and where the last ends; empty where it is no run of names."""
    if len(text) > _LONGEST_RUN:
        return []
    ways: dict[int, list[int]] = {0: [0]}
    for start in range(len(text)):
        for stop in (start + 2, start + 3):
            if start in ways and is_name(text[start:stop]) and stop <= len(text):
                ways[stop] = [*ways[start], stop]
    return ways.get(len(text), [])


def _halves_pair(words: Sequence[tuple[str, MappedText]]) -> bool:
    """Whether single characters come as surname and given name, and not so many that it is a stretched line of text."""
    run: list[str] = []
    told = False
    """Whether a role says that names follow: then any will do."""
    for kind, word in [*words, ("", MappedText.of(""))]:
        if kind == "half":
            run.append(word.text)
            continue
        pairs = ["".join(run[at : at + 2]) for at in range(0, len(run), 2)] if len(run) > 1 else []
        named = all(is_name(pair) or pair == "记者" or pair in cues().surnames for pair in pairs)
        if len(run) > _MANY or not (named or (told and (_is_triple(run) or len(run) in (2, _FEW)))):
            return False
        run = []
        told = kind == "role" or (told and kind == "name")
    return True


def _tokens(text: str) -> list[tuple[int, int]]:
    """(start, end) of the words between blanks, marks and brackets."""
    found, begin = [], 0
    bare = "".join(" " if char in _BRACKETS else char for char in text)
    for blank in _SPLIT.finditer(bare):
        if blank.start() > begin:
            found.append((begin, blank.start()))
        begin = blank.end()
    if begin < len(bare):
        found.append((begin, len(bare)))
    return found


def names(words: Sequence[tuple[str, MappedText]]) -> tuple[MappedText, ...]:
    """The byline's elements: a name each, halves put together, a role glued to the name it stands before.

    >>> sig = signature(MappedText.of("本报记者 何 瑶 江一帆"))
    >>> [name.text for name in names(sig.words)]
    ['本报记者何瑶', '江一帆']
    """
    out: list[MappedText] = []
    pending: list[MappedText] = []
    halves: list[MappedText] = []
    for at, (kind, word) in enumerate(words):
        if kind == "mark":
            continue
        if kind == "half":
            if not halves:
                run = [each.text for _, each in takewhile(lambda each: each[0] == "half", words[at:])]
            halves.append(word)
            if len(halves) < 2 + _is_triple(run):
                continue
            word = MappedText.join(halves)
            halves = []
            kind = "role" if cues().role.fullmatch(word.text) else "name"
        elif halves:
            out.append(MappedText.join([*pending, *halves]))
            pending, halves = [], []
        if kind == "role":
            pending.append(word)
        else:
            out.append(MappedText.join([*pending, word]))
            pending = []
    if pending or halves:
        rest = MappedText.join([*pending, *halves])
        if out and not halves:
            out[-1] = MappedText.join([out[-1], rest])
        else:
            out.append(rest)
    return tuple(out)


def certain(found: Signature) -> bool:
    """Whether the line by itself is surely a byline: a role, brackets around names, several names, or one padded by a blank."""
    if found.pen:
        return False
    kinds = [kind for kind, _ in found.words]
    full = kinds.count("name") + kinds.count("half") / 2
    if "role" in kinds:
        return full >= 1 or any(kind == "role" and len(word) > 2 for kind, word in found.words)
    padded = kinds == ["half", "half"]
    return padded or full >= 2 or (full >= 1 and kinds[0] == "mark") or (full >= 1 and found.opens and found.closes)


def is_half(found: Signature) -> bool:
    """Whether single characters are all there is: beside stretched lines they are text, not a padded name."""
    return all(kind == "half" for kind, _ in found.words)


def parted(found: Signature) -> list[Signature]:
    """A line that holds several bylines taken apart: 通讯员 does not come twice in one, nor 记者 again after 通讯员."""
    cuts = [0]
    for at, (kind, word) in enumerate(found.words):
        before = "".join(text.text for other, text in found.words[cuts[-1] : at] if other == "role")
        if kind == "role" and "通讯员" in before and ("通讯员" in word.text or ("记者" in word.text and "记者" in before)):
            cuts.append(at)
    cuts.append(len(found.words))
    spans = list(pairwise(cuts))
    return [Signature(found.words[low:high], found.opens and low == 0, found.closes and high == len(found.words)) for low, high in spans]
