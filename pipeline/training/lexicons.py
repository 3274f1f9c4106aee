"""The lexicon the segmenter is trained with: words of other origin than the corpus, each in a class of like trust.

Classes 0 to 2 are jieba's dictionary (MIT) by frequency there; 3 the names of administrative divisions and towns
(Administrative-divisions-of-China, WTFPL); the words of ``lexicon/modern.txt``, newer than either, count as class 1.
"""

import csv
from importlib.resources import files
from pathlib import Path

from pipeline.errors import ModelError

BANDS = (5, 50, 500)
"""Least frequency in jieba's dictionary of classes 0, 1 and 2; rarer words are left out."""

_PLACE = len(BANDS)
_MODERN = 1
_PLACE_FILES = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv")
_PLACE_ENDINGS = tuple("省市县区旗州盟镇乡")
_NOT_NAMES = frozenset(("市辖区", "直辖县"))


def load_lexicon(admin: Path | None) -> dict[str, int]:
    """Word to class. ``admin`` is the folder of division tables, or None to do without. Raises ModelError without jieba."""
    lexicon = jieba_words()
    for word in word_list("modern.txt"):
        lexicon.setdefault(word, _MODERN)
    for word in place_names(admin) if admin else ():
        lexicon.setdefault(word, _PLACE)
    return lexicon


def word_list(name: str) -> list[str]:
    """The words of a file in ``lexicon/``: parted by blanks, # begins a comment."""
    text = files("pipeline.training").joinpath("lexicon", name).read_text(encoding="utf-8")
    return [word for line in text.splitlines() for word in line.partition("#")[0].split()]


def place_names(admin: Path) -> list[str]:
    """Names of provinces, prefectures, counties and towns (not of neighbourhoods, farms and zones) in the tables of ``admin``."""
    names: dict[str, None] = {}
    for file in _PLACE_FILES:
        with (admin / file).open(encoding="utf-8", newline="") as rows:
            names.update(dict.fromkeys(row["name"] for row in csv.DictReader(rows)))
    return [name for name in names if name.endswith(_PLACE_ENDINGS) and name not in _NOT_NAMES and len(name) > 1]


def jieba_words() -> dict[str, int]:
    """Word to class, from the dictionary that comes with jieba."""
    try:
        import jieba
    except ImportError as error:
        raise ModelError("training the segmenter needs jieba's dictionary: pip install 'baoshu[train]'") from error
    out: dict[str, int] = {}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, frequency, _ = line.decode("utf-8").split()
            label = sum(int(frequency) >= least for least in BANDS) - 1
            if label >= 0:
                out[word] = label
    return out
