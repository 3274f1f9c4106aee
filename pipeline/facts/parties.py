"""Who is party to a number: the entities of its clause, or of the clause its sentence carries on from."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.document import Mention
from pipeline.facts.clauses import BACK, Bounds, around
from pipeline.facts.fact import Fact

_ANAPHORS = {
    "GOV": ("该局", "该院", "该委", "该厅", "该部", "该中心"),
    "COMPANY": ("该公司", "该企业", "该集团", "该厂", "该行", "本公司"),
    "ORG": ("该校", "该园区", "该园", "该产业园", "该院", "该区", "该中心", "该会", "该社", "全园", "全校"),
    "LOC": ("该区", "该县", "该市", "该省", "该镇", "该乡", "该村", "全区", "全县", "全市", "全省", "全镇", "全乡", "全村", "当地"),
}
WINDOW = 300
"""Code points of a clause in which mentions are looked for."""
_SUFFIX = {"区": "区", "县": "县", "市": "市", "省": "省", "镇": "镇", "乡": "乡", "村": "村"}


def parties(text: str, facts: Sequence[Fact], mentions: Sequence[Mention], bounds: Bounds) -> list[list[Mention]]:
    """For each fact the mentions involved, in reading order; ``mentions`` are those of the same field, any label but TITLE."""
    ordered = sorted((m for m in mentions if m.label != "TITLE"), key=lambda m: m.start)
    starts = [m.start for m in ordered]
    return [_involved(text, fact, ordered, starts, bounds) for fact in facts]


def _involved(text: str, fact: Fact, ordered: Sequence[Mention], starts: Sequence[int], bounds: Bounds) -> list[Mention]:
    carried = False
    sentence, _ = around(bounds.sentences, fact.start)
    first, last = around(bounds.clauses, fact.start)
    if fact.kind == "date" and last - fact.end < 4 and last < len(text):
        last = around(bounds.clauses, last + 1)[1]
    for _ in range(BACK):
        first, last = max(first, min(last, fact.start) - WINDOW), min(last, fact.end + WINDOW)
        here = list(ordered[bisect_left(starts, first) : bisect_left(starts, last)])
        named = {m.start for m in here}
        here += [m for m in _resolved(text, first, last, ordered, starts) if m.start not in named]
        if here or first <= sentence:
            break
        carried = True
        last = first - 1
        first = around(bounds.clauses, first - 1)[0]
    if carried and here:
        opening = min(around(bounds.clauses, sentence)[1], sentence + WINDOW)
        here += ordered[bisect_left(starts, sentence) : bisect_left(starts, opening)]
    return _unique(here)


def _resolved(text: str, first: int, last: int, ordered: Sequence[Mention], starts: Sequence[int]) -> list[Mention]:
    """The nearest earlier mention that 该公司, 全县 and the like in ``text[first:last]`` stand for."""
    clause = text[first:last]
    if "该" not in clause and "全" not in clause and "本公司" not in clause and "当地" not in clause:
        return []
    found = []
    before = bisect_left(starts, first)
    for label, words in _ANAPHORS.items():
        word = next((w for w in words if w in clause), None)
        if word is None:
            continue
        suffix = _SUFFIX.get(word[-1])
        for mention in reversed(ordered[max(0, before - 40) : before]):
            if mention.label == label and (label != "LOC" or suffix is None or mention.text.endswith(suffix)):
                found.append(mention)
                break
    return found


def _unique(mentions: Sequence[Mention]) -> list[Mention]:
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.text, mention)
    return sorted(seen.values(), key=lambda m: m.start)
