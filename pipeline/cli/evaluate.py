"""``baoshu evaluate``."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli import options as o

Gold = Annotated[Path | None, typer.Option("--gold", metavar="GOLD", help="Folder of gold pages, a folder a page.")]
Raw = Annotated[
    Path | None, typer.Option("--raw", metavar="RAW", help="The same pages as input: they are run first, into a scratch folder.")
]
Processed = Annotated[Path | None, typer.Option("--processed", metavar="DIR", help="Score these tables instead of running anything.")]
Kind = Annotated[str, typer.Option("--kind", help="Which floors hold: text or pdf.")]
Unseen = Annotated[
    str | None,
    typer.Option("--unseen", metavar="FIRST-LAST", help="Score repair on generated pages of these seeds; 900-924 are held out."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")]
Raise = Annotated[bool, typer.Option("--raise-floors", help="Pin the figures reached as new floors where they are better.")]

HEADLINES = (
    "repair.body_sim", "repair.para_f1", "repair.assign_acc", "repair.title_em", "repair.byline_em", "repair_nothard.body_sim",
    "repair_nothard.para_f1", "repair_nothard.assign_acc", "repair_nothard.spurious_per_1k", "repair_nothard.title_em",
    "repair_nothard.byline_em", "entities.f1", "entities.span_f1", "officials.f1", "officials.pt_f1", "quantities.f1",
    "quantities.text_f1", "quantities.attribute", "quantities.parties", "quantities.date_value",
)  # fmt: skip
"""The figures floors are kept for; per-label and per-kind ones are printed only."""


def _report(gold: Path, raw: Path | None, processed: Path | None, kind: str, jobs: int) -> dict[str, Any]:
    from tempfile import TemporaryDirectory

    from pipeline.batch.run import Options, run
    from pipeline.errors import UsageError
    from pipeline.evaluation import evaluate as score

    if processed is not None:
        return score(gold, processed, present_only=kind == "pdf")
    if raw is None:
        raise UsageError("give --raw (pages to run) or --processed (tables to score)")
    with TemporaryDirectory() as scratch:
        run(Path(scratch), o.settings(), raw=raw, options=Options(jobs=jobs))
        return score(gold, Path(scratch), present_only=kind == "pdf")  # some gold pages are no PDF


def _unseen(seeds: str) -> None:
    """Print how repair does on generated pages, by reader of the PDF and by the order in which a page's parts are drawn."""
    from pipeline.errors import UsageError
    from pipeline.evaluation.unseen import Written, score, table
    from pipeline.training.articles import load_all

    first, _, last = seeds.partition("-")
    if not (first.isdigit() and (last or first).isdigit()):
        raise UsageError(f"--unseen {seeds}: give seeds as FIRST-LAST, such as 900-924")
    articles = [Written(article.title, tuple(article.text.split("\n"))) for article in load_all()]
    scores, missing = score(articles, range(int(first), int(last or first) + 1))
    for reason in missing:
        print(f"left out: {reason}")
    for reader, order, count, figures in table(scores):
        print(f"{reader:<18}{order:<12}{count:>4}  " + "  ".join(f"{name} {value:.4f}" for name, value in figures.items()))


def evaluate(
    gold: Gold = None,
    raw: Raw = None,
    processed: Processed = None,
    kind: Kind = "text",
    jobs: o.Jobs = 0,
    json_: AsJson = False,
    raise_floors: Raise = False,
    unseen: Unseen = None,
) -> None:
    """Score a run against gold and hold it to the floors pinned for that gold; exit status 1 where one is broken."""
    if unseen is not None:
        _unseen(unseen)
        return
    from pipeline.errors import UsageError
    from pipeline.evaluation import check_floors, flatten, load_floors
    from pipeline.evaluation import raise_floors as pin
    from pipeline.wording import counted

    if gold is None:
        raise UsageError("give --gold (pages annotated by hand) or --unseen (seeds of generated pages)")
    if not gold.is_dir():
        print(f"evaluate: {gold} is not here, so nothing was scored")
        return
    found = _report(gold, raw, processed, kind, jobs)
    figures = flatten(found)
    if json_:
        print(json.dumps(found, ensure_ascii=False))
    else:
        floors = load_floors(gold, kind)
        print(
            f"{counted(found['pages'], 'page')}, {kind}"
            + (f"; no tables for {', '.join(found['pages_missing'])}" if found["pages_missing"] else "")
        )
        for name, value in figures.items():
            if name in HEADLINES or name.endswith(".f1"):
                print(f"  {name:<36} {value:8.4f}" + (f"   floor {floors[name]:.4f}" if name in floors else ""))
    if raise_floors:
        # A scrambled text layer can only be read from its PDF: no floor for the text of such pages.
        pin(gold, kind, figures, [name for name in HEADLINES if kind == "pdf" or not name.startswith("repair.")])
    broken = [f for f in check_floors(load_floors(gold, kind), figures) if not f.held]
    for floor in broken:
        print(f"below its floor: {floor.name} is {floor.actual}, the floor is {floor.value}")
    if broken:
        raise typer.Exit(1)
