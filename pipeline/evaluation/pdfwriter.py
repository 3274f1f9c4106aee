"""A PDF writer of a page's size in code: text at points, rules, boxes, pictures. For tests and samples, no more.

Chinese fonts are not embedded: Adobe's GB1 collection names them and every reader has its tables (ISO 32000-1, 9.7.5.2), so
files stay small and the text layer is exact. Latin letters come from a Type 1 font in which every letter is half an em wide.
"""

import zlib
from dataclasses import dataclass, field

SONG, HEI, KAI, LATIN = "Song", "Hei", "Kai", "Latin"
_NAMES = {SONG: "STSong-Light", HEI: "SimHei", KAI: "KaiTi_GB2312"}
LATIN_WIDTH = 0.5


def is_latin(char: str) -> bool:
    """Whether the character is set from the Latin font."""
    return " " <= char <= "~"


@dataclass(slots=True)
class PdfPage:
    """One page under construction; points, origin lower left."""

    width: float
    height: float
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    operators: list[str] = field(default_factory=list)
    pictures: bool = False

    def text(self, x: float, y: float, size: float, text: str, font: str = SONG, mode: int = 0, turn: int = 0) -> None:
        """Text from (x, y) on the baseline, each glyph directly after the other; ``mode`` as in Tr, ``turn`` 0 or 90 degrees."""
        if not text:
            return
        latin = is_latin(text[0])
        name = LATIN if latin else font
        encoded = text.encode("latin-1", "replace").hex() if latin else text.encode("utf-16-be").hex()
        matrix = f"0 1 -1 0 {x:.2f} {y:.2f}" if turn == 90 else f"1 0 0 1 {x:.2f} {y:.2f}"
        self.operators.append(f"BT /{name} {size:.2f} Tf {mode} Tr {matrix} Tm <{encoded}> Tj ET")

    def rule(self, x0: float, y: float, x1: float, width: float = 0.6) -> None:
        """A horizontal rule."""
        self.operators.append(f"{x0:.2f} {y:.2f} {x1 - x0:.2f} {width:.2f} re f")

    def upright_rule(self, x: float, y0: float, y1: float, width: float = 0.4) -> None:
        """A vertical rule."""
        self.operators.append(f"{x:.2f} {y0:.2f} {width:.2f} {y1 - y0:.2f} re f")

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """An outlined box."""
        self.operators.append(f"0.6 w {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re S")

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A grey image."""
        self.pictures = True
        self.operators.append(f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {y0:.2f} cm /Picture Do Q")


def write(pages: list[PdfPage], fonts_with_unicode: bool = True) -> bytes:
    """The file. Without ``fonts_with_unicode`` the text is drawn by glyph numbers nobody can map back, as some exports do."""
    objects: list[bytes] = [b"", b""]

    def add(body: str | bytes) -> int:
        objects.append(body.encode() if isinstance(body, str) else body)
        return len(objects)

    def stream(data: bytes, entries: str = "") -> int:
        packed = zlib.compress(data)
        return add(f"<< /Length {len(packed)} /Filter /FlateDecode {entries}>>\nstream\n".encode() + packed + b"\nendstream")

    widths = f"/FirstChar 32 /LastChar 126 /Widths [{'500 ' * 95}]"
    fonts = {LATIN: add(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding {widths} >>")}
    collection, encoding = ("GB1", "UniGB-UCS2-H") if fonts_with_unicode else ("Identity", "Identity-H")
    for key, name in _NAMES.items():
        flags = 4 | (0x40000 if key == HEI else 0)
        descriptor = add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [0 -120 1000 880] /ItalicAngle 0"
            f" /Ascent 880 /Descent -120 /CapHeight 700 /StemV {160 if key == HEI else 80} >>"
        )
        child = add(
            f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering ({collection})"
            f" /Supplement 4 >> /DW 1000 /FontDescriptor {descriptor} 0 R >>"
        )
        fonts[key] = add(f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} /DescendantFonts [{child} 0 R] >>")
    grey = stream(b"\xcc" * 4, "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 ")
    resources = add(f"<< /Font << {' '.join(f'/{k} {n} 0 R' for k, n in fonts.items())} >> /XObject << /Picture {grey} 0 R >> >>")
    kids = []
    for page in pages:
        content = stream("\n".join(page.operators).encode())
        crop = f" /CropBox [{' '.join(f'{v:.2f}' for v in page.crop)}]" if page.crop else ""
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width:.2f} {page.height:.2f}]{crop} /Rotate {page.rotate}"
                f" /Resources {resources} 0 R /Contents {content} 0 R >>"
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
