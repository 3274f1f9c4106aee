"""The blocks of README and docs: found, run in a scratch copy of the sample, and compared with the output they show.

``python -m tests.docs.documents`` runs every page and writes the output of today into the pages, English and Chinese.

A ``console`` block holds commands after ``$`` and what they print on standard output (``...`` stands for anything), a
``bash`` block a script, a ``python`` block code whose output is the ``text`` block right after it. A comment before a
block may say ``<!-- not run: REASON -->`` or ``<!-- exit status N -->``; a page may say ``<!-- begins without tables -->``.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).resolve().parents[2]
RUNNABLE = ("console", "bash", "python")
REASONS = frozenset(
    {
        "installs from the network",
        "needs a cluster",
        "needs the evaluation folder",
        "trains for minutes",
        "runs the whole test suite",
        "a line for crontab",
        "needs an extra that is not installed everywhere",
    }
)
"""Why a block may stay unrun. No other reason counts."""

BARE = "<!-- begins without tables -->"

_FENCE = re.compile(r"^```([\w-]*)\s*$")
_COMMENT = re.compile(r"<!-- (not run|exit status):? (.+?) -->")
_VOLATILE = (
    (re.compile(r"in [\d.,]+ s\b(, [\d,]+ characters a second)?"), "in S"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.:+Z]*"), "MOMENT"),
    (re.compile(r"\b[0-9a-f]{16}\b"), "HASH"),
    (re.compile(r'"(\w*seconds|facts|repair|segment|entities)": \d+\.\d+'), '"SECONDS"'),
)
"""What differs from run to run although nothing changed."""


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block. ``line`` is that of its opening fence, from 1."""

    page: Path
    line: int
    language: str
    text: str
    not_run: str | None = None
    status: int = 0

    @property
    def where(self) -> str:
        """Page and line, for messages."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a block shows and what it does. ``block`` is the one to rewrite where they differ."""

    block: Block
    want: str
    got: str
    text: str
    """The block's text with today's output."""

    @property
    def true(self) -> bool:
        """Whether the output shown is the output."""
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        return doctest.OutputChecker().check_output(settled(self.want), settled(self.got), flags)


def settled(text: str) -> str:
    """``text`` without what differs from run to run."""
    for pattern, name in _VOLATILE:
        text = pattern.sub(name, text)
    return text


def pages() -> list[Path]:
    """The English pages; each has a Chinese counterpart."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def chinese(page: Path) -> Path:
    """The Chinese counterpart of an English page."""
    return ROOT / "README.zh-CN.md" if page.name == "README.md" else page.parent / "zh" / page.name


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page in order."""
    found: list[Block] = []
    opened: tuple[int, str] | None = None
    lines: list[str] = []
    marks: dict[str, str] = {}
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if opened is not None:
            if line.rstrip() == "```":
                text = "\n".join(lines) + "\n"
                found.append(Block(page, *opened, text, marks.get("not run"), int(marks.get("exit status", 0))))
                opened, lines, marks = None, [], {}
            else:
                lines.append(line)
        elif fence := _FENCE.match(line):
            opened = (number, fence[1])
        elif comment := _COMMENT.search(line):
            marks[comment[1]] = comment[2]
        elif line.strip():
            marks = {}
    return found


def examples(page: Path) -> list[Block]:
    """The blocks that run or show output; English and Chinese pages have the same."""
    return [b for b in blocks(page) if b.language in (*RUNNABLE, "text")]


def commands(text: str) -> Iterator[tuple[str, str]]:
    """(command, output shown) of a console block. A command goes on after a backslash."""
    command, output = "", ""
    for line in text.splitlines():
        if command.endswith("\\"):
            command += "\n" + line
        elif line.startswith("$ "):
            if command:
                yield command, output
            command, output = line[2:], ""
        else:
            output += line + "\n"
    if command:
        yield command, output


def workspace(folder: Path, page: Path, tables: Path) -> Path:
    """A scratch project: the sample, the models and, unless the page begins without them, the sample's tables."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    (folder / "models").symlink_to(ROOT / "models")
    if BARE not in page.read_text(encoding="utf-8"):
        shutil.copytree(tables, folder / "data" / "processed", symlinks=True)
    return folder


def run_page(page: Path, folder: Path) -> Iterator[Shown]:
    """Run every block of ``page`` in ``folder`` in order. AssertionError where one does not end as it says."""
    names: dict[str, Any] = {"__name__": "__main__"}
    every = blocks(page)
    for number, block in enumerate(every):
        if block.language not in RUNNABLE or block.not_run:
            continue
        if block.language == "python":
            got = _python(block, folder, names)
            after = every[number + 1] if number + 1 < len(every) else None
            if after is not None and after.language == "text":
                yield Shown(after, after.text, got, got)
        elif block.language == "bash":
            _shell(block, block.text, folder)
        else:
            parts = [(c, want, _shell(block, c, folder)) for c, want in commands(block.text)]
            text = "".join(f"$ {c}\n" + (got if want.strip() else "") for c, want, got in parts)
            yield Shown(block, "".join(w for _, w, _ in parts), "".join(g for _, w, g in parts if w.strip()), text)


def _shell(block: Block, script: str, folder: Path) -> str:
    """Standard output of a script, or of one command of ours without the cost of a new process."""
    if script.startswith("baoshu ") and not re.search(r"[|<>&;$*]", script):
        with _within(folder):
            done: Any = CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(app, shlex.split(script)[1:])
        status, out, told = done.exit_code, done.stdout, done.output
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
    else:
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        env = os.environ | {"PATH": path, "COLUMNS": "80", "PYTHONWARNINGS": "error", "NO_COLOR": "1"}
        done = subprocess.run(["bash", "-eu", "-c", script], cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False)
        status, out, told = done.returncode, done.stdout, done.stdout + done.stderr
    assert status == block.status, f"{block.where}: {script}\nended with {status}\n{told}"
    return out


@contextlib.contextmanager
def _within(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _python(block: Block, folder: Path, names: dict[str, Any]) -> str:
    out = io.StringIO()
    with _within(folder), contextlib.redirect_stdout(out):
        exec(compile(block.text, block.where, "exec"), names)
    return out.getvalue()


def _refresh() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        tables = Path(scratch) / "tables"
        subprocess.run(
            [Path(sys.executable).with_name("baoshu"), "run", ROOT / "data" / "raw", "--out", tables], check=True, capture_output=True
        )
        for page in pages():
            for shown in reversed(list(run_page(page, workspace(Path(scratch) / page.stem, page, tables)))):
                if shown.true:
                    continue
                print(f"{shown.block.where}: rewritten; shorten it by hand where it should not be whole")
                number = [b.line for b in examples(page)].index(shown.block.line)
                for file in filter(Path.exists, (page, chinese(page))):
                    _rewrite(examples(file)[number], shown.text)


def _rewrite(block: Block, text: str) -> None:
    lines = block.page.read_text(encoding="utf-8").splitlines(keepends=True)
    end = block.line + block.text.count("\n")
    block.page.write_text("".join(lines[: block.line]) + text + "".join(lines[end:]), encoding="utf-8")


if __name__ == "__main__":
    _refresh()
