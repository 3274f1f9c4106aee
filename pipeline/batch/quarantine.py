"""The log of failed issues, with causes and tracebacks, for the person who has to find out why."""

from datetime import datetime, timezone
from pathlib import Path

from pipeline.batch.tasks import Outcome
from pipeline.errors import StoreError
from pipeline.raw.names import printable


class Quarantine:
    """Appends to one text file; control characters are made visible, so that looking at it is safe."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, outcome: Outcome) -> None:
        """One entry for an issue that failed in whole or in part. Raises StoreError."""
        moment = datetime.now(timezone.utc).isoformat(timespec="seconds")
        lines = [f"{moment} {outcome.state.issue_id} {outcome.state.status}: {outcome.error}", *(outcome.trace or "").splitlines()]
        try:
            with self._path.open("a", encoding="utf-8") as stream:
                stream.write("\n    ".join(printable(line) for line in lines) + "\n")
        except OSError as error:
            raise StoreError(f"{self._path}: cannot be written: {error.strerror}") from error
