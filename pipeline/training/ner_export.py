"""Writes a trained recogniser as the files that ``pipeline.entities.recognition`` reads: the network as ONNX, the rest as text."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.entities.recognition.alphabet import Alphabet
from pipeline.entities.recognition.lattice import Field
from pipeline.entities.recognition.lexicon import Lexicon
from pipeline.entities.recognition.tagging import TAGS

Arrays = Mapping[str, npt.NDArray[np.float32]]
OPSET = 17


def write(folder: Path, weights: Arrays, field: Field, alphabet: Alphabet, lexicon: Lexicon, temperature: float) -> None:
    """Fill ``folder`` (made where missing). ``weights`` are those of ``ner_network.Network`` by parameter name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.onnx").write_bytes(network(weights))
    (folder / "alphabet.txt").write_text(alphabet.dump(), encoding="utf-8")
    (folder / "lexicon.tsv.gz").write_bytes(lexicon.dump())
    described = {
        "tags": TAGS,
        "temperature": round(temperature, 4),
        **{part: getattr(field, part).astype(float).round(4).tolist() for part in ("transitions", "start", "end")},
    }
    (folder / "field.json").write_text(json.dumps(described) + "\n", encoding="utf-8")


def network(weights: Arrays) -> bytes:
    """The ONNX file: characters (batch, time), features (batch, time, columns), lengths (batch) → emissions (batch, time, tags).

    Weights are kept in half precision and widened when the session is opened.
    """
    from onnx import TensorProto, checker, helper, numpy_helper

    nodes: list[Any] = []
    initial: list[Any] = []

    def constant(name: str, array: npt.NDArray[Any]) -> str:
        initial.append(numpy_helper.from_array(array, name))
        return name

    def weight(name: str, array: npt.NDArray[np.float32]) -> str:
        constant(f"{name}.half", array.astype(np.float16))
        nodes.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
        return name

    def node(kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def affine(name: str, value: str) -> str:
        product = node("MatMul", [value, weight(f"{name}.weight", weights[f"{name}.weight"].T)], f"{name}.product")
        return node("Add", [product, weight(f"{name}.bias", weights[f"{name}.bias"])], f"{name}.sum")

    def recurrent(name: str, value: str) -> str:
        both = [_direction(weights, name, suffix) for suffix in ("", "_reverse")]
        parts = [weight(f"{name}.{part}", np.stack(pair)) for part, pair in zip(("w", "r", "b"), zip(*both, strict=True), strict=True)]
        hidden = both[0][1].shape[1]
        out = node("GRU", [value, *parts, "lengths"], f"{name}.out", direction="bidirectional", hidden_size=hidden, linear_before_reset=1)
        turned = node("Transpose", [out], f"{name}.turned", perm=[0, 2, 1, 3])
        return node("Reshape", [turned, constant(f"{name}.shape", np.array([0, 0, 2 * hidden], dtype=np.int64))], f"{name}.joined")

    embedded = node("Gather", [weight("embedding", weights["embedding.weight"]), "characters"], "embedded")
    known = node("Add", [embedded, affine("known", "features")], "known.embedded")
    first = recurrent("lower", node("Transpose", [known], "time.first", perm=[1, 0, 2]))
    second = node("Transpose", [recurrent("upper", first)], "batch.first", perm=[1, 0, 2])
    direct = node("Relu", [affine("direct", "features")], "direct")
    emissions = affine("output", node("Concat", [second, direct], "joined", axis=2))
    node("Identity", [emissions], "emissions")
    columns = weights["known.weight"].shape[1]
    graph = helper.make_graph(
        nodes,
        "baoshu_ner",
        [
            helper.make_tensor_value_info("characters", TensorProto.INT64, ["batch", "time"]),
            helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", "time", columns]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        ],
        [helper.make_tensor_value_info("emissions", TensorProto.FLOAT, ["batch", "time", len(TAGS)])],
        initial,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8, producer_name="baoshu")
    checker.check_model(model)
    return bytes(model.SerializeToString())


def _direction(weights: Arrays, name: str, suffix: str) -> tuple[npt.NDArray[np.float32], ...]:
    """(input weights, recurrent weights, biases) of one direction. Torch orders the gates reset, update, new; ONNX update, reset, new."""

    def ordered(part: str) -> npt.NDArray[np.float32]:
        reset, update, new = np.split(weights[f"{name}.{part}_l0{suffix}"], 3)
        return np.concatenate([update, reset, new])

    return ordered("weight_ih"), ordered("weight_hh"), np.concatenate([ordered("bias_ih"), ordered("bias_hh")])
