from hypothesis import given
from hypothesis import strategies as st

from pipeline.document.chunk import pieces


@given(st.text(alphabet="甲乙，。！\n ”；", max_size=400), st.integers(min_value=5, max_value=60))
def test_pieces_cover_every_character_but_blanks_once_and_in_order(text: str, longest: int) -> None:
    covered = [i for offset, piece in pieces(text, longest) for i in range(offset, offset + len(piece))]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))
    for offset, piece in pieces(text, longest):
        assert text.startswith(piece, offset)
        assert 0 < len(piece) <= longest
        assert piece == piece.strip()
        assert "\n" not in piece


def test_a_sentence_keeps_its_closing_quote() -> None:
    assert [piece for _, piece in pieces("“下雨了。”他说。走吧！")] == ["“下雨了。”", "他说。", "走吧！"]


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    text = "一" * 8 + "，" + "二" * 8
    assert [piece for _, piece in pieces(text, 12)] == ["一" * 8 + "，", "二" * 8]
