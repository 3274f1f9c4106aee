"""``baoshu export``."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options as o

To = Annotated[str, typer.Option("--to", metavar="csv|xlsx|sqlite|duckdb", help="Format.")]
Target = Annotated[
    Path | None, typer.Option("--file", "-f", metavar="TARGET", help="File to write (for csv: folder); without it beside the tables.")
]
Tables = Annotated[list[str] | None, typer.Option("--table", metavar="TABLE", help="Only this table; may be given several times.")]


def export(out: o.Out, to: To = "csv", target: Target = None, table: Tables = None) -> None:
    """Write the tables in DIR for people without Parquet. Cells that a spreadsheet would run as formulas are defused."""
    from pipeline.batch.export import export as write
    from pipeline.raw.names import printable

    default = out / "export" / ("csv" if to == "csv" else f"baoshu.{to}")
    for path in write(out, to, target or default, table or ()):
        print(printable(str(path)))
