"""Tiny stages that do nothing but leave rows, and misbehave on demand; importable by worker processes."""

import multiprocessing
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from pipeline.batch.recipe import Recipe
from pipeline.document import Article, Issue, IssueRows, Mention, Paragraph, Quantity, RawIssue, Sentence
from pipeline.errors import ModelError
from pipeline.settings import Settings
from pipeline.stages import Stages

RECIPE = Recipe(("r1", "s1", "e1", "f1"), "config", "model")


def recipe(settings: Settings) -> Recipe:
    return RECIPE


def changed(stage: int) -> Recipe:
    """The recipe with one stage's version changed."""
    return replace(RECIPE, stages=tuple(f"{s}x" if n == stage else s for n, s in enumerate(RECIPE.stages)))


def repair(raw: RawIssue) -> IssueRows:
    articles, paragraphs = [], []
    for number, page in enumerate(raw.pages, 1):
        own = f"{raw.issue_id}-a{number:04d}"
        text = "".join(page.text.split())
        articles.append(Article(own, raw.issue_id, page.number, number, title="题" if number % 2 else None, text=text, chars=len(text)))
        paragraphs.append(Paragraph(own, 0, "body", 0, len(text), 0, len(page.text)))
    issue = Issue(raw.issue_id, raw.source_path, raw.source_sha256, raw.publication, raw.date, raw.place)
    return IssueRows(issue, tuple(articles), tuple(paragraphs))


def segment(rows: IssueRows) -> IssueRows:
    return replace(rows, sentences=tuple(Sentence(a.article_id, 0, 0, a.chars, a.text) for a in rows.articles))


def entities(rows: IssueRows) -> IssueRows:
    text = "".join(a.text for a in rows.articles)
    if "崩溃" in text:
        raise ZeroDivisionError("deliberate")
    if "暴毙" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "株连" in text and (keeper := multiprocessing.parent_process()):
        os.kill(keeper.pid or 0, signal.SIGKILL)
    if "死循环" in text:
        time.sleep(3600)
    if "慢" in text:
        time.sleep(0.05)
    mentions = [
        Mention(f"{a.article_id}-m{n:04d}", a.article_id, "body", 0, "PER", c, n, n + 1)
        for a in rows.articles
        for n, c in enumerate(a.text[:5])
    ]
    return replace(rows, mentions=tuple(mentions))


def facts(rows: IssueRows) -> IssueRows:
    return replace(rows, quantities=tuple(Quantity(f"{m.mention_id}-q", m.article_id, "body", 0, "count") for m in rows.mentions))


def build(settings: Settings) -> Stages:
    return Stages(repair, segment, entities, facts)


def unbuildable(settings: Settings) -> Stages:
    raise ModelError("no model here")


def make_raw(folder: Path, count: int, text: str = "正文第{n}号。") -> Path:
    """A raw folder with ``count`` small issues of several months, some of two pages, some undated."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        dated = f"-2022-{1 + n % 4:02d}-{1 + n % 28:02d}" if n % 5 else ""
        pages = "\f".join(text.format(n=f"{n}之{p}") for p in range(1 + n % 2))
        (folder / f"bao{n:04d}{dated}.txt").write_text(pages, encoding="utf-8")
    return folder


def main() -> None:
    """A run as its own process, to be killed by tests: RAW OUT JOBS."""
    from pipeline.batch import run as runner

    runner.COMMIT_SECONDS = 0.1
    runner.COMMIT_SHARE = 0
    raw, out, jobs = sys.argv[1:]
    summary = runner.run(Path(out), Settings(), raw=Path(raw), options=runner.Options(jobs=int(jobs)), make_stages=build, recipe_of=recipe)
    sys.exit(summary.exit_status)


if __name__ == "__main__":
    from tests.batch import fakes

    fakes.main()
