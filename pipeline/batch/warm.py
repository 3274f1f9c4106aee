"""Imported once by the process that workers are forked from, so that each starts in milliseconds.

Imports only: no model and no session may be opened here, as their threads would not survive the fork. A worker computes
on one core, so libraries that would start threads of their own are told not to.
"""

import importlib
import os

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
MODULES = (
    "pandas",
    "pyarrow.parquet",
    "pipeline.batch.tasks",
    "pipeline.repair",
    "pipeline.segment",
    "pipeline.entities",
    "pipeline.facts",
)

for variable in THREADS:
    os.environ.setdefault(variable, "1")
for module in MODULES:
    importlib.import_module(module)
