"""Characters as numbers, for work in arrays."""

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]


def codes_of(text: str) -> Codes:
    """The code point of every character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
