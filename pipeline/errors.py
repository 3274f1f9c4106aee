"""Every error this package raises on purpose. Each names what was wrong and, where there is one, the file."""


class BaoshuError(Exception):
    """Base of all errors a caller may want to catch."""


class UsageError(BaoshuError):
    """The command or call cannot be carried out as given (exit status 2)."""


class RawError(BaoshuError):
    """A raw issue cannot be read: missing, empty, binary, truncated, encrypted, no text layer, too large."""

    def __init__(self, path: object, cause: str) -> None:
        super().__init__(f"{path}: {cause}")
        self.path = str(path)
        self.cause = cause


class StageError(BaoshuError):
    """A stage failed on one issue."""

    def __init__(self, issue_id: str, stage: str, cause: str) -> None:
        super().__init__(f"{issue_id}: {stage}: {cause}")
        self.issue_id = issue_id
        self.stage = stage
        self.cause = cause


class StoreError(BaoshuError):
    """The processed tables cannot be read or written."""


class ModelError(BaoshuError):
    """A model is missing, damaged, or does not fit this version."""


class EngineError(BaoshuError):
    """The cluster that should do the work fails."""
