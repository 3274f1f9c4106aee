import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest

from pipeline.entities.gazetteer.gazetteer import Gazetteer
from pipeline.entities.recognition.alphabet import Alphabet
from pipeline.entities.recognition.lexicon import Lexicon
from pipeline.entities.recognition.model import FILES, Model
from pipeline.entities.recognition.tagging import TAGS
from pipeline.entities.span import Span
from pipeline.errors import ModelError
from pipeline.training.ner_augment import Divisions, Persons, Rates, Swap, msra_persons
from pipeline.training.ner_data import Annotated, read_gold, read_invented
from pipeline.training.ner_figures import Figures, correctness, expected_calibration_error, log_loss

ARTICLE = Annotated(
    "岳阳市市长柳青河说，柳青河到岳阳市。", ((0, 3, "LOC"), (3, 5, "TITLE"), (5, 8, "PER"), (10, 13, "PER"), (14, 17, "LOC"))
)
WIDTH, HIDDEN = 6, 5


def gold(folder: Path, start: int) -> Path:
    (folder / "articles.json").write_text(json.dumps([{"paragraphs": ["甲。", "柳青河说。"]}]), encoding="utf-8")
    row = {"article": 1, "text": "柳青河", "start": start, "end": start + 3, "label": "PER"}
    (folder / "entities.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return folder


def test_gold_is_read_with_offsets_into_the_joined_body(tmp_path: Path) -> None:
    assert read_gold(gold(tmp_path, 3)) == [Annotated("甲。\n柳青河说。", ((3, 6, "PER"),))]


def test_an_annotation_that_does_not_fit_its_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="柳青河"):
        read_gold(gold(tmp_path, 2))
    with pytest.raises(ValueError, match="overlaps"):
        Annotated("甲乙丙", ((0, 2, "LOC"), (1, 3, "LOC")))


def test_the_invented_articles_have_every_label() -> None:
    labels = {label for article in read_invented() for _, _, label in article.mentions}
    assert labels == {"PER", "TITLE", "GOV", "COMPANY", "ORG", "LOC"}


def test_swapping_is_the_same_through_an_article_and_leaves_the_rest_alone() -> None:
    swap = Swap([ARTICLE], Persons(["王小明", "李大强"]), Gazetteer.load(), Rates(articles=1, divisions=1, persons=1))
    (swapped,) = swap([ARTICLE], random.Random(5))
    place, title, person, again, place_again = (swapped.text[start:end] for start, end, _ in swapped.mentions)
    assert place == place_again != "岳阳市"
    assert place.endswith("市")
    assert title == "市长"
    assert person == again != "柳青河"
    assert person[1:] in ("小明", "大强")
    assert swapped.text == f"{place}{title}{person}说，{person}到{place}。"


def test_divisions_are_swapped_for_their_kind_and_persons_of_unknown_build_stay() -> None:
    divisions = Divisions(Gazetteer.load())
    assert divisions.leading("湖南省岳阳市君山区某地") == (["湖南省", "岳阳市", "君山区"], "某地")
    assert divisions.other("湖南省", random.Random(1)).endswith("省")
    persons = Persons(["王小明", "约翰·史密斯"])
    assert persons.other("扎西次仁", random.Random(1)) == "扎西次仁"
    assert persons.other("黄大姐", random.Random(1)).endswith("大姐")
    assert persons.other("玛丽·布朗", random.Random(1)) == "约翰·史密斯"


def test_persons_of_the_msra_format(tmp_path: Path) -> None:
    path = tmp_path / "train.bio"
    path.write_text("柳\tB-PER\n青\tI-PER\n说\tO\n\n甲\tB-LOC\n乙\tI-LOC\n王\tB-PER\n", encoding="utf-8")
    assert msra_persons(path) == ["柳青", "王"]


def test_figures_count_as_the_scorer_does() -> None:
    figures = Figures()
    figures.add([ARTICLE], [[Span(0, 3, "LOC", 0.9), Span(3, 5, "PER", 0.6), Span(5, 8, "PER", 0.8)]])
    f1 = figures.f1()
    assert f1["all"] == pytest.approx(2 * 2 / (3 + 5), abs=1e-4)
    assert f1["spans"] == pytest.approx(2 * 3 / (3 + 5), abs=1e-4)
    assert f1["TITLE"] == 0
    assert correctness([ARTICLE], [[Span(3, 5, "PER", 0.6)]]) == [(0.6, False)]


def test_calibration_error_and_log_loss() -> None:
    honest = [(0.75, True), (0.75, True), (0.75, True), (0.75, False)]
    assert expected_calibration_error(honest) == pytest.approx(0)
    assert expected_calibration_error([(1.0, False)]) == 1
    assert log_loss([(1.0, True)]) < 0.001 < log_loss([(0.5, True)]) < log_loss([(0.5, True), (0.99, False)])
    assert expected_calibration_error([]) == log_loss([]) == 0


def network_and_words() -> tuple[object, Alphabet, Lexicon]:
    torch = pytest.importorskip("torch")
    from pipeline.training.ner_network import Network

    torch.manual_seed(3)
    alphabet = Alphabet(("", *dict.fromkeys(ARTICLE.text)))
    random_arrays = np.random.default_rng(1)
    start = {"embedding.weight": random_arrays.normal(size=(len(alphabet), WIDTH)), "lower.weight_hh_l0": np.zeros((3 * HIDDEN, HIDDEN))}
    lexicon = Lexicon.build(("office",), [("市长", 1)])
    return Network({name: array.astype(np.float32) for name, array in start.items()}, lexicon.width, 0.0), alphabet, lexicon


def test_the_loss_has_the_gradient_of_the_log_likelihood() -> None:
    torch = pytest.importorskip("torch")
    network, alphabet, lexicon = network_and_words()
    from pipeline.training.ner_training import _tensors, examples

    (sentence,) = examples([ARTICLE], alphabet, lexicon)
    (short,) = examples([Annotated("柳青河说", ((0, 3, "PER"),))], alphabet, lexicon)
    characters, features, lengths, tags = _tensors([sentence, short])
    loss = network.loss(characters, features, lengths, tags)
    loss.backward()
    gradient = network.transitions.grad.clone(), network.output.weight.grad.clone(), network.end.grad.clone()
    network.zero_grad()
    emissions, transitions = network(characters, features), network.transitions + network.allowed
    total = 0
    for row, length in enumerate(lengths):
        score = network.start[tags[row, 0]] + emissions[row, 0, tags[row, 0]]
        message = network.start + network.allowed_start + emissions[row, 0]
        for t in range(1, length):
            score = score + transitions[tags[row, t - 1], tags[row, t]] + emissions[row, t, tags[row, t]]
            message = torch.logsumexp(message[:, None] + transitions, 0) + emissions[row, t]
        score = score + network.end[tags[row, length - 1]]
        total = total + torch.logsumexp(message + network.end + network.allowed_end, 0) - score
    plain = total / lengths.sum()
    plain.backward()
    assert loss.item() == pytest.approx(plain.item(), rel=1e-4)
    for ours, autograd in zip(gradient, (network.transitions.grad, network.output.weight.grad, network.end.grad), strict=True):
        assert torch.allclose(ours, autograd, atol=1e-5)


def test_the_adversary_moves_every_sentence_the_given_length_to_where_the_loss_is_higher() -> None:
    torch = pytest.importorskip("torch")
    network, alphabet, lexicon = network_and_words()
    from pipeline.training.ner_training import _backward, _tensors, examples, hardest

    short = Annotated("柳青河说", ((0, 3, "PER"),))
    batch = examples([ARTICLE, short], alphabet, lexicon)
    tensors = _tensors(batch)
    shift = torch.zeros(*tensors[0].shape, WIDTH, requires_grad=True)
    plain = network.loss(*tensors, shift)
    plain.backward()
    moved = hardest(shift.grad, 0.5)
    assert torch.allclose(moved.norm(dim=(1, 2)), torch.tensor([0.5, 0.5]), atol=1e-4)
    assert network.loss(*tensors, moved) > plain > network.loss(*tensors, -moved)

    expected = network.output.weight.grad.clone()
    network.loss(*tensors, moved).backward()
    both = network.output.weight.grad.clone()
    network.zero_grad()
    assert _backward(network, batch, 0.5) == pytest.approx(plain.item())
    assert torch.allclose(network.output.weight.grad, both, atol=1e-6)
    network.zero_grad()
    assert _backward(network, batch, 0.0) == pytest.approx(plain.item())
    assert torch.allclose(network.output.weight.grad, expected, atol=1e-6)


def test_the_same_seed_gives_the_same_weights() -> None:
    torch = pytest.importorskip("torch")
    from pipeline.training.ner_training import Plan, fit

    def trained(seed: int) -> dict[str, object]:
        network, alphabet, lexicon = network_and_words()
        network.dropout = 0.3
        fit(network, [ARTICLE] * 3, alphabet, lexicon, Plan(passes=3, batch=2), lambda articles, _: articles, seed, lambda _: None)
        return network.state_dict()

    first, again, other = trained(1), trained(1), trained(2)
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_a_small_network_learns_an_article_and_the_written_model_finds_the_same(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    network, alphabet, lexicon = network_and_words()
    from pipeline.training import ner_export
    from pipeline.training.ner_training import Plan, fit

    plan = Plan(passes=80, batch=4, rate=2e-2, average=0.9)
    said: list[str] = []
    fit(network, [ARTICLE] * 4, alphabet, lexicon, plan, lambda articles, _: articles, 1, said.append)
    assert len(said) == 80
    ner_export.write(tmp_path, network.weights(), network.field(), alphabet, lexicon, 1.0)
    assert {path.name for path in tmp_path.iterdir()} == set(FILES)
    model = Model.read(tmp_path)
    spans, nothing, other = model([ARTICLE.text, "", "柳青河说"])
    assert tuple((span.start, span.end, span.label) for span in spans) == ARTICLE.mentions
    assert all(0 < span.score <= 1 for span in spans)
    assert nothing == []
    assert other
    hotter = model.at(3.0)([ARTICLE.text])[0]
    assert hotter[0].score < spans[0].score
    described = json.loads((tmp_path / "field.json").read_text(encoding="utf-8"))
    (tmp_path / "field.json").write_text(json.dumps({**described, "tags": list(TAGS[:-1])}), encoding="utf-8")
    with pytest.raises(ModelError, match="other tags"):
        Model.read(tmp_path)
    (tmp_path / "network.onnx").unlink()
    with pytest.raises(ModelError, match=r"network\.onnx"):
        Model.read(tmp_path)


def test_the_lexicon_of_the_model_has_the_names_collected_later() -> None:
    from pipeline.entities.recognition.words import word_lists
    from pipeline.training import ner_lexicon

    later = {word for words in word_lists("names_later.tsv").values() for word in words}
    learned = {word for words in word_lists("names.tsv").values() for word in words}
    assert later.isdisjoint(learned)
    shipped = Path("models/baoshu_zh/baoshu_ner/lexicon.tsv.gz").read_bytes()
    assert gzip.decompress(ner_lexicon.build(later=True).dump()) == gzip.decompress(shipped)
