"""Rewrites the tables file by file into the layout of this program, and clears what is no longer needed."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.store import Store


@dataclass(frozen=True, slots=True)
class Compacted:
    """Files and bytes of the whole folder (older generations and all) before and after."""

    files_before: int
    files_after: int
    bytes_before: int
    bytes_after: int


def compact(out: Path) -> Compacted:
    """Write every table anew and drop generations, spooled leftovers and all else that only a run in progress needs.

    Readers see the old files until the new ones are complete, and keep those they hold (see ``snapshot``). Raises
    StoreError, among others where a run is at work.
    """
    with Store(out) as store:
        before = _size(store.home)
        store.commit({}, rewrite=True)
        store.drop_spooled(keep=())
        store.clear(keep=1)
        after = _size(store.home)
    return Compacted(before[0], after[0], before[1], after[1])


def _size(home: Path) -> tuple[int, int]:
    """Number and bytes of the Parquet files, links to the same file counted once."""
    stats = {s.st_ino: s.st_size for s in (p.stat() for p in home.rglob("*.parquet"))}
    return len(stats), sum(stats.values())
