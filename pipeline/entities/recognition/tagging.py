"""BIOES tags: what they are, which may follow which, and spans from and to them."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

LABELS = ("PER", "TITLE", "GOV", "COMPANY", "ORG", "LOC")
TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BIES"))
NUMBER = {tag: i for i, tag in enumerate(TAGS)}
IMPOSSIBLE = -1e4
"""Score of a transition that no tagging may have."""


def constraints() -> npt.NDArray[np.float32]:
    """(from, to) matrix: 0 where ``to`` may follow ``from``, IMPOSSIBLE elsewhere."""
    matrix = np.full((len(TAGS), len(TAGS)), IMPOSSIBLE, dtype=np.float32)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            inside = before[0] in "BI"
            continues = after[0] in "IE"
            if (inside and continues and before[2:] == after[2:]) or (not inside and not continues):
                matrix[i, j] = 0
    return matrix


def may_start() -> npt.NDArray[np.float32]:
    """0 for tags that may stand first, IMPOSSIBLE for the others."""
    return np.array([0 if tag[0] in "OBS" else IMPOSSIBLE for tag in TAGS], dtype=np.float32)


def may_end() -> npt.NDArray[np.float32]:
    """0 for tags that may stand last, IMPOSSIBLE for the others."""
    return np.array([0 if tag[0] in "OES" else IMPOSSIBLE for tag in TAGS], dtype=np.float32)


def to_spans(tags: Sequence[int]) -> list[tuple[int, int, str]]:
    """(start, end, label) of every complete span in a sequence of tag numbers."""
    spans: list[tuple[int, int, str]] = []
    start = -1
    for i, number in enumerate(tags):
        if number == 0:
            continue
        part, label = TAGS[number][0], TAGS[number][2:]
        if part in "BS":
            start = i
        if part in "ES" and start >= 0:
            spans.append((start, i + 1, label))
            start = -1
    return spans


def from_spans(length: int, spans: Iterable[tuple[int, int, str]]) -> npt.NDArray[np.int64]:
    """Tag numbers of a text of ``length`` characters with these spans, which must not overlap."""
    tags = np.zeros(length, dtype=np.int64)
    for start, end, label in spans:
        if end - start == 1:
            tags[start] = NUMBER[f"S-{label}"]
        else:
            tags[start] = NUMBER[f"B-{label}"]
            tags[start + 1 : end - 1] = NUMBER[f"I-{label}"]
            tags[end - 1] = NUMBER[f"E-{label}"]
    return tags
