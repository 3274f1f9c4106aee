"""One issue from disk: its files read within bounds, decoded and cut into pages."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.document import RawIssue, RawPage
from pipeline.errors import RawError
from pipeline.raw import sidecar
from pipeline.raw.decode import decode
from pipeline.raw.discover import Source
from pipeline.raw.names import date_in, printable
from pipeline.settings import Settings

CHUNK = 1 << 20


def read(source: Source, settings: Settings) -> RawIssue:
    """The issue with the pages that can be read; ``page_errors`` names the others.

    Raises RawError where not one page can be read.
    """
    if source.problem:
        raise RawError(source.shown, source.problem)
    said = _sidecar(source)
    pages: list[RawPage] = []
    errors: list[RawError] = []
    number = 1
    for path in source.files:
        shown = source.shown if len(source.files) == 1 and path == source.path else f"{source.shown}/{printable(os.path.basename(path))}"
        try:
            found, failed = _pages(Path(path), shown, number, settings)
        except RawError as error:
            errors.append(error)
            number += 1
            continue
        pages += found
        errors += failed
        number += len(found) + len(failed)
    if not pages:
        raise errors[0]
    return RawIssue(
        issue_id=source.issue_id,
        source_path=source.shown,
        source_sha256=digest(source.files),
        pages=tuple(pages),
        publication=said.publication,
        date=said.date or _named_date(source),
        place=said.place,
        page_errors=tuple(str(e) for e in errors),
    )


def from_text(text: str, date: str | None = None, issue_id: str = "text") -> RawIssue:
    """A raw issue from text in memory, pages split by form feed."""
    pages = tuple(RawPage(n, page) for n, page in enumerate(split_pages(text), 1))
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return RawIssue(issue_id=issue_id, source_path=issue_id, source_sha256=sha, pages=pages, date=date)


def digest(files: Iterable[str]) -> str:
    """SHA-256 over the bytes of ``files``, one after the other, as hexadecimal. Raises RawError."""
    total = hashlib.sha256()
    for path in files:
        try:
            with open(path, "rb") as stream:
                while chunk := stream.read(CHUNK):
                    total.update(chunk)
        except OSError as error:
            raise RawError(printable(os.path.basename(path)), f"cannot be read: {error.strerror}") from error
    return total.hexdigest()


def split_pages(text: str) -> list[str]:
    """The pages of a text layer. The form feed that ends the last page opens no new one."""
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return pages


def _named_date(source: Source) -> str | None:
    own = date_in(os.path.basename(source.path))
    if own:
        return own
    named = {date_in(os.path.basename(f)) for f in source.files}
    return named.pop() if len(named) == 1 else None


def _sidecar(source: Source) -> sidecar.Sidecar:
    if not source.sidecar:
        return sidecar.Sidecar()
    shown = printable(os.path.basename(source.sidecar))
    return sidecar.parse(_bytes(Path(source.sidecar), shown, sidecar.MAX_BYTES), shown)


def _bytes(path: Path, shown: str, limit: int) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise RawError(shown, f"cannot be read: {error.strerror}") from error
    if len(data) > limit:
        raise RawError(shown, f"larger than {limit:,} bytes")
    return data


def _pages(path: Path, shown: str, first: int, settings: Settings) -> tuple[list[RawPage], list[RawError]]:
    """The pages of one file, numbered from ``first``, and the errors of those that cannot be used."""
    if path.suffix.lower() == ".pdf":
        return _pdf_pages(path, shown, first, settings)
    text = decode(_bytes(path, shown, settings.max_file_bytes), shown)
    if not text.strip():
        raise RawError(shown, "empty: nothing but blanks")
    pages: list[RawPage] = []
    errors: list[RawError] = []
    texts = split_pages(text)
    for number, page in enumerate(texts, first):
        problem = unusable(page, settings)
        if problem:
            errors.append(RawError(shown, f"page {number - first + 1}: {problem}" if len(texts) > 1 else problem))
        else:
            pages.append(RawPage(number, page))
    if not pages:
        raise errors[0]
    return pages, errors


def unusable(page: str, settings: Settings) -> str | None:
    """Why a page's text cannot be a newspaper page; None where it can. A blank page can."""
    if len(page) > settings.max_page_chars:
        return f"a page of {len(page):,} characters (the limit is {settings.max_page_chars:,})"
    longest = max(map(len, page.splitlines()), default=0)
    if longest > settings.max_line_chars:
        return f"a line of {longest:,} characters (the limit is {settings.max_line_chars:,})"
    if page.strip() and not any(map(str.isalpha, page)):
        return "no words: nothing but digits and signs"
    return None


def _pdf_pages(path: Path, shown: str, first: int, settings: Settings) -> tuple[list[RawPage], list[RawError]]:
    from pipeline.raw.pdf import read_pdf

    try:
        found = read_pdf(path, settings)
    except RawError as error:
        raise RawError(shown, error.cause) from error
    pages = [replace(page, number=page.number - 1 + first, file=str(path), index=page.number - 1) for page in found.pages]
    return pages, [RawError(shown, cause) for cause in found.page_errors]
