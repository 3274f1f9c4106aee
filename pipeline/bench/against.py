"""Measures an earlier commit with the bench of today, so that its figures are there to compare with, on this machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.errors import UsageError

TOOLS = ("pipeline/bench", "pipeline/cli/bench.py", "pipeline/wording.py")
"""What measures is taken from here, what is measured from the commit."""


def measure_commit(root: Path, revision: str, issues: int, record: Path, ray: bool) -> None:
    """Run the speed part at ``revision`` of the working copy ``root``; its figures go to ``record``. Raises UsageError."""
    with TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        made = subprocess.run(["git", "-C", str(root), "worktree", "add", "--detach", str(tree), revision], capture_output=True, text=True)
        if made.returncode:
            raise UsageError(f"--against {revision}: {made.stderr.strip().splitlines()[-1] if made.stderr.strip() else 'git failed'}")
        try:
            for name in TOOLS:
                _copy(root / name, tree / name)
            options = ["--only", "speed", "--issues", str(issues), "--record", str(record.resolve()), "--ray" if ray else "--no-ray"]
            command = [sys.executable, "-m", "pipeline", "bench", *options]
            done = subprocess.run(command, cwd=tree, env=os.environ | {"PYTHONPATH": str(tree)})
            if done.returncode:
                raise UsageError(f"--against {revision}: its bench ended with status {done.returncode}")
        finally:
            subprocess.run(["git", "-C", str(root), "worktree", "remove", "--force", str(tree)], capture_output=True)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
