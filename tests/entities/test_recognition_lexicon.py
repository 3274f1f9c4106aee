import pytest

from pipeline.entities.recognition.alphabet import Alphabet
from pipeline.entities.recognition.lexicon import Lexicon


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon.build(("place", "office"), [("青禾县", 1), ("青禾", 1), ("县长", 2), ("王", 2), ("王", 1)])


def columns(lexicon: Lexicon, text: str) -> list[set[str]]:
    names = [f"{category} {place}" for category in lexicon.categories for place in ("begin", "inside", "end", "single")]
    return [{name for name, value in zip(names, row, strict=True) if value} for row in lexicon.features(text)]


def test_every_word_that_fits_is_marked_also_where_words_overlap(lexicon: Lexicon) -> None:
    assert columns(lexicon, "青禾县长王某") == [
        {"place begin"},
        {"place inside", "place end"},
        {"place end", "office begin"},
        {"office end"},
        {"place single", "office single"},
        set(),
    ]


def test_a_beginning_alone_is_no_word(lexicon: Lexicon) -> None:
    assert columns(lexicon, "青县") == [set(), set()]
    assert lexicon.features("").shape == (0, lexicon.width)


def test_lexicon_survives_the_file(lexicon: Lexicon) -> None:
    again = Lexicon.parse(lexicon.dump())
    assert again.dump() == lexicon.dump()
    assert columns(again, "青禾县长王某") == columns(lexicon, "青禾县长王某")
    with pytest.raises(OSError, match="gzip"):
        Lexicon.parse(b"no gzip")


def test_variants_of_a_character_share_a_number_and_strangers_have_none() -> None:
    alphabet = Alphabet(("", "Aａ", "国國"))
    assert alphabet.encode("aA国國?").tolist() == [0, 1, 2, 2, 0]
    assert Alphabet.parse(alphabet.dump().splitlines()) == alphabet


def test_texts_a_line_feed_apart_are_read_as_if_alone(lexicon: Lexicon) -> None:
    assert columns(lexicon, "青\n青禾\n县长") == [
        *columns(lexicon, "青"),
        set(),
        *columns(lexicon, "青禾"),
        set(),
        *columns(lexicon, "县长"),
    ]


def test_a_lexicon_without_words_marks_nothing() -> None:
    assert columns(Lexicon.build(("place",), ()), "青禾") == [set(), set()]
