"""``baoshu train``: models built anew from corpora. Each needs the extra that its training imports."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options as o

app = typer.Typer(help="Build the models anew from corpora (extras train, hanlp).", no_args_is_help=True)

Shared = Annotated[Path, typer.Option("--shared", metavar="FOLDER", help="Folder with the corpora (data/) and the gold (gold/).")]
ModelOut = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FOLDER", help="Where to write the model; without it over the shipped one.")
]
Seed = Annotated[int, typer.Option("--seed", help="Same seed, same corpus, same model.")]


def _folder(path: Path) -> Path:
    from pipeline.errors import UsageError

    if not path.is_dir():
        raise UsageError(f"{path}: no such folder")
    return path


@app.command("segmenter")
def segmenter(shared: Shared = Path("../shared"), out: ModelOut = None) -> None:
    """Train the word segmenter on People's Daily 1998."""
    from pipeline.training.segmenter import train

    data = _folder(shared) / "data"
    train(data / "pku1998" / "train.txt", out or o.settings().models / "baoshu_zh" / "tokenizer", admin=data / "admin")


@app.command("ner")
def ner(shared: Shared = Path("../shared"), out: ModelOut = None, seed: Seed = 1) -> None:
    """Train the entity model on the gold articles; prints and writes the figures held out."""
    from pipeline.training.ner import train

    train(_folder(shared), out or o.settings().models / "baoshu_zh" / "baoshu_ner", seed)


@app.command("hanlp")
def hanlp(out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER")], shared: Shared = Path("../shared"), seed: Seed = 1) -> None:
    """Fine-tune a HanLP entity model on the same data."""
    from pipeline.training.hanlp_ner import train

    train(_folder(shared), out, seed)
