"""Corrections by hand: a plain CSV file whose lines change, remove or add single rows of the tables, and say where they no longer fit."""

from pipeline.corrections.apply import apply
from pipeline.corrections.read import Line, for_issue, read_corrections

__all__ = ["Line", "apply", "for_issue", "read_corrections"]
