"""Readers hold the generation they read; what is held is not cleared away. A lock of the system, so it ends with the reader."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.batch.store import state
from pipeline.errors import StoreError

HOME = ".baoshu"
CURRENT = "current"
ATTEMPTS = 20


@contextmanager
def snapshot(folder: str | Path) -> Iterator[Path]:
    """The tables of a processed folder as they are now, as a folder of folders that stays as it is until the ``with`` ends.

    Runs and ``compact`` meanwhile go on beside it. ``folder`` may be such a snapshot itself. Raises StoreError where it
    holds no tables.
    """
    folder = Path(folder)
    for _ in range(ATTEMPTS):
        generation = folder if (folder / state.FILE).exists() else current(folder)
        try:
            handle = os.open(generation, os.O_RDONLY)
        except FileNotFoundError:  # superseded and cleared since its name was read
            continue
        try:
            with suppress(OSError):  # a file system without locks: the generation before stays all the same
                fcntl.flock(handle, fcntl.LOCK_SH)
            if (generation / state.FILE).exists():
                yield generation
                return
        finally:
            os.close(handle)
    raise StoreError(f"{folder}: changes faster than it can be read")


def current(folder: Path) -> Path:
    """The folder of the current generation, not held. Raises StoreError."""
    try:
        return folder / HOME / os.readlink(folder / HOME / CURRENT)
    except OSError as error:
        raise StoreError(f"{folder}: holds no tables of baoshu; make them with: baoshu run RAW --out {folder}") from error


def clear(generation: Path) -> None:
    """Remove a generation that is no longer current, unless a reader holds it; then a later run does."""
    try:
        handle = os.open(generation, os.O_RDONLY)
    except OSError:
        return
    try:
        with suppress(OSError):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
        (generation / state.FILE).unlink(missing_ok=True)  # first, as readers look for it
        shutil.rmtree(generation, ignore_errors=True)
    finally:
        os.close(handle)
