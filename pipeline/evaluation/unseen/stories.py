"""Articles dressed for the page: headings, kicker, subtitle, byline, caption and dateline are made up around a written text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from pipeline.evaluation.typeset import Story

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文玉志新春雪梅海波婷婷宇欣怡浩然子轩雨涵思远嘉慧晓峰立群永康佩兰云鹏若彤凡瑞琪晨曦"
)
_COMPOUND = ("欧阳", "司马", "上官", "诸葛")
_SERIES = ("一线调研", "新春走基层", "民生关注", "乡村振兴看变化", "企业观察", "记者见闻", "项目建设进行时", "百姓故事")
_WIRES = ("本报讯　", "本报讯　", "本报综合消息　", "新华社北京3月8日电　", "本报10月12日讯　")
_COMMA = re.compile(r"[，。；：！？“”（）《》、\s]")
_LOOSE = re.compile(r"(?<![!-~])\s|\s(?![!-~])")
_SHORT = 20
_ENDS = re.compile(r"[。！？…：][”’」』）)]*$")
_SIGNED = re.compile(r"(?:记者|通讯员|实习生)\s?[一-鿿]{2,4}(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Written:
    """An article as its author leaves it: the title and the paragraphs, all of them sentences."""

    title: str
    paragraphs: tuple[str, ...]


def usable(article: Written) -> bool:
    """Whether the text is running prose without a byline of its own: a page's truth must not hang on a list or a table."""
    prose = all(_ENDS.search(paragraph) for paragraph in article.paragraphs)
    prose = prose and sum(len(paragraph) < _SHORT for paragraph in article.paragraphs) < 2
    return prose and len(article.paragraphs) > 1 and not _SIGNED.match(article.paragraphs[0]) and 5 <= len(article.title) <= 28


def dressed(article: Written, random: Random, signed: float = 0.75) -> Story:
    """A story of the article for one page, with parts made up at random; ``signed`` is the share that has a byline."""
    paragraphs = list(article.paragraphs)
    wire = re.match(r"本报|新华社|据|[一-鿿]{2,8}(?:讯|网)", paragraphs[0])
    if wire is None and random.random() < 0.25:
        paragraphs[0] = random.choice(_WIRES) + paragraphs[0]
    caption = _caption(paragraphs, random) if random.random() < 0.25 else ""
    subtitle = "——" + phrase if random.random() < 0.15 and (phrase := _phrase(paragraphs, random, 9, 18)) else ""
    headings: set[int] = set()
    if len(paragraphs) >= 4 and random.random() < 0.4:
        for at in sorted(random.sample(range(1, len(paragraphs)), random.randint(1, min(3, len(paragraphs) // 2))), reverse=True):
            if heading := _phrase(paragraphs[at : at + 1], random, 5, 13):
                paragraphs.insert(at, heading)
                headings = {old + (old >= at) for old in headings} | {at}
    return Story(
        title=article.title.replace(" ", "\u3000"),
        paragraphs=tuple(paragraphs),
        headings=frozenset(headings),
        kicker=random.choice(_SERIES) if random.random() < 0.15 else "",
        subtitle=subtitle,
        byline=_byline(random) if random.random() < signed else (),
        caption=caption,
    )


def as_read(story: Story) -> Story:
    """The story as repair should give it back: no blank beside a Chinese character."""
    return replace(story, title=_LOOSE.sub("", story.title), paragraphs=tuple(_LOOSE.sub("", text) for text in story.paragraphs))


def _phrase(paragraphs: Sequence[str], random: Random, least: int, most: int) -> str:
    """Words of the text between two marks, of a heading's length; empty where there are none."""
    found = [words for text in paragraphs for words in _COMMA.split(text) if least <= len(words) <= most and not re.search(r"\d", words)]
    return random.choice(found) if found else ""


def _caption(paragraphs: Sequence[str], random: Random) -> str:
    sentences = [s for text in paragraphs for s in re.findall(r"[^。]+。", text) if 15 <= len(s) <= 60]
    phrase = _phrase(paragraphs, random, 8, 20)
    kinds = [
        f"图为{phrase}。" if phrase else "",
        f"{phrase}。{_name(random)} 摄" if phrase else "",
        random.choice(sentences) if sentences else "",
    ]
    return random.choice(kinds)


def _name(random: Random) -> str:
    given = "".join(random.sample(_GIVEN, 2 if random.random() < 0.6 else 1))
    return (random.choice(_COMPOUND) if random.random() < 0.02 else random.choice(_SURNAMES)) + given


def _byline(random: Random) -> tuple[str, ...]:
    """The words of a byline, a role glued to or apart from its first name."""
    first, second, third = _name(random), _name(random), _name(random)
    return random.choice(
        (
            (first,),
            (first, second),
            (f"本报记者{first}",),
            ("本报记者", first, second),
            (f"记者{first}", f"通讯员{second}"),
            ("本报记者", first, "通讯员", second, third),
            (f"通讯员{first}", second),
            ("本报记者", first, "文/图"),
        )
    )


__all__ = ["Written", "as_read", "dressed", "usable"]
