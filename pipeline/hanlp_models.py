"""Models of HanLP, from a folder or by the name of a pretrained one."""

import json
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError

ENCODER = "encoder"
"""Folder beside a model that describes its encoder."""
LONGEST = 120
"""Characters a HanLP encoder is given at once: short enough for the small ones, and a sentence is seldom longer."""


def load(source: str, what: str) -> Any:
    """The HanLP component in the folder ``source`` or of that name. ``what`` says in messages what it is needed for.

    HanLP keeps the encoder's path as it was at training time; where the folder holds its encoder, that one is taken instead,
    so that the folder can be moved. Raises ModelError where hanlp is missing or the model cannot be loaded.
    """
    try:
        import hanlp
    except ImportError as error:
        raise ModelError(f"{what} needs the extra hanlp: pip install 'baoshu[hanlp]' ({error})") from error
    folder = Path(source)
    try:
        return hanlp.load(source, **(_encoder(folder) if folder.is_dir() else {}))
    except Exception as error:  # HanLP raises what its parts raise: of files, of the network, of torch
        raise ModelError(f"{what}: the HanLP model {source!r} cannot be loaded: {error}") from error


def _encoder(folder: Path) -> dict[str, str]:
    kept = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("transformer")
    beside = folder / ENCODER
    return {"transformer": str(beside)} if beside.is_dir() and kept else {}
