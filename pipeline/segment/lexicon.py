"""Words a user adds: a plain text file, one word a line."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.segment.model import Boundaries


class Lexicon:
    """Words that are always cut as one, the longest first where they overlap."""

    __slots__ = ("_lengths", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) > 1)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}

    @classmethod
    def read(cls, path: Path) -> "Lexicon":
        """One word a line, UTF-8; what follows a tab, empty lines and lines that begin with # are ignored. Raises UsageError."""
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: the lexicon cannot be read ({error})") from error
        words = [line.partition("\t")[0].strip() for line in lines if not line.startswith("#")]
        for word in words:
            if any(char.isspace() for char in word):
                raise UsageError(f"{path}: {word!r} is not one word; write one a line")
        return cls(words)

    def __len__(self) -> int:
        return len(self._words)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of the words in ``text``, left to right without overlap."""
        at = 0
        while at < len(text):
            for length in self._lengths.get(text[at], ()):
                if text[at : at + length] in self._words:
                    yield at, at + length
                    at += length
                    break
            else:
                at += 1

    def bind(self, text: str, rules: Boundaries) -> Boundaries:
        """``rules`` with the words found in ``text`` set; a user's word wins over a rule."""
        if not self._words:
            return rules
        begin, inside = set(rules.begin), set(rules.inside)
        for start, end in self.find(text):
            begin -= set(range(start + 1, end))
            begin |= {start, *([end] if end < len(text) else [])}
            inside -= {start, end}
            inside |= set(range(start + 1, end))
        return Boundaries(tuple(sorted(begin)), tuple(sorted(inside)))
