"""The rule tables load, and say what they should."""

from decimal import Decimal

from pipeline.facts.exclusions import idiom_at
from pipeline.facts.numerals import RUN, read
from pipeline.facts.units import rows, units, words


def test_every_unit_row_is_complete() -> None:
    for row in rows("units.tsv"):
        assert len(row) in (4, 5), row
        assert row[2] == "-" or Decimal(row[2].split("/")[0])


def test_units_convert_exactly() -> None:
    table = units()
    assert table["亩"].normalize(Decimal(27)) == Decimal("1.8")
    assert table["平方公里"].normalize(Decimal("0.1")) == Decimal("10.0")
    assert table["吨"].normalize(Decimal("0.3")) == Decimal("300.0")
    assert table["年"].normalize(Decimal(3)) is None


def test_there_are_several_hundred_measure_words() -> None:
    assert sum(unit.kind == "count" for unit in units().values()) > 250


def test_word_lists_are_not_empty() -> None:
    for key in ("careful", "short", "round", "lasting", "ranked", "not_big", "pointing"):
        assert words(key), key


def test_idioms_are_found_around_their_numeral() -> None:
    text = "大家千方百计增收"
    assert idiom_at(text, 2) == 6
    assert idiom_at(text, 4) == 6
    assert idiom_at("千方", 0) is None


def test_long_runs_are_no_numerals() -> None:
    run = RUN.match("1" * 60)
    assert run is not None
    assert read("1" * 60, run) is None
