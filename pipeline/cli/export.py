"""``baoshu export``."""

from pipeline.cli import options as o


def export(out: o.Out) -> None:
    """Export."""
    raise SystemExit("not yet")
