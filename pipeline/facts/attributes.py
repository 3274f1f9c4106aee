"""What a number measures, in the words of its sentence: heads before it, counted things after it, topics carried on."""

from collections.abc import Mapping, Sequence

from pipeline.facts.clause_words import GROWTH, is_dimension
from pipeline.facts.clauses import Bounds
from pipeline.facts.fact import Fact
from pipeline.facts.heads import Setting, clip, head
from pipeline.facts.readings import measured
from pipeline.facts.respective import Echo, Item
from pipeline.facts.topics import Spot, event

_TOPIC = 12
"""Code points at most that 分别 adds to what the number before measures."""


def attributes(
    text: str,
    facts: Sequence[Fact],
    bounds: Bounds,
    names: Sequence[tuple[int, int]],
    starts: frozenset[int],
    items: Mapping[int, Item],
    echoes: Mapping[int, Echo],
) -> list[str | None]:
    """What each fact of ``text`` measures; None where the sentence does not say.

    ``names`` are the spans of entities: a name alone measures nothing. ``starts`` are the first positions of the words
    of the text; words around a number are cut only there (empty: anywhere). ``items`` are those of :func:`respective`, ``echoes``
    those of :func:`echoed`.
    """
    setting = Setting(text, dict(names), starts)
    found: list[str | None] = []
    for index, fact in enumerate(facts):
        if fact.kind == "date":
            found.append(event(setting, fact, bounds))
        else:
            item = _of_item(setting, items[index]) if index in items else _of_echo(text, echoes.get(index), found)
            said = item or measured(Spot(setting, facts, index, bounds, found))
            found.append(_tidy(said) if said else said)
    return found


def _tidy(said: str) -> str:
    """``said`` without marks at its ends, or dashes between a thing and its size (青河大桥——总投资)."""
    said = said.lstrip("、，")
    if "—" not in said:
        return said
    thing, dash, size = said.rpartition("——")
    return f"{thing}{size}" if dash and is_dimension(size) else said.strip("—")


def _of_item(setting: Setting, item: Item) -> str | None:
    """What a number of a list is of, if that is no mere name: 采购协议、投资协议分别…; else what 分别 says of all."""
    shared = head(setting, item.verb, item.number)
    verb = setting.text[shared.start : shared.end]
    own = head(setting, item.start, item.end)
    if own.start == own.end:
        return verb + item.tail or None
    change = verb if is_dimension(verb, "change") else ""
    return clip(setting, f"{setting.text[own.start : own.end]}{item.tail}{change}")


def _of_echo(text: str, echo: Echo | None, found: Sequence[str | None]) -> str | None:
    """What a change is of that 分别 tells of numbers before: 产值3亿元、利润2亿元，分别增长5%、6%."""
    before = found[echo.of] if echo else None
    if echo is None or before is None:
        return None
    words = text[echo.first : echo.last].replace("分别", "").strip("，, ").rstrip("为是达至")
    growth = GROWTH.search(words)
    return f"{GROWTH.sub('', before)}{growth[0] if growth else words[-_TOPIC:]}"
