"""What rows are made from besides the raw bytes: stage versions, settings, models. Hashes that tell when to do them again."""

import hashlib
import importlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from pipeline.document import SCHEMA_VERSION
from pipeline.settings import Settings
from pipeline.stages import STAGES

LIMITS = ("max_file_bytes", "max_pdf_pages", "max_page_chars", "max_line_chars")
SETTINGS_OF = {"repair": LIMITS, "segment": ("segmenter", "lexicon"), "entities": ("ner", "lexicon"), "facts": ()}
"""The settings that influence a stage, and with it all stages after it."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One hash a stage over all that influences its rows besides its input."""

    stages: tuple[str, ...]
    config_hash: str
    model_hash: str

    def keys(self, fingerprint: str) -> tuple[str, ...]:
        """The key of every stage for an issue: over its bytes and the recipes of all stages so far."""
        return tuple(accumulate(self.stages, self.next_key, initial=fingerprint))[1:]

    @staticmethod
    def next_key(before: str, stage: str) -> str:
        """The key of a stage with the hash ``stage`` whose input has the key ``before``."""
        return _hash((before, stage))


def recipe(settings: Settings) -> Recipe:
    """The recipe of this code with these settings. Raises UsageError where a file that a setting names is missing."""
    values = settings.influencing() | {name: getattr(settings, name) for name in LIMITS}
    models = {stage: _models(settings, stage) for stage in STAGES}
    stages = tuple(
        _hash((SCHEMA_VERSION, importlib.import_module(f"pipeline.{s}").VERSION, {k: values[k] for k in SETTINGS_OF[s]}, models[s]))
        for s in STAGES
    )
    return Recipe(stages, _hash(values), _hash(models))


MODELS_OF: dict[str, tuple[str, ...]] = {"segment": ("baoshu_zh/tokenizer",), "entities": ("baoshu_zh/baoshu_ner",)}
"""Names under the models folder that a stage reads."""


def _models(settings: Settings, stage: str) -> str:
    """Hash over the model files of a stage, also of a local folder that a setting such as ``hanlp:PATH`` names."""
    paths = sorted(p for pattern in MODELS_OF.get(stage, ()) for p in settings.models.glob(pattern))
    named = {"segment": settings.segmenter, "entities": settings.ner}.get(stage, "")
    if ":" in named and (local := Path(named.split(":", 1)[1])).exists():
        paths.append(local)
    return _hash([(p.name, _content(p)) for p in paths])


def _content(path: Path) -> str:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return _hash([(f.relative_to(path).as_posix(), _file(str(f), f.stat().st_size, f.stat().st_mtime_ns)) for f in files])


@cache
def _file(path: str, size: int, changed: int) -> str:
    del size, changed  # only part of the cache's key
    with open(path, "rb") as stream:
        total = hashlib.sha256()
        while chunk := stream.read(1 << 20):
            total.update(chunk)
    return total.hexdigest()


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:16]


def fingerprint(shown: str, sha256: Iterable[tuple[str, str]]) -> str:
    """Hash over what is read of an issue: its path as shown, and names and SHA-256 of its files and sidecar."""
    return _hash((shown, sorted(sha256)))
