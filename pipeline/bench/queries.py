"""Seconds that notebooks wait: tables read with pandas and asked with DuckDB."""

import time
from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.bench.figure import Figure

QUERIES = {
    "mentions by label": "SELECT label, count(*) FROM '{out}/mentions/*.parquet' GROUP BY label",
    "words by frequency": "SELECT text, count(*) AS n FROM '{out}/tokens/*.parquet' GROUP BY text ORDER BY n DESC LIMIT 50",
    "money by month": (
        "SELECT i.date[:7] AS month, sum(q.normalized) FROM '{out}/quantities/*.parquet' q"
        " JOIN '{out}/articles/*.parquet' a USING (article_id) JOIN '{out}/issues/*.parquet' i USING (issue_id)"
        " WHERE q.kind = 'money' GROUP BY month"
    ),
}


def queries(out: Path, label: str = "", only: Collection[str] = tuple(QUERIES)) -> Iterator[Figure]:
    """Seconds of each query in DuckDB, where it is installed, and of reading all mentions with pandas."""
    import pandas as pd

    try:
        import duckdb
    except ImportError:
        only = ()
    for name in only:
        with duckdb.connect() as connection:
            begun = time.perf_counter()
            connection.execute(QUERIES[name].format(out=out)).fetchall()
            yield Figure(f"{label}DuckDB, {name}", time.perf_counter() - begun, "s")
    for name, columns in (("label and text of all mentions", ["label", "text"]), ("all mentions", None)):
        begun = time.perf_counter()
        pd.read_parquet(out / "mentions", columns=columns)
        yield Figure(f"{label}pandas, {name}", time.perf_counter() - begun, "s")
