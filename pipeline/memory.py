"""One page's text in memory through every stage: the Python entry for notebooks and other programs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from pipeline.document import TABLES, IssueRows, rows, to_arrow
from pipeline.errors import UsageError
from pipeline.raw import from_text
from pipeline.settings import Settings
from pipeline.stages import Stages, build

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one text: lists of rows, the columns of the tables as their attributes."""

    issue: rows.Issue
    articles: list[rows.Article]
    paragraphs: list[rows.Paragraph]
    sentences: list[rows.Sentence]
    tokens: list[rows.Token]
    mentions: list[rows.Mention]
    entities: list[rows.Entity]
    officials: list[rows.Official]
    quantities: list[rows.Quantity]
    corrections: list[rows.Correction]

    @classmethod
    def of(cls, found: IssueRows) -> "Extraction":
        """The same rows as lists."""
        return cls(found.issue, **{name: list(getattr(found, name)) for name in TABLES if name != "issues"})

    def tables(self) -> "dict[str, pd.DataFrame]":
        """The same as DataFrames, one for every table of the contract."""
        found = {name: [self.issue] if name == "issues" else getattr(self, name) for name in TABLES}
        return {name: to_arrow(name, items).to_pandas() for name, items in found.items()}


class Extractor:
    """Settings and models, loaded once."""

    def __init__(self, settings: Settings, stages: Stages) -> None:
        self.settings = settings
        self._stages = stages

    @classmethod
    def load(cls, settings: Settings | None = None, **overrides: Any) -> "Extractor":
        """See :func:`pipeline.load`."""
        chosen = make_settings(settings, **overrides)
        return cls(chosen, build(chosen))

    def extract(self, text: str, date: str | None = None) -> Extraction:
        """Every stage on one page's text. ``date`` (YYYY-MM-DD, may be partial) resolves relative dates."""
        return Extraction.of(self._stages(from_text(text, date)))


def make_settings(settings: Settings | None = None, **overrides: Any) -> Settings:
    """Settings with single ones overridden, all checked. Raises UsageError that names the bad one."""
    try:
        if settings is None:
            return Settings(**overrides)
        return Settings(**{**settings.model_dump(), **overrides})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        known = ", ".join(Settings.model_fields)
        raise UsageError(f"setting {name}: {first['msg']} (there are {known})") from error
    except ValueError as error:
        raise UsageError(f"baoshu.toml: {error}") from error
