"""Readers of the corpora models are trained on. Text of a corpus stays where it is; these only read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.training.lexicons import word_list

COMPOUND_SURNAMES = frozenset(word_list("compound_surnames.txt"))
"""Surnames of two characters."""

HALF_WIDTH = {full: full - 0xFEE0 for span in ("０９", "ＡＺ", "ａｚ") for full in range(ord(span[0]), ord(span[1]) + 1)}
"""For ``str.translate``: full-width digits and Latin letters to half-width. No length changes."""

_TAGGED = re.compile(r"\[?(?P<word>.+?)/(?P<tag>[A-Za-z]+)(?:\]\w+)?")
_LINE_ID = re.compile(r"\d{4}\d{2}(?P<day>\d{2})-\d+-\d+-\d+/m")


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word of the corpus and its part of speech (the corpus's own tag)."""

    text: str
    tag: str


def read_pku1998(path: Path, days: range | None = None) -> Iterator[list[TaggedWord]]:
    """Paragraphs of the People's Daily corpus of January 1998, words as printed there; ``days`` of the month, or all."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.split()
            if not cells:
                continue
            head = _LINE_ID.fullmatch(cells[0])
            if head is None:
                raise ValueError(f"{path}: a line begins with {cells[0]!r}, not with the corpus's line number")
            if days is None or int(head["day"]) in days:
                yield [TaggedWord(m["word"], m["tag"]) for m in map(_TAGGED.fullmatch, cells[1:]) if m]


def in_our_conventions(paragraph: list[TaggedWord]) -> list[TaggedWord]:
    """The corpus's words, except that surname and given name are one word and digits and Latin letters half-width.

    A name is a surname (one character, or one of two characters that is in ``COMPOUND_SURNAMES``) followed by another ``nr``.
    """
    out: list[TaggedWord] = []
    surname_open = False
    for word in paragraph:
        text = word.text.translate(HALF_WIDTH)
        if surname_open and word.tag == "nr":
            out[-1] = TaggedWord(out[-1].text + text, "nr")
            surname_open = False
            continue
        out.append(TaggedWord(text, word.tag))
        surname_open = word.tag == "nr" and (len(text) == 1 or text in COMPOUND_SURNAMES)
    return out


def pku1998_words(path: Path, days: range | None = None) -> list[list[str]]:
    """Paragraphs of the corpus as words in our conventions."""
    return [[word.text for word in in_our_conventions(paragraph)] for paragraph in read_pku1998(path, days)]
