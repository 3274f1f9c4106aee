"""What is measured, who is involved, and how numbers relate; on invented sentences, people and firms."""

from pipeline.document import Article, Issue, IssueRows, MapRun, Mention
from pipeline.facts import Facts
from pipeline.facts.render import render
from pipeline.facts.stage import article_facts
from pipeline.settings import Settings


def rows(text: str, *names: tuple[str, str]):
    mentions, position = [], 0
    for label, name in names:
        position = text.index(name, position)
        mentions.append(
            Mention(
                mention_id=f"m{len(mentions)}", article_id="a", field="body", label=label, text=name,
                start=position, end=position + len(name), entity_id=f"e-{name}",
            )
        )  # fmt: skip
        position += len(name)
    return article_facts(Article("a", "i", 1, 1, text=text), "2021-07-08", mentions)


def measured(text: str, *names: tuple[str, str]) -> list[str | None]:
    return [row.attribute for row in rows(text, *names)]


def test_heads_before_the_verb() -> None:
    assert measured("目前全县茶园面积达到3000亩，茶叶合格率达99%。") == ["全县茶园面积", "茶叶合格率"]


def test_counted_things_after_the_number() -> None:
    assert measured("新建19个项目，在3000亩的苹果园里劳动。") == ["项目", "苹果园"]


def test_a_quoted_name_is_counted() -> None:
    assert measured("已召开21期“银企面对面”活动。") == ["“银企面对面”活动"]


def test_topics_are_carried_on() -> None:
    assert measured("隧道5座共3088米，今年出口蜂蜜85吨，同比增长12%。") == ["隧道", "隧道", "出口蜂蜜", "出口蜂蜜同比增长"]


def test_parties_of_the_clause_and_of_the_clause_before() -> None:
    text = "青禾公司在远山集团采购配电柜，合同金额约200万元；白溪县拨款3亿元。"
    found = rows(text, ("COMPANY", "青禾公司"), ("COMPANY", "远山集团"), ("LOC", "白溪县"))
    assert [row.parties for row in found] == [("青禾公司", "远山集团"), ("白溪县",)]
    assert found[0].party_ids == ("e-青禾公司", "e-远山集团")


def test_anaphors_stand_for_the_nearest_mention_of_their_kind() -> None:
    found = rows("青禾公司落户白溪县。该公司投资3亿元，全县新增岗位200个。", ("COMPANY", "青禾公司"), ("LOC", "白溪县"))
    assert [row.parties for row in found] == [("青禾公司",), ("白溪县",)]


def test_parts_repeats_and_growth() -> None:
    found = rows("供地24宗，其中划拨8宗。种植油菜1.8万公顷（27万亩），产量同比下降5%。")
    whole, part, area, again, growth = found
    assert (part.part_of, whole.part_of) == (whole.quantity_id, None)
    assert again.same_as == area.quantity_id
    assert (growth.change, growth.base) == ("down", "同比")


def test_a_level_reached_is_no_change() -> None:
    assert [row.change for row in rows("占比提高到40%，比上年提高3个百分点。")] == [None, "up"]


def test_the_stage_fills_every_field_with_offsets_on_the_page() -> None:
    article = Article(
        "i-1", "i", 1, 1, title="投资3亿元", captions=("图为20名队员",), text="引进12家企业。",
        raw_map=(MapRun("title", 0, 100, 5), MapRun("body", 0, 200, 8)),
    )  # fmt: skip
    out = Facts(Settings())(IssueRows(Issue("i", "i.txt", ""), articles=(article,)))
    assert [(q.field, q.text, q.raw_start, q.raw_end) for q in out.quantities] == [
        ("title", "3亿元", 102, 105), ("caption", "20名", 0, 0), ("body", "12家", 202, 205),
    ]  # fmt: skip
    assert [q.quantity_id for q in out.quantities] == ["i-1-q0001", "i-1-q0002", "i-1-q0003"]


def test_rendered_table() -> None:
    table = render(rows("投资约200万元，占40%至50%。"))
    assert table.splitlines()[0].split()[:3] == ["text", "kind", "value"]
    assert "2,000,000 yuan" in table
    assert "40–50 percent" in table
    assert render([]) == "no numeric facts"
