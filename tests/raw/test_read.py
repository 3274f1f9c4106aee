"""Issues on disk: found, named, dated, cut into pages; everything that is wrong with them said."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import RawError, UsageError
from pipeline.raw import Source, discover, from_text, read
from pipeline.raw.names import date_in, name_order, printable
from pipeline.raw.sidecar import Sidecar, parse
from pipeline.settings import Settings

SETTINGS = Settings()
TEXT = "本报讯 全县新修公路。"


def only(raw) -> Source:
    (source,) = discover(raw).sources
    return source


def fails(raw, cause: str) -> None:
    with pytest.raises(RawError, match=cause):
        read(only(raw), SETTINGS)


def test_files_and_folders_are_issues(tmp_path):
    raw = tmp_path / "raw"
    (raw / "rmrb-20221115").mkdir(parents=True)
    for page in ("1.txt", "2.txt", "10.txt"):
        (raw / "rmrb-20221115" / page).write_text(f"第{page}页", encoding="utf-8")
    (raw / "a.txt").write_text(f"{TEXT}\f第二版\f", encoding="utf-8")
    (raw / "README.md").write_text("no issue")
    (raw / ".hidden.txt").write_text("no issue")
    found = discover(raw)
    assert [s.issue_id for s in found.sources] == ["a", "rmrb-20221115"]
    assert found.ignored == ("README.md",)
    a, folder = (read(s, SETTINGS) for s in found.sources)
    assert [p.text for p in a.pages] == [TEXT, "第二版"]
    assert (a.source_path, a.date) == ("raw/a.txt", None)
    assert [(p.number, p.text) for p in folder.pages] == [(1, "第1.txt页"), (2, "第2.txt页"), (3, "第10.txt页")]
    assert (folder.source_path, folder.date) == ("raw/rmrb-20221115", "2022-11-15")


def test_a_single_file_is_an_issue_with_its_sidecar(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.toml").write_text('publication = "某县报"\ndate = "2022-11"\nplace = "某县"\n', encoding="utf-8")
    raw = read(only(tmp_path / "a.txt"), SETTINGS)
    assert (raw.publication, raw.date, raw.place) == ("某县报", "2022-11", "某县")


def test_the_folder_s_own_sidecar(tmp_path):
    folder = tmp_path / "raw" / "b2020-01-02"
    folder.mkdir(parents=True)
    (folder / "1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "issue.toml").write_text("date = 2021-03-04\n", encoding="utf-8")
    assert read(only(tmp_path / "raw"), SETTINGS).date == "2021-03-04"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "raw/a.txt: empty file"),
        (b" \n\x0c ", "nothing but blanks"),
        (b"\x00" * 5000, "binary file"),
        ("１２３４ 5678 。，".encode(), "no words"),
        (("报" * 300_000).encode(), "a line of 300,000 characters"),
        (("报纸\n" * 1_400_000).encode(), "a page of 4,200,000 characters"),
    ],
)
def test_bad_files_are_named_with_their_cause(tmp_path, data, cause):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_bytes(data)
    fails(raw, cause)


def test_a_line_of_fifty_megabytes_is_refused_quickly(tmp_path):
    (tmp_path / "a.txt").write_bytes("报纸版面".encode() * 4_200_000)
    fails(tmp_path, "a page of 16,800,000 characters")


def test_a_file_beyond_the_limit_is_not_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 2000)
    with pytest.raises(RawError, match="larger than 1,000 bytes"):
        read(only(tmp_path), Settings(max_file_bytes=1000))


def test_an_issue_with_one_bad_page_is_partial(tmp_path):
    folder = tmp_path / "raw" / "a"
    folder.mkdir(parents=True)
    (folder / "1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "2.txt").write_bytes(b"")
    (folder / "3.txt").write_text(TEXT, encoding="utf-8")
    raw = read(only(tmp_path / "raw"), SETTINGS)
    assert [p.number for p in raw.pages] == [1, 3]
    assert raw.page_errors == ("raw/a/2.txt: empty file",)


def test_an_id_that_two_files_claim_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    fails(tmp_path, r"duplicate issue id a: .*a\.pdf, .*a\.txt")


def test_links_out_of_the_raw_folder_are_refused(tmp_path):
    raw = tmp_path / "raw"
    (raw / "folder").mkdir(parents=True)
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT, encoding="utf-8")
    (raw / "a.txt").symlink_to(secret)
    (raw / "b.txt").symlink_to(raw / "nowhere.txt")
    (raw / "c").symlink_to(tmp_path)
    (raw / "folder" / "1.txt").symlink_to("../../secret.txt")
    (raw / "good.txt").write_text(TEXT, encoding="utf-8")
    (raw / "inside.txt").symlink_to("good.txt")
    problems = {s.issue_id: s.problem for s in discover(raw).sources}
    leaves = "symbolic link that leaves the raw directory"
    assert problems == {"a": leaves, "b": "symbolic link that leads nowhere", "c": leaves, "folder": leaves, "good": None, "inside": None}


def test_what_is_no_file_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    fails(tmp_path, "not a regular file")


def test_an_empty_folder_and_nested_ones(tmp_path):
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    fails(tmp_path, "folder without page files")


def test_an_unreadable_file(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def refused(path, mode):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refused)  # root may read everything
    fails(tmp_path, r"a\.txt: cannot be read: Permission denied")


def test_a_missing_folder(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        discover(tmp_path / "raw")


def test_odd_names_become_harmless_ids(tmp_path):
    for name in ("a\x1b[31m\n", "b\u202e", "=1+1", "..", "'; drop"):
        if name != "..":
            (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    with open(os.fsencode(tmp_path) + b"/\xff\xfe.txt", "wb") as stream:
        stream.write(TEXT.encode())
    sources = discover(tmp_path).sources
    assert [s.issue_id for s in sources] == ["%FF%FE", "'; drop", "=1+1", "a%1B[31m%0A", "b%E2%80%AE"]
    assert all(read(s, SETTINGS).pages for s in sources)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("rmrb-2022-11-15-04", "2022-11-15"), ("20221115", "2022-11-15"), ("报2022年1月5日", "2022-01-05"), ("x2022.11.15", "2022-11-15"),
        ("20221345", None), ("120221115", None), ("2022-02-30", None), ("p01", None),
    ],
)  # fmt: skip
def test_dates_in_names(name, day):
    assert date_in(name) == day


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("date = 'soon'", "YYYY"),
        ("date = 2022-13-01", "not valid TOML"),
        ("publication = 3", "string in quotes"),
        ("=", "not valid TOML"),
        ("a = " + "[" * 9000, "not valid TOML"),
    ],
)
def test_bad_sidecars_are_refused(text, cause):
    with pytest.raises(RawError, match=cause):
        parse(text.encode(), "a.toml")


def test_a_sidecar_may_hold_more_than_is_asked():
    assert parse(b"date = 2022\nnote = 'scan 3'\n", "a.toml") == Sidecar(date="2022")


def test_text_in_memory_has_pages_too():
    assert [p.text for p in from_text("一\f二\f").pages] == ["一", "二"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_sidecar_breaks_it(data):
    with suppress(RawError):
        assert isinstance(parse(data, "a.toml"), Sidecar)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_names_are_printable_and_ordered(one, two):
    assert printable(one).isprintable()
    assert sorted([one, two], key=name_order)
    assert date_in(one) is None or len(date_in(one) or "") == 10


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=2000), suffix=st.sampled_from([".txt", ".TXT"]))
def test_no_file_breaks_reading(tmp_path_factory, data, suffix):
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / f"a{suffix}").write_bytes(data)
    with suppress(RawError):
        assert read(only(folder), SETTINGS).pages
