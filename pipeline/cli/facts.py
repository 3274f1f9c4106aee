"""``baoshu facts``."""

from pipeline.cli import options as o
from pipeline.cli.tables import update
from pipeline.cli.texts import extract, print_rows, wanted


def facts(
    out: o.MaybeOut = None,
    text: o.Text = None,
    date: o.TextDate = None,
    as_json: o.AsJson = False,
    jobs: o.Jobs = 0,
    force: o.Force = False,
    dry_run: o.DryRun = False,
    only: o.Only = None,
    since: o.Since = None,
    timeout: o.Timeout = 600.0,
    summary: o.SummaryFile = None,
    log_json: o.LogJson = False,
    corrections: o.Corrections = None,
) -> None:
    """Find amounts, areas, masses, percentages, dates and counts in the articles in DIR (table quantities).

    With --text, print what is found in one text instead.
    """
    if wanted(text, out):
        found = extract(text or "", date)
        if as_json:
            print_rows({"quantities": found.quantities}, as_json)
        else:
            from pipeline.facts.render import render

            print(render(found.quantities))
        return
    assert out
    update(
        out=out,
        raw=None,
        stage="facts",
        jobs=jobs,
        force=force,
        dry_run=dry_run,
        only=only,
        since=since,
        timeout=timeout,
        summary_file=summary,
        log_json=log_json,
        corrections=corrections,
    )
