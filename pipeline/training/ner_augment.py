"""New articles from annotated ones: places, persons and bodies swapped for others of their kind, the same way through an article.

What it teaches: that the name of a county is a place in every province, that a person is told by the sentence and not by
the name. Text outside mentions stays as it is.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.entities.gazetteer.gazetteer import Gazetteer
from pipeline.entities.recognition.words import word_lists
from pipeline.training.ner_data import Annotated

_KIND = re.compile(r"(?:省|自治区|特别行政区|市|地区|盟|新区|区|自治县|县|自治州|州|旗|街道|乡|镇|开发区)$")
_HONORIFIC = re.compile(r"某|(?:大姐|大爷|大妈|先生|女士|师傅|老师|叔|婶|总|嫂|哥|书记)$")
_LONGEST_DIVISION = 12
_COMMON_SURNAMES = 60


@dataclass(frozen=True, slots=True)
class Rates:
    """How often what is swapped: of the articles, and in those of the distinct surfaces of a label (of places: of the divisions)."""

    articles: float = 0.6
    divisions: float = 0.9
    persons: float = 0.9
    companies: float = 0.35
    listed: float = 0.25
    bodies: float = 0.15


class Divisions:
    """Names of divisions by kind: level, type suffix, and whether the suffix is written."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._kinds: dict[str, tuple[int, str]] = {}
        self._pools: dict[tuple[int, str], list[str]] = defaultdict(list)
        for name, code in sorted(gazetteer.names(), key=lambda pair: (len(pair[1]), pair[1], pair[0])):
            suffix = _KIND.search(name)
            if len(name) < 2 or (len(code) > 6 and not suffix) or name in self._kinds:
                continue
            self._kinds[name] = (len(code), suffix[0] if suffix else "")
            self._pools[self._kinds[name]].append(name)

    def leading(self, text: str) -> tuple[list[str], str]:
        """The divisions that ``text`` begins with, one after the other, and the rest."""
        found: list[str] = []
        at = 0
        while at < len(text):
            ends = range(min(len(text), at + _LONGEST_DIVISION), at + 1, -1)
            end = next((end for end in ends if text[at:end] in self._kinds), None)
            if end is None:
                break
            found.append(text[at:end])
            at = end
        return found, text[at:]

    def other(self, name: str, rng: random.Random) -> str:
        """Some division of the same kind."""
        return rng.choice(self._pools[self._kinds[name]])


class Persons:
    """Makes names of the build of a given one, from real surnames and given names of a corpus."""

    def __init__(self, names: Iterable[str]) -> None:
        lists = word_lists("surnames.tsv")
        self._surnames = lists["single"]
        self._surname_set = frozenset(self._surnames)
        self._compound = frozenset(lists["compound"])
        self._given: dict[int, list[str]] = {1: [], 2: []}
        self._foreign: list[str] = []
        for name in sorted(set(names)):
            if "·" in name or 4 < len(name) <= 12:
                self._foreign.append(name)
            elif len(name) in (2, 3) and name[0] in self._surname_set and name[:2] not in self._compound:
                self._given[len(name) - 1].append(name[1:])

    def other(self, name: str, rng: random.Random) -> str:
        """Another name of the same build; the same one where its build is not known (Tibetan, Mongolian names and the like)."""
        chinese = name[0] in self._surname_set and name[:2] not in self._compound
        if _HONORIFIC.search(name):
            return rng.choice(self._surnames) + name[1:] if chinese else name
        if chinese and len(name) - 1 in self._given and self._given[len(name) - 1]:
            surnames = self._surnames[:_COMMON_SURNAMES] if rng.random() < 0.5 else self._surnames
            return rng.choice(surnames) + rng.choice(self._given[len(name) - 1])
        if ("·" in name or len(name) > 4) and self._foreign:
            return rng.choice(self._foreign)
        return name


class Swap:
    """Swaps names in articles. ``articles`` also give the companies and bodies to swap in."""

    def __init__(self, articles: Sequence[Annotated], persons: Persons, gazetteer: Gazetteer, rates: Rates | None = None) -> None:
        self._persons = persons
        self._divisions = Divisions(gazetteer)
        self._listed = sorted(gazetteer.companies)
        self._rates = rates or Rates()
        self._pools: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            for start, end, label in article.mentions:
                self._pools[label].append(article.text[start:end])

    def __call__(self, articles: Sequence[Annotated], rng: random.Random) -> list[Annotated]:
        """The articles, a share of them with names swapped."""
        return [self.swapped(article, rng) if rng.random() < self._rates.articles else article for article in articles]

    def swapped(self, article: Annotated, rng: random.Random) -> Annotated:
        """One article with names swapped, the same surface always for the same other one."""
        surfaces: dict[tuple[str, str], str] = {}
        divisions: dict[str, str] = {}
        parts: list[str] = []
        mentions: list[tuple[int, int, str]] = []
        length = last = 0
        for start, end, label in article.mentions:
            surface = article.text[start:end]
            if (label, surface) not in surfaces:
                surfaces[label, surface] = self._other(label, surface, divisions, rng)
            before, new = article.text[last:start], surfaces[label, surface]
            parts += (before, new)
            mentions.append((length + len(before), length + len(before) + len(new), label))
            length += len(before) + len(new)
            last = end
        parts.append(article.text[last:])
        return Annotated("".join(parts), tuple(mentions))

    def _other(self, label: str, surface: str, divisions: dict[str, str], rng: random.Random) -> str:
        rates = self._rates
        if label == "PER":
            return self._persons.other(surface, rng) if rng.random() < rates.persons else surface
        if label == "TITLE":
            return surface
        if label == "COMPANY" and rng.random() < rates.companies:
            surface = rng.choice(self._listed if rng.random() < rates.listed and len(surface) <= 6 else self._pools[label])
        elif label in ("ORG", "GOV") and rng.random() < rates.bodies:
            surface = rng.choice(self._pools[label])
        leading, rest = self._divisions.leading(surface)
        if label != "LOC" and not rest:
            return surface
        for name in leading:
            if name not in divisions:
                divisions[name] = self._divisions.other(name, rng) if rng.random() < rates.divisions else name
        return "".join(divisions[name] for name in leading) + rest


def msra_persons(path: Path) -> list[str]:
    """The persons' names of the MSRA corpus (``train.bio``: character, blank, tag a line)."""
    names: list[str] = []
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        character, _, tag = line.strip().partition("\t" if "\t" in line else " ")
        if tag == "B-PER":
            names.append(character)
        elif tag == "I-PER" and inside:
            names[-1] += character
        inside = tag in ("B-PER", "I-PER")
    return names
