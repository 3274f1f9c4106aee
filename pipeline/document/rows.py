"""The rows of every table, declared once: a dataclass a table, each field with a description and a unit.

The Arrow schemas, the data dictionary and the DataFrames all derive from these classes (see ``schema``).
Offsets are Unicode code points, end exclusive. ``start``/``end`` point into the field of the article,
``raw_start``/``raw_end`` into the decoded text of the source page.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


def col(description: str, unit: str = "", default: Any = ...) -> Any:
    """A dataclass field that carries the description and unit of its column; ``default`` as in dataclasses."""
    metadata = {"description": description, "unit": unit}
    return field(metadata=metadata) if default is ... else field(default=default, metadata=metadata)


CHAR = "code point"
PART_LABELS = ("PER", "TITLE", "GOV", "COMPANY", "ORG", "LOC")
FIELDS = ("title", "subtitle", "caption", "body")


@dataclass(slots=True, unsafe_hash=True)
class MapRun:
    """A stretch of an article's field whose characters stand side by side on the raw page.

    Never changed once made; not frozen, as frozen ones take twice as long to make and an issue has thousands.
    """

    field: str = col("field of the article the run belongs to: kicker, title, subtitle, byline, dateline, caption, body")
    start: int = col("first character in the field", CHAR)
    raw_start: int = col("first character in the decoded raw page", CHAR)
    length: int = col("length of the run", CHAR)


@dataclass(frozen=True, slots=True)
class Issue:
    """One newspaper issue, a file or folder under the raw directory."""

    issue_id: str = col("name of the issue: its file's or folder's name without extension")
    source_path: str = col("path of the raw file or folder, relative to the raw directory's parent where possible")
    source_sha256: str = col("SHA-256 over the raw bytes (files in name order)")
    publication: str | None = col("name of the newspaper, from the sidecar or the masthead", default=None)
    date: str | None = col("date of the issue", "ISO 8601, may be partial", None)
    place: str | None = col("place of the newspaper, from the sidecar or the masthead", default=None)
    pages: int = col("number of pages", "page", 0)
    chars: int = col("length of the decoded raw text of all pages", CHAR, 0)
    articles: int = col("number of articles found", "article", 0)
    status: str = col("ok, partial (some pages failed) or failed (quarantined)", default="ok")
    error: str | None = col("file and cause where status is not ok", default=None)
    processed_at: datetime | None = col("when the rows were made", "UTC", None)
    pipeline_version: str = col("version of baoshu that made the rows", default="")
    config_hash: str = col("hash of the settings that influence the rows", default="")
    model_hash: str = col("hash of the models that made the rows", default="")


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its editors wrote it."""

    article_id: str = col("issue_id and running number")
    issue_id: str = col("the issue")
    page: int = col("page of the issue the body begins on, from 1", "page")
    position: int = col("reading order in the issue, from 1")
    kicker: str | None = col("line above the title (引题)", default=None)
    title: str | None = col("title; empty where none could be assigned", default=None)
    subtitle: str | None = col("line below the title (副题)", default=None)
    byline: tuple[str, ...] = col("names (and their 记者/通讯员 words where printed), one an element", default=())
    dateline: str | None = col("dateline as printed (本报长沙11月10日讯); it also stays in the body", default=None)
    captions: tuple[str, ...] = col("captions of the article's pictures", default=())
    text: str = col("body: paragraphs and section headings joined by line feeds", default="")
    chars: int = col("length of text", CHAR, 0)
    confidence: float = col("how sure repair is of this article's parts", "0..1", 1.0)
    notes: tuple[str, ...] = col("what repair was unsure of", default=())
    raw_map: tuple[MapRun, ...] = col(
        "where each character of each field stands on the raw page; characters in no run were inserted", default=()
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or section heading of a body."""

    article_id: str = col("the article")
    index: int = col("order in the article, from 0")
    role: str = col("body or heading")
    start: int = col("first character in articles.text", CHAR)
    end: int = col("after the last character in articles.text", CHAR)
    raw_start: int = col("first character on the raw page", CHAR)
    raw_end: int = col("after the last character on the raw page", CHAR)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a body."""

    article_id: str = col("the article")
    index: int = col("order in the article, from 0")
    start: int = col("first character in articles.text", CHAR)
    end: int = col("after the last character in articles.text", CHAR)
    text: str = col("the sentence")


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One word of a body.

    Never changed once made. Not frozen all the same: an issue has thousands, and frozen ones take twice as long to make.
    """

    article_id: str = col("the article")
    sentence: int = col("index of its sentence in the article")
    index: int = col("order in the article, from 0")
    text: str = col("the word")
    start: int = col("first character in articles.text", CHAR)
    end: int = col("after the last character in articles.text", CHAR)


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of an entity or an office."""

    mention_id: str = col("article_id and running number")
    article_id: str = col("the article")
    field: str = col("body, title, subtitle or caption (captions are joined by line feeds)")
    sentence: int | None = col("index of its sentence; null outside the body", default=None)
    label: str = col("PER, TITLE, GOV, COMPANY, ORG or LOC", default="")
    text: str = col("surface", default="")
    start: int = col("first character in the field", CHAR, 0)
    end: int = col("after the last character in the field", CHAR, 0)
    raw_start: int = col("first character on the raw page", CHAR, 0)
    raw_end: int = col("after the last character on the raw page", CHAR, 0)
    entity_id: str | None = col("the entity it names; null for TITLE", default=None)
    source: str = col("model, gazetteer, rule, document (found elsewhere in the article) or correction", default="model")
    score: float = col("calibrated probability that span and label are right", "0..1", 1.0)


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of an issue with all its surfaces."""

    entity_id: str = col("issue_id and running number")
    label: str = col("PER, GOV, COMPANY, ORG or LOC")
    name: str = col("fullest form")
    aliases: tuple[str, ...] = col("other surfaces", default=())
    adcode: str | None = col("division code, 2 to 12 digits", "GB/T 2260", None)
    province: str | None = col("province", default=None)
    city: str | None = col("prefecture-level city", default=None)
    county: str | None = col("county, district or county-level city", default=None)
    mentions: int = col("number of mentions in the issue", "mention", 0)
    articles: int = col("number of articles it is named in", "article", 0)


@dataclass(frozen=True, slots=True)
class Official:
    """One person in one office, as one article states it."""

    article_id: str = col("the article")
    person: str = col("name")
    person_id: str | None = col("entity of the person", default=None)
    title: str = col("the office, as the TITLE span", default="")
    organization: str | None = col("the body in full, completed from the context; empty where none is known", default=None)
    organization_printed: str | None = col("the body as printed; null where only understood", default=None)
    organization_id: str | None = col("entity of the body", default=None)
    official: bool = col("false for company and private posts", default=True)
    former: bool = col("true where the text says the office is past", default=False)
    start: int = col("first character of the title in articles.text", CHAR, 0)
    end: int = col("after the last character of the title in articles.text", CHAR, 0)
    evidence: str = col("the sentence that says so", default="")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One numeric fact."""

    quantity_id: str = col("article_id and running number")
    article_id: str = col("the article")
    field: str = col("body, title, subtitle or caption (captions are joined by line feeds)")
    sentence: int | None = col("index of its sentence; null outside the body", default=None)
    kind: str = col(
        "money, area, mass, length, volume, energy, percent, count, duration, date, ratio, temperature, speed or other", default=""
    )
    text: str = col("modifier, number and unit as printed", default="")
    start: int = col("first character in the field", CHAR, 0)
    end: int = col("after the last character in the field", CHAR, 0)
    raw_start: int = col("first character on the raw page", CHAR, 0)
    raw_end: int = col("after the last character on the raw page", CHAR, 0)
    value: float | None = col("number as written, before the multiplier; lower end of a range; null for dates", default=None)
    multiplier: float | None = col("10000 for 万 and so on", default=None)
    unit: str | None = col("measure word or unit as written, without the multiplier", default=None)
    normalized: float | None = col("value in normalized_unit; lower end of a range; null for dates and inexact durations", default=None)
    normalized_unit: str | None = col(
        "yuan, ha, kg, m, m3, kWh, percent, percentage_point, count, day, date, ratio, degC, other, or a currency code", default=None
    )
    bound: str = col("exact, approx, over, at_least, at_most, under or range", default="exact")
    lower: float | None = col("least value the wording allows; null where unbounded", "normalized_unit", None)
    upper: float | None = col("greatest value the wording allows; null where unbounded", "normalized_unit", None)
    per: str | None = col("what a rate is counted per (亩, 公斤, 人)", default=None)
    date: str | None = col("for kind date: ISO date, partial date or interval", "ISO 8601, may be partial", None)
    attribute: str | None = col("what is measured, in the sentence's own words; empty where unsaid", default=None)
    parties: tuple[str, ...] = col("surfaces of the entities involved", default=())
    party_ids: tuple[str, ...] = col("their entities", default=())
    change: str | None = col("up, down or none for a growth figure", default=None)
    base: str | None = col("what a growth figure compares with (同比, 环比, 比上年 …)", default=None)
    part_of: str | None = col("quantity_id of the whole this is a part of (其中)", default=None)
    same_as: str | None = col("quantity_id of the same amount stated before in another unit", default=None)


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the corrections file and what became of it."""

    issue_id: str = col("the issue")
    line: int = col("line in the corrections file, from 1")
    table: str = col("table the line is about")
    id: str = col("the row's id, or ARTICLE@START-END")
    column: str = col("column that was corrected, or delete")
    value: str = col("the corrected value, as written in the file")
    machine: str | None = col("what the machine had; null where there was nothing", default=None)
    status: str = col("applied or unfit", default="applied")
    reason: str | None = col("why a line does not fit", default=None)
