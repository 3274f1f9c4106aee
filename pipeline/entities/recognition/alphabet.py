"""Characters as the network knows them: variants of one character share a number."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Groups of characters by number: ``groups[7]`` are the variants read as number 7. Group 0 is empty: the unknown character."""

    groups: tuple[str, ...]
    _numbers: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_numbers", {c: i for i, group in enumerate(self.groups) for c in group})

    def __len__(self) -> int:
        return len(self.groups)

    def encode(self, text: str) -> npt.NDArray[np.int64]:
        """One number a code point of the text, 0 for a character outside the alphabet."""
        get = self._numbers.get
        return np.array([get(character, 0) for character in text], dtype=np.int64)

    def dump(self) -> str:
        """One group a line, the empty one left out."""
        return "".join(f"{group}\n" for group in self.groups[1:])

    @classmethod
    def parse(cls, lines: Iterable[str]) -> "Alphabet":
        """The alphabet from the lines that ``dump`` gave (with or without their line ends)."""
        return cls(("", *(line.rstrip("\n") for line in lines)))
