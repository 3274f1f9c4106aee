"""Names set side by side, 甲、乙和丙, name things of one kind: the one that was read as something else is settled by its neighbours.

Like ``rules``: every rule is a function from the spans of a text to the spans of it, sorted and without overlap before and after.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.entities.recognition.words import any_of, word_lists
from pipeline.entities.span import Span

_BETWEEN = frozenset(("、", "和", "与", "及", "以及"))
_FEWEST = 3
_SURNAME = re.compile(any_of("surnames.tsv", "compound", "single"))
_SAYS_ITSELF = re.compile(any_of("endings.tsv", "company", "gov", "org", "place") + "$")
"""A name that ends so says itself what it is."""
_UNKNOWN = re.compile("(?<=、)[一-鿿]{2,3}(?=、)")
_LONGEST = {"PER": 4, "COMPANY": 5, "LOC": 4}
"""Characters of the longest name whose label neighbours settle, by the label they give it."""
_NO_PERSON = frozenset(word_lists("names.tsv")["LOC"])


def settle_lists(text: str, spans: list[Span]) -> list[Span]:
    """甲某、乙某、丙某 with 乙某 a firm → three persons; 子丑股份、寅卯、辰巳电器 with 寅卯 a place → three firms."""
    settled = list(spans)
    for first, last in _runs(text, spans):
        labels = Counter(span.label for span in spans[first:last])
        label, count = labels.most_common(1)[0]
        if label in _LONGEST and 2 * count > last - first:
            for i in range(first, last):
                if spans[i].label != label and _may_be(label, text[spans[i].start : spans[i].end]):
                    settled[i] = replace(spans[i], label=label, source="rule")
    return settled


def _runs(text: str, spans: list[Span]) -> Iterator[tuple[int, int]]:
    """(first, last + 1) of the spans of every list that is long enough."""
    first = 0
    for i in range(1, len(spans) + 1):
        if i == len(spans) or text[spans[i - 1].end : spans[i].start] not in _BETWEEN:
            if i - first >= _FEWEST:
                yield first, i
            first = i


def _may_be(label: str, name: str) -> bool:
    """Whether a name whose own letters do not say otherwise may carry the label."""
    if len(name) < 2 or len(name) > _LONGEST[label] or _SAYS_ITSELF.search(name):
        return False
    return label != "PER" or (bool(_SURNAME.match(name)) and name not in _NO_PERSON)


RULES = (settle_lists,)
