"""Figures by commit, so that each stands beside the one of the commit before, and a bench that is killed loses none."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.bench.against import TOOLS
from pipeline.bench.figure import Figure
from pipeline.wording import counted

CODE = ("pipeline", "models", *(f":!{tool}" for tool in TOOLS))
"""What of the working copy makes the figures: with changes there, it is not the commit that is measured."""
KEPT = 20
"""Runs a record keeps."""
HEAD = "| measure | now | before | unit |\n|---|---:|---:|---|"


@dataclass(frozen=True, slots=True)
class History:
    """The commit that is measured, and those before it, the nearest first; None where there is no git to tell."""

    commit: str
    before: tuple[str, ...] | None = None


def history(folder: Path) -> History:
    """The commit of the working copy ``folder``, with a ``+`` where its code was changed since; the version where there is no git."""
    commits = _git(folder, "rev-list", "--abbrev-commit", "--abbrev=8", "--max-count=1000", "HEAD").split()
    if not commits:
        return History(__version__)
    if _git(folder, "status", "--porcelain", "--", *CODE):
        return History(f"{commits[0]}+", tuple(commits))
    return History(commits[0], tuple(commits[1:]))


def _git(folder: Path, *arguments: str) -> str:
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def machine() -> str:
    """Processor and cores, as figures of another machine say nothing about a change."""
    try:
        names = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    except OSError:
        names = []
    return f"{names[0] if names else platform.processor() or platform.machine()}, {os.cpu_count()} cores"


@dataclass(slots=True)
class Record:
    """The figures of one run, written to ``path`` one by one, and those of the commit before over an archive of the same size."""

    path: Path | None
    issues: int
    at: History
    machine: str = field(default_factory=machine)
    _runs: list[dict[str, Any]] = field(default_factory=list)
    _own: dict[str, Any] = field(default_factory=dict)
    _before: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path and self.path.exists():
            self._runs = json.loads(self.path.read_text(encoding="utf-8"))["runs"]
        same = {run["commit"]: run for run in self._runs if run["issues"] == self.issues}
        candidates = [c for c in reversed(same) if c != self.at.commit] if self.at.before is None else self.at.before
        earlier = [commit for commit in candidates if commit in same]
        self._before = same[earlier[0]] if earlier else {}
        self._own = {"commit": self.at.commit, "issues": self.issues, "machine": self.machine, "figures": {}}
        self._runs = [run for run in self._runs if (run["commit"], run["issues"]) != (self.at.commit, self.issues)][1 - KEPT :]

    def heading(self) -> str:
        """What is compared, and the head of the table."""
        now = f"Now: {self.at.commit}, {self.machine}."
        if not self._before:
            return f"{now} Before: nothing recorded of an earlier commit and {counted(self.issues, 'issue')}.\n\n{HEAD}"
        return f"{now} Before: {self._before['commit']}, {self._before['machine']}.\n\n{HEAD}"

    def add(self, figure: Figure) -> str:
        """Keep a figure; returns its line of the table. Raises OSError."""
        self._own["figures"][figure.name] = float(f"{figure.value:.4g}")
        if self.path:
            _write(self.path, [*self._runs, self._own])
        old = self._before.get("figures", {}).get(figure.name)
        return f"| {figure.name} | {_shown(figure.value)} | {'' if old is None else _shown(old)} | {figure.unit} |"


def _write(path: Path, runs: Sequence[dict[str, Any]]) -> None:
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(json.dumps({"runs": runs}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    temporary.replace(path)


def _shown(value: float) -> str:
    return f"{value:,.3f}" if value < 1 else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"
