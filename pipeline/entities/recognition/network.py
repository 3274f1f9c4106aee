"""The recurrent network as ONNX: characters in, emissions out, without torch."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import onnxruntime

from pipeline.errors import ModelError

BATCH = 12
"""Pieces read at once: the rows of a matrix that the runtime's kernels multiply at a time (12 with AVX-512, 6 with AVX2, 4 on ARM).
Larger batches pad more, as pieces of like length are fewer."""


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
    ) -> list[npt.NDArray[np.float32]]:
        """(characters, tags) for each piece. Pieces come in falling order of length; ``features`` holds (characters, columns) for each."""
        found: list[npt.NDArray[np.float32]] = []
        for at in range(0, len(characters), BATCH):
            batch = characters[at : at + BATCH]
            lengths = np.array([len(piece) for piece in batch], dtype=np.int32)
            numbers = np.zeros((len(batch), int(lengths[0])), dtype=np.int64)
            columns = np.zeros((*numbers.shape, features[0].shape[1]), dtype=np.float32)
            for row, piece in enumerate(batch):
                numbers[row, : lengths[row]] = piece
                columns[row, : lengths[row]] = features[at + row]
            (emissions,) = self._session.run(None, {"characters": numbers, "features": columns, "lengths": lengths})
            found += (emissions[row, :length] for row, length in enumerate(lengths))
        return found
