"""Articles to sentences and words."""

from dataclasses import replace

from pipeline.document import Article, IssueRows, Sentence, Token
from pipeline.segment.segmenters import Segmenter, load
from pipeline.segment.sentences import sentences
from pipeline.settings import Settings

__all__ = ["VERSION", "Segment", "sentences"]

VERSION = "2"
"""Changes when the same input gives other rows."""


class Segment:
    """The stage: fills ``sentences`` and ``tokens``."""

    __slots__ = ("_segmenter",)

    def __init__(self, settings: Settings) -> None:
        """Loads the segmenter. Raises ModelError where it is missing or damaged, UsageError for an unknown one or a bad lexicon."""
        self._segmenter = load(settings.segmenter, settings.models, settings.lexicon)

    def __call__(self, rows: IssueRows) -> IssueRows:
        """``rows`` with the sentences and words of every article's body."""
        made = [segment_article(article, self._segmenter) for article in rows.articles]
        return replace(
            rows,
            sentences=tuple(sentence for found, _ in made for sentence in found),
            tokens=tuple(token for _, found in made for token in found),
        )


def segment_article(article: Article, segmenter: Segmenter) -> tuple[list[Sentence], list[Token]]:
    """Sentences and words of one article's body. No word reaches over the end of a sentence."""
    text = article.text
    spans = sentences(text)
    found = [Sentence(article.article_id, number, start, end, text[start:end]) for number, (start, end) in enumerate(spans)]
    tokens: list[Token] = []
    following = [*(start for start, _ in spans[1:]), len(text)]  # by sentence: where the next one begins
    number = index = 0
    for start, end in segmenter.words(text):
        while start < end:
            while following[number] <= start:
                number += 1
            stop = spans[number][1]
            if stop > end:
                stop = end
            if stop <= start:  # a blank inside a word, between two sentences
                start += 1
                continue
            tokens.append(Token(article.article_id, number, index, text[start:stop], start, stop))
            index += 1
            start = stop
    return found, tokens
