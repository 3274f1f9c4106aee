"""``baoshu run``."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options as o
from pipeline.cli.tables import update

Raw = Annotated[Path, typer.Argument(metavar="RAW", help="Folder of issues: NAME.txt, NAME.pdf, or folders of such page files.")]


def run(
    raw: Raw,
    out: o.Out,
    jobs: o.Jobs = 0,
    force: o.Force = False,
    dry_run: o.DryRun = False,
    only: o.Only = None,
    since: o.Since = None,
    retry_failed: o.Retry = False,
    timeout: o.Timeout = 600.0,
    summary: o.SummaryFile = None,
    log_json: o.LogJson = False,
    corrections: o.Corrections = None,
    engine: o.Engine = "local",
    ray_address: o.RayAddress = None,
    segmenter: o.Segmenter = None,
    lexicon: o.Lexicon = None,
    ner: o.Ner = None,
) -> None:
    """Take raw issues to every table: articles, sentences, words, entities, officials, numeric facts.

    Only what changed is done again; rows of issues that are gone from RAW go. A run may be stopped at any time: the next
    one goes on where it was. Issues that cannot be read or done are quarantined: the table issues says why.
    """
    update(
        out=out,
        raw=raw,
        stage="facts",
        jobs=jobs,
        force=force,
        dry_run=dry_run,
        only=only,
        since=since,
        retry_failed=retry_failed,
        timeout=timeout,
        summary_file=summary,
        log_json=log_json,
        corrections=corrections,
        engine=engine,
        ray_address=ray_address,
        segmenter=segmenter,
        lexicon=lexicon,
        ner=ner,
    )
