"""Rows of unlike length side by side without padding, for networks and fields that go step by step through all rows at once.

Rows are in falling order of length, and values lie step by step: first those of step 0 of every row, then those of step 1 of the
rows that have one, and so on. As rows end, steps grow narrower.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Packed:
    """Where the values of rows of these ``lengths`` lie (all above 0, in falling order)."""

    lengths: Integers
    starts: tuple[int, ...]
    """By step: where its first value lies; then the number of all values. A row's value at step t lies at ``starts[t]`` + row."""
    row: Integers
    """By value: its row."""
    step: Integers
    """By value: its step."""

    @classmethod
    def of(cls, lengths: Iterable[int]) -> "Packed":
        """The layout of rows of these lengths."""
        ordered = np.fromiter(lengths, dtype=np.int64)
        every = np.arange(ordered[0])
        counts = np.searchsorted(-ordered, -every)
        starts = np.concatenate(([0], np.cumsum(counts)))
        step = np.repeat(every, counts)
        return cls(ordered, tuple(starts.tolist()), np.arange(step.size) - starts[step], step)

    def steps(self) -> Iterator[tuple[int, int]]:
        """(start, end) of the values of every step."""
        return zip(self.starts, self.starts[1:], strict=False)

    def ends(self) -> Integers:
        """By row: where its last value lies."""
        return np.asarray(self.starts)[self.lengths - 1] + np.arange(self.lengths.size)

    def by_row(self) -> Integers:
        """Where each value comes from in the rows laid end to end."""
        firsts = np.cumsum(self.lengths) - self.lengths
        return firsts[self.row] + self.step

    def places(self) -> Integers:
        """Where each value of the rows laid end to end lies: inverse of :meth:`by_row`."""
        back = np.empty(self.row.size, dtype=np.int64)
        back[self.by_row()] = np.arange(self.row.size)
        return back

    def turned(self) -> Integers:
        """Where the value of the same row lies that is as far from its end as this one is from its beginning; its own inverse."""
        return np.asarray(self.starts)[self.lengths[self.row] - 1 - self.step] + self.row
