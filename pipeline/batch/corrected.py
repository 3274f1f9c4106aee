"""Corrections by hand in a run: which lines belong to which issue, and what they do to the key of its last stage."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from pipeline.batch.recipe import Recipe
from pipeline.corrections import Line, read_corrections
from pipeline.errors import UsageError

FILE = "corrections.csv"
_ISSUE = re.compile(r"(.+)-[ae]\d+(-[a-z]\d+)?")

Corrections = Mapping[str, tuple[Line, ...]]


def load(path: Path | None, raw: Path | None) -> Corrections:
    """The lines by issue id: of ``path``, or of ``corrections.csv`` in the raw folder where there is one. Raises UsageError."""
    if path is None:
        path = raw / FILE if raw else None
        if path is None or not path.is_file():
            return {}
    elif not path.is_file():
        raise UsageError(f"{path}: no such file")
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in read_corrections(path):
        match = _ISSUE.fullmatch(line.owner)
        lines[match.group(1) if match else line.owner].append(line)
    return {issue_id: tuple(own) for issue_id, own in lines.items()}


def keyed(keys: tuple[str, ...], lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The keys of all stages, the last one also over the issue's corrections."""
    return (*keys[:-1], Recipe.next_key(keys[-1], repr(lines))) if lines else keys
