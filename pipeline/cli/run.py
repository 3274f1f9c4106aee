"""``baoshu run``."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options as o
from pipeline.cli.tables import update

Raw = Annotated[Path, typer.Argument(metavar="RAW", help="Folder of issues: NAME.txt, NAME.pdf, or folders of such page files.")]


@o.with_work
def run(
    raw: Raw,
    out: o.Out,
    *,
    work: o.Work,
    retry_failed: o.Retry = False,
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
        out,
        raw,
        "facts",
        work,
        retry_failed=retry_failed,
        engine=engine,
        ray_address=ray_address,
        corrections=corrections,
        segmenter=segmenter,
        lexicon=lexicon,
        ner=ner,
    )
