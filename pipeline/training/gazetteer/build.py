"""Write the data files of ``pipeline.entities.gazetteer``.

    python -m pipeline.training.gazetteer.build DATA

``DATA`` holds ``admin/`` (provinces.csv, cities.csv, areas.csv, streets.csv, HK-MO-TW.json of
modood/Administrative-divisions-of-China, WTFPL; jionlp_china_location_change.txt of JioNLP, Apache-2.0) and
``company/a_share_short_names.csv`` (public listing data). Codes and names are facts; nothing else is taken.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.entities.gazetteer.names import is_placeholder, stem

DATA = Path(__file__).resolve().parents[2] / "entities" / "gazetteer" / "data"
SUPPLEMENT = Path(__file__).with_name("renamed_supplement.tsv")
BEYOND = {"台湾省": "71", "香港特别行政区": "81", "澳门特别行政区": "82"}
"""Provinces whose lower divisions carry no GB/T 2260 code: they are numbered here with a letter and stay uncoded in rows."""


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def divisions(admin: Path) -> Iterator[tuple[str, str]]:
    """(code, name) of every division, parents before children; statistical placeholders (市辖区) left out."""
    for table in ("provinces.csv", "cities.csv", "areas.csv", "streets.csv"):
        for row in _csv(admin / table):
            code, name = row["code"], row["name"]
            if is_placeholder(name) or (len(code) == 6 and code.endswith("00")):
                continue
            yield code, name
    beyond = json.loads((admin / "HK-MO-TW.json").read_text(encoding="utf-8"))
    for province, parts in beyond.items():
        code = BEYOND[province]
        yield code, province
        for number, (part, children) in enumerate(parts.items()):
            under = f"{code}{chr(ord('A') + number)}"
            if province == "台湾省":
                yield under, part
            for index, child in enumerate(children):
                yield f"{under}{index:02d}", child


def renamed(admin: Path, table: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """(year, old name, code of the successor) of every renamed division. ValueError for a successor not in ``table``."""
    for line in (admin / "jionlp_china_location_change.txt").read_text(encoding="utf-8").splitlines():
        date, _, change = line.split("\t", 2)
        old, new = (side.split("\t") for side in change.split("=>"))
        wanted = new[-1]
        under = [c for c, n in table.items() if n == new[-2]] if len(new) > 1 else [""]
        codes = [c for c, n in table.items() if stem(n) == stem(wanted) and c[:2].isdigit() and any(c.startswith(u[:2]) for u in under)]
        codes = [c for c in codes if len(c) <= 6] or codes
        if codes:
            yield date[:4], old[-2], sorted(codes, key=len)[-1]
    for line in SUPPLEMENT.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            year, name, code = line.split("\t")
            if code not in table:
                raise ValueError(f"{SUPPLEMENT.name}: no division {code} for {name}")
            yield year, name, code


def companies(path: Path) -> list[str]:
    """Short names of listed companies without share classes and marks (万科A → 万科, *ST某某 → 某某)."""
    names = set()
    for row in _csv(path):
        name = re.sub(r"^(?:XD|XR|DR)?(?:S?\*?ST|[SNC](?=[一-鿿]))?|(?:-U|-W|-UW|[AB])$", "", row["name"].replace(" ", ""))
        if len(name) >= 3:
            names.add(name)
    return sorted(names)


def _gz(path: Path, text: str) -> None:
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(text.encode())
    path.write_bytes(buffer.getvalue())


def main(source: Path) -> None:
    """Build every data file from ``source``."""
    rows = list(divisions(source / "admin"))
    _gz(DATA / "divisions.tsv.gz", "".join(f"{code}\t{name}\n" for code, name in rows))
    changes = sorted(set(renamed(source / "admin", dict(rows))))
    (DATA / "renamed.tsv").write_text("".join("\t".join(change) + "\n" for change in changes), encoding="utf-8")
    _gz(DATA / "companies.txt.gz", "\n".join(companies(source / "company" / "a_share_short_names.csv")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
