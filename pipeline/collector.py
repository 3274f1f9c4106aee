"""Python's collector of cyclic garbage, kept away from work that makes many objects and no cycles among them.

It looks through all objects there are whenever enough new ones were made, which on a large page, or beside a large model or
archive in memory, takes longer than the work itself.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """Nothing is collected within; also a decorator. Afterwards it collects again if it did before."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
