"""Invented articles to set and read again."""

from random import Random

from pipeline.evaluation.typeset import Story

_WHO = ["云桥县", "青禾镇", "松塘区", "白石合作社", "新渡物流公司", "河湾村", "东岭水库管理处", "长堤小学"]
_WHAT = ["完成了今年的修缮计划", "把旧仓库改成了冷链车间", "新栽果树1200亩", "开通了两条公交线路", "引来了一批手工作坊", "建成88公里乡道"]
_HOW = ["，投入资金3.5亿元", "，带动周边300多户增收", "，比去年提前了两个月", "，覆盖全镇21个村", "，用的是本地的石料和木材", ""]
_SAID = ["“路通了，日子就顺了。”", "大家都说这件事办得实在。", "接下来还要修通最后一段。", "技术人员每周来一次，手把手地教。"]
_TITLES = [
    "云桥县新路通到田头",
    "松塘区：旧仓库里的新生意",
    "一条公交线带活三个村",
    "东岭水库加固完工",
    "青禾镇果园里的课堂",
    "白石合作社让手艺有了去处",
]
_HEADINGS = ["从一条路说起", "账要算得清楚", "留住老手艺", "往后怎么走"]
_NAMES = ["陈远帆", "李若溪", "王 平", "赵 岚", "孙立本"]


def story(seed: int, paragraphs: int = 6, **parts: object) -> Story:
    """An article of about 90 characters a paragraph; the same for the same seed."""
    r = Random(seed)
    body: list[str] = []
    headings: set[int] = set()
    for i in range(paragraphs):
        if i and i % 3 == 0 and parts.get("headed", True):
            headings.add(len(body))
            body.append(_HEADINGS[(seed + i) % len(_HEADINGS)])
        sentences = [r.choice(_WHO) + r.choice(_WHAT) + r.choice(_HOW) + "。" for _ in range(r.randint(2, 4))]
        body.append("".join(sentences) + r.choice(_SAID))
    parts.pop("headed", None)
    filled: dict[str, object] = {"title": _TITLES[seed % len(_TITLES)], **parts}
    return Story(paragraphs=tuple(body), headings=frozenset(headings), **filled)  # type: ignore[arg-type]


def names(count: int, seed: int = 0) -> tuple[str, ...]:
    """Names for a byline."""
    return tuple(_NAMES[(seed + i) % len(_NAMES)].replace(" ", "") for i in range(count))
