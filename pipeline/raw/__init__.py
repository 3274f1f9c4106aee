"""Raw newspaper issues as they lie on disk: found, decoded, cut into pages. Every failure is a ``RawError``."""

from pipeline.raw.discover import Discovery, Source, discover
from pipeline.raw.read import from_text, read

__all__ = ["Discovery", "Source", "discover", "from_text", "read"]
