"""``baoshu bench``."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options as o

Shared = Annotated[Path, typer.Option("--shared", metavar="DIR", help="Folder with corpora and gold, for the comparisons with peers.")]
Issues = Annotated[int, typer.Option("--issues", min=1, help="Size of the generated archive (10,000 characters an issue).")]
Record = Annotated[
    Path | None, typer.Option("--record", metavar="FILE", help="Print the figures kept in FILE beside the new ones, then keep these.")
]
WithRay = Annotated[bool, typer.Option("--ray", help="Measure the Ray engine, too (extra ray).")]
Peers = Annotated[
    Path | None, typer.Option("--peers", metavar="ENV", help="Environment to install JioNLP and Recognizers-Text into, to compare facts.")
]
Model = Annotated[
    Path | None, typer.Option("--ner-model", metavar="DIR", help="Entity model trained without the gold pages; without it one is trained.")
]
Only = Annotated[str | None, typer.Option("--only", help="One part: speed, words, entities or facts.")]


def _speed(issues: int, record: Path | None, ray: bool) -> None:
    from tempfile import TemporaryDirectory

    from pipeline.bench.archive import build_archive
    from pipeline.bench.record import load_record, save_record, table
    from pipeline.bench.speed import measure

    with TemporaryDirectory() as scratch:
        chars = build_archive(Path(scratch) / "raw", issues)
        print(f"\n## Speed: {issues} generated issues, {chars:,} characters\n")
        figures = measure(Path(scratch) / "raw", Path(scratch), o.settings(), ray=ray)
        print(table(figures, load_record(record) if record else {}))
        if record:
            save_record(record, figures)


def _words(shared: Path) -> None:
    from pipeline.evaluation.segmentation import table
    from pipeline.training.segmenter_bench import bench as compare

    print("\n## Words: days 24 to 27 of January 1998, trained on days 1 to 23\n")
    print(table(compare(shared / "data" / "pku1998" / "train.txt", shared / "data" / "admin", progress=lambda _: None)))


def _entities(shared: Path, model: Path | None) -> None:
    from pipeline.training.ner_peers import table, three_labels

    print("\n## Persons, places and organisations on the gold text, by a model that has not seen it\n")
    print(table(three_labels(shared, model)))


def _facts(shared: Path, peers: Path | None) -> None:
    from pipeline.evaluation.quantities import compare, environment

    print("\n## Numeric facts on the gold text, F1\n")
    print("| system | money | area | percent | with bounds | characters/s |\n|---|---:|---:|---:|---:|---:|")
    for score in compare(shared / "gold" / "dev", environment(peers) if peers else None):
        values = ["" if v is None else f"{v:.3f}" for v in (score.money, score.area, score.percent, score.bounds)]
        print(f"| {score.system} | {' | '.join(values)} | {score.chars_per_second:,.0f} |")


def bench(
    shared: Shared = Path("../shared"),
    issues: Issues = 200,
    record: Record = None,
    ray: WithRay = False,
    peers: Peers = None,
    ner_model: Model = None,
    only: Only = None,
) -> None:
    """Measure speed over a generated archive and, where the corpora are, our figures beside the peers'."""
    from pipeline.errors import UsageError

    parts = {"speed", "words", "entities", "facts"}
    if only is not None and only not in parts:
        raise UsageError(f"--only {only}: there are {', '.join(sorted(parts))}")
    if only in (None, "speed"):
        _speed(issues, record, ray)
    if not (shared / "gold" / "dev").is_dir():
        print(f"\nbench: {shared} is not here, so nothing was compared with peers")
        return
    if only in (None, "words"):
        _words(shared)
    if only in (None, "entities"):
        _entities(shared, ner_model)
    if only in (None, "facts"):
        _facts(shared, peers)
