"""Characters as numbers, so that a whole page is looked through in arrays; and its visible ones, found in one pass."""

from array import array
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.document.codes import Codes
from pipeline.repair.blanks import all_blanks

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

PAIR_BITS = 16
"""Bits of one character in the number of a pair."""
BEYOND = 0x10000
"""Where tables of characters keep what holds for all that have no place of their own in them."""


def text_of(codes: Codes) -> str:
    """The characters of code points; inverse of :func:`pipeline.document.codes.codes_of`."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def among(*ranges: str) -> Bools:
    """A table of the characters in ``ranges``: single ones, or the first and last of many (``"09"``) where there are two.

    >>> bool(among("09", "%")[ord("5")])
    True
    """
    table = np.zeros(BEYOND + 1, np.bool_)
    for chars in ranges:
        table[ord(chars[0]) : ord(chars[-1]) + 1] = True
    return table


def within(codes: Codes) -> Codes:
    """The codes as indices of a table."""
    return np.minimum(codes, BEYOND)


def counted(marked: Bools | Ints) -> Ints:
    """How many are marked (or their sum) before each place, and in all: the count between two places is a difference."""
    return np.concatenate(([0], np.cumsum(marked)))


def chinese_pairs(codes: Codes) -> tuple[Ints, Ints]:
    """(places, numbers) of the pairs of Chinese characters side by side; numbers sort as the pairs do."""
    chinese = (codes >= ord("一")) & (codes <= ord("鿿"))
    places = np.flatnonzero(chinese[:-1] & chinese[1:])
    return places, codes[places].astype(np.int64) << PAIR_BITS | codes[places + 1]


def visible(codes: Codes) -> Bools:
    """Which characters are neither blanks nor invisible."""
    return ~_BLANK[within(codes)]


@dataclass(frozen=True, slots=True)
class Ink:
    """The visible characters of a page."""

    text: str
    codes: Codes
    places: Ints
    """Where on the page each stands."""
    origin: "array[int]"
    """The same, as :class:`MappedText` holds it."""

    @classmethod
    def of(cls, codes: Codes) -> "Ink":
        """All of a page's code points that are no blanks and not invisible."""
        places = np.flatnonzero(visible(codes))
        kept = codes[places]
        origin = array("i")
        origin.frombytes(places.astype(np.int32).tobytes())
        return cls(text_of(kept), kept, places, origin)


_BLANK = np.zeros(BEYOND + 1, np.bool_)
_BLANK[[ord(char) for char in all_blanks()]] = True
