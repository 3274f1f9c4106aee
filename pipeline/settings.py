"""Settings: one place, from environment variables (``BAOSHU_…``), a ``baoshu.toml`` beside the work, or arguments."""

from pathlib import Path
from typing import Any

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

_PACKAGE = Path(__file__).resolve().parent
MODELS = _PACKAGE / "models" if (_PACKAGE / "models").is_dir() else _PACKAGE.parent / "models"
"""An installed wheel carries the models inside the package, a working copy beside it."""


class Settings(BaseSettings):
    """Everything a user may set. Settings files are data: nothing in them is executed."""

    model_config = SettingsConfigDict(env_prefix="BAOSHU_", toml_file="baoshu.toml", extra="forbid", frozen=True)

    models: Path = MODELS
    """Folder with the shipped models."""
    segmenter: str = "pkuseg"
    """pkuseg, hanlp:PATH_OR_NAME, jieba or char."""
    lexicon: Path | None = None
    """Plain text file with words to add, one a line."""
    ner: str = "default"
    """default, hanlp:PATH_OR_NAME or spacy:NAME."""
    max_file_bytes: int = 200_000_000
    """Raw files larger than this are quarantined."""
    max_pdf_pages: int = 200
    """PDF files with more pages than this are quarantined."""
    pdf_page_seconds: float = 20.0
    """A PDF page that takes longer to read than this is given up."""
    pdf_memory_bytes: int = 2_000_000_000
    """Address space the process that reads PDFs may take (where the system can limit it)."""
    max_page_chars: int = 4_000_000
    """Pages with more characters than this are quarantined."""
    max_line_chars: int = 200_000
    """Pages with a line longer than this are quarantined."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    def influencing(self) -> dict[str, Any]:
        """The settings that change rows, for the configuration hash."""
        return {"segmenter": self.segmenter, "ner": self.ner, "lexicon": self.lexicon.read_text(encoding="utf-8") if self.lexicon else None}
