"""``baoshu report``."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options as o

Raw = Annotated[Path, typer.Option("--raw", metavar="RAW", help="Where the raw issues lie, to show pages beside the text.")]
Target = Annotated[Path | None, typer.Option("--to", metavar="FOLDER", help="Where to write the report; without it DIR/report.")]


def report(out: o.Out, raw: Raw = Path("data/raw"), to: Target = None, only: o.Only = None) -> None:
    """Write the tables as web pages: every article beside its raw page, and the archive's sums and offices.

    One file that opens from disk in any browser; an archive too large for that becomes an index and a file an issue.
    """
    from fnmatch import fnmatchcase

    from pipeline.batch.store import snapshot
    from pipeline.batch.store.read import arrow
    from pipeline.errors import UsageError
    from pipeline.report import build_report
    from pipeline.report.load import load_sources
    from pipeline.wording import counted

    with snapshot(out) as tables:
        ids = sorted(i for i in arrow(tables, "issues", ["issue_id"])["issue_id"].to_pylist() if only is None or fnmatchcase(i, only))
        if not ids:
            raise UsageError(f"{out}: no issue matches {only!r}" if only else f"{out}: no issues here")
        files = build_report(list(load_sources(tables, o.settings(), raw, ids)), to or out / "report")
    print(f"report of {counted(len(ids), 'issue')}: {files.index}" + (f" and {counted(len(files.issues), 'page')}" if files.issues else ""))
