"""Whether an office is a public one."""

import re

from pipeline.entities.linking.aliases import ZONE
from pipeline.entities.officials.lexicon import lexicon

_INTERNATIONAL = re.compile(
    r"^(?:联合国|世界卫生组织|世卫组织|世贸组织|世界贸易组织|国际货币基金组织|世界银行|"
    r"欧盟|欧洲联盟|北约|东盟|上合组织|上海合作组织)"
)
_HOSPITAL = re.compile(r"(?:医院|卫生院|保健院|疾控中心)$")
_HOSPITAL_HEAD = re.compile(r"(?:院长|书记|主任|局长)$")
_PUBLIC_ALONE = re.compile(r"(?:[省市县区镇乡州部厅局处司]长|[田河林路]长|主席|书记|总理|总统|大使|干部|民警|法官|检察官|支书)$")
_MASS = re.compile(r"(?:总工会|工会|妇联|妇女联合会|团委|团中央|工商联|残联|侨联|文联|科协)(?:党组)?$")
_SUBORDINATE = re.compile(
    r"^(?:国家|全国|.{1,12}?[省市县区州委部局厅办])(?!.*(?:协会|学会|商会|大学|学院|中学|小学|医院|公司)).*(?:研究院|院|所|中心|站|馆|队|处)$"
)
"""Institutes and stations of a government body or division (事业单位): their heads are officials."""
_INSTITUTE_HEAD = re.compile(r"(?:院长|所长|主任|站长|馆长|队长|处长|书记)$")
_COMMUNITY = re.compile(r"(?:社区|村|街道|居委会|村委会|党支部)$")


def is_official(title: str, organization: str | None, label: str | None) -> bool:
    """False for company, bank, university, association and private posts; ``label`` is that of the body."""
    if lexicon().is_private(title) and label != "GOV":
        return False
    if organization is None or label is None:
        return bool(_PUBLIC_ALONE.search(title))
    if label == "GOV":
        return True
    head = lexicon().head(title)
    if label == "LOC":
        return head is None or head.labels != {"COMPANY"}
    if label == "COMPANY":
        return False
    if _HOSPITAL.search(organization):
        return bool(_HOSPITAL_HEAD.search(title))
    bare = re.sub(r"(?:党工委|党委|管委会|管理委员会|党支部|纪工委)$", "", organization)
    if _INSTITUTE_HEAD.search(title) and _SUBORDINATE.match(organization):
        return True
    return bool(ZONE.search(bare) or _INTERNATIONAL.match(organization) or _COMMUNITY.search(organization) or _MASS.search(organization))
