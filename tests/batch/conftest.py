"""Runs over fake stages, with the clock stopped so that tables can be compared byte by byte."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.run import Options, run
from pipeline.batch.store import current, generation
from pipeline.document import TABLES
from pipeline.settings import Settings
from tests.batch import fakes


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(generation, "flush", lambda files, folders: None)  # slow where the disk is busy, and no test cuts the power


@pytest.fixture
def fake_run() -> Callable[..., Any]:
    def go(out: Path, raw: Path | None = None, options: Options = Options(jobs=1), **more: Any) -> Any:  # noqa: B008
        return run(out, Settings(), raw=raw, options=options, **({"make_stages": fakes.build, "recipe_of": fakes.recipe} | more))

    return go


@pytest.fixture
def table_bytes() -> Callable[[Path], dict[str, str]]:
    """A hash of every file of every table."""

    def hashes(out: Path) -> dict[str, str]:
        generation = current(out)
        return {f"{t}/{p.name}": hashlib.sha256(p.read_bytes()).hexdigest() for t in TABLES for p in sorted((generation / t).iterdir())}

    return hashes
