"""Other wordings of one name: well-known bodies, departments, marks. The table is ``data/names.toml``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline import toml

_MARKS = re.compile(r"[-—·•.\s]")
_BRACKETS = str.maketrans("（）〔〕", "()()")
_LATIN = re.compile(r"^[A-Za-z][A-Za-z&]*\(([一-鿿]{2,})\)")


@dataclass(frozen=True, slots=True)
class Wordings:
    """The table: ``bodies`` from any wording to the usual full name, ``departments`` from long to short, firms' trades."""

    bodies: dict[str, str]
    departments: re.Pattern[str]
    shorter: dict[str, str]
    trades: re.Pattern[str]


@lru_cache(maxsize=1)
def wordings() -> Wordings:
    """The table, read once."""
    table = toml.loads((Path(__file__).with_name("data") / "names.toml").read_text(encoding="utf-8"))
    shorter = table["departments"]
    return Wordings(
        bodies={name: names[0] for names in table["bodies"] for name in names},
        departments=re.compile("|".join(sorted(shorter, key=len, reverse=True))),
        shorter=shorter,
        trades=re.compile(f"(?:{'|'.join(table['companies']['trades'].split())}){{1,2}}$"),
    )


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A name without hyphens and points, with one kind of brackets, a firm's Chinese name for Latin(中文)."""
    return _LATIN.sub(r"\1", _MARKS.sub("", name).translate(_BRACKETS)) or name


def known_body(name: str) -> str:
    """The usual full name of a body that every reader knows under several (工信部 → 工业和信息化部), others as they are."""
    return wordings().bodies.get(name, name)


def department(name: str) -> str:
    """The name with its department in the short wording: 清溪县人力资源和社会保障局 → 清溪县人社局."""
    table = wordings()
    return table.departments.sub(lambda match: table.shorter[match.group()], name)
