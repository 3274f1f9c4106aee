"""Words known beforehand as features: which categories of word begin, go on, end or stand alone at a character."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.document.codes import Codes, codes_of

PLACES = ("begin", "inside", "end", "single")
_BITS = 21
"""Of a code point."""

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words with their categories as a bit mask, as a tree of characters.

    Node 0 is the root, node i + 1 lies where ``keys[i]`` = (node above, character) says and ``masks[i]`` is the mask of the word
    that ends there, 0 for a beginning alone. Keys are sorted.
    """

    categories: tuple[str, ...]
    keys: npt.NDArray[np.uint64]
    masks: Integers

    @classmethod
    def build(cls, categories: Iterable[str], words: Iterable[tuple[str, int]]) -> "Lexicon":
        """From (word, mask); masks of one word are joined. Bit i of a mask stands for category i."""
        joined: dict[str, int] = {}
        for word, mask in words:
            joined[word] = joined.get(word, 0) | mask
        lengths = np.fromiter(map(len, joined), dtype=np.int64, count=len(joined))
        characters, firsts = codes_of("".join(joined)), np.cumsum(lengths) - lengths
        nodes, size = np.zeros(len(joined), dtype=np.int64), 0
        keys = [np.empty(0, dtype=np.uint64)]
        for depth in range(lengths.max(initial=0)):
            longer = np.flatnonzero(lengths > depth)
            level, place = np.unique(_key(nodes[longer], characters[firsts[longer] + depth]), return_inverse=True)
            nodes[longer] = size + 1 + place
            size += level.size
            keys.append(level)
        masks = np.zeros(size + 1, dtype=np.int64)
        masks[nodes] = np.fromiter(joined.values(), dtype=np.int64, count=len(joined))
        return cls(tuple(categories), np.concatenate(keys), masks[1:])

    @property
    def width(self) -> int:
        """Columns of the features."""
        return len(self.categories) * len(PLACES)

    def features(self, text: str) -> npt.NDArray[np.float32]:
        """(characters, width) of 0 and 1: column 4·category + place is 1 where some word of the category has that place there."""
        characters = codes_of(text)
        length = characters.size
        found = np.zeros((len(PLACES), length), dtype=np.int64)
        begin, inside, end, single = found
        at, masks = self._on(np.arange(length), np.zeros(length, dtype=np.int64), characters)
        single[at] = self.masks[masks - 1]
        for further in range(1, length):
            open_ = at + further < length
            at, masks = self._on(at[open_], masks[open_], characters[at[open_] + further])
            if not at.size:
                break
            mask = self.masks[masks - 1]
            begin[at] |= mask
            end[at + further] |= mask
            words, mask = at[mask > 0], mask[mask > 0]
            for between in range(1, further):
                inside[words + between] |= mask
        bits = (found.T[:, None, :] >> np.arange(len(self.categories))[:, None]) & 1
        return bits.reshape(length, self.width).astype(np.float32)

    def _on(self, at: Integers, nodes: Integers, characters: Codes) -> tuple[Integers, Integers]:
        """The places of ``at`` where the character leads on from the node, and the nodes it leads to."""
        wanted = _key(nodes, characters)
        place = np.searchsorted(self.keys, wanted)
        hit = np.flatnonzero(self.keys[np.minimum(place, self.keys.size - 1)] == wanted) if self.keys.size else place[:0]
        return at[hit], place[hit] + 1

    def dump(self) -> bytes:
        """The lexicon as a compressed table: the categories in the first line, then word, tab, mask."""
        words = [""]
        for key in self.keys.tolist():
            words.append(words[key >> _BITS] + chr(key & (1 << _BITS) - 1))
        lines = sorted(f"{word}\t{mask:x}\n" for word, mask in zip(words[1:], self.masks.tolist(), strict=True) if mask)
        return gzip.compress(("\t".join(self.categories) + "\n" + "".join(lines)).encode(), mtime=0)

    @classmethod
    def parse(cls, dumped: bytes) -> "Lexicon":
        """The lexicon from what ``dump`` gave. ValueError, OSError or EOFError where that is damaged."""
        head, *lines = gzip.decompress(dumped).decode().splitlines()
        pairs = (line.split("\t") for line in lines)
        return cls.build(head.split("\t"), ((word, int(mask, 16)) for word, mask in pairs))


def _key(nodes: Integers, characters: Codes) -> npt.NDArray[np.uint64]:
    return (nodes.astype(np.uint64) << np.uint64(_BITS)) | characters
