"""``baoshu compact``."""

from pipeline.cli import options as o


def compact(out: o.Out) -> None:
    """Rewrite the tables."""
    raise SystemExit("not yet")
