"""Words known beforehand as features: which categories of word begin, go on, end or stand alone at a character."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

PLACES = ("begin", "inside", "end", "single")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their categories as a bit mask, and for the search their proper beginnings with mask 0."""

    categories: tuple[str, ...]
    masks: dict[str, int]
    longest: int

    @classmethod
    def build(cls, categories: Iterable[str], words: Iterable[tuple[str, int]]) -> "Lexicon":
        """From (word, mask); masks of one word are joined. Bit i of a mask stands for category i."""
        masks: dict[str, int] = {}
        longest = 1
        for word, mask in words:
            masks[word] = masks.get(word, 0) | mask
            longest = max(longest, len(word))
        for word in tuple(masks):
            for end in range(1, len(word)):
                masks.setdefault(word[:end], 0)
        return cls(tuple(categories), masks, longest)

    @property
    def width(self) -> int:
        """Columns of the features."""
        return len(self.categories) * len(PLACES)

    def features(self, text: str) -> npt.NDArray[np.float32]:
        """(characters, width) of 0 and 1: column 4·category + place is 1 where some word of the category has that place there."""
        length = len(text)
        begins, insides, ends, singles = [0] * length, [0] * length, [0] * length, [0] * length
        masks = self.masks
        for start in range(length):
            mask = masks.get(text[start])
            if mask is None:
                continue
            singles[start] |= mask
            for end in range(start + 2, length + 1):
                mask = masks.get(text[start:end])
                if mask is None:
                    break
                if mask:
                    begins[start] |= mask
                    ends[end - 1] |= mask
                    for inside in range(start + 1, end - 1):
                        insides[inside] |= mask
        packed = np.array([begins, insides, ends, singles], dtype=np.int64)
        bits = (packed[:, :, None] >> np.arange(len(self.categories))) & 1
        return bits.transpose(1, 2, 0).reshape(length, self.width).astype(np.float32)

    def dump(self) -> bytes:
        """The lexicon as a compressed table: the categories in the first line, then word, tab, mask."""
        words = (f"{word}\t{mask:x}\n" for word, mask in sorted(self.masks.items()) if mask)
        return gzip.compress(("\t".join(self.categories) + "\n" + "".join(words)).encode(), mtime=0)

    @classmethod
    def parse(cls, dumped: bytes) -> "Lexicon":
        """The lexicon from what ``dump`` gave. ValueError, OSError or EOFError where that is damaged."""
        head, *lines = gzip.decompress(dumped).decode().splitlines()
        pairs = (line.split("\t") for line in lines)
        return cls.build(head.split("\t"), ((word, int(mask, 16)) for word, mask in pairs))
