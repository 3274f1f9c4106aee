"""Which issues lie in a raw directory. Looks at names and links only; opens nothing."""

import os
import stat
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.raw.names import name_order, printable

SUFFIXES = (".txt", ".pdf")
SIDECAR = "issue.toml"


@dataclass(frozen=True, slots=True)
class Source:
    """One issue on disk: its page files in order and its sidecar, or the problem that keeps it from being read."""

    issue_id: str
    path: str
    shown: str
    files: tuple[str, ...] = ()
    sidecar: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """The issues of a raw directory in the order of their ids, and the entries that are none."""

    sources: tuple[Source, ...]
    ignored: tuple[str, ...] = ()


def discover(raw: Path) -> Discovery:
    """All issues in ``raw``: files ``<id>.txt`` or ``<id>.pdf`` and folders of such page files.

    A single page file is an issue of its own. Hidden entries and other kinds of files are no issues. Symbolic links
    that leave ``raw`` are refused, and so is an id that stands for several files: both come back as sources with a
    ``problem``. Raises UsageError where ``raw`` does not exist or cannot be listed.
    """
    if not raw.exists():
        raise UsageError(f"{raw}: no such file or folder")
    if raw.is_file():
        return Discovery((_file(raw.name, str(raw), raw.parent, {e.name for e in _listed(raw.parent)}),))
    root = raw.resolve()
    entries = _listed(root)
    names = {e.name for e in entries}
    sources: list[Source] = []
    ignored: list[str] = []
    for entry in entries:
        path = os.path.join(root, entry.name)
        if _is_dir(entry):
            sources.append(_folder(entry, path, root, names))
        elif entry.name.lower().endswith(SUFFIXES):
            sources.append(_outside(path, root, entry.is_symlink()) or _file(entry.name, path, root, names))
        elif not entry.name.lower().endswith(".toml"):
            ignored.append(printable(entry.name))
    return Discovery(tuple(_unique(sources)), tuple(ignored))


def _listed(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror}") from error


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _shown(path: str, root: Path) -> str:
    """The path as tables and messages show it: relative to the raw directory's parent."""
    return printable(Path(path).relative_to(root.parent).as_posix())


def _outside(path: str, root: Path, is_link: bool) -> Source | None:
    """A refusal where ``path`` is a symbolic link that leads nowhere or out of ``root``."""
    if not is_link:
        return None
    try:
        inside = Path(path).resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return _refused(path, root, "symbolic link that leads nowhere")
    return None if inside else _refused(path, root, "symbolic link that leaves the raw directory")


def _refused(path: str, root: Path, problem: str) -> Source:
    name = os.path.basename(path)
    stem = os.path.splitext(name)[0] if name.lower().endswith(SUFFIXES) else name
    return Source(printable(stem), path, _shown(path, root), problem=problem)


def _file(name: str, path: str, root: Path, names: set[str]) -> Source:
    stem = os.path.splitext(name)[0]
    sidecar, problem = _sidecar(f"{stem}.toml", root, root, names)
    if not problem and not stat.S_ISREG(_mode(path)):
        problem = "not a regular file"
    shown = printable(name) if not path.startswith(str(root)) else _shown(path, root)
    return Source(printable(stem), path, shown, (path,), sidecar, problem)


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode
    except OSError:
        return stat.S_IFREG  # reading it will say what is wrong


def _folder(entry: os.DirEntry[str], path: str, root: Path, names: set[str]) -> Source:
    refused = _outside(path, root, entry.is_symlink())
    if refused:
        return refused
    try:
        inner = _listed(path)
    except UsageError as error:
        return _refused(path, root, str(error).rsplit(": ", 1)[-1])
    pages = sorted((e for e in inner if e.name.lower().endswith(SUFFIXES) and not _is_dir(e)), key=lambda e: name_order(e.name))
    if not pages:
        return _refused(path, root, "folder without page files (.txt or .pdf)")
    for page in pages:
        refused = _outside(os.path.join(path, page.name), root, page.is_symlink())
        if refused:
            return replace(refused, issue_id=printable(entry.name))
    sidecar, problem = _sidecar(SIDECAR, Path(path), root, {e.name for e in inner})
    if not sidecar and not problem:
        sidecar, problem = _sidecar(f"{entry.name}.toml", root, root, names)
    files = tuple(os.path.join(path, e.name) for e in pages)
    if any(not stat.S_ISREG(_mode(f)) for f in files):
        problem = "folder with page files that are no regular files"
    return Source(printable(entry.name), path, _shown(path, root), files, sidecar, problem)


def _sidecar(name: str, folder: Path, root: Path, names: set[str]) -> tuple[str | None, str | None]:
    if name not in names:
        return None, None
    path = os.path.join(folder, name)
    if not Path(path).resolve().is_relative_to(root.resolve()):
        return None, f"{printable(name)} is a symbolic link that leaves the raw directory"
    return path, None


def _unique(sources: list[Source]) -> list[Source]:
    """One source an id, in the order of ids; an id that several files claim becomes a problem that names them all."""
    by_id: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_id[source.issue_id].append(source)
    unique = []
    for issue_id in sorted(by_id):
        first, *others = by_id[issue_id]
        if others:
            every = ", ".join(s.shown for s in (first, *others))
            first = replace(first, files=(), sidecar=None, problem=f"duplicate issue id {issue_id}: {every}")
        unique.append(first)
    return unique
