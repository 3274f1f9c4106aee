"""Persons by surname and honorific: 周经理, 黄大姐, 李某."""

import re

_COMPOUND = "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|司徒|东方|独孤|令狐|宇文"
_POLITE = (
    "先生|女士|小姐|太太|大姐|大哥|大妈|大爷|大娘|大叔|阿姨|师傅|老师|老板|老汉|奶奶|爷爷|同志|医生|大夫|教授|院士|博士|律师|"
    "经理|总经理|总|董事长|主任|书记|局长|处长|科长|市长|县长|镇长|乡长|村长|区长|校长|院长|所长|部长|厂长|会长|馆长|队长|站长|工|老|婶|嫂"
)
_HONORIFIC = re.compile(rf"^(?P<surname>{_COMPOUND}|[一-鿿])(?:{_POLITE})$")
_PREFIXED = re.compile(r"^[老小阿](?P<surname>[一-鿿])$")
_MASKED = re.compile(r"[某×xX*]")


def surname_only(name: str) -> str | None:
    """The surname, where the name is no more than a surname with an honorific; None for full and masked names."""
    if _MASKED.search(name):
        return None
    match = _HONORIFIC.match(name) or _PREFIXED.match(name)
    return match["surname"] if match else None
