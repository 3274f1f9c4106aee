"""The shipped model, read once."""

import pytest

from pipeline.segment.segmenters import PIPELINE, load
from pipeline.settings import MODELS


@pytest.fixture(scope="session")
def pkuseg():
    return load("pkuseg", MODELS)


@pytest.fixture(scope="session")
def model_folder():
    return MODELS / PIPELINE / "tokenizer"


@pytest.fixture(scope="session")
def cut(pkuseg):
    return lambda text: [text[start:end] for start, end in pkuseg.words(text)]
