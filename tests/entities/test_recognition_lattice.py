import itertools

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.entities.recognition.lattice import Field, Posterior, best, decode
from pipeline.entities.recognition.packed import Packed
from pipeline.entities.recognition.tagging import NUMBER, TAGS, constraints, may_end, may_start

TAG_COUNT = 4


@pytest.fixture
def field() -> Field:
    random = np.random.default_rng(7)
    draw = lambda *shape: random.normal(size=shape).astype(np.float32)  # noqa: E731
    return Field(draw(TAG_COUNT, TAG_COUNT), draw(TAG_COUNT), draw(TAG_COUNT))


def rows_of(*lengths: int) -> tuple[list[npt.NDArray[np.float32]], npt.NDArray[np.float32], Packed]:
    """Emissions of rows of these lengths, by row and packed."""
    random, packed = np.random.default_rng(3), Packed.of(lengths)
    rows = [random.normal(size=(length, TAG_COUNT)).astype(np.float32) for length in lengths]
    return rows, np.concatenate(rows)[packed.by_row()], packed


def score(row: npt.NDArray[np.float32], path: tuple[int, ...], field: Field) -> float:
    total = field.start[path[0]] + field.end[path[-1]] + sum(row[t, tag] for t, tag in enumerate(path))
    return float(total + sum(field.transitions[a, b] for a, b in itertools.pairwise(path)))


def test_best_path_is_that_of_trying_them_all(field: Field) -> None:
    rows, emissions, packed = rows_of(5, 5, 3, 1)
    tags = iter(best(emissions, packed, field)[packed.places()].tolist())
    for row in rows:
        every = itertools.product(range(TAG_COUNT), repeat=len(row))
        assert tuple(itertools.islice(tags, len(row))) == max(every, key=lambda path: score(row, path, field))


def test_span_probability_is_that_of_counting_them_all(field: Field) -> None:
    rows, emissions, packed = rows_of(5, 4)
    posterior = Posterior(emissions, packed, field)
    tags = np.array([1, 2, 3, 0, 1])
    path = tags[packed.step]
    for number, row in enumerate(rows):
        every = list(itertools.product(range(TAG_COUNT), repeat=len(row)))
        weight = np.array([np.exp(score(row, each, field)) for each in every])
        for start, end in ((0, 1), (1, 3), (0, 4), (len(row) - 1, len(row))):
            fits = np.array([each[start:end] == tuple(tags[start:end]) for each in every])
            (found,) = posterior.probabilities(path, [(number, start, end)])
            assert found == pytest.approx(weight[fits].sum() / weight.sum(), rel=1e-3)


def test_a_span_at_the_end_of_a_short_row_is_found_and_a_hotter_field_is_less_sure() -> None:
    packed = Packed.of([4, 2])
    rows = np.zeros((6, len(TAGS)), dtype=np.float32)
    rows[:, 0] = 1
    rows[4, NUMBER["B-LOC"]] = rows[5, NUMBER["E-LOC"]] = 5
    emissions = rows[packed.by_row()]
    field = Field(constraints(), may_start(), may_end())
    nothing, found = decode(emissions, packed, field)
    assert nothing == []
    ((start, end, label, probability),) = found
    assert (start, end, label) == (0, 2, "LOC")
    assert 0.9 < probability <= 1
    ((*_, hotter),) = decode(emissions, packed, field, temperature=3.0)[1]
    assert hotter < probability


def test_rows_of_unlike_length_lie_step_by_step() -> None:
    packed = Packed.of([3, 2, 2])
    rows = np.array(list("abcdefg"))
    values = rows[packed.by_row()]
    assert "".join(values) == "adf" + "beg" + "c"
    assert "".join(values[packed.places()]) == "abcdefg"
    assert "".join(values[packed.turned()][packed.places()]) == "cbaedgf"
    assert "".join(values[packed.ends()]) == "ceg"
