"""Resolve generic references (该公司, 该区, 该园区, 其) to the last mention of their kind."""

import re
from collections.abc import Iterable

from pipeline.document import Mention
from pipeline.entities.linking.aliases import ZONE

_ENDINGS: dict[str, tuple[frozenset[str], re.Pattern[str] | None]] = {
    "公司": (frozenset({"COMPANY"}), None),
    "企业": (frozenset({"COMPANY"}), None),
    "集团": (frozenset({"COMPANY"}), None),
    "厂": (frozenset({"COMPANY"}), None),
    "店": (frozenset({"COMPANY"}), None),
    "银行": (frozenset({"COMPANY"}), re.compile("行$")),
    "园区": (frozenset({"ORG", "LOC"}), ZONE),
    "园": (frozenset({"ORG"}), ZONE),
    "开发区": (frozenset({"ORG", "LOC"}), ZONE),
    "区": (frozenset({"LOC", "ORG"}), re.compile(r"区$")),
    "省": (frozenset({"LOC"}), re.compile("省$")),
    "自治区": (frozenset({"LOC"}), re.compile("自治区$")),
    "市": (frozenset({"LOC"}), re.compile("市$")),
    "县": (frozenset({"LOC"}), re.compile("县$")),
    "州": (frozenset({"LOC"}), re.compile("州$")),
    "镇": (frozenset({"LOC"}), re.compile("镇$")),
    "乡": (frozenset({"LOC"}), re.compile("乡$")),
    "村": (frozenset({"LOC"}), re.compile("村$")),
    "街道": (frozenset({"LOC"}), re.compile("街道$")),
    "社区": (frozenset({"LOC", "ORG"}), re.compile("社区$")),
    "学校": (frozenset({"ORG"}), re.compile("(?:学校|中学|小学|大学|学院|幼儿园)$")),
    "校": (frozenset({"ORG"}), re.compile("(?:学校|中学|小学|大学|学院)$")),
    "医院": (frozenset({"ORG"}), re.compile("(?:医院|卫生院)$")),
    "协会": (frozenset({"ORG"}), re.compile("(?:协会|学会|商会|联合会)$")),
    "分会": (frozenset({"ORG"}), re.compile("(?:分会|协会)$")),
    "学会": (frozenset({"ORG"}), re.compile("学会$")),
    "合作社": (frozenset({"ORG", "COMPANY"}), re.compile("社$")),
    "机构": (frozenset({"ORG"}), None),
    "机关": (frozenset({"GOV"}), None),
    "局": (frozenset({"GOV"}), re.compile("局$")),
    "厅": (frozenset({"GOV"}), re.compile("厅$")),
    "委": (frozenset({"GOV"}), re.compile("委(?:员会)?$")),
    "部": (frozenset({"GOV"}), re.compile("部$")),
    "院": (frozenset({"GOV", "ORG"}), re.compile("院$")),
    "所": (frozenset({"GOV", "ORG"}), re.compile("所$")),
    "中心": (frozenset({"GOV", "ORG"}), re.compile("中心$")),
    "社": (frozenset({"ORG", "COMPANY"}), re.compile("社$")),
    "馆": (frozenset({"ORG", "GOV", "LOC", "COMPANY"}), re.compile("馆$")),
    "站": (frozenset({"GOV", "ORG", "COMPANY"}), re.compile("站$")),
    "队": (frozenset({"GOV", "ORG"}), re.compile("队$")),
    "台": (frozenset({"ORG", "GOV"}), re.compile("台$")),
    "行": (frozenset({"COMPANY"}), re.compile("行$")),
    "会": (frozenset({"ORG"}), re.compile("会$")),
    "其": (frozenset({"COMPANY", "ORG", "GOV"}), None),
}
_POINTERS = re.compile(r"^(?:该|本|此|这家|这个|这座|我|同|当地)")
KINDS = tuple(sorted(_ENDINGS, key=len, reverse=True))


def kind_of(reference: str) -> str | None:
    """The kind a generic reference asks for: 该公司 → 公司, 这家企业 → 企业; None where it is no such reference."""
    noun = _POINTERS.sub("", reference)
    return noun if noun in _ENDINGS else None


def antecedent(mentions: Iterable[Mention], position: int, kind: str, field: str = "body") -> Mention | None:
    """The mention that a generic reference of ``kind`` at ``position`` of ``field`` points back to.

    ``mentions``: those of one article; ``kind``: the noun or the whole reference (公司, 该公司, 其). The nearest
    mention of a fitting label and ending before ``position`` is taken, else, for the body, the last one of the title.
    None where there is none, or where ``kind`` is no generic noun.
    """
    noun = kind_of(kind)
    if noun is None:
        return None
    labels, ending = _ENDINGS[noun]
    fitting = [m for m in mentions if m.label in labels and (ending is None or ending.search(m.text))]
    if noun == "集团":
        fitting = [m for m in fitting if m.text.endswith(noun)] or fitting
    before = [m for m in fitting if m.field == field and m.end <= position]
    if before:
        return max(before, key=lambda m: m.end)
    headline = [m for m in fitting if m.field == "title"] if field == "body" else []
    return headline[-1] if headline else None
