"""The recurrent network as ONNX: characters in, emissions out, without torch."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import onnxruntime

from pipeline.errors import ModelError

BATCH = 32
"""Pieces read at once. More gains nothing on one core."""


class Network:
    """One ONNX session on one thread: pages are spread over processes, never over threads of one."""

    def __init__(self, content: bytes, origin: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises its own unrelated classes
            raise ModelError(f"{origin}: the network cannot be read: {error}") from error

    def emissions(
        self, characters: Sequence[npt.NDArray[np.int64]], features: Sequence[npt.NDArray[np.float32]]
    ) -> Iterator[tuple[list[int], npt.NDArray[np.float32], npt.NDArray[np.int64]]]:
        """(indices of the pieces, emissions (batch, time, tags), lengths), batch by batch, pieces of like length together.

        ``features`` holds (characters, columns) for each piece.
        """
        order = sorted(range(len(characters)), key=lambda i: len(characters[i]))
        for at in range(0, len(order), BATCH):
            indices = order[at : at + BATCH]
            lengths = np.array([len(characters[i]) for i in indices], dtype=np.int64)
            numbers = np.zeros((len(indices), int(lengths[-1])), dtype=np.int64)
            columns = np.zeros((*numbers.shape, features[0].shape[1]), dtype=np.float32)
            for row, i in enumerate(indices):
                numbers[row, : lengths[row]] = characters[i]
                columns[row, : lengths[row]] = features[i]
            (found,) = self._session.run(None, {"characters": numbers, "features": columns, "lengths": lengths.astype(np.int32)})
            yield indices, found, lengths
