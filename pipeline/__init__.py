"""报数: facts out of Chinese newspaper pages, as tables.

>>> import pipeline
>>> nlp = pipeline.load()                                   # doctest: +SKIP
>>> nlp.extract("……", date="2022-11-15").tables()["mentions"]   # doctest: +SKIP
>>> pipeline.read("data/processed", "mentions", columns=["label", "text"])   # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    import pandas as pd

    from pipeline.memory import Extractor
    from pipeline.settings import Settings

__all__ = ["__version__", "load", "read", "snapshot"]


def load(settings: "Settings | None" = None, **overrides: Any) -> "Extractor":
    """Settings and models, loaded once; the result's ``extract(text, date=None)`` runs every stage in memory.

    ``overrides`` are single settings (``ner="spacy:zh_core_web_sm"``). Raises UsageError for a setting that does not
    exist, ModelError where a model is missing or damaged.
    """
    from pipeline.memory import Extractor

    return Extractor.load(settings, **overrides)


def read(folder: "str | Path", table: str, columns: "list[str] | None" = None, issues: "list[str] | str | None" = None) -> "pd.DataFrame":
    """A table of a processed folder as a DataFrame, all its files from the same moment.

    ``columns`` are the ones wanted (all), ``issues`` one id or several whose rows are wanted (all). Raises UsageError for a
    table or column that does not exist, StoreError where the folder holds no tables.
    """
    from pipeline.batch.store import read as read_table

    return read_table(folder, table, columns, [issues] if isinstance(issues, str) else issues)


def snapshot(folder: "str | Path") -> "AbstractContextManager[Path]":
    """All tables of a processed folder from one moment, for pandas, DuckDB or :func:`read`, whatever a run is writing.

    >>> with pipeline.snapshot("data/processed") as tables:   # doctest: +SKIP
    ...     mentions = pd.read_parquet(tables / "mentions")

    Raises StoreError where the folder holds no tables.
    """
    from pipeline.batch.store import snapshot as hold

    return hold(folder)
