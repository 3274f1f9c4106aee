"""The promise of repair, as a check any test can make of any page."""

from collections import Counter

from pipeline.repair.blanks import visible
from pipeline.repair.parts import texts_of
from pipeline.repair.text import read_text


def check(text: str) -> None:
    """Every visible character of the page is in one article, furniture or residue, once; nothing is invented but blanks."""
    parts = read_text(text)
    seen: Counter[int] = Counter()
    for piece in (*(t for draft in parts.drafts for t in texts_of(draft)), *parts.furniture, *parts.residue):
        for char, origin in zip(piece.text, piece.origin, strict=True):
            if origin < 0:
                assert char == " "
            elif visible(char):
                assert text[origin] == char
                seen[origin] += 1
    assert set(seen.values()) <= {1}
    assert set(seen) == {at for at, char in enumerate(text) if visible(char)}
    for draft in parts.drafts:
        for _, paragraph in draft.paragraphs:
            assert paragraph.text
            assert "\n" not in paragraph.text
