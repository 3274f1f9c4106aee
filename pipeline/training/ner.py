"""Train the default recogniser: LAC's network, tuned on the gold and the invented articles, measured on pages it never saw."""

import copy
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from pipeline.entities.gazetteer.gazetteer import Gazetteer
from pipeline.entities.recognition.alphabet import Alphabet
from pipeline.entities.recognition.lexicon import Lexicon
from pipeline.entities.recognition.model import Model
from pipeline.training import ner_export, ner_lac, ner_lexicon
from pipeline.training.ner_augment import Persons, Swap, msra_persons
from pipeline.training.ner_data import Annotated, gold_folders, read_gold, read_invented
from pipeline.training.ner_figures import Figures, correctness, expected_calibration_error, log_loss
from pipeline.training.ner_network import Network
from pipeline.training.ner_training import Plan, fit
from pipeline.wording import counted

DROPOUT = 0.4
BASE = Plan()
"""First the gold batches and the invented articles, from LAC's weights."""
POLISH = Plan(passes=3, rate=5e-4, adversary=1.0)
"""Then the same once more against an adversary. Only at the end, since it takes twice the time."""
TUNE = Plan(passes=2, rate=3e-4)
"""Then the annotated pages, with a share of the others so that these are not forgotten. Short: it is done once a page left out."""
REPLAYED = 1 / 3
TEMPERATURES = tuple(round(0.8 + 0.2 * i, 1) for i in range(10))

Pages = dict[str, list[Annotated]]
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Trainer:
    """What every run of one training shares."""

    articles: Sequence[Annotated]
    persons: Persons
    alphabet: Alphabet
    start: ner_lac.Arrays
    """LAC's weights."""
    lexicon: Lexicon
    seed: int
    progress: Progress

    @classmethod
    def of(cls, shared: Path, seed: int, progress: Progress) -> "Trainer":
        """What trains on gold/train of ``shared`` and the invented articles, with the persons' names of data/msra to swap in."""
        alphabet, weights = ner_lac.read()
        gold = [article for folder in gold_folders(shared / "gold" / "train") for article in read_gold(folder)]
        persons = Persons([*msra_persons(shared / "data" / "msra" / "train.bio"), *_persons(gold)])
        trainer = cls([*gold, *read_invented()], persons, alphabet, weights, ner_lexicon.build(), seed, progress)
        progress(f"{counted(len(trainer.articles), 'text')}, {counted(sum(len(each.text) for each in trainer.articles), 'character')}")
        return trainer

    def base(self, plans: Sequence[Plan] = (BASE, POLISH)) -> Network:
        """LAC's network trained on everything but the annotated pages, by one plan after the other."""
        torch.manual_seed(self.seed)
        network = Network(self.start, self.lexicon.width, DROPOUT)
        for plan in plans:
            self.fit(network, self.articles, plan)
        return network

    def fit(self, network: Network, articles: Sequence[Annotated], plan: Plan) -> None:
        """Train ``network`` in place on ``articles``."""
        swap = Swap(articles, self.persons, Gazetteer.load())
        fit(network, articles, self.alphabet, self.lexicon, plan, swap, self.seed, self.progress)

    def tuned(self, base: Network, pages: Pages) -> Network:
        """A copy of ``base`` tuned with these pages added."""
        network = copy.deepcopy(base)
        replayed = random.Random(self.seed).sample(self.articles, round(len(self.articles) * REPLAYED))
        self.fit(network, [*replayed, *(article for page in pages.values() for article in page)], TUNE)
        return network

    def write(self, network: Network, folder: Path, temperature: float = 1.0) -> Model:
        """The network as the files of a model, and that model read back."""
        ner_export.write(folder, network.weights(), network.field(), self.alphabet, self.lexicon, temperature)
        return Model.read(folder)


def train(shared: Path, out: Path, seed: int = 1, progress: Progress = print, threads: int = 1) -> dict[str, object]:
    """Train on ``shared`` (gold/train, gold/dev, data/msra for persons' names) and write the model's files to ``out``.

    Returns the figures, which are also written to ``out/figures.json``: F1 on each annotated page of gold/dev by a model that
    was trained without that page, and the calibration of the scores there. The same seed on the same machine gives the same model.
    """
    torch.set_num_threads(threads)
    trainer = Trainer.of(shared, seed, progress)
    pages = dev_pages(shared)
    base = trainer.base()
    with TemporaryDirectory() as scratch:
        unseen = measure({name: trainer.write(base, Path(scratch)) for name in pages}, pages)
        progress(f"without any page: {unseen['f1']}")
        left_out = {name: trainer.tuned(base, {n: page for n, page in pages.items() if n != name}) for name in pages}
        temperature = _temperature({name: trainer.write(network, Path(scratch)) for name, network in left_out.items()}, pages)
        figures = measure({name: trainer.write(network, Path(scratch), temperature) for name, network in left_out.items()}, pages)
    progress(f"leaving one page out: {figures['f1']}")
    figures = {"seed": seed, "texts": len(trainer.articles), "temperature": temperature, **figures, "without_pages": unseen}
    replace(trainer, lexicon=ner_lexicon.build(later=True)).write(trainer.tuned(base, pages), out, temperature)
    (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures


def dev_pages(shared: Path) -> Pages:
    """The annotated pages of gold/dev by name."""
    return {folder.name: read_gold(folder) for folder in gold_folders(shared / "gold" / "dev")}


def measure(models: dict[str, Model], pages: Pages) -> dict[str, object]:
    """F1 by label over the pages, each read by the model of its name, and the calibration error of the scores."""
    figures, pairs = Figures(), []
    for name, page in pages.items():
        found = models[name]([article.text for article in page])
        figures.add(page, found)
        pairs += correctness(page, found)
    return {"f1": figures.f1(), "calibration_error": round(expected_calibration_error(pairs), 4)}


def _temperature(models: dict[str, Model], pages: Pages) -> float:
    """The temperature whose scores foretell best which spans are right."""

    def loss(temperature: float) -> float:
        pairs = []
        for name, page in pages.items():
            pairs += correctness(page, models[name].at(temperature)([article.text for article in page]))
        return log_loss(pairs)

    return min(TEMPERATURES, key=loss)


def _persons(articles: Sequence[Annotated]) -> list[str]:
    return [article.text[start:end] for article in articles for start, end, label in article.mentions if label == "PER"]
