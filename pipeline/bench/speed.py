"""Speed, memory and size over the generated archive, end to end and by stage."""

import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.plan import Choice
from pipeline.batch.run import Options, run
from pipeline.settings import Settings

QUERY = "SELECT label, count(*) FROM read_parquet('{out}/mentions/*.parquet') GROUP BY label"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number."""

    name: str
    value: float
    unit: str


def _peak_megabytes() -> float:
    """The most memory any finished child of this process took, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most / (1024 if sys.platform != "darwin" else 1024 * 1024)


def _run(raw: Path, out: Path, settings: Settings, options: Options) -> tuple[list[Figure], float]:
    summary = run(out, settings, raw=raw, options=options)
    name = "ray" if options.engine == "ray" else f"{options.jobs} worker{'s' * (options.jobs > 1)}"
    figures = [Figure(f"end to end, {name}", summary.chars / summary.seconds, "characters/s")]
    if options.engine == "local" and options.jobs == 1:
        figures += [Figure(f"stage {s}", summary.chars / t, "characters/s") for s, t in summary.stage_seconds.items() if t]
    return figures, summary.seconds


def measure(raw: Path, scratch: Path, settings: Settings, *, ray: bool = False) -> list[Figure]:
    """All figures for the archive ``raw``; tables go to ``scratch``. Two workers against one is given as a ratio of one session."""
    figures, alone = _run(raw, scratch / "one", settings, Options(jobs=1))
    more, together = _run(raw, scratch / "two", settings, Options(jobs=2))
    figures += [*more, Figure("two workers over one", alone / together, "×")]
    figures.append(Figure("peak memory of a worker", _peak_megabytes(), "MB"))
    if ray:
        figures += _run(raw, scratch / "ray", settings, Options(jobs=2, engine="ray"))[0]
    begun = time.perf_counter()
    run(scratch / "one", settings, raw=raw, choice=Choice(), options=Options(jobs=1))
    figures.append(Figure("check with nothing changed", time.perf_counter() - begun, "s"))
    files = list((scratch / "one").rglob("*.parquet"))
    figures.append(Figure("tables on disk", sum(p.stat().st_size for p in files) / 1e6, "MB"))
    return [*figures, *_queries(scratch / "one")]


def _queries(out: Path) -> list[Figure]:
    try:
        import duckdb
    except ImportError:
        return []
    import pandas as pd

    begun = time.perf_counter()
    duckdb.connect().execute(QUERY.format(out=out)).fetchall()
    middle = time.perf_counter()
    pd.read_parquet(out / "mentions")
    return [Figure("mentions in DuckDB", middle - begun, "s"), Figure("mentions in pandas", time.perf_counter() - middle, "s")]
