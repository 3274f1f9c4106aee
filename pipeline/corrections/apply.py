"""Applies corrections to the rows of one issue, after all stages."""

import types
import typing
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.corrections.read import DELETE, Line
from pipeline.document import TABLES, Correction, IssueRows, Mention, RawMap
from pipeline.document.rows import PART_LABELS

SOURCE = "correction"


class _Unfit(Exception):
    """Why a line does not fit the rows as they are now."""


def apply(rows: IssueRows, lines: Sequence[Line]) -> IssueRows:
    """The rows with every line that fits applied, and a row in ``corrections`` for each line: the machine's value, or why not."""
    done = []
    for line in lines:
        try:
            rows, before = _apply(rows, line)
            status, reason = "applied", None
        except _Unfit as misfit:
            before, status, reason = None, "unfit", str(misfit)
        done.append(Correction(rows.issue.issue_id, line.number, line.table, line.id, line.column, line.value, before, status, reason))
    return replace(rows, corrections=tuple(done))


def _apply(rows: IssueRows, line: Line) -> tuple[IssueRows, str | None]:
    items = list(getattr(rows, line.table))
    at = [i for i, item in enumerate(items) if _is_meant(line, item)]
    if not at and line.table == "mentions" and line.column == "label" and line.span:
        return replace(rows, mentions=_with_new_mention(rows, line)), None
    if not at:
        raise _Unfit("no such row")
    if len(at) > 1:
        raise _Unfit(f"{len(at)} rows are meant")
    item = items[at[0]]
    printed = getattr(item, "text", None) or getattr(item, "name", None) or getattr(item, "title", None)
    if line.text and line.table != "articles" and printed != line.text:
        raise _Unfit(f"the row now says {printed!r}")
    if line.column == DELETE:
        del items[at[0]]
        return _with(rows, line.table, items), "present"
    before = getattr(item, line.column)
    changed = replace(item, **{line.column: _value(line)})
    items[at[0]] = replace(changed, source=SOURCE, score=1.0) if isinstance(changed, Mention) else changed
    return _with(rows, line.table, items), _shown(before)


def _with(rows: IssueRows, table: str, items: list[Any]) -> IssueRows:
    changed: dict[str, Any] = {table: tuple(items)}
    return replace(rows, **changed)


def _is_meant(line: Line, item: Any) -> bool:
    key = {"articles": "article_id", "mentions": "mention_id", "entities": "entity_id", "quantities": "quantity_id"}.get(line.table)
    if line.span:
        same_field = getattr(item, "field", "body") == "body"
        return same_field and (item.article_id, item.start, item.end) == line.span if hasattr(item, "start") else False
    return key is not None and getattr(item, key) == line.id


def _with_new_mention(rows: IssueRows, line: Line) -> tuple[Mention, ...]:
    article_id, start, end = line.span or ("", 0, 0)
    article = next((a for a in rows.articles if a.article_id == article_id), None)
    if article is None or not 0 <= start < end <= len(article.text):
        raise _Unfit("no such place")
    if line.value not in PART_LABELS:
        raise _Unfit(f"no label {line.value!r}; there are {', '.join(PART_LABELS)}")
    surface = article.text[start:end]
    if line.text and surface != line.text:
        raise _Unfit(f"the place now says {surface!r}")
    if any(m.article_id == article_id and m.field == "body" and m.start < end and start < m.end for m in rows.mentions):
        raise _Unfit("another mention is in the way; delete it first")
    sentence = next((s.index for s in rows.sentences if s.article_id == article_id and s.start <= start < s.end), None)
    hull = RawMap(article.raw_map).hull("body", start, end)
    new = Mention(f"{article_id}-c{line.number:04d}", article_id, "body", sentence, line.value, surface, start, end, *hull, source=SOURCE)
    return tuple(sorted((*rows.mentions, new), key=lambda m: (m.article_id, m.field, m.start)))


def _shown(value: Any) -> str | None:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return None if value is None else str(value)


def _value(line: Line) -> Any:
    """The line's value in the type of its column; an empty one is null where the column allows it."""
    kind = typing.get_type_hints(TABLES[line.table])[line.column]
    optional = typing.get_origin(kind) is types.UnionType
    if optional:
        if not line.value:
            return None
        kind = next(k for k in typing.get_args(kind) if k is not type(None))
    if line.table == "mentions" and line.column == "label" and line.value not in PART_LABELS:
        raise _Unfit(f"no label {line.value!r}; there are {', '.join(PART_LABELS)}")
    if typing.get_origin(kind) is tuple:
        return tuple(x for x in line.value.replace("，", "、").split("、") if x)
    if kind is bool:
        if line.value.lower() not in ("true", "false"):
            raise _Unfit("the value must be true or false")
        return line.value.lower() == "true"
    if kind is float:
        try:
            return float(line.value)
        except ValueError:
            raise _Unfit(f"{line.value!r} is no number") from None
    return line.value
