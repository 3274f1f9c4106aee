"""``baoshu schema``."""

from typing import Annotated

import typer


def schema(
    tables: Annotated[list[str] | None, typer.Argument(metavar="[TABLE]...", help="Tables to describe; all without.")] = None,
) -> None:
    """Print the data dictionary: every table and column with type, unit and meaning, as Markdown."""
    from pipeline.document import TABLES, dictionary
    from pipeline.errors import UsageError

    unknown = [t for t in tables or () if t not in TABLES]
    if unknown:
        raise UsageError(f"no table {unknown[0]!r}; there are {', '.join(TABLES)}")
    print(dictionary(tables or TABLES), end="")
