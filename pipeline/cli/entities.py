"""``baoshu entities``."""

from pipeline.cli import options as o
from pipeline.cli.tables import update
from pipeline.cli.texts import extract, print_rows, wanted


def entities(
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
    ner: o.Ner = None,
) -> None:
    """Find persons, offices, bodies, companies and places in the articles in DIR (tables mentions, entities, officials).

    With --text, print what is found in one text instead.
    """
    if wanted(text, out):
        found = extract(text or "", date, ner=ner)
        print_rows({"mentions": found.mentions, "entities": found.entities, "officials": found.officials}, as_json)
        return
    assert out
    update(
        out=out,
        raw=None,
        stage="entities",
        jobs=jobs,
        force=force,
        dry_run=dry_run,
        only=only,
        since=since,
        timeout=timeout,
        summary_file=summary,
        log_json=log_json,
        ner=ner,
    )
