"""``baoshu repair``."""

import sys
from pathlib import Path

import typer

from pipeline.cli import options as o
from pipeline.cli.run import Raw
from pipeline.cli.tables import update


@o.with_work
def repair(
    raw: Raw,
    out: o.MaybeOut = None,
    *,
    work: o.Work,
    retry_failed: o.Retry = False,
) -> None:
    """Read raw issues and cut them into articles and paragraphs (tables issues, articles, paragraphs).

    Without --out, RAW is one file, and its articles are printed for reading.
    """
    if out is None:
        show(raw)
        return
    update(out, raw, "repair", work, retry_failed=retry_failed)


def show(path: Path) -> None:
    """Print the articles of one raw file. Ends with status 1 where it cannot be read."""
    from pipeline.errors import RawError, UsageError
    from pipeline.raw import discover, read
    from pipeline.raw.names import printable
    from pipeline.repair import Repair
    from pipeline.repair.render import render

    if path.is_dir():
        raise UsageError("without --out, RAW must be one file; for a folder of issues give --out DIR")
    settings = o.settings()
    try:
        raw = read(discover(path).sources[0], settings)
    except RawError as error:
        print(f"baoshu: {printable(str(error))}", file=sys.stderr)
        raise typer.Exit(1) from error
    print(render(Repair(settings)(raw)))
