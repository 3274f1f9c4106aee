"""Characters as the network knows them: variants of one character share a number."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pipeline.document.codes import codes_of


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Groups of characters by number: ``groups[7]`` are the variants read as number 7. Group 0 is empty: the unknown character."""

    groups: tuple[str, ...]
    _numbers: npt.NDArray[np.int32] = field(init=False, repr=False, compare=False)
    """By code point."""

    def __post_init__(self) -> None:
        numbers = np.zeros(sys.maxunicode + 1, dtype=np.int32)
        for number, group in enumerate(self.groups):
            numbers[codes_of(group)] = number
        object.__setattr__(self, "_numbers", numbers)

    def __len__(self) -> int:
        return len(self.groups)

    def encode(self, text: str) -> npt.NDArray[np.int64]:
        """One number a code point of the text, 0 for a character outside the alphabet."""
        return self._numbers[codes_of(text)].astype(np.int64)

    def dump(self) -> str:
        """One group a line, the empty one left out."""
        return "".join(f"{group}\n" for group in self.groups[1:])

    @classmethod
    def parse(cls, lines: Iterable[str]) -> "Alphabet":
        """The alphabet from the lines that ``dump`` gave (with or without their line ends)."""
        return cls(("", *(line.rstrip("\n") for line in lines)))
