"""What all tests share: the project's folders and the evaluation folder, where there is one."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation folder with gold pages and corpora; skips where it is not there."""
    folder = Path(os.environ.get("BAOSHU_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "dev").is_dir():
        pytest.skip(f"needs the evaluation folder, and {folder} has no gold/dev (set BAOSHU_SHARED)")
    return folder


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the bundled sample, made once by the command a user would run."""
    from typer.testing import CliRunner

    from pipeline.cli import app

    out = tmp_path_factory.mktemp("sample")
    done = CliRunner().invoke(app, ["run", str(ROOT / "data" / "raw"), "--out", str(out), "--jobs", "1"])
    assert done.exit_code == 0, done.output
    return out
