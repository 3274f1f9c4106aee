"""The processed tables on disk: generations of Parquet files, switched all at once."""

from pipeline.batch.store.hold import current, snapshot
from pipeline.batch.store.read import read
from pipeline.batch.store.store import Store

__all__ = ["Store", "current", "read", "snapshot"]
