"""A small setter for tests: invented articles printed as the text layer of a newspaper page, in many extractors' ways."""

from dataclasses import dataclass

NEVER_FIRST = "，、。；：！？）》”’%"


@dataclass(frozen=True)
class Story:
    """An invented article. ``headings`` are the indices of the paragraphs that are section headings."""

    title: tuple[str, ...]
    byline: tuple[str, ...]
    paragraphs: tuple[str, ...]
    subtitle: str = ""
    headings: tuple[int, ...] = ()


STORIES = (
    Story(
        ("清河县百座水塘换新颜",),
        ("本报记者苏远航", "通讯员何瑶"),
        (
            "本报讯入冬以来，清河县把农村水塘整治当作头等大事来抓，全县一百二十座水塘陆续清淤、护坡、种草，村民家门口的臭水沟变成了小公园。",
            "在柳树湾村，记者看到两台挖掘机正在塘边作业。村支书丁大江说，这口塘已有四十年没有清过，淤泥最深的地方超过两米，一到夏天气味难闻。",
            "“现在水清了，孩子们放学都爱往这边跑。”村民罗桂枝告诉记者，塘边还装了路灯和长椅，晚饭后散步的人越来越多。",
            "据介绍，清河县今年共投入资金2600万元用于水塘整治，明年将再安排60座，力争三年内全部完成。",
        ),
    ),
    Story(
        ("云岭茶厂引进新设备", "自动烘干提高春茶产量"),
        ("江一帆", "宋岚"),
        (
            "“这条生产线一天能加工鲜叶八吨，是过去的两倍。”3月12日，云岭茶厂厂长贺青松指着刚刚安装完毕的设备介绍。",
            "新设备采用电脑控温，杀青、揉捻、烘干全程自动完成，春茶产量翻番，每班只需要6名工人。厂里原来的36名制茶师傅经过培训，大多转到了质检和包装岗位。",
            "老师傅们的新岗位",
            "五十八岁的孟师傅炒了一辈子茶，如今负责给新设备调参数。他说机器虽快，火候还得靠人的鼻子来把关，这门手艺丢不得。",
            "茶厂还与周边五个村签订了收购协议，约定最低价每公斤40元，带动茶农1300多户。",
        ),
        headings=(2,),
    ),
    Story(
        ("滨江二桥通车",),
        ("本报记者郑海",),
        (
            "历时三年建设的滨江二桥昨日正式通车，大桥全长3.6公里，双向六车道，设计时速80公里。桥面两侧设有人行道和观景平台。",
            "大桥连接老城与滨江新区，通车后两岸车程由40分钟缩短至8分钟。市交通部门预计，每天将有5万辆次机动车从桥上通过，老桥的拥堵将明显缓解。",
            "通车当天，不少市民步行上桥拍照留念。家住老城的退休教师邵敏说，当年坐轮渡过江要排一个小时的队，这样的日子一去不复返了。",
        ),
        subtitle="——两岸车程缩短至八分钟",
    ),
    Story(
        ("山村夜校开讲",),
        ("林亚", "韩文", "朱燕"),
        (
            "每周三晚上七点，石门寨的旧礼堂里总是坐得满满当当。讲台上，农技员翁小满正在讲果树修剪，台下的果农一边听一边记。",
            "夜校开办半年来，已经讲了24课，内容从果树病害到手机直播，都是村民自己点的题。听课的人从最初的十几个增加到一百多个。",
            "“以前剪枝全凭感觉，现在知道为什么要这么剪。”果农戚满仓说，他家十亩梨园今年少打了三遍药，果子反倒更甜。",
            "下一步，夜校打算把课堂搬到果园里去，让大家边看边学。",
        ),
    ),
)


def set_lines(text: str, measure: int, indent: bool) -> list[str]:
    """One paragraph in lines of ``measure`` characters (Latin half as wide), no mark at a line's head."""
    lines, line, width = [], "", 4 if indent else 0
    units: list[str] = []
    for char in text:
        if units and (char in NEVER_FIRST or (char.isascii() and char.isalnum() and units[-1][-1].isascii() and units[-1][-1].isalnum())):
            units[-1] += char
        else:
            units.append(char)
    for unit in units:
        size = sum(1 if char.isascii() else 2 for char in unit)
        if width + size > 2 * measure:
            lines.append(line)
            line, width = "", 0
        line += unit
        width += size
    return [*lines, line]


def spread(line: str) -> str:
    """A line as a justified one comes out of some extractors: a blank between all characters."""
    return " ".join(line)


@dataclass(frozen=True)
class Way:
    """One way for a page to come out."""

    order: str = "title first"
    """title first, title last (both with each body), or titles listed (at the end of the page)."""
    gaps: str = "none"
    """none, all (a blank line after every line), or paragraphs."""
    indent: str = "lost"
    """lost, kept."""
    stretch: bool = False
    """Lines the setter had to stretch are spread by blanks."""
    measure: int = 17
    air: bool = False
    """Blanks between Chinese characters and numbers."""


def page(stories: tuple[Story, ...], way: Way) -> str:
    """The page's text layer."""
    bodies = [_body(story, way) for story in stories]
    heads = [[*story.title, *([story.subtitle] if story.subtitle else [])] for story in stories]
    names = [[" ".join(_padded(name) for name in story.byline)] for story in stories]
    blocks: list[list[str]] = []
    if way.order == "titles listed":
        blocks = [*bodies, *heads, *names]
    else:
        for head, name, body in zip(heads, names, bodies, strict=True):
            blocks += [head, name, body] if way.order == "title first" else [body, head, name]
    joint = "\n" if way.gaps == "none" else "\n\n"
    return joint.join("\n".join(block) for block in blocks) + "\n"


def _body(story: Story, way: Way) -> list[str]:
    out: list[str] = []
    for number, paragraph in enumerate(story.paragraphs):
        lines = set_lines(paragraph, way.measure, number not in story.headings)
        for at, line in enumerate(lines):
            text = line
            if way.air:
                text = "".join(map(_with_air, line, [*line[1:], ""]))
            room = 2 * way.measure - 2 * len(line) - (4 if at == 0 and number not in story.headings else 0)
            if way.stretch and room > 0 and at < len(lines) - 1 and line and not any(char.isascii() for char in line):
                text = spread(line)
            if way.indent == "kept" and at == 0 and number not in story.headings:
                text = "\u3000\u3000" + text
            out.append(text)
            if way.gaps == "all":
                out.append("")
        if way.gaps == "paragraphs" and number < len(story.paragraphs) - 1:
            out.append("")
    return out


def _with_air(char: str, after: str) -> str:
    """The character, and a blank where a number or Latin word meets a Chinese character."""
    meet = after and char.isascii() != after.isascii() and char not in NEVER_FIRST and after not in NEVER_FIRST
    return f"{char} " if meet else char


def _padded(name: str) -> str:
    """A byline's element as printed: the role and the name parted, a two-character name padded."""
    for role in ("本报记者", "通讯员"):
        if name.startswith(role):
            return f"{role} {_padded(name[len(role) :])}"
    return f"{name[0]} {name[1]}" if len(name) == 2 else name
