"""Repair: every character of a page in its article, clean, and mapped back to the raw text."""

from pipeline.repair.issue import VERSION, Repair, read_page
from pipeline.repair.parts import Draft, PageParts
from pipeline.repair.render import render

__all__ = ["VERSION", "Draft", "PageParts", "Repair", "read_page", "render"]
