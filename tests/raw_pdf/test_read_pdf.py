"""Reading PDFs: characters with their geometry, and every way a file may fail."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.document import Layout
from pipeline.errors import RawError
from pipeline.evaluation.pdfwriter import HEI, PdfPage, write
from pipeline.raw import pdf
from pipeline.raw.pdf import read_pdf
from pipeline.settings import Settings

SETTINGS = Settings()


def page(text: str = "云桥县今天通车", **options: object) -> PdfPage:
    made = PdfPage(300, 200, **options)  # type: ignore[arg-type]
    made.text(20, 150, 12, text)
    return made


def save(folder: Path, *pages: PdfPage, **options: bool) -> Path:
    path = folder / "made.pdf"
    path.write_bytes(write(list(pages), **options))
    return path


def test_every_drawn_character_has_an_offset_a_place_and_a_size(tmp_path: Path) -> None:
    made = page()
    made.text(20, 120, 20, "大标题", HEI)
    read = read_pdf(save(tmp_path, made), SETTINGS)
    assert read.page_errors == ()
    (one,) = read.pages
    layout = one.layout
    assert layout is not None
    assert "".join(one.text[o] for o in layout.raw) == "云桥县今天通车大标题"
    assert layout.size.tolist() == [12.0] * 7 + [20.0] * 3
    assert layout.base[[0, 7]].tolist() == [150.0, 120.0]
    assert np.allclose(layout.x0[:3], [20, 32, 44])
    assert np.allclose(layout.x1[:3], [32, 44, 56])
    assert [layout.fonts[f].name for f in layout.font[[0, 7]]] == ["STSong-Light", "SimHei"]
    assert layout.fonts[layout.font[7]].weight > layout.fonts[layout.font[0]].weight
    assert (layout.width, layout.height) == (300.0, 200.0)


def test_pictures_frames_and_rules_are_told_apart(tmp_path: Path) -> None:
    made = page()
    made.rule(10, 80, 200)
    made.upright_rule(250, 20, 180)
    made.picture(10, 10, 100, 60)
    made.frame(120, 10, 200, 60)
    layout = read_pdf(save(tmp_path, made), SETTINGS).pages[0].layout
    assert layout is not None
    assert layout.pictures == ((10.0, 10.0, 100.0, 60.0),)
    assert len(layout.frames) == 1
    assert sorted(round(r[2] - r[0]) for r in layout.rules) == [0, 190]


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_page_is_turned_until_its_text_runs_to_the_right(tmp_path: Path, rotate: int) -> None:
    made = PdfPage(300, 200, rotate=rotate)
    made.text(100, 20, 12, "文字向上", turn=90)
    layout = read_pdf(save(tmp_path, made), SETTINGS).pages[0].layout
    assert layout is not None
    assert (layout.width, layout.height) == (200.0, 300.0)
    assert np.ptp(layout.base) == 0
    assert (np.diff(layout.x0) > 0).all()
    assert not layout.flags.any()


def test_text_outside_the_crop_box_unseen_or_turned_is_marked(tmp_path: Path) -> None:
    made = page(crop=(0.0, 100.0, 300.0, 200.0))
    made.text(20, 50, 12, "裁掉")
    made.text(20, 120, 12, "看不见", mode=3)
    made.text(280, 120, 12, "竖排", turn=90)
    one = read_pdf(save(tmp_path, made), SETTINGS).pages[0]
    layout = one.layout
    assert layout is not None

    def marked(flag: int) -> str:
        return "".join(one.text[o] for o in layout.raw[(layout.flags & flag) != 0])

    assert marked(Layout.OFF_PAGE) == "裁掉"
    assert marked(Layout.INVISIBLE) == "看不见"
    assert marked(Layout.TURNED) == "竖排"
    assert layout.base[0] == 50.0  # measured from the crop box


def test_a_scanned_page_says_that_it_needs_text_recognition(tmp_path: Path) -> None:
    made = PdfPage(300, 200)
    made.picture(0, 0, 300, 200)
    with pytest.raises(RawError, match=r"no text layer.*OCR"):
        read_pdf(save(tmp_path, made), SETTINGS)


def test_one_bad_page_does_not_cost_the_others(tmp_path: Path) -> None:
    scanned = PdfPage(300, 200)
    scanned.picture(0, 0, 300, 200)
    read = read_pdf(save(tmp_path, page(), scanned, page("第三页")), SETTINGS)
    assert [p.number for p in read.pages] == [1, 3]
    assert len(read.page_errors) == 1
    assert read.page_errors[0].startswith("page 2: no text layer")


def test_fonts_that_do_not_say_their_characters_are_named(tmp_path: Path) -> None:
    made = page()
    for i in range(8):
        made.text(20, 100 - 10 * i, 8, "字形编号")
    with pytest.raises(RawError, match="do not say which characters"):
        read_pdf(save(tmp_path, made, fonts_with_unicode=False), SETTINGS)


@pytest.mark.parametrize(
    ("content", "cause"),
    [(b"", "empty"), (b"no PDF at all", "damaged or truncated"), (b"%PDF-1.4\n1 0 obj\n<< /Type", "damaged or truncated")],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes, cause: str) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    with pytest.raises(RawError, match=cause) as caught:
        read_pdf(path, SETTINGS)
    assert caught.value.path == str(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RawError, match="No such file"):
        read_pdf(tmp_path / "none.pdf", SETTINGS)


def test_an_encrypted_file_says_so(tmp_path: Path) -> None:
    path = save(tmp_path, page())
    key = "00" * 32
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>] ".encode()
    path.write_bytes(path.read_bytes().replace(b"/Root 1 0 R", encrypt + b"/Root 1 0 R"))
    with pytest.raises(RawError, match="encrypted"):
        read_pdf(path, SETTINGS)


def test_too_many_pages_and_too_many_bytes_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path, page(), page())
    with pytest.raises(RawError, match="2 pages, more than the 1 allowed"):
        read_pdf(path, Settings(max_pdf_pages=1))
    with pytest.raises(RawError, match="more than the 100 allowed"):
        read_pdf(path, Settings(max_file_bytes=100))


def test_too_many_characters_cost_their_page_only(tmp_path: Path) -> None:
    read = read_pdf(save(tmp_path, page("字" * 20), page("短")), Settings(max_page_chars=10))
    assert [p.number for p in read.pages] == [2]
    assert "more than the 10 allowed" in read.page_errors[0]


def test_a_page_that_takes_too_long_is_given_up_and_the_next_file_is_read(tmp_path: Path) -> None:
    path = save(tmp_path, page())
    read_pdf(path, SETTINGS)  # the reader is running
    with pytest.raises(RawError, match="took too long"):
        read_pdf(path, Settings(pdf_page_seconds=-pdf.START_SECONDS))
    assert len(read_pdf(path, SETTINGS).pages) == 1


def test_a_reader_that_dies_is_replaced(tmp_path: Path) -> None:
    path = save(tmp_path, page())
    read_pdf(path, SETTINGS)
    pdf._kept[0].process.kill()
    pdf._kept[0].process.wait()
    assert len(read_pdf(path, SETTINGS).pages) == 1


def test_running_out_of_memory_costs_the_reader_not_the_program(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    huge = PdfPage(300, 200)
    huge.operators += [f"BT /Song 8 Tf 1 0 0 1 20 {20 * i} Tm <" + "4E004E8C" * 1000 + "> Tj ET" for i in range(400)]
    path.write_bytes(write([huge]))
    with pytest.raises(RawError):
        read_pdf(path, Settings(pdf_memory_bytes=150_000_000))
    assert len(read_pdf(save(tmp_path, page()), SETTINGS).pages) == 1
