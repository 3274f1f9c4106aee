from collections import Counter
from pathlib import Path

import pytest

from pipeline.training.articles import (
    ARTICLES_DIR,
    LABELS,
    ArticleFormatError,
    Span,
    load,
    load_all,
    mixed_labels,
    unmarked_repeats,
)

FILES = sorted(ARTICLES_DIR.glob("*.txt"))


def write(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "batch.txt"
    path.write_text(content, encoding="utf-8")
    return path


def test_offsets_run_across_paragraphs(tmp_path: Path) -> None:
    path = write(tmp_path, "# [海东|LOC]春耕\n[闵小禾|PER]来了。\n在[海东市|LOC]。\n====\n# 又一篇\n没有实体。\n")
    first, second = load(path)
    assert (first.title, first.text) == ("海东春耕", "闵小禾来了。\n在海东市。")
    assert first.title_spans == (Span(0, 2, "LOC"),)
    assert [first.text[s.start : s.end] for s in first.spans] == ["闵小禾", "海东市"]
    assert (second.spans, second.line) == ((), 5)


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        ("没有标题\n正文。\n", 1, "# title"),
        ("# 只有标题\n", 1, "# title"),
        ("# 题\n[海东|PLACE]。\n", 2, "unknown label"),
        ("# 题\n[|LOC]。\n", 2, "mention"),
        ("# 题\n[海东 |LOC]。\n", 2, "mention"),
        ("# 题\n[海东|LOC。\n", 2, "unbalanced"),
        ("# 题\n海东|LOC]。\n", 2, "unbalanced"),
        ("# 题\n\n正文。\n", 2, "empty"),
        ("# 题\n 正文。\n", 2, "blank-padded"),
        ("====\n# 题\n正文。\n", 1, "separator"),
        ("# 题\n正文。\n====\n", 1, "last separator"),
        ("# 题\n正文。\n====\n# 另题\n正文。\n", 4, "repeats"),
    ],
)
def test_broken_files_are_named_with_their_line(tmp_path: Path, content: str, line: int, cause: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(ArticleFormatError) as caught:
        load(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert cause in caught.value.cause


def test_reports(tmp_path: Path) -> None:
    path = write(tmp_path, "# 题\n[云鹤|COMPANY]在[云鹤|LOC]，云鹤很大。\n")
    (article,) = load(path)
    assert mixed_labels([article]) == {"云鹤": Counter(COMPANY=1, LOC=1)}
    assert unmarked_repeats(article) == ["云鹤"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_loads_and_is_densely_marked(path: Path) -> None:
    articles = load(path)
    assert articles
    for article in articles:
        assert len(article.spans) >= 5, f"{path}:{article.line}"


def test_collection_is_consistent() -> None:
    articles = load_all()
    texts = Counter(article.text for article in articles)
    assert [text[:20] for text, count in texts.items() if count > 1] == []
    counts = Counter(label for article in articles for _, label in article.mentions())
    assert set(counts) == LABELS
    mixed = {surface: labels for surface, labels in mixed_labels(articles).items() if "PER" in labels}
    assert mixed == {}
    assert len(mixed_labels(articles)) <= 0.01 * sum(counts.values())
