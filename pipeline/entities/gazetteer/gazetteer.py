"""Looks names up: administrative divisions (full and short forms, renamed ones), listed companies."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.entities.gazetteer.division import MUNICIPALITIES, Division
from pipeline.entities.gazetteer.names import short_forms
from pipeline.entities.gazetteer.phrases import Phrases
from pipeline.errors import ModelError

DATA = Path(__file__).with_name("data")
_LEVELS = {2: 1, 3: 2, 4: 2, 5: 3, 6: 3, 9: 4}


@dataclass(frozen=True, slots=True)
class Renamed:
    """A division's name that went out of use in ``year``; ``code`` is its successor's."""

    year: int
    name: str
    code: str


def _lines(name: str) -> list[str]:
    path = DATA / name
    try:
        text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: {error}") from error
    return [line for line in text.splitlines() if line and not line.startswith("#")]


class Gazetteer:
    """Names known beforehand. Read-only; :meth:`load` gives the one instance of the process.

    Divisions: modood/Administrative-divisions-of-China (2023, WTFPL), renamed ones from JioNLP (Apache-2.0) and
    ministry notices; listed companies' short names: public listing data.
    """

    def __init__(self) -> None:
        self._names = dict(line.split("\t") for line in _lines("divisions.tsv.gz"))
        self._divisions: dict[str, Division] = {}
        self._full: dict[str, list[str]] = {}
        self._short: dict[str, list[str]] = {}
        for code, name in self._names.items():
            self._full.setdefault(name, []).append(code)
            for short in short_forms(name):
                self._short.setdefault(short, []).append(code)
        for line in _lines("abbreviations.tsv"):
            name, code = line.split("\t")
            self._short.setdefault(name, []).append(code)
        self._renamed: dict[str, list[Renamed]] = {}
        for line in _lines("renamed.tsv"):
            year, name, code = line.split("\t")
            old = Renamed(int(year), name, code)
            for form in (name, *short_forms(name)):
                self._renamed.setdefault(form, []).append(old)

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> "Gazetteer":
        """The gazetteer, read once a process. ModelError where a data file is missing or damaged."""
        return Gazetteer()

    @cached_property
    def companies(self) -> frozenset[str]:
        """Short names of companies listed in Shanghai, Shenzhen and Beijing."""
        return frozenset(_lines("companies.txt.gz"))

    @cached_property
    def division_phrases(self) -> Phrases:
        """Longest-match search for full names, and for short forms of provinces, cities and counties of two characters and more."""
        short = (name for name, codes in self._short.items() if len(name) > 1 and any(len(code) <= 6 for code in codes))
        return Phrases([*self._full, *short, *self._renamed])

    @cached_property
    def company_phrases(self) -> Phrases:
        """Longest-match search for the short names of listed companies."""
        return Phrases(self.companies)

    def __len__(self) -> int:
        return len(self._names)

    def names(self) -> Iterator[tuple[str, str]]:
        """(name, code) for every full, short and former name of a division."""
        for names in (self._full, self._short):
            for name, codes in names.items():
                yield from ((name, code) for code in codes)
        for name, past in self._renamed.items():
            yield from ((name, old.code) for old in past)

    def has(self, code: str) -> bool:
        """Whether there is a division with this code."""
        return code in self._names

    def division(self, code: str) -> Division:
        """The division with this code. KeyError where there is none."""
        known = self._divisions.get(code)
        if known is None:
            known = self._divisions[code] = self._made(code)
        return known

    def _made(self, code: str) -> Division:
        name = self._names[code]
        under = code[:2]
        province = self._names[under]
        city = self._names.get(code[:3] if code[2:3].isalpha() else code[:4]) if len(code) > 2 else None
        if under in MUNICIPALITIES:
            city = province
        county = self._names.get(code[:6]) if len(code) >= 6 else name if len(code) == 5 else None
        return Division(code, name, _LEVELS[len(code)], province, city, county)

    def divisions(self, name: str, year: int | None = None) -> tuple[Division, ...]:
        """Every division called ``name`` in full (岳阳市) or short (岳阳), higher levels first.

        Renamed ones are given under their successor's code: those that still bore the name in ``year`` (where it is
        known) before divisions that bear it today, others after them.
        """
        today = sorted({*self._full.get(name, ()), *self._short.get(name, ())}, key=lambda code: (len(code), code))
        valid: list[str] = []
        past: list[str] = []
        for old in self._renamed.get(name, ()):
            (valid if year is not None and year <= old.year else past).append(old.code)
        codes = dict.fromkeys([*(code for code in valid if code not in today), *today, *past])
        return tuple(self.division(code) for code in codes)

    def is_full_name(self, name: str, division: Division) -> bool:
        """Whether ``name`` is ``division``'s full name of today or of the past, not a short form."""
        return name == division.name or any(old.name == name and old.code == division.code for old in self._renamed.get(name, ()))

    def children(self, parent: Division) -> Iterator[Division]:
        """The divisions right below ``parent``."""
        for code in self._names:
            if code.startswith(parent.code) and code != parent.code:
                child = self.division(code)
                if child.level == parent.level + 1:
                    yield child
