"""Has an issue's file changed? By size and times first, by bytes where those differ or are too fresh to trust."""

import os
from dataclasses import dataclass

from pipeline.batch.recipe import fingerprint
from pipeline.batch.store.state import IssueState
from pipeline.errors import RawError
from pipeline.raw import Source
from pipeline.raw.read import digest

FRESH_NS = 2_000_000_000
"""A file changed less than this before it was looked at may change again within one tick of the file system's clock."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An issue as it lies on disk now."""

    source: Source
    fingerprint: str
    signature: str


def look(source: Source, known: IssueState | None, now_ns: int) -> Seen:
    """Fingerprint a source, without reading it where ``known`` has the same sizes and times. Never raises."""
    paths = (*source.files, *((source.sidecar,) if source.sidecar else ()))
    if source.problem:
        return Seen(source, fingerprint(source.shown, [("", source.problem)]), "")
    try:
        stats = [os.stat(p) for p in paths]
        signature = ";".join(
            f"{os.path.basename(p)!r}:{s.st_size}:{s.st_mtime_ns}:{s.st_ctime_ns}:{s.st_ino}" for p, s in zip(paths, stats, strict=True)
        )
        signature = f"{source.shown};{signature}"
        if known and known.signature == signature:
            return Seen(source, known.fingerprint, signature)
        fresh = any(now_ns - max(s.st_mtime_ns, s.st_ctime_ns) < FRESH_NS for s in stats)
        hashes = [(os.path.basename(p), digest([p])) for p in paths]
    except (OSError, RawError) as error:
        return Seen(source, fingerprint(source.shown, [("", f"unreadable: {error}")]), "")
    return Seen(source, fingerprint(source.shown, hashes), "" if fresh else signature)
