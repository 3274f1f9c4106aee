"""A linear-chain conditional random field over many rows: the best tagging, and the exact probability of a span.

Emissions are (values, tags), the values in the order that ``Packed`` gives them. Lafferty, McCallum, Pereira (2001).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pipeline.entities.recognition.packed import Packed
from pipeline.entities.recognition.tagging import to_spans

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_TINY = 1e-30


@dataclass(frozen=True, slots=True)
class Field:
    """Scores of a pair of tags (from, to), of a tag at the start and of a tag at the end."""

    transitions: Floats
    start: Floats
    end: Floats

    def cooled(self, temperature: float) -> "Field":
        """The field with all scores divided by ``temperature``."""
        return Field(self.transitions / temperature, self.start / temperature, self.end / temperature)


def best(emissions: Floats, packed: Packed, field: Field) -> Integers:
    """Viterbi: the tag of every value in the tagging of highest total score of its row."""
    size, tags = emissions.shape
    # Tags before rows: every operation then runs along the rows, and which tag came before is only asked on the way back.
    scores = np.ascontiguousarray(emissions.T)
    steps = list(packed.steps())
    scores[:, : steps[0][1]] += field.start[:, None]
    room = np.empty(tags * tags * steps[0][1], dtype=np.float32)
    for (before, _), (low, high) in pairwise(steps):
        rows = high - low
        candidates = room[: tags * tags * rows].reshape(tags, tags, rows)
        np.add(scores[:, None, before : before + rows], field.transitions[:, :, None], out=candidates)
        scores[:, low:high] += candidates.max(0)
    path, last = np.empty(size, dtype=np.int64), packed.ends()
    path[last] = (scores[:, last] + field.end[:, None]).argmax(0)
    scores = np.ascontiguousarray(scores.T)
    towards = np.ascontiguousarray(field.transitions.T)
    for (before, _), (low, high) in reversed(list(pairwise(steps))):
        path[before : before + high - low] = (scores[before : before + high - low] + towards[path[low:high]]).argmax(1)
    return path


class Posterior:
    """Forward-backward messages. Every message is scaled to sum 1 and the scales are kept as logs."""

    def __init__(self, emissions: Floats, packed: Packed, field: Field) -> None:
        # Only ratios within one step matter, so the largest emission is taken out to keep exp in range.
        self.local = np.exp(emissions - emissions.max(1, keepdims=True))
        self.step = np.exp(field.transitions)
        self._packed = packed
        self._pass_forward(np.exp(field.start))
        self._pass_backward(np.exp(field.end))

    def _pass_forward(self, start: Floats) -> None:
        self.forward, totals = np.empty_like(self.local), np.empty(len(self.local), dtype=np.float32)
        before = 0
        for low, high in self._packed.steps():
            message = (self.forward[before : before + high - low] @ self.step if low else start) * self.local[low:high]
            total = totals[low:high] = message.sum(1) + _TINY
            np.divide(message, total[:, None], out=self.forward[low:high])
            before = low
        self.forward_log = self._added(np.log(totals))

    def _pass_backward(self, end: Floats) -> None:
        turned = self._packed.turned()
        local, backwards = self.local[turned], np.ascontiguousarray(self.step.T)
        messages, totals = np.empty_like(local), np.ones(len(local), dtype=np.float32)
        before = 0
        for low, high in self._packed.steps():
            if not low:
                messages[:high] = end / end.sum()
                continue
            after = slice(before, before + high - low)
            message = (local[after] * messages[after]) @ backwards
            total = totals[low:high] = message.sum(1) + _TINY
            np.divide(message, total[:, None], out=messages[low:high])
            before = low
        self.backward, self.backward_log = messages[turned], self._added(np.log(totals))[turned]

    def _added(self, logs: Floats) -> npt.NDArray[np.float64]:
        """The sums of ``logs`` from the beginning of their row on."""
        sums = logs.astype(np.float64)
        for (before, _), (low, high) in pairwise(self._packed.steps()):
            sums[low:high] += sums[before : before + high - low]
        return sums

    def probabilities(self, path: Integers, spans: Sequence[tuple[int, int, int]]) -> list[float]:
        """For each of these (row, start, end): how probable it is that the row carries exactly the tags of ``path`` there."""
        packed, every = self._packed, np.arange(path.size)
        before = np.where(packed.step > 0, np.asarray(packed.starts)[packed.step - 1] + packed.row, every)
        onwards = (self.step[path[before], path] * self.local[every, path]).tolist()
        row, start, end = np.array(spans).T
        first, last, whole = np.asarray(packed.starts)[start] + row, np.asarray(packed.starts)[end - 1] + row, packed.ends()[row]
        total = (self.forward[whole][:, None, :] @ self.backward[whole][:, :, None])[:, 0, 0]
        scale = np.exp(self.forward_log[first] + self.backward_log[last] - self.forward_log[whole])
        ends = (self.forward[first, path[first]], self.backward[last, path[last]], total, scale)
        found = []
        for (at, low, high), begun, ended, all_paths, scaled in zip(spans, *(each.tolist() for each in ends), strict=True):
            for t in range(low + 1, high):
                begun *= onwards[packed.starts[t] + at]
            found.append(min(1.0, begun * ended / all_paths * scaled))
        return found


def decode(emissions: Floats, packed: Packed, field: Field, temperature: float = 1.0) -> list[list[tuple[int, int, str, float]]]:
    """(start, end, label, probability) of the spans of every row. ``temperature`` above 1 makes probabilities less certain."""
    path = best(emissions, packed, field)
    tags = path[packed.places()].tolist()
    ends = np.cumsum(packed.lengths).tolist()
    found = [to_spans(tags[start:end]) for start, end in pairwise((0, *ends))]
    told = np.array([bool(spans) for spans in found])
    if not told.any():
        return [[] for _ in found]
    inside = told[packed.row]
    posterior = Posterior(emissions[inside] / np.float32(temperature), Packed.of(packed.lengths[told]), field.cooled(temperature))
    places = [(row, start, end) for row, spans in enumerate(filter(None, found)) for start, end, _ in spans]
    probabilities = iter(posterior.probabilities(path[inside], places))
    return [[(*span, next(probabilities)) for span in spans] for spans in found]
