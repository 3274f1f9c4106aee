"""A seeded archive of invented newspaper issues, damaged as text layers are, to measure speed on."""

from pathlib import Path
from random import Random

from pipeline.training.articles import AnnotatedArticle, load_all

PAPERS = ("澄湖报", "岚山日报", "晨江晚报", "青荷周刊", "石矶新报")
NEVER_FIRST = "，。、；：！？）》”’%"


def _lines(paragraph: str, width: int, rng: Random) -> list[str]:
    """The paragraph as printed lines of ``width`` characters, first line set in, some of them justified with blanks."""
    text, lines = "　　" + paragraph, []
    while text:
        cut = width
        while cut < len(text) and text[cut] in NEVER_FIRST:
            cut += 1
        line, text = text[:cut].replace("　", ""), text[cut:]
        lines.append(" ".join(line) if text and rng.random() < 0.15 else line)
    return lines


def _article(article: AnnotatedArticle, width: int, rng: Random) -> list[str]:
    body = [line for paragraph in article.text.split("\n") for line in _lines(paragraph, width, rng)]
    byline = rng.choice(("本报记者 闻远山", "通讯员 柳青禾 苏 禾", "纪云舟 路遥远"))
    return [*body, article.title, byline] if rng.random() < 0.5 else [article.title, byline, *body]


def page(rng: Random, articles: list[AnnotatedArticle], chars: int) -> str:
    """One page's text layer of about ``chars`` characters, blanks and line breaks included: it ends with the article that reaches them."""
    width, out, length = rng.randint(13, 20), [], 0
    while length < chars:
        out.append("\n\n".join(_article(rng.choice(articles), width, rng)))
        length += len(out[-1]) + 2
    return "\n\n".join(out)


def build_archive(folder: Path, issues: int, *, chars: int = 10_000, seed: int = 1) -> int:
    """Write ``issues`` raw issues of about ``chars`` characters into ``folder``; returns the characters written.

    Same seed, same bytes. Issues spread over five papers and as many days as needed.
    """
    articles = load_all()
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for number in range(issues):
        rng = Random(f"{seed}-{number}")
        paper, day = PAPERS[number % len(PAPERS)], number // len(PAPERS)
        year, month, date = 2015 + day // 336, day // 28 % 12 + 1, day % 28 + 1
        head = f"{paper}\n\n{year}年{month}月{date}日\n\n第0{number % 8 + 1}版 要闻\n\n"
        text = head + page(rng, articles, chars)
        total += len(text)
        (folder / f"{'abcde'[number % 5]}-{year}-{month:02d}-{date:02d}.txt").write_text(text, encoding="utf-8")
    return total
