"""The model everything shares: row classes, their schemas, and text mapped back to the raw page. Imports no stage."""

from pipeline.document.issue import Box, Font, IssueRows, Layout, RawIssue, RawPage
from pipeline.document.rawmap import RawMap
from pipeline.document.rows import (
    Article,
    Correction,
    Entity,
    Issue,
    MapRun,
    Mention,
    Official,
    Paragraph,
    Quantity,
    Sentence,
    Token,
)
from pipeline.document.schema import SCHEMA_VERSION, TABLES, dictionary, from_arrow, schema, to_arrow
from pipeline.document.text import MappedText
from pipeline.document.tokens import split_at

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Article",
    "Box",
    "Correction",
    "Entity",
    "Font",
    "Issue",
    "IssueRows",
    "Layout",
    "MapRun",
    "MappedText",
    "Mention",
    "Official",
    "Paragraph",
    "Quantity",
    "RawIssue",
    "RawMap",
    "RawPage",
    "Sentence",
    "Token",
    "dictionary",
    "from_arrow",
    "schema",
    "split_at",
    "to_arrow",
]
