"""``baoshu segment``."""

from pipeline.cli import options as o
from pipeline.cli.tables import update


@o.with_work
def segment(
    out: o.Out,
    *,
    work: o.Work,
    segmenter: o.Segmenter = None,
    lexicon: o.Lexicon = None,
) -> None:
    """Cut the articles in DIR into sentences and words (tables sentences, tokens)."""
    update(out, None, "segment", work, segmenter=segmenter, lexicon=lexicon)
