"""Sums never count an amount twice and say what they left out."""

from dataclasses import replace

from pipeline.document import Entity, Issue, IssueRows, Mention, Quantity
from pipeline.report import aggregate

COMPANY = Entity("x-e0001", "COMPANY", "岚山机械")
COUNTY = Entity("x-e0002", "LOC", "晨江县", county="晨江县")


def fact(number, value, unit="yuan", kind="money", **more):
    base = Quantity(f"x-q{number}", "x-a0001", "body", 0, kind, "…", 0, 1, normalized=value, normalized_unit=unit)
    return replace(base, **more)


def rows(*facts, mentions=()):
    return [IssueRows(Issue("x", "x.txt", "0", date="2023-05-04"), quantities=facts, entities=(COMPANY, COUNTY), mentions=mentions)]


def test_an_amount_restated_or_contained_is_added_once():
    facts = [
        fact(1, 100.0, party_ids=("x-e0001",)),
        fact(2, 100.0, party_ids=("x-e0001",), same_as="x-q1"),
        fact(3, 40.0, party_ids=("x-e0001",), part_of="x-q1"),
        fact(4, 5.0, party_ids=("x-e0001",), per="亩"),
        fact(5, 7.0, unit="USD", party_ids=("x-e0001",)),
        fact(6, 9.0),
    ]
    sums = aggregate.amounts_by_party(rows(*facts))
    assert [(t.key, t.amount, t.facts) for t in sums.rows] == [("岚山机械", 100.0, ["x-q1"])]
    assert sum(sums.left_out.values()) == 5
    assert sums.left_out["restates another amount (same_as)"] == sums.left_out["part of another amount (part_of)"] == 1


def test_land_is_in_hectares_by_county():
    sums = aggregate.land_by_county(rows(fact(1, 80.0, "ha", "area", party_ids=("x-e0002",)), fact(2, 3.0, "ha", "area")))
    assert [(t.key, t.amount) for t in sums.rows] == [("晨江县", 80.0)]
    assert sums.left_out == {"no place named": 1}


def test_amounts_fall_into_the_month_of_the_issue():
    assert [(t.key, t.amount) for t in aggregate.amounts_over_time(rows(fact(1, 3.0), fact(2, 4.0))).rows] == [("2023-05", 7.0)]


def test_pairs_in_one_sentence_are_counted_without_places():
    def mention(number, entity):
        return Mention(f"m{number}", "x-a0001", "body", 0, "COMPANY", "…", 0, 1, entity_id=entity)

    other = Entity("x-e0003", "GOV", "晨江县政府")
    given = rows(mentions=(mention(1, "x-e0001"), mention(2, "x-e0003"), mention(3, "x-e0002")))
    given = [replace(given[0], entities=(COMPANY, COUNTY, other))]
    assert [(t.a, t.b, t.sentences) for t in aggregate.co_occurrence(given)] == [("岚山机械", "晨江县政府", 1)]
