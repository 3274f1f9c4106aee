"""``baoshu entities``."""

from pipeline.cli import options as o
from pipeline.cli.tables import update
from pipeline.cli.texts import extract, print_rows, wanted


@o.with_work
def entities(
    out: o.MaybeOut = None,
    text: o.Text = None,
    date: o.TextDate = None,
    as_json: o.AsJson = False,
    *,
    work: o.Work,
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
    update(out, None, "entities", work, ner=ner)
