"""The tables behind the grammar of offices."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Head:
    """An office named after what it heads: its ending, and which bodies it can belong to."""

    ending: str
    body: re.Pattern[str]
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables; :func:`lexicon` reads them once."""

    organs: tuple[str, ...]
    heads: tuple[Head, ...]
    standalone: frozenset[str]
    callings: frozenset[str]
    private: frozenset[str]
    adhoc: frozenset[str]
    fixed: dict[str, str]

    def organ(self, title: str) -> str | None:
        """The organ an office's name begins with: 党工委第一书记 → 党工委."""
        return next((organ for organ in self.organs if title.startswith(organ) and len(title) > len(organ)), None)

    def is_cell(self, title: str) -> bool:
        """Whether the office is one in a body's own party cell (党组书记, 机关党委副书记), which every body has."""
        return (self.organ(title) or "").startswith(("党组", "党委", "党总支", "党支部", "机关党委", "纪检"))

    def head(self, title: str) -> Head | None:
        """The longest entry that ``title`` ends with."""
        return next((head for head in self.heads if title.endswith(head.ending)), None)

    def is_standalone(self, title: str) -> bool:
        """Whether the office is usual without a body (院士, 分析师)."""
        return any(title.endswith(word) for word in self.standalone) or self.is_calling(title)

    def is_calling(self, title: str) -> bool:
        """Whether the word says what somebody is, not whose (作家): no body is inherited either."""
        return any(title.endswith(word) for word in self.callings)

    def stands_alone(self, title: str) -> bool:
        """Whether the body of an office must be printed or named beside it: ranks, and offices of ad hoc bodies."""
        return title in self.adhoc or self.is_standalone(title)

    def is_private(self, title: str) -> bool:
        """Whether the rank or calling is never a public office."""
        return any(title.endswith(word) for word in self.private)


def _lines(name: str) -> list[str]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables under ``data``."""
    heads = []
    for line in _lines("heads.tsv"):
        ending, body, labels = line.split("\t")
        heads.append(Head(ending, re.compile(body), frozenset(labels.split(","))))
    return Lexicon(
        organs=tuple(sorted(_lines("organs.txt"), key=len, reverse=True)),
        heads=tuple(sorted(heads, key=lambda head: -len(head.ending))),
        standalone=frozenset(_lines("standalone.txt")),
        callings=frozenset(_lines("callings.txt")),
        private=frozenset(_lines("private.txt")),
        adhoc=frozenset(_lines("adhoc.txt")),
        fixed=dict(line.split("\t") for line in _lines("fixed.tsv")),
    )
