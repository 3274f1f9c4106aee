"""The store: one writer at a time, one atomic switch for all tables, and the traces of a killed run put to use.

``DIR/<table>`` are links into ``DIR/.baoshu/current``, itself a link to one generation. A commit builds the next
generation beside it and replaces that one link, so readers see all of a commit in all tables, or nothing of it.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline.batch.store import codec, generation, spool, state
from pipeline.batch.store.hold import CURRENT, HOME, clear, snapshot
from pipeline.document import TABLES
from pipeline.errors import StoreError

KEPT = 2
"""Generations kept: the current one, and the one before it for readers at work that do not hold what they read."""


class Store:
    """The processed folder, open for writing. Use it as a context manager: it holds the lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / HOME
        self.spool = self.home / "spool"
        self.states: state.States = {}
        self._lock: int | None = None

    def __enter__(self) -> "Store":
        try:
            self.spool.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            self._check_link()
            self.clear()
            if not (self.home / CURRENT).is_symlink():
                self._publish({}, {})
            self.states = state.load(self.home / CURRENT / state.FILE)
            self._link_tables()
        except OSError as error:
            self._release()
            raise _failure(self.folder, error) from error
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._release()

    def _take_lock(self) -> None:
        self._lock = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(self._lock, 200, 0).decode(errors="replace").strip()
            raise StoreError(
                f"{self.folder}: another run is writing here ({holder or 'unknown process'}); try again when it has ended"
            ) from error
        os.ftruncate(self._lock, 0)
        os.pwrite(self._lock, f"process {os.getpid()} on {os.uname().nodename}".encode(), 0)

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _check_link(self) -> None:
        """Refuse a store whose link to its tables is lost: clearing up would take the tables for leftovers."""
        link = self.home / CURRENT
        if not link.is_symlink() and (link.exists() or any(_number_of(p) > 1 for p in self.home.glob("gen-*"))):
            raise StoreError(f"{link}: is not the link it should be (was the folder copied without its links?); nothing was touched")

    def clear(self, keep: int = KEPT) -> None:
        """Remove generations that a killed run did not finish, and all but the newest ``keep`` that no reader holds."""
        current = self._number()
        for path in self.home.glob("gen-*"):
            if not current - keep < _number_of(path) <= current:
                clear(path)

    def _number(self) -> int:
        try:
            return _number_of(Path(os.readlink(self.home / CURRENT)))
        except (OSError, IndexError, ValueError):
            return 0

    def _link_tables(self) -> None:
        for table in TABLES:
            link, target = self.folder / table, f"{HOME}/{CURRENT}/{table}"
            if link.is_symlink() and os.readlink(link) == target:
                continue
            if link.exists() and not link.is_symlink():
                raise StoreError(f"{link}: is in the way and was not made by baoshu; move it or choose another --out")
            link.unlink(missing_ok=True)
            link.symlink_to(target)

    def put(self, issue_id: str, payload: bytes) -> None:
        """Keep a finished issue until the next commit. Raises StoreError."""
        spool.put(self.spool, issue_id, payload)

    def spooled(self) -> state.States:
        """Issues a killed run finished but did not commit, by id."""
        return spool.left_over(self.spool)

    def drop_spooled(self, keep: Iterable[str]) -> None:
        """Empty the spool but for these issues."""
        names = {spool.entry_name(i) for i in keep}
        for path in self.spool.iterdir():
            if path.name not in names:
                path.unlink()

    def commit(self, finished: Mapping[str, state.IssueState], removed: Iterable[str] = (), rewrite: bool = False) -> int:
        """Switch to tables with the spooled rows of ``finished`` in them and without the rows of ``removed``.

        Returns the number of files written. Raises StoreError; the tables are then as they were before.
        """
        after = {i: s for i, s in self.states.items() if i not in set(removed)} | dict(finished)
        changes = {i: self._loader(i) for i in finished}
        try:
            written = self._publish(after, changes, rewrite)
        except OSError as error:
            raise _failure(self.folder, error) from error
        self.states = after
        for issue_id in finished:
            (self.spool / spool.entry_name(issue_id)).unlink(missing_ok=True)
        return written

    def _loader(self, issue_id: str) -> Any:
        return lambda: codec.unpack(spool.get(self.spool / spool.entry_name(issue_id)))

    def _publish(self, after: state.States, changes: generation.Changes, rewrite: bool = False) -> int:
        number = self._number()
        old = self.home / f"gen-{number:06d}" if number else None
        new = self.home / f"gen-{number + 1:06d}"
        shutil.rmtree(new, ignore_errors=True)
        try:
            new.mkdir()
            written = generation.build(new, after, old, self.states, changes, rewrite)
            self._switch(new)
        except BaseException:
            if self._number() == number:
                shutil.rmtree(new, ignore_errors=True)
            raise
        with suppress(OSError):
            self.clear()
        return written

    def _switch(self, new: Path) -> None:
        pending = self.home / f"{CURRENT}.next"
        pending.unlink(missing_ok=True)
        pending.symlink_to(new.name)
        pending.replace(self.home / CURRENT)
        handle = os.open(self.home, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def tables_of(self, ids: Iterable[str]) -> Iterator[tuple[str, codec.Tables]]:
        """The tables of single issues, in the order of the files they lie in."""
        yield from generation.issue_tables(self.home / CURRENT, self.states, ids)

    def resign(self, signatures: Mapping[str, str]) -> None:
        """Remember new sizes and times of files whose bytes are the same, so that they need not be read again."""
        if not signatures:
            return
        self.states |= {i: replace(self.states[i], signature=s) for i, s in signatures.items()}
        pending = self.home / f"{state.FILE}.next"
        try:
            state.save(self.states.values(), pending)
            generation.flush([pending], [])
            pending.replace(self.home / CURRENT / state.FILE)
        except OSError as error:
            raise _failure(self.folder, error) from error


def peek(folder: Path) -> state.States:
    """The states of a processed folder without opening it for writing; none where it does not exist yet."""
    if not (folder / HOME / CURRENT).is_symlink():
        return {}
    with snapshot(folder) as generation_folder:
        return state.load(generation_folder / state.FILE)


def _number_of(generation_folder: Path) -> int:
    return int(generation_folder.name.split("-")[1])


def _failure(folder: Path, error: OSError) -> StoreError:
    return StoreError(f"{error.filename or folder}: cannot be written: {error.strerror or error}; the tables are as they were before")
