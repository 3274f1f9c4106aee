"""What reading a page yields, from text or from geometry alike, before it becomes rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.document import MappedText
from pipeline.repair.doubts import confidence

BODY, HEADING = "body", "heading"


@dataclass(frozen=True, slots=True)
class Draft:
    """One assembled article. Every text is clean (no stray blank, no line break) and maps to the raw page.

    ``byline`` holds a name an element, a role word (本报记者, 通讯员) glued to the name it stands before.
    ``dateline`` also stays at the head of the first body paragraph. ``paragraphs`` are (BODY | HEADING, text).
    """

    paragraphs: tuple[tuple[str, MappedText], ...] = ()
    kicker: MappedText | None = None
    title: MappedText | None = None
    subtitle: MappedText | None = None
    byline: tuple[MappedText, ...] = ()
    dateline: MappedText | None = None
    captions: tuple[MappedText, ...] = ()
    notes: tuple[str, ...] = ()
    """What repair was unsure of, see :mod:`doubts`."""

    @property
    def confidence(self) -> float:
        """0 to 1: how sure repair is of the article."""
        return confidence(self.notes)


@dataclass(frozen=True, slots=True)
class PageParts:
    """One page taken apart: its articles in reading order, its furniture, and what could be given to neither.

    Together they hold every character of the page that is no blank, each once.
    """

    drafts: tuple[Draft, ...] = ()
    furniture: tuple[MappedText, ...] = ()
    residue: tuple[MappedText, ...] = ()


def texts_of(draft: Draft) -> Iterator[MappedText]:
    """The texts of a draft that hold characters of their own; the dateline repeats the body's."""
    yield from (text for text in (draft.kicker, draft.title, draft.subtitle) if text is not None)
    yield from draft.byline
    yield from draft.captions
    yield from (text for _, text in draft.paragraphs)


def unused(size: int, texts: Iterable[MappedText]) -> npt.NDArray[np.bool_]:
    """For each of the ``size`` characters of a page whether none of the texts holds it."""
    free = np.ones(size + 1, np.bool_)
    for text in texts:
        if text:
            free[np.frombuffer(text.origin, np.int32)] = False  # INSERTED, -1, is the one too many
    return free[:size]
