"""Bodies with all that belongs to them, under the label that their name's ending demands."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.entities.span import Span

_DEPARTMENT = re.compile(
    r"^(?P<department>[一-鿿、]{1,14}?(?:处|科|司|局|室|办|支队|大队|中队|分局|庭|股|办公室))"
    r"(?P<office>副?(?:处长|科长|司长|局长|室主任|主任|支队长|大队长|队长|庭长|股长).*)$"
)
_ZONE_ORGAN = re.compile(r"^(?:党工委|管委会|管理委员会|工委)$")
_ORGANISATION = re.compile(
    r"(?:大学|学院|中学|小学|幼儿园|学校|驾校|少年宫|医院|卫生院|卫生室|保健院|防治院|血站|协会|学会|商会|联合会|研究会|基金会|合作社|研究院|研究所|出版社|日报社?|晚报|电视台|卫视|融媒体中心|通讯社|代表队|[一-鿿]{2}车队)$"
)
_GOVERNMENT = re.compile(
    r"(?:人民法院|法庭|检察院|派出所|军分区|人武部|武装部|疾控中心|疾病预防控制中心|街道办|街道办事处|村委会|居委会|生产建设兵团.{0,8}|"
    r"(?:公安|交警|消防|武警|特警|刑警|边防|巡警).{0,6}[支大中]队)$"
)
_NO_GOVERNMENT = re.compile(r"^(?:共青团.{2,}委(?:员会)?|团[省市县区州]委|团中央)$|(?:卫视|融媒体中心|卫生室|保健院|防治院|少年宫|血站)$")
_WORKS = re.compile(
    r"^(?:国铁|中国铁路).{2,4}局(?:集团)?$|(?:隧道局|大桥局|工程局|航道局|港务局)$|"
    r"^中[铁建交][一二三四五六七八九十]{1,3}局$"
)
_COALFIELD = re.compile(r"煤田$")
_PLANT = re.compile(r"(?:[水电钢酒药纸糖茶]厂|处理厂|制造厂|机械厂|加工厂|电站|油田)$")


def settle_bodies(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans of one text (sorted, without overlap) after all rules.

    A department of a government body stays with the body (某市财政局采购处|处长), the organ of a zone with the zone
    where no office follows (某开发区党工委). Schools, hospitals, associations, media and the youth league are organisations, courts,
    police stations, commands and committees of villages government bodies, plants, power stations, railway and building bureaus
    companies, coalfields places.
    """
    out: list[Span] = []
    for span in spans:
        previous = out[-1] if out and out[-1].end == span.start else None
        name = text[span.start : span.end]
        department = _DEPARTMENT.match(name) if span.label == "TITLE" and previous and previous.label == "GOV" else None
        if previous and department:
            cut = span.start + department.end("department")
            out[-1] = replace(previous, end=cut, source="rule")
            out.append(replace(span, start=cut, source="rule"))
        elif previous and previous.label == "ORG" and span.label == "GOV" and _ZONE_ORGAN.match(name):
            out[-1] = replace(previous, end=span.end, label="GOV", source="rule")
        elif (span.label in ("LOC", "COMPANY") and _ORGANISATION.search(name)) or (span.label == "GOV" and _NO_GOVERNMENT.search(name)):
            out.append(replace(span, label="ORG", source="rule"))
        elif span.label in ("LOC", "ORG", "COMPANY") and _GOVERNMENT.search(name):
            out.append(replace(span, label="GOV", source="rule"))
        elif span.label in ("LOC", "ORG", "GOV") and (_PLANT.search(name) or _WORKS.search(name)):
            out.append(replace(span, label="COMPANY", source="rule"))
        elif span.label in ("COMPANY", "ORG") and _COALFIELD.search(name):
            out.append(replace(span, label="LOC", source="rule"))
        else:
            out.append(span)
    return out
