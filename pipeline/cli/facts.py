"""``baoshu facts``."""

from pipeline.cli import options as o
from pipeline.cli.tables import update
from pipeline.cli.texts import extract, print_rows, wanted


@o.with_work
def facts(
    out: o.MaybeOut = None,
    text: o.Text = None,
    date: o.TextDate = None,
    as_json: o.AsJson = False,
    *,
    work: o.Work,
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
    update(out, None, "facts", work, corrections=corrections)
