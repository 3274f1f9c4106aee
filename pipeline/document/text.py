"""Text that knows where each of its characters stood on the raw page."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

INSERTED = -1
"""Origin of a character that repair put in (the line feed between paragraphs)."""


@dataclass(slots=True)
class MappedText:
    """A string with, for every character, its offset in the decoded raw page or ``INSERTED``.

    Never changed once made. Not frozen all the same: a page has thousands, and frozen ones take twice as long to make.
    """

    text: str
    origin: "array[int]"

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origin):
            raise ValueError(f"{len(self.text)} characters but {len(self.origin)} origins")

    @classmethod
    def of(cls, text: str, raw_start: int = 0) -> "MappedText":
        """A stretch of raw text that begins at ``raw_start`` of its page."""
        return cls(text, array("i", range(raw_start, raw_start + len(text))))

    @classmethod
    def at(cls, raw: str, offsets: Sequence[int]) -> "MappedText":
        """The characters of a raw page at these offsets, in this order."""
        return cls("".join([raw[offset] for offset in offsets]), array("i", offsets))

    @classmethod
    def inserted(cls, text: str) -> "MappedText":
        """Text that stands nowhere on the page."""
        return cls(text, array("i", [INSERTED]) * len(text))

    @classmethod
    def join(cls, parts: Iterable["MappedText"], separator: str = "") -> "MappedText":
        """The parts one after the other, ``separator`` (inserted) between them."""
        chunks: list[str] = []
        origin = array("i")
        gap = array("i", [INSERTED]) * len(separator)
        for number, part in enumerate(parts):
            if number and separator:
                chunks.append(separator)
                origin.extend(gap)
            chunks.append(part.text)
            origin.extend(part.origin)
        return cls("".join(chunks), origin)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, key: slice) -> "MappedText":
        return MappedText(self.text[key], self.origin[key])

    def keep(self, wanted: Callable[[int], bool]) -> "MappedText":
        """Only the characters at the indices for which ``wanted`` is true."""
        index = [i for i in range(len(self.text)) if wanted(i)]
        return MappedText("".join(self.text[i] for i in index), array("i", (self.origin[i] for i in index)))

    def strip(self, blanks: str | None = None) -> "MappedText":
        """Without blanks (as ``str.strip`` takes them) at both ends."""
        left = len(self.text) - len(self.text.lstrip(blanks))
        return self[left : max(left, len(self.text.rstrip(blanks)))]
