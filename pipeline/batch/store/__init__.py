"""The processed tables on disk: generations of Parquet files, switched all at once."""

from pipeline.batch.store.read import read, snapshot
from pipeline.batch.store.store import Store

__all__ = ["Store", "read", "snapshot"]
