"""The command ``baoshu``. One file a command; each parses its options and calls a plain function."""

from pipeline.cli.main import main

__all__ = ["main"]
