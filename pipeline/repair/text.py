"""A page's text layer taken apart into articles."""

from pipeline.document import MappedText
from pipeline.repair.articles import articles
from pipeline.repair.blocks import BODY, blocks, printed
from pipeline.repair.lines import measured, split_lines
from pipeline.repair.paragraphs import habits
from pipeline.repair.parts import PageParts


def read_text(page: str) -> PageParts:
    """The articles, furniture and residue of one page of extracted text; offsets point into ``page``."""
    lines = measured(split_lines(page))
    found = blocks(page, lines, habits(lines))
    raw = [b.text if b.kind == BODY else MappedText.join([printed(page, line) for line in b.lines]) for b in found]
    return articles(found, raw)
