"""Numeric facts of a sentence whose entities are given."""

from pipeline.document import Article, Mention, Quantity, Token
from pipeline.facts.stage import article_facts


def rows(text: str, *names: tuple[str, str], words: str = "") -> list[Quantity]:
    """The facts of ``text``; ``words`` is the same text cut into words by blanks, where the words matter."""
    starts, at = [], 0
    for word in words.split():
        starts.append(Token("a", 0, len(starts), word, at, at + len(word)))
        at += len(word)
    mentions, position = [], 0
    for label, name in names:
        position = text.index(name, position)
        mentions.append(
            Mention(
                mention_id=f"m{len(mentions)}", article_id="a", field="body", label=label, text=name,
                start=position, end=position + len(name), entity_id=f"e-{name}",
            )
        )  # fmt: skip
        position += len(name)
    return article_facts(Article("a", "i", 1, 1, text=text), "2021-07-08", mentions, tokens=starts)
