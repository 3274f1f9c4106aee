import itertools

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.entities.recognition.lattice import Field, Posterior, best, decode
from pipeline.entities.recognition.tagging import NUMBER, TAGS, constraints, may_end, may_start

TAG_COUNT = 4


@pytest.fixture
def field() -> Field:
    random = np.random.default_rng(7)
    draw = lambda *shape: random.normal(size=shape).astype(np.float32)  # noqa: E731
    return Field(draw(TAG_COUNT, TAG_COUNT), draw(TAG_COUNT), draw(TAG_COUNT))


def emissions_of(batch: int, time: int) -> npt.NDArray[np.float32]:
    return np.random.default_rng(3).normal(size=(batch, time, TAG_COUNT)).astype(np.float32)


def score(row: npt.NDArray[np.float32], path: tuple[int, ...], field: Field) -> float:
    total = field.start[path[0]] + field.end[path[-1]] + sum(row[t, tag] for t, tag in enumerate(path))
    return float(total + sum(field.transitions[a, b] for a, b in itertools.pairwise(path)))


def test_best_path_is_that_of_trying_them_all(field: Field) -> None:
    emissions, lengths = emissions_of(3, 5), np.array([5, 3, 1])
    paths = best(emissions, lengths, field)
    for row, length in enumerate(lengths):
        every = itertools.product(range(TAG_COUNT), repeat=int(length))
        assert tuple(paths[row, :length]) == max(every, key=lambda path: score(emissions[row], path, field))


def test_span_probability_is_that_of_counting_them_all(field: Field) -> None:
    emissions, lengths = emissions_of(2, 5), np.array([5, 4])
    posterior = Posterior(emissions, lengths, field)
    tags = np.array([1, 2, 3, 0, 1])
    for row, length in enumerate(lengths):
        every = list(itertools.product(range(TAG_COUNT), repeat=int(length)))
        weight = np.array([np.exp(score(emissions[row], path, field)) for path in every])
        for start, end in ((0, 1), (1, 3), (0, 4), (int(length) - 1, int(length))):
            fits = np.array([path[start:end] == tuple(tags[start:end]) for path in every])
            assert posterior.span(row, tags, start, end) == pytest.approx(weight[fits].sum() / weight.sum(), rel=1e-3)


def test_a_span_at_the_end_of_a_short_row_is_found_and_a_hotter_field_is_less_sure() -> None:
    emissions = np.zeros((2, 4, len(TAGS)), dtype=np.float32)
    emissions[:, :, 0] = 1
    emissions[1, 0, NUMBER["B-LOC"]] = emissions[1, 1, NUMBER["E-LOC"]] = 5
    field = Field(constraints(), may_start(), may_end())
    lengths = np.array([4, 2])
    nothing, found = decode(emissions, lengths, field)
    assert nothing == []
    ((start, end, label, probability),) = found
    assert (start, end, label) == (0, 2, "LOC")
    assert 0.9 < probability <= 1
    ((*_, hotter),) = decode(emissions, lengths, field, temperature=3.0)[1]
    assert hotter < probability
