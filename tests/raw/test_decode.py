"""Text comes out of bytes as it went in, whatever the encoding; what is no text is refused with its cause."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import RawError
from pipeline.raw.decode import decode, likeness

TEXT = "本报讯 今年以来，全县共投入资金3.2亿元，新修公路126公里，惠及群众八万余人。\n县长王小明在会上说，要把好事办好。\f第二版\r\n"
TRADITIONAL = "本報訊 今年以來，全縣共投入資金三億元，新修公路一百餘公里。縣長在會上說，要把這件好事辦好，讓大家都滿意。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"])
def test_the_encodings_of_the_contract_come_out_character_for_character(encoding):
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_utf_16_with_a_mark_of_the_other_order():
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "a.txt") == TEXT


def test_traditional_text_in_big5_and_gb18030():
    assert decode(TRADITIONAL.encode("big5"), "a.txt") == TRADITIONAL
    assert decode(TRADITIONAL.encode("gb18030"), "a.txt") == TRADITIONAL


def test_a_few_damaged_bytes_do_not_cost_the_page():
    data = bytearray((TEXT * 20).encode("utf-8"))
    data[1000] = 0xFF
    text = decode(bytes(data), "a.txt")
    assert text.count("�") <= 3
    assert "县长王小明" in text


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty file"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", r"binary file \(PDF\)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, r"binary file \(PNG\)"),
        (bytes(range(256)) * 40, "binary file|wrong encoding"),
        (b"\x00\x01\x02" * 400, "binary file"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8" * 300, "wrong encoding"),
        ("Ünïcödé çà et là, déjà vu, élève".encode("latin-1") * 9, "wrong encoding"),
    ],
)
def test_what_is_no_chinese_text_is_refused_with_its_cause(data, cause):
    with pytest.raises(RawError, match=rf"a\.txt: .*({cause})"):
        decode(data, "a.txt")


def test_likeness_tells_text_from_mojibake():
    assert likeness(TEXT) > 0.7
    assert likeness(TEXT.encode("utf-8").decode("gb18030", "replace")) < 0.5


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3000))
def test_no_bytes_make_it_do_anything_but_decode_or_refuse(data):
    with suppress(RawError):
        assert isinstance(decode(data, "a.txt"), str)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_utf_8_text_comes_out_as_it_went_in(text):
    assert decode(text.encode("utf-8-sig"), "a.txt") == text
