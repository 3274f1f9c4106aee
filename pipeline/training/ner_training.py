"""The training loop of the recogniser: what is seen in which order, at which rate, and the averaged weights that come out."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from pipeline.document.chunk import pieces
from pipeline.entities.recognition.alphabet import Alphabet
from pipeline.entities.recognition.lexicon import Lexicon
from pipeline.entities.recognition.tagging import from_spans
from pipeline.training.ner_data import Annotated
from pipeline.training.ner_network import Network

Augment = Callable[[Sequence[Annotated], random.Random], Sequence[Annotated]]
Progress = Callable[[str], None]
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Plan:
    """One run over the data. ``rate`` is the peak learning rate of the GRU; the new layers get twice that.

    ``adversary`` above 0: every batch is also read with each sentence's embedding moved that far (Euclidean) where it hurts most
    (fast gradient method, Miyato et al. 2017), which doubles the time.
    """

    passes: int = 12
    batch: int = 32
    rate: float = 1e-3
    warm_up: float = 0.05
    average: float = 0.998
    clip: float = 5.0
    adversary: float = 0.0


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of text as numbers: characters, features, tags."""

    characters: npt.NDArray[np.int64]
    features: npt.NDArray[np.float32]
    tags: npt.NDArray[np.int64]


def examples(articles: Sequence[Annotated], alphabet: Alphabet, lexicon: Lexicon) -> list[Example]:
    """The pieces that the recogniser will cut these articles into. A mention cut in two is left out."""
    made = []
    for article in articles:
        for offset, piece in pieces(article.text):
            end = offset + len(piece)
            inside = [(s - offset, e - offset, label) for s, e, label in article.mentions if offset <= s and e <= end]
            made.append(Example(alphabet.encode(piece), lexicon.features(piece), from_spans(len(piece), inside)))
    return made


def fit(
    network: Network,
    articles: Sequence[Annotated],
    alphabet: Alphabet,
    lexicon: Lexicon,
    plan: Plan,
    augment: Augment,
    seed: int,
    progress: Progress,
) -> None:
    """Train ``network`` in place; it ends with the exponential average of its weights. The same seed gives the same weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    optimizer = torch.optim.AdamW(_groups(network, plan.rate), weight_decay=0.0)
    peaks = [group["lr"] for group in optimizer.param_groups]
    steps = plan.passes * math.ceil(len(examples(articles, alphabet, lexicon)) / plan.batch)
    averages = [parameter.detach().clone() for parameter in network.parameters()]
    step = 0
    for number in range(1, plan.passes + 1):
        data = examples(augment(articles, rng), alphabet, lexicon)
        network.train()
        losses = []
        for batch in _batches(data, plan.batch, rng):
            scale = _schedule(step, steps, plan.warm_up)
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * scale
            optimizer.zero_grad()
            loss = _backward(network, batch, plan.adversary)
            torch.nn.utils.clip_grad_norm_(network.parameters(), plan.clip)
            optimizer.step()
            step += 1
            losses.append(loss)
            decay = min(plan.average, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(averages, list(network.parameters()), 1 - decay)
        progress(f"pass {number} of {plan.passes}: loss {sum(losses) / len(losses):.4f} a character")
    with torch.no_grad():
        for parameter, average in zip(network.parameters(), averages, strict=True):
            parameter.copy_(average)
    network.eval()


def _backward(network: Network, batch: Sequence[Example], adversary: float) -> float:
    """The loss of the batch; its gradient, and that of the batch made harder, is left in the network."""
    tensors = _tensors(batch)
    if not adversary:
        loss = network.loss(*tensors)
        loss.backward()
        return loss.item()
    shift = torch.zeros(*tensors[0].shape, network.embedding.embedding_dim, requires_grad=True)
    loss = network.loss(*tensors, shift)
    loss.backward()
    assert shift.grad is not None
    network.loss(*tensors, hardest(shift.grad, adversary)).backward()
    return loss.item()


def hardest(gradient: torch.Tensor, size: float) -> torch.Tensor:
    """The shift of length ``size`` a sentence (row of (batch, time, width)) along ``gradient``, along which the loss grows fastest."""
    return size * gradient / (gradient.norm(dim=(1, 2), keepdim=True) + _TINY)


def _groups(network: Network, rate: float) -> list[dict[str, object]]:
    """New layers learn twice as fast as those that LAC has already trained."""
    trained: list[torch.nn.Parameter] = []
    new: list[torch.nn.Parameter] = []
    for name, parameter in network.named_parameters():
        (trained if name.split(".")[0] in ("embedding", "lower", "upper") else new).append(parameter)
    return [{"params": trained, "lr": rate}, {"params": new, "lr": 2 * rate}]


def _schedule(step: int, steps: int, warm_up: float) -> float:
    done = min(1.0, step / steps)
    return min(1.0, step / (warm_up * steps + 1)) * (1 - done) + 0.01


def _batches(data: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of like length in random order: sorted only within stretches, so that every pass has others."""
    order = list(range(len(data)))
    rng.shuffle(order)
    batches = []
    for at in range(0, len(order), size * 8):
        stretch = sorted(order[at : at + size * 8], key=lambda i: len(data[i].tags))
        batches += [stretch[i : i + size] for i in range(0, len(stretch), size)]
    rng.shuffle(batches)
    return ([data[i] for i in batch] for batch in batches)


def _tensors(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    lengths = [len(example.tags) for example in batch]
    characters = np.zeros((len(batch), max(lengths)), dtype=np.int64)
    tags = np.zeros_like(characters)
    features = np.zeros((*characters.shape, batch[0].features.shape[1]), dtype=np.float32)
    for row, (example, length) in enumerate(zip(batch, lengths, strict=True)):
        characters[row, :length], tags[row, :length], features[row, :length] = example.characters, example.tags, example.features
    return torch.from_numpy(characters), torch.from_numpy(features), torch.tensor(lengths), torch.from_numpy(tags)
