"""Speed, memory and size over the generated archive, end to end and by stage."""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.batch.run import Options, run
from pipeline.bench.figure import Figure, Say
from pipeline.bench.many import measure_many
from pipeline.bench.queries import queries
from pipeline.bench.repair import measure_repair
from pipeline.bench.watch import Watch
from pipeline.document import TABLES
from pipeline.settings import Settings


def has_ray() -> bool:
    """Whether the Ray engine can be measured."""
    return importlib.util.find_spec("ray") is not None


def measure(raw: Path, scratch: Path, settings: Settings, *, ray: bool, say: Say, pdfs: Path | None = None) -> Iterator[Figure]:
    """All figures for the archive ``raw`` and the PDF pages in ``pdfs``, one by one as they are measured; tables go to ``scratch``.

    Two workers, and Ray, are also given as a ratio to what one session can be compared with.
    """
    one = scratch / "one"
    yield from measure_repair(raw, _made(scratch / "pages"), settings, say, pdfs)
    alone, figures = _run(raw, one, settings, Options(jobs=1), say)
    yield from figures
    say("check with nothing changed")
    yield Figure("check with nothing changed", run(one, settings, raw=raw, options=Options(jobs=1)).seconds, "s")
    yield from _sizes(one)
    yield from queries(one)
    together, figures = _run(raw, scratch / "two", settings, Options(jobs=2), say)
    yield from figures
    yield Figure("two workers over one", alone / together, "×")
    if ray:
        spread, figures = _run(raw, scratch / "ray", settings, Options(jobs=2, engine="ray"), say)
        yield from figures
        yield Figure("Ray over two workers", together / spread, "×")
    yield from measure_many(raw, one, scratch / "many", settings, say)
    yield Figure("load average at the end (a ratio means little beside other work)", os.getloadavg()[0], "processes")


def _run(raw: Path, out: Path, settings: Settings, options: Options, say: Say) -> tuple[float, list[Figure]]:
    """Seconds of a run, and its figures."""
    name = "Ray, two actors" if options.engine == "ray" else "one worker" if options.jobs == 1 else "two workers"
    say(f"end to end, {name}")
    with Watch(name, say) as watch:
        summary = run(out, settings, raw=raw, options=options, reporter=watch)
    if summary.interrupted:
        raise KeyboardInterrupt  # half a run is no figure
    figures = [Figure(f"end to end, {name}", summary.chars / summary.seconds, "characters/s")]
    if options.engine == "local" and options.jobs == 1:
        figures += [Figure(f"stage {s}", summary.chars / t, "characters/s") for s, t in summary.stage_seconds.items() if t]
        figures += watch.figures()
    return summary.seconds, figures


def _sizes(out: Path) -> Iterator[Figure]:
    total = 0.0
    for table in TABLES:
        size = sum(p.stat().st_size for p in (out / table).iterdir()) / 1e6
        total += size
        yield Figure(f"size of {table}", size, "MB")
    yield Figure("size of all tables", total, "MB")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
