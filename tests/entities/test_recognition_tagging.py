from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.recognition.tagging import IMPOSSIBLE, LABELS, NUMBER, TAGS, constraints, from_spans, may_end, may_start, to_spans


@st.composite
def spans_of_a_text(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, str]]]:
    borders = sorted(draw(st.sets(st.integers(min_value=0, max_value=30), max_size=10)))
    pairs = zip(borders[::2], borders[1::2], strict=False)
    return 30, [(start, end, draw(st.sampled_from(LABELS))) for start, end in pairs]


@given(spans_of_a_text())
def test_spans_survive_the_way_through_tags(given_spans: tuple[int, list[tuple[int, int, str]]]) -> None:
    length, spans = given_spans
    tags = from_spans(length, spans)
    assert to_spans(tags.tolist()) == spans
    allowed = constraints()
    assert all(allowed[a, b] == 0 for a, b in pairwise(tags))
    assert may_start()[tags[0]] == 0
    assert may_end()[tags[-1]] == 0


def test_a_span_cannot_change_its_label_midway() -> None:
    allowed = constraints()
    assert allowed[NUMBER["B-PER"], NUMBER["I-LOC"]] == IMPOSSIBLE
    assert allowed[NUMBER["O"], NUMBER["E-GOV"]] == IMPOSSIBLE
    assert allowed[NUMBER["E-GOV"], NUMBER["B-TITLE"]] == 0
    assert np.count_nonzero(allowed == 0) == 13 * 13 + len(LABELS) * 4
    assert len(TAGS) == 25
