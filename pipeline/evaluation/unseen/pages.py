"""Pages set at random by seed: how they look, in what order their parts are drawn, and what is printed on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from pipeline.evaluation.pdfwriter import write
from pipeline.evaluation.repair import Body
from pipeline.evaluation.typeset import KAI, SONG, Run, Setter, Story, Style
from pipeline.evaluation.unseen.stories import Written, as_read, dressed, usable

HELD_OUT = 900
"""Seeds from here on set articles that no page before is set from; they are for reporting, never for tuning."""

ORDERS = ("head-first", "body-first", "heads-last", "heads-first", "parts-apart")
"""How the parts of a page follow each other in its content: each article's head above or below its body, all heads after or
before all bodies, or heads, bylines and bodies each in a list of their own order."""


@dataclass(frozen=True, slots=True)
class UnseenPage:
    """A page and its truth: the PDF, the runs in the order drawn, the articles as they should be read."""

    seed: int
    order: str
    pdf: bytes
    runs: tuple[Run, ...]
    gold: tuple[Body, ...]


def set_page(articles: Sequence[Written], seed: int) -> UnseenPage:
    """The page of a seed, the same every time. ``articles`` are shared out between seeds below HELD_OUT and the others."""
    random = Random(seed)
    held = seed >= HELD_OUT
    pool = [article for number, article in enumerate(articles) if (number % 3 == 2) == held and usable(article)]
    style = _style(random)
    order = ORDERS[seed % len(ORDERS)]
    names = random.choice(("head", "body", "end", "list")) if order != "parts-apart" else "list"
    # Which titles a list of bylines leaves out nobody can tell from the text.
    share = 1.0 if names == "list" else 0.75
    stories = [dressed(article, random, share) for article in random.sample(pool, random.randint(4, 8))]
    setter = Setter(style, random, order=_drawing(order, names, random))
    page = setter.page(_rows(stories, style.columns, random))
    gold = tuple(Body(story.title, " ".join(story.byline), story.paragraphs) for story in map(as_read, stories))
    return UnseenPage(seed, order, write([page]), tuple(setter.drawn), gold)


def _style(random: Random) -> Style:
    tight = random.random() < 0.6
    return Style(
        columns=random.randint(3, 7),
        measure=random.randint(12, 24),
        body=random.choice((9.0, 9.5, 10.0, 10.5)),
        pitch=random.choice((1.3, 1.4, 1.5, 1.6)),
        gutter=random.choice((1.4, 1.8, 2.4)),
        track=random.choice((0.0, 0.04, 0.07, 0.09)),
        tight_punctuation=tight,
        title_size=random.choice((1.8, 2.2, 2.8)),
        heading_bold=random.random() < 0.8,
        heading_indent=random.choice((0.0, 2.0)),
        byline_place=random.choice(("head", "head", "head", "end", "tail")),
        header=_header(random) if random.random() < 0.5 else "",
        footer=str(random.randint(1, 16)) if random.random() < 0.3 else "",
        places=random.choice((("top",), ("top", "inset"), ("bottom",), ("inset",), ("top", "middle", "left"), ("left",))),
        caption_font=random.choice((SONG, KAI)),
    )


def _header(random: Random) -> str:
    date = f"20{random.randint(11, 26)}年{random.randint(1, 12)}月{random.randint(1, 28)}日"
    number, section = f"第{random.randint(1, 16):02d}版", random.choice(("要闻", "综合", "经济", "县域"))
    return random.choice(
        (f"{number}　{section}　{date}　星期{random.choice('一二三四五六日')}", f"{date}　{section}　责任编辑：周可心　版式：谭一鸣")
    )


def _rows(stories: Sequence[Story], columns: int, random: Random) -> list[list[tuple[Story, int]]]:
    """The stories in rows of boxes, each as wide as it is long beside the others of its row."""
    rows: list[list[tuple[Story, int]]] = []
    at = 0
    while at < len(stories):
        row = stories[at : at + random.randint(1, min(3, columns // 2 + columns % 2))]
        at += len(row)
        lengths = [sum(map(len, story.paragraphs)) for story in row]
        spans = [1] * len(row)
        while sum(spans) < columns:
            wanting = max(range(len(row)), key=lambda i: lengths[i] / spans[i])
            spans[wanting] += 1
        rows.append(list(zip(row, spans, strict=True)))
    return rows


def _drawing(order: str, signed: str, random: Random) -> Callable[[list[Run]], list[Run]]:
    """The runs sorted as an editor's program may keep its frames; ``signed`` is where the bylines are."""
    furniture_first = random.random() < 0.7
    shuffled = random.random() < 0.5

    def sort(runs: list[Run]) -> list[Run]:
        count = 1 + max(run.number for run in runs)
        ranks = list(range(count))
        if shuffled:
            random.shuffle(ranks)
        heads = list(ranks)
        if order == "parts-apart":
            random.shuffle(heads)

        def key(run: Run) -> tuple[float, ...]:
            if run.part == "furniture":
                return (-9.0 if furniture_first else 9.0,)
            head = {"head-first": -1, "body-first": 1}.get(order, 0)
            zone = {"heads-last": 3.0, "heads-first": -3.0, "parts-apart": 3.0}.get(order, 0.0)
            own = float(ranks[run.number])
            if run.part == "head":
                return zone, float(heads[run.number]), head, 0.0
            if run.part == "byline" and signed == "list":
                return (zone or 4.0) + 0.5, float(heads[run.number]), 0.0, 0.0
            if run.part == "byline" and signed == "head":
                return zone, float(heads[run.number]), head, 0.5
            if run.part == "byline":
                return 0.0, own, -0.5 if signed == "body" else 0.5, 0.0
            return 0.0, own, 0.0, 1.0 if run.part == "caption" else 0.0

        return sorted(runs, key=key)

    return sort


__all__ = ["HELD_OUT", "ORDERS", "UnseenPage", "set_page"]
