"""The sample as finished rows, made from its gold: what a perfect run would give."""

from datetime import datetime, timezone

from pipeline.document import (
    Article,
    Entity,
    Issue,
    IssueRows,
    MapRun,
    Mention,
    Official,
    Paragraph,
    Quantity,
    RawIssue,
    RawPage,
    Sentence,
)
from tests.support.sample import DATE, ISSUE, SampleArticle, load_sample


def _article(number: int, sample: SampleArticle, at: int) -> tuple[Article, list[Paragraph], list[Sentence]]:
    own = f"{ISSUE}-a{number:04d}"
    runs = (MapRun("title", 0, at, len(sample.title)), MapRun("body", 0, at + len(sample.title) + 1, len(sample.body)))
    article = Article(
        own, ISSUE, 1, number, title=sample.title, subtitle=sample.subtitle or None, byline=tuple(sample.byline.split()),
        captions=(sample.caption,) if sample.caption else (), text=sample.body, chars=len(sample.body), raw_map=runs,
        confidence=0.4 if number == 2 else 1.0, notes=("标题归属存疑",) if number == 2 else (),
    )  # fmt: skip
    paragraphs, sentences, start = [], [], 0
    shift = runs[1].raw_start
    for index, (text, heading) in enumerate(sample.paragraphs):
        end = start + len(text)
        paragraphs.append(Paragraph(own, index, "heading" if heading else "body", start, end, start + shift, end + shift))
        sentences.append(Sentence(own, index, start, end, text))
        start = end + 1
    return article, paragraphs, sentences


def sample_rows() -> tuple[IssueRows, RawIssue]:
    """Rows of the sample with every gold mention, office and fact, over one clean text page."""
    samples = load_sample()
    raw = "\n".join(f"{s.title}\n{s.body}" for s in samples)
    articles, paragraphs, sentences, mentions, officials, quantities = [], [], [], [], [], []
    entities: dict[tuple[str, str], Entity] = {}
    at = 0
    for number, sample in enumerate(samples, 1):
        article, own_paragraphs, own_sentences = _article(number, sample, at)
        articles.append(article)
        paragraphs += own_paragraphs
        sentences += own_sentences
        shift = at + len(sample.title) + 1
        at = shift + len(sample.body) + 1

        def sentence(start: int, own: list[Sentence] = own_sentences) -> int:
            return next(s.index for s in own if s.start <= start < s.end)

        for k, e in enumerate(sample.entities, 1):
            key = (e["label"], e["text"])
            if e["label"] != "TITLE" and key not in entities:
                county = e["text"] if e["label"] == "LOC" and e["text"].endswith("县") else None
                entities[key] = Entity(f"{ISSUE}-e{len(entities) + 1:04d}", e["label"], e["text"], county=county, mentions=1, articles=1)
            entity_id = entities[key].entity_id if key in entities else None
            mentions.append(
                Mention(
                    f"{article.article_id}-m{k:04d}", article.article_id, "body", sentence(e["start"]), e["label"], e["text"], e["start"],
                    e["end"], e["start"] + shift, e["end"] + shift, entity_id,
                )
            )  # fmt: skip
        by_name = {e.name: e.entity_id for e in entities.values()}
        for k, q in enumerate(sample.quantities, 1):
            parties = tuple(p for p in q["parties"] if p)
            quantities.append(
                Quantity(
                    f"{article.article_id}-q{k:04d}", article.article_id, "body", sentence(q["start"]), q["kind"], q["text"], q["start"],
                    q["end"], q["start"] + shift, q["end"] + shift, normalized=q["normalized"] if q["kind"] != "date" else None,
                    normalized_unit={"money": "yuan", "area": "ha"}.get(q["kind"], q["kind"]), bound=q["bound"], upper=q.get("upper"),
                    per=q.get("per"), date=q["normalized"] if q["kind"] == "date" else None, attribute=q.get("subject"), parties=parties,
                    party_ids=tuple(by_name[p] for p in parties if p in by_name),
                )
            )  # fmt: skip
        for person in sample.officials.values():
            for role in person["roles"]:
                evidence = next((s.text for s in own_sentences if person["name"] in s.text), "")
                officials.append(
                    Official(
                        article.article_id, person["name"], title=role["title"], organization=role["organization"],
                        official=person["official"], evidence=evidence,
                    )
                )  # fmt: skip
    issue = Issue(
        ISSUE, f"data/raw/{ISSUE}", "0" * 64, "澄湖报", DATE, "湖南省", 1, len(raw), len(articles),
        processed_at=datetime(2024, 1, 1, tzinfo=timezone.utc),
    )  # fmt: skip
    rows = IssueRows(
        issue, tuple(articles), tuple(paragraphs), tuple(sentences), (), tuple(mentions), tuple(entities.values()), tuple(officials),
        tuple(quantities),
    )  # fmt: skip
    return rows, RawIssue(ISSUE, issue.source_path, issue.source_sha256, (RawPage(1, raw),), "澄湖报", DATE)
