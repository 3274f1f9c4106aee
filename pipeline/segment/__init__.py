"""Articles to sentences and words."""

from bisect import bisect_right
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
    starts = [start for start, _ in spans]
    found = [Sentence(article.article_id, number, start, end, text[start:end]) for number, (start, end) in enumerate(spans)]
    tokens: list[Token] = []
    for start, end in segmenter.words(text):
        while start < end:
            number = bisect_right(starts, start) - 1
            stop = min(end, spans[number][1])
            if stop <= start:  # a blank inside a word, between two sentences
                start += 1
                continue
            tokens.append(Token(article.article_id, number, len(tokens), text[start:stop], start, stop))
            start = stop
    return found, tokens
