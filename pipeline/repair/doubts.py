"""What repair may be unsure of in an article, and how much each doubt takes from its confidence."""

from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.document import MappedText
from pipeline.document.codes import codes_of
from pipeline.repair.codes import chinese_pairs, counted
from pipeline.repair.cues import ends_sentence

NO_TITLE = "no title assigned"
BY_PLACE = "title by its place alone"
BYLINE_BY_ORDER = "byline by the order of the page alone"
BREAKS_OFF = "a paragraph breaks off within a sentence"
NOT_IN_ORDER = "columns that do not carry each other on"
HEADLINES_LEFT = "more than one headline"
MIXED = "the page's lines do not read on: columns may be mixed"
IN_TURN = "the page's columns came line by line in turn: put in order by likelihood"
NO_ARTICLE = "no article could be made out: every line is a paragraph"

_TAKES = {
    NO_TITLE: 0.3,
    BY_PLACE: 0.3,
    BYLINE_BY_ORDER: 0.15,
    BREAKS_OFF: 0.25,
    NOT_IN_ORDER: 0.25,
    HEADLINES_LEFT: 0.3,
    MIXED: 0.5,
    IN_TURN: 0.6,
    NO_ARTICLE: 0.7,
}

_GOES_ON = "：:；;）)，、."
"""Ends of a paragraph that is followed by a list, or that ends with a bracket or a stop of another script."""
_LONGEST_ITEM = 24
"""Characters of an item of a list, or of a heading set as the body is."""
_FEWEST = 30
"""Seams between lines from which they say whether a page reads on."""
_LEAST = 0.5


def confidence(notes: Iterable[str]) -> float:
    """0 to 1: what is left when each doubt has taken its share."""
    return round(max(0.0, 1.0 - sum(_TAKES[note] for note in notes)), 2)


def breaks_off(paragraphs: Sequence[MappedText]) -> bool:
    """Whether a body paragraph ends in the middle of a sentence."""
    longer = [text.text for text in paragraphs if len(text) > _LONGEST_ITEM]
    return any(text[-1] not in _GOES_ON and not ends_sentence(text) for text in longer)


def is_mixed(page: str, bodies: Sequence[MappedText]) -> bool:
    """Whether the lines of ``page`` do not read on in the bodies made of them.

    A pair of characters on both sides of a line's end is as likely as any to stand elsewhere on the page, if the two lines
    follow each other in print.
    """
    if not bodies:
        return False
    text = MappedText.join(bodies, "\n")
    both, pairs = chinese_pairs(codes_of(text.text))
    line = counted(codes_of(page) == ord("\n"))[np.frombuffer(text.origin, np.int32)]
    seam = line[both] != line[both + 1]
    known, often = np.unique(pairs[~seam], return_counts=True)
    if seam.sum() < _FEWEST or not len(known):
        return False
    at = np.minimum(np.searchsorted(known, pairs[seam]), len(known) - 1)
    read_on = float((known[at] == pairs[seam]).mean())
    return read_on < _LEAST * float(often[often > 1].sum() / often.sum())
