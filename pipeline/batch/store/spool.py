"""Finished issues that wait for the next commit. What lies here survives the death of the run that made it."""

import hashlib
import os
from pathlib import Path

from pipeline.batch.store.codec import header
from pipeline.batch.store.state import IssueState
from pipeline.errors import StoreError


def entry_name(issue_id: str) -> str:
    """File name of an issue in the spool; a hash, because ids may hold anything."""
    return hashlib.sha256(issue_id.encode()).hexdigest()[:32]


def put(folder: Path, issue_id: str, payload: bytes) -> Path:
    """Store packed rows, whole or not at all. Raises StoreError (disk full, no permission)."""
    path = folder / entry_name(issue_id)
    partial = path.with_suffix(f".{os.getpid()}.part")
    try:
        partial.write_bytes(payload)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
    return path


def get(path: Path) -> bytes:
    """Packed rows. Raises StoreError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error


def left_over(folder: Path) -> dict[str, IssueState]:
    """What a killed run finished but did not commit, by issue id. Damaged and unfinished files are removed."""
    found = {}
    for path in sorted(folder.iterdir()):
        try:
            if path.suffix:
                raise StoreError("unfinished")
            state = IssueState.of(header(get(path)))
            found[state.issue_id] = state
        except (StoreError, TypeError, ValueError):
            path.unlink(missing_ok=True)
    return found
