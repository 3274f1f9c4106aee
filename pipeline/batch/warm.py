"""Imported once by the process that worker processes are forked from, so that each starts in milliseconds.

Only imports that start no thread and open nothing belong here.
"""

import numpy
import pandas
import pyarrow
import pyarrow.parquet

import pipeline.batch.tasks

__all__ = ["numpy", "pandas", "pipeline", "pyarrow"]
