"""The collector rests within and is afterwards as it was, also after an error."""

import gc

import pytest

from pipeline.collector import at_rest


@pytest.fixture(autouse=True)
def _as_before():
    collecting = gc.isenabled()
    yield
    (gc.enable if collecting else gc.disable)()


@pytest.mark.parametrize("collecting", [True, False])
def test_it_rests_within_and_is_as_before_afterwards(collecting):
    (gc.enable if collecting else gc.disable)()
    with at_rest():
        assert not gc.isenabled()
    assert gc.isenabled() == collecting


def test_it_is_as_before_after_an_error():
    @at_rest()
    def fails() -> None:
        raise KeyError

    gc.enable()
    with pytest.raises(KeyError):
        fails()
    assert gc.isenabled()


def test_a_function_rests_each_time_it_is_called():
    @at_rest()
    def collects() -> bool:
        return gc.isenabled()

    gc.enable()
    assert not collects()
    assert not collects()
    assert gc.isenabled()
