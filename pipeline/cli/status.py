"""``baoshu status``."""

from pipeline.cli import options as o


def status(out: o.Out, as_json: o.AsJson = False) -> None:
    """Show what lies in DIR: issues by state, rows, the last run, versions."""
    raise SystemExit("not yet")
