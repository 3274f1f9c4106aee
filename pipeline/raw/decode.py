"""Bytes of a text layer to characters: UTF-8, UTF-16, GB18030, and what charset-normalizer can tell of the rest."""

import codecs
import re

from pipeline.errors import RawError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "PDF"), (b"PK\x03\x04", "ZIP or Office"), (b"\xd0\xcf\x11\xe0", "Office"), (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "program"), (b"MZ", "program"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"),
)  # fmt: skip
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be", "big5")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_COMMON = frozenset(
    "的一是不在人有我他中大上到子和你地出道也年得就那要下以生自去之家可小心多天而能好都然日成用方如前所本同三者月二十市公司全政工作"
)
"""Characters frequent in any Chinese text and the same in simplified and traditional script."""
_SAMPLE = 20_000
_LIKELY = 0.5
_DAMAGED = 0.005


def decode(data: bytes, shown: str) -> str:
    """The text of a file, without byte order mark and otherwise character for character.

    ``shown`` names the file in messages. Raises RawError for an empty, binary or undecodable file. A file of which
    less than half a percent is damaged is read, the damaged bytes as U+FFFD.
    """
    if not data:
        raise RawError(shown, "empty file")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_with_bom(data[len(bom) :], encoding, shown), shown)
    text = _strict(data, "utf-8")
    if text is not None and "\0" not in text:
        return _checked(text, shown)
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise RawError(shown, f"binary file ({kind}), not text")
    return _checked(_guess(data, shown), shown)


def _with_bom(data: bytes, encoding: str, shown: str) -> str:
    text = data.decode(encoding, "replace")
    if text.count("�") > len(text) * _DAMAGED:
        raise RawError(shown, f"wrong encoding: its byte order mark says {encoding}, its bytes do not")
    return text


def _checked(text: str, shown: str) -> str:
    if len(_CONTROL.findall(text)) > len(text) * 0.01:
        raise RawError(shown, "binary file, not text")
    return text


def _guess(data: bytes, shown: str) -> str:
    found = [text for encoding in _GUESSES if (text := _strict(data, encoding)) is not None]
    best = max(found, key=likeness, default="")
    if likeness(best) >= _LIKELY:
        return best
    damaged = [text for encoding in ("utf-8", "gb18030") if (text := data.decode(encoding, "replace")).count("�") <= len(text) * _DAMAGED]
    best = max(damaged, key=likeness, default="")
    if likeness(best) >= _LIKELY:
        return best
    from charset_normalizer import from_bytes

    match = from_bytes(data[:200_000]).best()
    text = _strict(data, match.encoding) if match else None
    if text is not None and likeness(text) >= _LIKELY:
        return text
    if len(re.findall(rb"[\x00-\x08\x0e-\x1f]", data[:_SAMPLE])) > min(len(data), _SAMPLE) * 0.01:
        raise RawError(shown, "binary file, not text")
    raise RawError(shown, "wrong encoding: neither UTF-8, UTF-16 nor GB18030")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def likeness(text: str) -> float:
    """How much ``text`` looks like Chinese that was decoded rightly, 0..1 (about 0.75 for newspapers, 0.4 for mojibake).

    ASCII says nothing of an encoding and does not count, but where there is nothing else.
    """
    sample = "".join(text[:_SAMPLE].split())
    telling = [c for c in sample if not c.isascii()]
    if not telling:
        return float(bool(sample) and sample.isprintable())
    return sum(map(_weight, telling)) / len(telling)


def _weight(char: str) -> float:
    if char in _COMMON or "\u3001" <= char <= "\u301f" or "\uff01" <= char <= "\uff5e":
        return 1.0
    if "\u4e00" <= char <= "\u9fff":
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            return 0.2
        return 0.6
    return 0.5 if "\u2000" <= char <= "\u206f" else 0.0
