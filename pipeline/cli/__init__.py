"""The command ``baoshu``. One file a command; each parses its options and calls a plain function."""

from pipeline.cli.main import app, main

__all__ = ["app", "main"]
