"""Annotated texts to train recognition on: the gold articles and the invented ones, in one form."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.entities.recognition.tagging import LABELS
from pipeline.training import articles

Mention = tuple[int, int, str]
"""(start, end, label)"""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and its mentions, sorted and without overlap."""

    text: str
    mentions: tuple[Mention, ...]

    def __post_init__(self) -> None:
        position = 0
        for start, end, label in self.mentions:
            if not position <= start < end <= len(self.text) or label not in LABELS:
                raise ValueError(f"mention {start}:{end} {label} overlaps, lies outside its text, or has an unknown label")
            position = end


def read_gold(folder: Path) -> list[Annotated]:
    """The articles of one gold page or batch (``articles.json``, ``entities.jsonl``).

    ValueError where an annotation does not fit its text.
    """
    mentions: dict[int, list[Mention]] = defaultdict(list)
    bodies = ["\n".join(article["paragraphs"]) for article in json.loads((folder / "articles.json").read_text(encoding="utf-8"))]
    for line in (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if bodies[row["article"] - 1][row["start"] : row["end"]] != row["text"]:
            raise ValueError(f"{folder}: {row['text']!r} is not what stands at {row['start']} of article {row['article']}")
        mentions[row["article"]].append((row["start"], row["end"], row["label"]))
    return [Annotated(body, tuple(sorted(mentions[number]))) for number, body in enumerate(bodies, 1)]


def read_invented(folder: Path = articles.ARTICLES_DIR) -> list[Annotated]:
    """The invented articles of this package: bodies and titles as texts of their own."""
    read = [article for path in sorted(folder.glob("*.txt")) for article in articles.load(path)]
    bodies = [Annotated(each.text, _mentions(each.spans)) for each in read]
    return bodies + [Annotated(each.title, _mentions(each.title_spans)) for each in read]


def _mentions(spans: Iterable[articles.Span]) -> tuple[Mention, ...]:
    return tuple(sorted((span.start, span.end, span.label) for span in spans))


def gold_folders(root: Path) -> list[Path]:
    """Folders right under ``root`` that have annotated mentions."""
    return sorted(path.parent for path in root.glob("*/entities.jsonl"))
