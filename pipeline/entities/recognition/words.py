"""Word lists of this package: one named list a line, words split by blanks."""

import re
from functools import lru_cache
from pathlib import Path

from pipeline.errors import ModelError

DATA = Path(__file__).with_name("data")


@lru_cache(maxsize=8)
def word_lists(file: str) -> dict[str, tuple[str, ...]]:
    """The lists of ``data/<file>`` by name. ModelError where the file is missing or a line is not name, tab, words."""
    lists: dict[str, tuple[str, ...]] = {}
    try:
        for number, line in enumerate((DATA / file).read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                name, tab, words = line.partition("\t")
                if not tab or name in lists:
                    raise ModelError(f"{DATA / file}:{number}: expected a new name, a tab and words")
                lists[name] = tuple(words.split())
    except OSError as error:
        raise ModelError(f"{DATA / file}: {error.strerror or error}") from error
    return lists


def any_of(file: str, *names: str) -> str:
    """A regular expression for any word of these lists of ``data/<file>``, the longest first."""
    lists = word_lists(file)
    words = sorted((word for name in names for word in lists[name]), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, words)) + ")"
