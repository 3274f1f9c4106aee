"""What a number measures whose noun is left out, because it was told or what follows says it."""

from pipeline.facts.clauses import BACK, around
from pipeline.facts.heads import counted
from pipeline.facts.near import Near
from pipeline.facts.topics import AGE

_NEAR = 4
"""Code points at most between an age and the share of those who have it (60岁以上|占三成)."""


def elided(near: Near) -> str | None:
    """A number whose noun the one before with its unit has: 车流量超过2万台次的…有6条，|1万台次的|有9条."""
    spot, fact = near.spot, near.fact
    if near.right or not (near.left.endswith("其中") or (near.possessed and not near.left)):
        return None
    sentence = around(spot.bounds.sentences, fact.start)[0]
    for earlier in range(spot.index - 1, max(-1, spot.index - 1 - BACK), -1):
        if spot.facts[earlier].start < sentence:
            return None
        if spot.facts[earlier].kind == fact.kind and spot.facts[earlier].unit == fact.unit:
            return spot.found[earlier]
    return None


def of_age(near: Near) -> str | None:
    """A share or a number of those of an age: 60岁及以上|占三成."""
    spot = near.spot
    if near.left or not spot.index or spot.found[spot.index - 1] != AGE or near.fact.kind == "other":
        return None
    age = spot.facts[spot.index - 1]
    return near.clipped(age.text) if near.fact.start - age.end <= _NEAR else None


def among(near: Near) -> str | None:
    """What some of those counted are or do: 其中105家|为配件企业, 其中140万亩|已建成良田, 14人|被取保候审, 以49秒95|摘银."""
    text, fact = near.text, near.fact
    some = text.endswith("其中", 0, fact.start) or (fact.kind == "count" and text.startswith("被", near.begin))
    if near.left or not (some or (fact.kind == "duration" and text[fact.start - 1 : fact.start] == "以")):
        return None
    if text.startswith("被", near.begin):
        done = counted(near.spot.setting, near.begin + 1, near.end)
        return near.clipped(f"被{done}") if done else None
    if near.right:
        return None
    said = near.text[near.begin : near.end].lstrip("则为是已均都系属的")
    return near.clipped(said) if len(said) > 2 else None
