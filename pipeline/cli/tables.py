"""The one function behind ``run`` and the commands of single stages: do it, show it, say how it went."""

import json
import sys
from pathlib import Path
from typing import Any

import typer

from pipeline.cli.options import Work, settings


def update(
    out: Path,
    raw: Path | None,
    stage: str,
    work: Work,
    *,
    retry_failed: bool = False,
    engine: str = "local",
    ray_address: str | None = None,
    corrections: Path | None = None,
    **models: Any,
) -> None:
    """Bring the tables in ``out`` up to date up to ``stage`` and end with the exit status that says how it went.

    ``models`` are those of ``options.settings``.
    """
    from pipeline.batch.plan import Choice
    from pipeline.batch.run import Options, run
    from pipeline.cli.display import reporter, show_plan, show_summary

    with reporter(work.log_json) as talk:
        summary = run(
            out,
            settings(**models),
            raw=raw,
            stage=stage,
            choice=Choice.of(work.only, work.since, work.force, retry_failed),
            options=Options(work.jobs, engine, ray_address, work.timeout, work.dry_run, corrections),
            reporter=talk,
        )
    if work.summary:
        write_summary(work.summary, summary.as_json())
    if work.dry_run:
        show_plan(summary)
        raise typer.Exit(0)
    if not work.log_json:
        show_summary(summary)
    if summary.interrupted:
        print("Stopped. What was finished is in the tables; run the same command again to go on.", file=sys.stderr)
    raise typer.Exit(summary.exit_status)


def write_summary(path: Path, values: dict[str, object]) -> None:
    """The summary as JSON, whole or not at all. Raises StoreError."""
    from pipeline.errors import StoreError

    try:
        partial = path.with_name(path.name + ".part")
        partial.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
