"""The file ``corrections.csv``: ``table,id,column,value`` and, to notice when a line no longer fits, ``text``."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from pipeline.errors import UsageError

HEADER = ("table", "id", "column", "value")
DELETE = "delete"
"""The column that removes a row instead of changing it."""

CORRECTABLE: dict[str, frozenset[str]] = {
    "articles": frozenset({"kicker", "title", "subtitle", "byline"}),
    "mentions": frozenset({"label", "entity_id", DELETE}),
    "entities": frozenset({"name", "adcode", "province", "city", "county"}),
    "officials": frozenset({"person", "title", "organization", "official", "former", DELETE}),
    "quantities": frozenset(
        {"kind", "value", "multiplier", "unit", "normalized", "normalized_unit", "bound", "lower", "upper", "per", "date"}
        | {"attribute", "parties", "change", "base", "part_of", "same_as", DELETE}
    ),
}
_SPAN = re.compile(r"(?P<article>.+)@(?P<start>\d+)-(?P<end>\d+)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One correction. ``id`` names a row by its id or, as ``ARTICLE@START-END``, by its place in the body."""

    number: int
    table: str
    id: str
    column: str
    value: str
    text: str = ""

    @property
    def span(self) -> tuple[str, int, int] | None:
        """(article, start, end) where the line names a place."""
        found = _SPAN.fullmatch(self.id)
        return (found["article"], int(found["start"]), int(found["end"])) if found else None

    @property
    def owner(self) -> str:
        """The article, entity or other id the line is about, without a place."""
        return self.span[0] if self.span else self.id


def read_corrections(path: Path) -> tuple[Line, ...]:
    """The lines of a corrections file in order. Raises UsageError naming file and line where one cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [c for c in HEADER if c not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(f"{path}: the first line must name the columns {', '.join(HEADER)}; {', '.join(missing)} is missing")
    lines = []
    for record in reader:
        if not any((v or "").strip() for k, v in record.items() if k):
            continue
        number = reader.line_num
        values = {f.name: (record.get(f.name) or "").strip() for f in fields(Line) if f.name != "number"}
        line = Line(number, **values)
        problem = _problem(line)
        if problem:
            raise UsageError(f"{path}, line {number}: {problem}")
        lines.append(line)
    return tuple(lines)


def _problem(line: Line) -> str | None:
    if line.table not in CORRECTABLE:
        return f"table {line.table!r} cannot be corrected; {', '.join(CORRECTABLE)} can"
    if line.column not in CORRECTABLE[line.table]:
        return f"column {line.column!r} of {line.table} cannot be corrected; {', '.join(sorted(CORRECTABLE[line.table]))} can"
    if not line.id:
        return "no id"
    return None


def for_issue(lines: Sequence[Line], issue_id: str) -> tuple[Line, ...]:
    """The lines about one issue: those whose id is the issue's id and a running number."""
    return tuple(line for line in lines if re.fullmatch(re.escape(issue_id) + r"-[ae]\d+(-[a-z]\d+)?", line.owner))
