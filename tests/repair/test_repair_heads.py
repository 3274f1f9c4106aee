"""What stands above an article: kickers told from the first half of a title, padded names from stretched text."""

import pytest

from pipeline.document import MappedText
from pipeline.repair.affinity import Lexicon, grams
from pipeline.repair.text import read_text
from pipeline.repair.titles import Title, split_kicker

BODY = ["澄湖大桥昨日通车，两岸村民敲锣打", "鼓迎接第一辆班车。船工贺青松摆渡", "三十年，如今改行在桥头开了茶馆。"]
MORE = ["大桥全长六百米，总投资八千万元，", "去年三月开工。县交通局说，今后从", "青荷镇到县城只要二十分钟。"]
STRETCHED = "澄 湖 大 桥 昨 日 通 车 ， 两 岸 村 民 敲"


@pytest.mark.parametrize(
    ("first", "second", "kicker"),
    [
        ("春满人间", "澄湖大桥昨日通车村民敲锣打鼓", True),
        ("喜讯传来：春满", "澄湖大桥昨日通车村民敲锣打鼓", False),  # a colon is a title's
        ("天堑变通途千家乐", "大桥通车村民迎班车", False),  # halves of about one length
        ("摆渡三十年", "澄湖大桥昨日通车村民敲锣打鼓", False),  # it says what the article says
    ],
)
def test_a_kicker_is_short_and_says_nothing_of_the_article(first, second, kicker):
    body = "".join([*BODY, *MORE])
    title = Title(0, (MappedText.of(first), MappedText.of(second)), (), frozenset(grams(first + second)))
    above, main = split_kicker(title, body, Lexicon([body]), [0])
    assert (above.text if above else None, main.text) == ((first, second) if kicker else (None, first + second))


@pytest.mark.parametrize("name", ["贺   岚", "贺\u3000岚"])
def test_a_padded_name_beside_a_stretched_line_is_a_byline(name):
    lines = [STRETCHED, *BODY[1:], *MORE]
    (draft,) = read_text("\n".join(["澄湖大桥昨日通车", name, *lines])).drafts
    assert [each.text for each in draft.byline] == ["贺岚"]
