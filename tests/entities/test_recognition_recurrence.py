from pathlib import Path

import pytest

from pipeline.entities.recognition.model import Model
from pipeline.entities.recognition.recurrence import passed_over, take
from pipeline.entities.span import Span

TEXT = "青禾电器股份有限公司扩产。青禾电器称，青禾电器股份有限公司董事长柳青河到场。青禾电器研究院落成。"
FIRST, SECOND, OFFICE, INSTITUTE = (
    Span(0, 10, "COMPANY", 0.95),
    Span(19, 29, "COMPANY", 0.7),
    Span(29, 32, "TITLE"),
    Span(38, 45, "ORG", 0.6),
)


def test_names_of_surely_named_companies_are_looked_for_with_and_without_their_form() -> None:
    asked = passed_over(TEXT, [FIRST, SECOND, OFFICE, INSTITUTE])
    assert [(span.start, span.end, span.label) for span in asked] == [(13, 17, "COMPANY"), (38, 42, "COMPANY")]


def test_a_name_within_a_firms_full_name_is_left_to_it() -> None:
    text = "青禾电器公司扩产。青禾电器(岚山)有限公司投产，青禾电器说。"
    firms = [Span(0, 6, "COMPANY", 0.95), Span(9, 21, "COMPANY", 0.6)]
    assert [(span.start, span.end) for span in passed_over(text, firms)] == [(24, 28)]


def test_a_company_that_is_not_sure_teaches_nothing() -> None:
    assert passed_over(TEXT, [Span(0, 10, "COMPANY", 0.7)]) == []
    assert [span.start for span in passed_over(TEXT, [Span(0, 10, "COMPANY", 0.85)])] == [19]


def test_the_networks_own_probability_and_its_rivals_decide() -> None:
    likely, unlikely = Span(13, 17, "COMPANY", 0.1), Span(13, 17, "COMPANY", 0.001)
    assert take([FIRST], [likely]) == [FIRST, Span(13, 17, "COMPANY", 0.8, "consistency")]
    assert take([FIRST], [unlikely]) == [FIRST]
    assert take([INSTITUTE], [Span(38, 42, "COMPANY", 0.2)]) == [INSTITUTE]
    assert take([INSTITUTE], [Span(38, 42, "COMPANY", 0.4)]) == [Span(38, 42, "COMPANY", 0.8, "consistency")]
    assert take([OFFICE], [Span(29, 33, "COMPANY", 0.9)]) == [OFFICE]


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.read(Path("models/baoshu_zh/baoshu_ner"))


def test_a_decoded_span_is_judged_as_it_was_scored(model: Model) -> None:
    texts = ["", "青禾县水利局局长柳青河说，岚山建设有限公司董事长米若谷在场。\n雨停了。", "柳青河到青禾县。"]
    decoded = model.decoded(texts)
    judged = model.judged(texts, decoded)
    assert [sorted((span.start, span.end, span.label) for span in spans) for spans in judged] == [
        [(span.start, span.end, span.label) for span in spans] for spans in decoded
    ]
    scores = {(i, span.start): span.score for i, spans in enumerate(decoded) for span in spans}
    assert all(span.score == pytest.approx(scores[i, span.start], abs=1e-4) for i, spans in enumerate(judged) for span in spans)
    assert len(scores) > 4


def test_what_no_piece_holds_whole_is_left_out(model: Model) -> None:
    assert model.judged(["雨停了。柳青河到了。"], [[Span(2, 6, "PER")]]) == [[]]
