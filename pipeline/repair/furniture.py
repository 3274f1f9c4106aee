"""Page furniture: what a printed page says of itself. Which lines it is, and the paper's name and date on it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.repair.cues import cues

_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2}|[一二][〇○Ｏ零九一二三四五六七八]{3})\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_PAGE = re.compile(r"(?:第\s*)?(?:[A-Z]?\d{1,3}(?:[—–-]\d{1,3})?|[A-Z]|[一二三四五六七八九十]{1,3})\s*版")
_NUMBERED = re.compile(
    r"^[A-Z]?\d{1,2}[·|｜](?!\d)|^0\d\s|(?:^|[\s·|｜])(?:第\s*[A-Z]?[\d一二三四五六七八九十]{1,3}|[A-Z]?\d{1,3})\s*版(?:[\s·|｜]|$)"
)
_CONTINUED = re.compile(r"[（(【]?(?:下转|上接|紧接)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[^，。；：（）()【】]{0,12}[）)】]?")
_PARTS = (
    _CONTINUED,
    _DATE,
    re.compile(r"(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}"),
    re.compile(r"星期[一二三四五六日天]|周[一二三四五六日](?![一-鿿])"),
    re.compile(r"农历[一-鿿]{2,12}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[一-鿿]{3,7}"),
    re.compile(r"(?:今日|今天)[零一二三四五六七八九十\d]{1,3}版"),
    _PAGE,
    re.compile(r"(?<![A-Za-z\d])[A-Z]\d{1,2}(?![A-Za-z\d.])"),
    re.compile(r"(?:[一-鿿]{0,4}(?:热线|电话|传真))?[：:]?[（(]?0\d{2,3}[）)]?[-—]?\d{7,8}|\b1[3-9]\d{9}\b"),
    re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+"),
    re.compile(r"^[一-鿿]{2,16}(?:主办|主管|承办)$|邮发代号[：:]?\d{1,2}[—-]\d{1,4}"),
    re.compile(r"(?:国内)?统一(?:连续出版物)?刊号[：:]?CN\d{2}[—-]\d{4}|CN\d{2}[—-]\d{4}|第\d{2,6}期|总第\d{2,6}期"),
)
_PAPER = re.compile(r"(?P<name>[一-鿿]{2,10}?(?:日报|晚报|早报|晨报|时报|商报|都市报|周报|周刊|导报|法制报|青年报|工人报|农民报|报))")
_NAME = re.compile(r"[一-鿿]{1,4}")
_DIGITS = {char: i for i, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "Ｏ": 0, "零": 0}
_COLUMN = re.compile(r"[一-鿿]{2,6}")
"""A name of a page or a column that no list holds."""
_COLUMNS, _LONGEST_PAPER, _SHORT = 14, 14, 8
"""Characters at most of the names beside a page's number, of a line of papers' names, of a page's name."""
_LONGEST = 120
_HINT = re.compile(r"[\d版报刊编审校：:@]|星期|周[一二三四五六日]|农历|月[初廿]|www|主办|[图旬]\s")
_MARKS = "：:/／ \u3000\t\xa0"
"""One of them stands between what an editor does and the name."""
_SENTENCE = re.compile(r"[，。；！？“”《》]")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the furniture of a page tells of its issue; ``date`` is ISO 8601."""

    publication: str | None = None
    date: str | None = None


def is_furniture(text: str) -> bool:
    """Whether a clean line (blanks may stand between its parts) is page furniture and nothing else."""
    if len(text) > _LONGEST or _SENTENCE.search(text) or not _HINT.search(text):
        return False
    rest, found = text, 0
    for part in _PARTS:
        rest, hits = part.subn(" ", rest)
        found += hits
    labels = 0
    if any(mark in rest for mark in _MARKS):  # nearly all lines are text, and have none
        rest, labels = cues().labels.subn(" ", rest)
        rest, editors = cues().editors.subn(" ", rest)
        labels += editors
        found += labels
    words = [word for word in re.split(r"[\s|｜·•、/]+", rest) if word]
    if not words:
        return found > 0
    if labels:
        words = [word for word in words if not _NAME.fullmatch(word)]
    if _NUMBERED.search(text) and all(_COLUMN.fullmatch(word) or _PAPER.fullmatch(word) or word.isdecimal() for word in words):
        return sum(map(len, words)) <= _COLUMNS
    plain = all(word in cues().sections or _PAPER.fullmatch(word) or re.fullmatch(r"[\d.—–-]{1,4}", word) for word in words)
    return plain and (found > 0 or (all(_PAPER.fullmatch(word) for word in words) and len(text) <= _LONGEST_PAPER))


def is_date(text: str) -> bool:
    """Whether the line is a full date and nothing else."""
    return _DATE.fullmatch(text) is not None


def is_section(text: str) -> bool:
    """Whether the line is the name of a page (要闻, 综合): furniture where it stands beside other furniture."""
    named = len(text) <= _SHORT and text.endswith(("副刊", "周刊", "专刊", "专版", "专页", "特刊"))
    return named or text in cues().sections or (len(text) <= 3 and text.isdecimal())


def may_be_section(text: str) -> bool:
    """Whether the line may be the name of a page that no list holds: furniture where furniture is on both sides of it."""
    return len(text) <= _SHORT and _SENTENCE.search(text) is None and not re.search(r"[\d：（）()]", text)


def continued(text: str) -> tuple[int, int] | None:
    """Where in a line a note stands that an article goes on from or to another page (（下转第四版）); at an end of the line only."""
    found = _CONTINUED.search(text)
    return found.span() if found and (not found.start() or found.end() == len(text)) else None


def masthead(lines: Iterable[str]) -> Masthead:
    """The paper's name and the date in lines of furniture; the first of each."""
    publication = date = None
    for line in lines:
        date = date or printed_date(line)
        if publication is None:
            for word in re.split(r"\s+", line):
                found = _PAPER.fullmatch(word)
                publication = publication or (found.group("name") if found else None)
    return Masthead(publication, date)


def printed_date(text: str) -> str | None:
    """The first full date in ``text`` (2022年11月15日, 二〇二二年…) as ISO 8601, or None."""
    for found in _DATE.finditer(text):
        year, month, day = (_number(found.group(part)) for part in ("year", "month", "day"))
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04d}-{month:02d}-{day:02d}"
    short = re.search(r"((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})", text)
    if short and 1 <= int(short.group(2)) <= 12 and 1 <= int(short.group(3)) <= 31:
        return f"{short.group(1)}-{int(short.group(2)):02d}-{int(short.group(3)):02d}"
    return None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if "十" not in text:
        return int("".join(str(_DIGITS[char]) for char in text))
    tens, units = text.split("十", 1)
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[units] if units else 0)
