"""``baoshu bench``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options as o

Shared = Annotated[Path, typer.Option("--shared", metavar="DIR", help="Folder with corpora and gold, for real PDF pages and peers.")]
Issues = Annotated[int, typer.Option("--issues", min=1, help="Size of the generated archive (10,000 characters an issue).")]
Record = Annotated[
    Path, typer.Option("--record", metavar="FILE", help="Keeps the speed figures by commit; those of the commit before are printed too.")
]
WithRay = Annotated[
    bool | None, typer.Option("--ray/--no-ray", help="Measure the Ray engine, too; without either, where it is installed (extra ray).")
]
Against = Annotated[
    str | None, typer.Option("--against", metavar="REV", help="Measure this commit first, with the bench of today: HEAD~1, for example.")
]
Peers = Annotated[
    Path | None, typer.Option("--peers", metavar="ENV", help="Environment to install JioNLP and Recognizers-Text into, to compare facts.")
]
Model = Annotated[
    Path | None, typer.Option("--ner-model", metavar="DIR", help="Entity model trained without the gold pages; without it one is trained.")
]
Only = Annotated[str | None, typer.Option("--only", help="One part: speed, words, entities or facts.")]


def _speed(issues: int, path: Path, ray: bool | None, against: str | None, pdfs: Path) -> None:
    from tempfile import TemporaryDirectory

    from pipeline.bench.against import measure_commit
    from pipeline.bench.archive import build_archive
    from pipeline.bench.record import Record, history
    from pipeline.bench.speed import has_ray, measure
    from pipeline.wording import counted

    with_ray, root = has_ray() if ray is None else ray, Path(__file__).parents[2]
    if against:
        measure_commit(root, against, issues, path, with_ray)
    with TemporaryDirectory() as scratch:
        chars = build_archive(Path(scratch) / "raw", issues)
        record = Record(path, issues, history(root))
        print(f"\n## Speed: {counted(issues, 'generated issue')}, {counted(chars, 'character')}\n")
        if ray is None and not has_ray():
            print("Ray is not installed (extra ray) and not measured.\n")
        print(record.heading(), flush=True)
        for figure in measure(Path(scratch) / "raw", Path(scratch), o.settings(), ray=with_ray, say=_say, pdfs=pdfs):
            print(record.add(figure), flush=True)


def _say(message: str) -> None:
    print(f"baoshu: {message}", file=sys.stderr, flush=True)


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
    issues: Issues = 2000,
    record: Record = Path("bench.json"),
    ray: WithRay = None,
    against: Against = None,
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
        _speed(issues, record, ray, against, shared / "raw" / "dev-pdf")
    if only == "speed":
        return
    if not (shared / "gold" / "dev").is_dir():
        print(f"\nbench: {shared} is not here, so nothing was compared with peers")
        return
    if only in (None, "words"):
        _words(shared)
    if only in (None, "entities"):
        _entities(shared, ner_model)
    if only in (None, "facts"):
        _facts(shared, peers)
