"""Typesets the sample as newspaper pages in narrow justified columns, by headless Chromium.

Run ``make sample`` to make data/raw anew (needs Chromium, PyMuPDF and a Chinese serif font; the embedded subset is Noto
Serif CJK, SIL Open Font License). Bodies come before their titles in the page's content, as
in many real newspapers, so the text layer has the damage the pipeline must repair.
"""

import html
import subprocess
import tempfile
from pathlib import Path

from tests.support.sample import ISSUE, SampleArticle, load_sample

ROOT = Path(__file__).resolve().parents[2]
SIZE, LEADING, PER_COLUMN, GUTTER, MARGIN = 9.5, 15.0, 17, 15.0, 36.0
COLUMN = PER_COLUMN * SIZE * 1.03
CLOSING = "，。、；：！？）》”’%."
LOOSE_EVERY = 4
"""Every fourth paragraph is set two characters a line looser, as compositors do to fill a column; extractors put blanks there."""
OPENING = "（《“‘"


def _break(text: str, first_indent: int, room: int) -> list[str]:
    """Lines of at most ``room`` cells; a Latin letter or digit takes half a cell, no line begins with a closing mark."""
    lines: list[str] = []
    line, width = "　" * first_indent, float(first_indent)
    for char in text:
        cells = 0.55 if ord(char) < 0x2E80 and char not in "“”‘’—" else 1.0
        if width + cells > room and char not in CLOSING:
            kept = len(line.rstrip(OPENING))
            if char.isascii() and char.isalnum():
                kept = len(line.rstrip("0123456789.%-"))
            carry, line = line[kept:], line[:kept]
            lines.append(line)
            line, width = carry + char, len(carry) + cells
        else:
            line, width = line + char, width + cells
    return [*lines, line]


def _row(x: float, y: float, text: str, size: float, *, width: float | None = None, bold: bool = False, align: str = "left") -> str:
    style = f"left:{x:.1f}pt;top:{y:.1f}pt;font-size:{size}pt;" + ("font-weight:700;" if bold else "")
    if width is not None:
        style += f"width:{width:.1f}pt;text-align:{align};"
        if align == "justify":
            style += "text-align-last:justify;text-justify:inter-character;"
    return f'<div style="{style}">{html.escape(text)}</div>'


def _article(article: SampleArticle, x: float, y: float, columns: int) -> tuple[str, float]:
    """HTML of one boxed article and the y below it."""
    width = columns * COLUMN + (columns - 1) * GUTTER
    head = [_row(x, y, article.title, 24 if columns > 2 else 18, width=width, bold=True, align="center")]
    top = y + 38
    if article.subtitle:
        head.append(_row(x, top, article.subtitle, 13, width=width, align="center"))
        top += 22
    signed_above = article.byline and not article.byline.startswith("（")
    byline = [_row(x, top, article.byline, 9, width=width, align="center")] if signed_above else []
    top += 20 if signed_above else 0
    rows: list[tuple[str, bool, bool]] = []
    for index, (text, heading) in enumerate(article.paragraphs):
        lines = [text] if heading else _break(text, 2, PER_COLUMN - 2 * (index % LOOSE_EVERY == 2))
        rows += [(line, heading, number == len(lines) - 1) for number, line in enumerate(lines)]
    if article.byline and not signed_above:
        rows.append((article.byline, False, True))
    height = -(-len(rows) // columns)
    body = []
    for number, (line, heading, last) in enumerate(rows):
        column, down = divmod(number, height)
        left, indent = x + column * (COLUMN + GUTTER), 0.0
        if line.startswith("　　"):
            line, indent = line[2:], 2 * SIZE
        shape = "center" if heading else "left" if last else "justify"
        body.append(_row(left + indent, top + down * LEADING, line, SIZE, width=COLUMN - indent, bold=heading, align=shape))
    bottom = top + height * LEADING
    if article.caption:
        head.append(_row(x, bottom + 4, article.caption, 8.5, width=width))
        bottom += 20
    return "\n".join([*body, *head, *byline]), bottom + 26


def page_html(articles: list[SampleArticle], plan: list[list[int]], furniture: list[str]) -> str:
    """One page: ``plan`` has a list of column counts for each row of articles."""
    parts = [_row(MARGIN + 190 * i, 20, text, 9) for i, text in enumerate(furniture)]
    y, queue = 52.0, list(articles)
    for columns in plan:
        x, bottoms = MARGIN, []
        for count in columns:
            part, bottom = _article(queue.pop(0), x, y, count)
            parts.append(part)
            bottoms.append(bottom)
            x += count * (COLUMN + GUTTER) + GUTTER
        y = max(bottoms)
    wide = 2 * MARGIN + sum(plan[0]) * (COLUMN + GUTTER) + (len(plan[0]) - 1) * GUTTER
    css = (
        f"@page{{size:{wide:.0f}pt {y + 20:.0f}pt;margin:0}} body{{margin:0;font-family:'Noto Serif CJK SC',serif}}"
        "div{position:absolute;white-space:pre;line-height:1.3}"
    )
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>page</title><style>{css}</style>\n' + "\n".join(parts)


def to_pdf(markup: str, target: Path) -> None:
    """Print ``markup`` to ``target`` with Chromium."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "page.html")
        source.write_text(markup, encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={scratch}/profile"]
        subprocess.run(["chromium", *flags, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True, timeout=120)


def main() -> None:
    """Write data/raw/<issue>/: page 1 as the text layer of its PDF, page 2 as PDF."""
    import pymupdf  # only whoever remakes the sample needs it

    folder = ROOT / "data" / "raw" / ISSUE
    folder.mkdir(parents=True, exist_ok=True)
    articles = load_sample()
    people = "责任编辑：沈砚  版式：鲁小鱼  校对：田木"
    first = page_html([a for a in articles if a.page == 1], [[4, 2], [3, 3]], ["澄湖报", "第01版 要闻", "2023年9月18日 星期一", people])
    second = page_html([a for a in articles if a.page == 2], [[3, 3], [4, 2]], ["第02版 综合", "2023年9月18日 星期一", people])
    with tempfile.TemporaryDirectory() as scratch:
        pdf = Path(scratch, "01.pdf")
        to_pdf(first, pdf)
        layer = pymupdf.open(pdf)[0].get_text("text")
    # Text layers kept from page images of this kind have a blank line after every printed line.
    (folder / "01.txt").write_text("\n\n".join(layer.splitlines()) + "\n", encoding="utf-8")
    to_pdf(second, folder / "02.pdf")


if __name__ == "__main__":
    main()
