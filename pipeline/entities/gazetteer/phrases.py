"""Longest-match search for a fixed set of phrases."""

from collections.abc import Iterable, Iterator


class Phrases:
    """A set of strings of two characters and more, searched in a text by their first two characters.

    >>> list(Phrases(["岳阳", "岳阳市", "君山区"]).find("到岳阳市君山区"))
    [(1, 4), (4, 7)]
    """

    __slots__ = ("_lengths", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) >= 2)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def __len__(self) -> int:
        return len(self._words)

    def at(self, text: str, start: int) -> int:
        """End of the longest phrase that begins at ``start``; ``start`` where there is none."""
        for size in self._lengths.get(text[start : start + 2], ()):
            word = text[start : start + size]
            if word in self._words:
                return start + len(word)
        return start

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of the longest phrases from left to right, without overlap."""
        position, size = 0, len(text)
        while position < size:
            end = self.at(text, position)
            if end > position:
                yield position, end
                position = end
            else:
                position += 1
