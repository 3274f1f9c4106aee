"""A linear-chain conditional random field over a batch: the best tagging, and the exact probability of a span.

Emissions are (batch, time, tags); ``lengths`` tells how many steps of each row count. Lafferty, McCallum, Pereira (2001).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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


def best(emissions: Floats, lengths: Integers, field: Field) -> Integers:
    """Viterbi: (batch, time) tag numbers of the highest total score. Steps past a row's length repeat its last tag."""
    batch, time, tags = emissions.shape
    scores = emissions[:, 0] + field.start
    came_from = np.empty((time, batch, tags), dtype=np.int64)
    towards = np.ascontiguousarray(field.transitions.T)[None]
    stay = np.arange(tags)[None]
    for t in range(1, time):
        candidates = scores[:, None, :] + towards
        inside = (t < lengths)[:, None]
        came_from[t] = np.where(inside, candidates.argmax(2), stay)
        scores = np.where(inside, candidates.max(2) + emissions[:, t], scores)
    path = np.empty((batch, time), dtype=np.int64)
    path[:, -1] = (scores + field.end).argmax(1)
    rows = np.arange(batch)
    for t in range(time - 1, 0, -1):
        path[:, t - 1] = came_from[t][rows, path[:, t]]
    return path


class Posterior:
    """Forward-backward messages of a batch. Every message is scaled to sum 1 and the scales are kept as logs."""

    def __init__(self, emissions: Floats, lengths: Integers, field: Field) -> None:
        batch, time, tags = emissions.shape
        # Only ratios within one step matter, so the largest emission is taken out to keep exp in range.
        self.local = np.exp(emissions - emissions.max(2, keepdims=True))
        self.step = np.exp(field.transitions)
        self.lengths = lengths
        self.forward = np.empty((batch, time, tags), dtype=np.float32)
        self.backward = np.empty((batch, time, tags), dtype=np.float32)
        self.forward_log = np.zeros((batch, time))
        self.backward_log = np.zeros((batch, time))
        self._pass_forward(np.exp(field.start))
        self._pass_backward(np.exp(field.end))

    def _pass_forward(self, start: Floats) -> None:
        for t in range(self.forward.shape[1]):
            message = (self.forward[:, t - 1] @ self.step if t else start) * self.local[:, t]
            total = message.sum(1) + _TINY
            self.forward[:, t] = message / total[:, None]
            self.forward_log[:, t] = np.log(total) + (self.forward_log[:, t - 1] if t else 0)

    def _pass_backward(self, end: Floats) -> None:
        backwards = np.ascontiguousarray(self.step.T)
        time = self.backward.shape[1]
        last = end / end.sum()
        for t in range(time - 1, -1, -1):
            self.backward[:, t] = last
            if t == time - 1:
                continue
            message = (self.local[:, t + 1] * self.backward[:, t + 1]) @ backwards
            total = message.sum(1) + _TINY
            inside = t < self.lengths - 1
            self.backward[:, t] = np.where(inside[:, None], message / total[:, None], last)
            self.backward_log[:, t] = np.where(inside, np.log(total) + self.backward_log[:, t + 1], 0)

    def span(self, row: int, tags: Integers, start: int, end: int) -> float:
        """Probability that the row carries exactly these tags at ``start:end`` (``tags`` are those of the whole row)."""
        inside = float(self.forward[row, start, tags[start]])
        for t in range(start + 1, end):
            inside *= float(self.step[tags[t - 1], tags[t]] * self.local[row, t, tags[t]])
        last = self.lengths[row] - 1
        whole = float(self.forward[row, last] @ self.backward[row, last])
        log = self.forward_log[row, start] + self.backward_log[row, end - 1] - self.forward_log[row, last]
        return min(1.0, inside * float(self.backward[row, end - 1, tags[end - 1]]) / whole * float(np.exp(log)))


def decode(emissions: Floats, lengths: Integers, field: Field, temperature: float = 1.0) -> list[list[tuple[int, int, str, float]]]:
    """(start, end, label, probability) of the spans of every row. ``temperature`` above 1 makes probabilities less certain."""
    paths = best(emissions, lengths, field)
    found = [to_spans(path[:length].tolist()) for path, length in zip(paths, lengths, strict=True)]
    rows = np.array([row for row, spans in enumerate(found) if spans], dtype=np.int64)
    if not rows.size:
        return [[] for _ in found]
    posterior = Posterior(emissions[rows] / np.float32(temperature), lengths[rows], field.cooled(temperature))
    place = {int(row): i for i, row in enumerate(rows)}
    return [
        [(start, end, label, posterior.span(place[row], paths[row], start, end)) for start, end, label in spans]
        for row, spans in enumerate(found)
    ]
