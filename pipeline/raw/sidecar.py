"""The optional ``<issue_id>.toml`` that says what paper and day an issue is."""

from dataclasses import dataclass
from datetime import date, datetime

from pipeline import toml
from pipeline.errors import RawError

MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the sidecar says; None where it says nothing."""

    publication: str | None = None
    date: str | None = None
    place: str | None = None


def parse(data: bytes, shown: str) -> Sidecar:
    """A sidecar from its bytes. Other keys than publication, date and place are left to the user.

    Raises RawError where it is no TOML, or a value is not what it should be.
    """
    if len(data) > MAX_BYTES:
        raise RawError(shown, "sidecar larger than 100 kB")
    try:
        values = toml.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, toml.TOMLDecodeError, RecursionError) as error:
        raise RawError(shown, f"not valid TOML: {error}") from error
    return Sidecar(_string(values, "publication", shown), _date(values.get("date"), shown), _string(values, "place", shown))


def _string(values: dict[str, object], key: str, shown: str) -> str | None:
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        raise RawError(shown, f"{key} must be a string in quotes")
    return value.strip() or None if value else None


def _date(value: object, shown: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    for form, length in (("%Y-%m-%d", 10), ("%Y-%m", 7), ("%Y", 4)):
        try:
            if len(text) == length and datetime.strptime(text, form):
                return text
        except ValueError:
            continue
    raise RawError(shown, f"date must be YYYY-MM-DD, YYYY-MM or YYYY, not {text[:40]!r}")
