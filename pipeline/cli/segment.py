"""``baoshu segment``."""

from pipeline.cli import options as o
from pipeline.cli.tables import update


def segment(
    out: o.Out,
    jobs: o.Jobs = 0,
    force: o.Force = False,
    dry_run: o.DryRun = False,
    only: o.Only = None,
    since: o.Since = None,
    timeout: o.Timeout = 600.0,
    summary: o.SummaryFile = None,
    log_json: o.LogJson = False,
    segmenter: o.Segmenter = None,
    lexicon: o.Lexicon = None,
) -> None:
    """Cut the articles in DIR into sentences and words (tables sentences, tokens)."""
    update(
        out=out,
        raw=None,
        stage="segment",
        jobs=jobs,
        force=force,
        dry_run=dry_run,
        only=only,
        since=since,
        timeout=timeout,
        summary_file=summary,
        log_json=log_json,
        segmenter=segmenter,
        lexicon=lexicon,
    )
