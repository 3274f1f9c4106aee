"""``baoshu status``."""

from pipeline.cli import options as o


def status(out: o.Out, as_json: o.StatusJson = False) -> None:
    """Show what lies in DIR: issues by state, rows by table, the last run, versions of program, schema and models."""
    from pipeline.batch.status import status as look
    from pipeline.cli.display import show_status

    show_status(look(out), as_json)
