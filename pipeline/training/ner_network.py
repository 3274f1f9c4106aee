"""The recogniser's network in torch, for training. Its weights leave as ``ner_export`` writes them."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.entities.recognition.lattice import Field
from pipeline.entities.recognition.tagging import TAGS, constraints, may_end, may_start

_TINY = 1e-30
_DIRECT = 64
"""Width of the path that leads features straight to the tags."""


class Network(nn.Module):
    """Characters plus features → two bidirectional GRU layers → emissions; with the field's scores."""

    allowed: Tensor
    allowed_start: Tensor
    allowed_end: Tensor

    def __init__(self, start: Mapping[str, npt.NDArray[np.float32]], columns: int, dropout: float) -> None:
        super().__init__()
        characters, width = start["embedding.weight"].shape
        hidden = start["lower.weight_hh_l0"].shape[1]
        self.embedding = nn.Embedding(characters, width)
        self.known = nn.Linear(columns, width)
        self.direct = nn.Linear(columns, _DIRECT)
        self.lower = nn.GRU(width, hidden, bidirectional=True, batch_first=True)
        self.upper = nn.GRU(2 * hidden, hidden, bidirectional=True, batch_first=True)
        self.output = nn.Linear(2 * hidden + _DIRECT, len(TAGS))
        self.dropout = dropout
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.end = nn.Parameter(torch.zeros(len(TAGS)))
        self.register_buffer("allowed", torch.from_numpy(constraints()), persistent=False)
        self.register_buffer("allowed_start", torch.from_numpy(may_start()), persistent=False)
        self.register_buffer("allowed_end", torch.from_numpy(may_end()), persistent=False)
        nn.init.normal_(self.known.weight, std=0.1)
        nn.init.zeros_(self.known.bias)
        nn.init.normal_(self.output.weight, std=0.02)
        nn.init.zeros_(self.output.bias)
        self.load_state_dict({name: torch.from_numpy(array.copy()) for name, array in start.items()}, strict=False)

    def forward(self, characters: Tensor, features: Tensor, shift: Tensor | None = None) -> Tensor:
        """(batch, time) numbers and (batch, time, columns) features → (batch, time, tags) emissions.

        ``shift`` (batch, time, width) is added to what the characters are embedded as.
        """
        value = self.embedding(characters) + self.known(features)
        value = value if shift is None else value + shift
        value, _ = self.lower(functional.dropout(value, self.dropout / 2, self.training))
        value, _ = self.upper(functional.dropout(value, self.dropout, self.training))
        value = torch.cat([value, torch.relu(self.direct(features))], 2)
        return self.output(functional.dropout(value, self.dropout, self.training))

    def loss(self, characters: Tensor, features: Tensor, lengths: Tensor, tags: Tensor, shift: Tensor | None = None) -> Tensor:
        """Negative log-likelihood of the tags under the field, per character."""
        emissions = self(characters, features, shift)
        start, end = self.start + self.allowed_start, self.end + self.allowed_end
        transitions = self.transitions + self.allowed
        inside = (torch.arange(emissions.shape[1])[None] < lengths[:, None]).float()
        gold = functional.one_hot(tags, len(TAGS)).float() * inside[:, :, None]
        rows, last = torch.arange(len(lengths)), lengths - 1
        with torch.no_grad():
            marginals, pairs, log_partition = _expectations(emissions, inside, transitions, start, end)
            gold_pairs = gold[:, :-1].flatten(0, 1).T @ gold[:, 1:].flatten(0, 1)
            score = (emissions * gold).sum() + (transitions * gold_pairs).sum() + start[tags[:, 0]].sum() + end[tags[rows, last]].sum()
            value = (log_partition - score) / lengths.sum()
        # The gradient of the log-likelihood is expected minus observed counts, so a product with that difference has the
        # right gradient, without recording every step of the recursion.
        surprise = marginals - gold
        surrogate = (emissions * surprise).sum() + (self.transitions * (pairs - gold_pairs)).sum()
        surrogate = surrogate + (self.start * surprise[:, 0].sum(0)).sum() + (self.end * surprise[rows, last].sum(0)).sum()
        surrogate = surrogate / lengths.sum()
        return surrogate - surrogate.detach() + value

    def field(self) -> Field:
        """The field's scores with the constraints added."""
        parts = (self.transitions + self.allowed, self.start + self.allowed_start, self.end + self.allowed_end)
        return Field(*(part.detach().numpy().copy() for part in parts))

    def weights(self) -> dict[str, npt.NDArray[np.float32]]:
        """Copies of all parameters by name."""
        return {name: parameter.detach().numpy().copy() for name, parameter in self.named_parameters()}


def _expectations(emissions: Tensor, inside: Tensor, transitions: Tensor, start: Tensor, end: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """(marginals (batch, time, tags), expected pair counts summed over the batch, sum of log partitions) by forward-backward."""
    batch, time, tags = emissions.shape
    highest = emissions.max(2, keepdim=True).values
    local, step = (emissions - highest).exp(), transitions.exp()
    forward, backward = torch.empty(time, batch, tags), torch.empty(time, batch, tags)
    log_partition = (highest[:, :, 0] * inside).sum()
    message = start.exp() * local[:, 0]
    for t in range(time):
        keep = inside[:, t, None]
        if t:
            message = (forward[t - 1] @ step) * local[:, t]
        total = message.sum(1, keepdim=True) + _TINY
        forward[t] = message / total * keep + (forward[t - 1] * (1 - keep) if t else 0)
        log_partition = log_partition + (total.log() * keep).sum()
    log_partition = log_partition + (forward[-1] * end.exp()).sum(1).log().sum()
    back = step.T.contiguous()
    backward[-1] = end.exp()
    for t in range(time - 1, 0, -1):
        keep = inside[:, t, None]
        message = (local[:, t] * backward[t]) @ back
        backward[t - 1] = message / (message.sum(1, keepdim=True) + _TINY) * keep + backward[t] * (1 - keep)
    marginals = forward * backward
    marginals = marginals / (marginals.sum(2, keepdim=True) + _TINY)
    before, after = forward[:-1], backward[1:] * local.transpose(0, 1)[1:]
    normaliser = ((before @ step) * after).sum(2, keepdim=True) + _TINY
    after = after / normaliser * inside.T[1:, :, None]
    pairs = step * (before.flatten(0, 1).T @ after.flatten(0, 1))
    return marginals.transpose(0, 1) * inside[:, :, None], pairs, log_partition
