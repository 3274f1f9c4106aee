"""README and docs are true: every command and example runs and prints what is shown, in both languages."""

import re
import sys

import pandas as pd
import pytest

from pipeline.document import TABLES, dictionary, schema
from tests.docs.documents import REASONS, ROOT, RUNNABLE, blocks, chinese, commands, examples, pages, run_page, settled, workspace

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PAGES = pages()
BOTH = [*PAGES, *map(chinese, PAGES)]
LINK = re.compile(r"(?<!`)\[[^\]\n]+\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


def name(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", [p for p in PAGES if any(b.language in RUNNABLE for b in blocks(p))], ids=name)
def test_every_example_does_what_it_shows(page, tmp_path, sample_tables):
    if any(b.language == "python" and "duckdb" in b.text for b in blocks(page)):
        pytest.importorskip("duckdb", reason="needs the extra `notebook`")
    wrong = [shown for shown in run_page(page, workspace(tmp_path / "work", page, sample_tables)) if not shown.true]
    message = "\n".join(f"{s.block.where} shows\n{settled(s.want)}\nbut it is\n{settled(s.got)}" for s in wrong)
    assert not wrong, f"{message}\n`python -m tests.docs.documents` writes today's output into the pages"


@pytest.mark.parametrize("page", BOTH, ids=name)
def test_what_is_not_run_has_a_reason_that_counts(page):
    for block in blocks(page):
        assert block.language, f"{block.where}: the block says no language"
        assert block.not_run is None or block.not_run in REASONS, f"{block.where}: {block.not_run!r} is no reason"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_chinese_page_shows_what_the_english_one_was_run_for(page):
    assert [(b.language, b.text, b.not_run, b.status) for b in examples(chinese(page))] == [
        (b.language, b.text, b.not_run, b.status) for b in examples(page)
    ]


@pytest.mark.parametrize("page", BOTH, ids=name)
def test_links_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{name(page)}: {target}"


@pytest.mark.parametrize("page", BOTH, ids=name)
def test_settings_and_sidecars_shown_are_toml(page):
    for block in blocks(page):
        if block.language == "toml":
            tomllib.loads(block.text)


def test_the_site_lists_every_page():
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"[\w/-]+\.md", site)
    assert sorted(listed) == sorted(p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md"))


def test_the_data_dictionary_is_the_schemas():
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary(), "`make docs` writes it anew"


def test_the_chinese_data_dictionary_names_every_column():
    text = (ROOT / "docs" / "zh" / "data-dictionary.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert list(sections) == list(TABLES)
    for table, section in sections.items():
        assert re.findall(r"^\| ([a-z0-9_]+) \|", section, re.MULTILINE) == schema(table).names, table


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "README.zh-CN.md"], ids=name)
def test_the_example_at_the_top_is_the_sample(page, sample_tables):
    shown = {b.language: b.text for b in blocks(page)}
    raw = (ROOT / "data" / "raw" / "chenghu-2023-09-18" / "01.txt").read_text(encoding="utf-8")
    assert shown["raw"].strip() in raw
    articles, quantities = pd.read_parquet(sample_tables / "articles"), pd.read_parquet(sample_tables / "quantities")
    article = articles[articles["text"].str.contains(shown["repaired"].strip(), regex=False)].iloc[0]
    start = article["text"].index(shown["repaired"].strip())
    rows = quantities[(quantities["article_id"] == article["article_id"]) & (quantities["field"] == "body")]
    rows = rows[rows["start"].between(start, start + len(shown["repaired"].strip()) - 1)]
    table = re.search(r"^\| text \|.*?\n\n", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert table
    head, _, *lines = ([cell.strip() for cell in line.strip("|").split("|")] for line in table[0].strip().splitlines())
    assert lines == [[cell(row[column]) for column in head] for _, row in rows.iterrows()]


def cell(value):
    if hasattr(value, "tolist"):
        return "、".join(value)
    if isinstance(value, float):
        return "" if value != value else f"{value:.10g}"
    return value or ""


def test_the_readme_names_every_command():
    import typer

    from pipeline.cli import app

    for page in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        text = page.read_text(encoding="utf-8")
        for command in typer.main.get_command(app).commands:  # type: ignore[attr-defined]
            assert f"`baoshu {command}" in text, f"{page.name}: {command}"


def test_commands_of_a_block_are_told_from_their_output():
    assert list(commands("$ echo a \\\n  b\na b\n$ true\n")) == [("echo a \\\n  b", "a b\n"), ("true", "")]
