"""Offices: every named person with the office and the organisation in full, read by a grammar over mentions.

The grammar in order: ``phrases`` (body + office, chains of them), ``holders`` (whose they are), ``organizations``
(the body in full), ``status`` (public or not). The tables are in ``data``.
"""

import re
from collections.abc import Sequence

from pipeline.document import Article, Mention, Official, Sentence
from pipeline.entities.linking import Linked
from pipeline.entities.officials.holders import holders, is_named
from pipeline.entities.officials.lexicon import lexicon
from pipeline.entities.officials.organizations import Bodies, Organization
from pipeline.entities.officials.phrases import Phrase, chains, role_phrases
from pipeline.entities.officials.status import is_official

__all__ = ["read_offices"]

_COORDINATED = re.compile(r"^(?:等)?(?:[、，,]|和|与|及|以及)$")
"""Between a person and the next office of the same body (公司董事长甲、总经理乙)."""
_DEPUTY = re.compile(r"^(?:第一|常务|执行)?副")
_SAME_BODY = 60
"""A party cell printed without its body (党组书记主持) is that of the body whose office was read so few characters before."""
_SENTENCE_END = re.compile(r"[。！？\n]")


def read_offices(article: Article, sentences: Sequence[Sentence], linked: Linked) -> list[Official]:
    """The offices that the body of ``article`` states, one row a person and office, in the order of the text."""
    mentions = sorted((m for m in linked.of_article(article.article_id) if m.field == "body"), key=lambda m: m.start)
    bodies = Bodies(article.text, article.article_id, linked)
    rows: dict[tuple[str, str, str], Official] = {}
    employers: dict[str, Organization] = {}
    last_person: Mention | None = None
    last_body: Organization | None = None
    ranks: dict[str, tuple[int, Organization]] = {}
    last_end = 0
    for chain in chains(article.text, role_phrases(article.text, mentions), mentions):
        persons, past = holders(article.text, chain, mentions)
        follows = last_person is not None and _COORDINATED.match(article.text[last_person.end : chain[0].start])
        found: list[Organization | None] = [last_body] if follows and not chain[0].has_body else []
        former = past
        for index, phrase in enumerate(chain):
            known = employers.get(persons[0].text) if persons and not phrase.has_body and not any(found) else None
            organization = bodies.joined(phrase) if not any(found) else None
            if organization is None:
                organization = bodies.of(phrase, [known] if known and _suits(known, phrase.title.text) else found)
            rank = _DEPUTY.sub("", phrase.title.text)
            beside = ranks.get(rank) if rank != phrase.title.text and not phrase.has_body and not found else None
            if beside and not _SENTENCE_END.search(article.text[beside[0] : phrase.start]):
                organization = beside[1]
            if organization is None and lexicon().is_cell(phrase.title.text):
                near = last_body if phrase.start - last_end <= _SAME_BODY and "\n" not in article.text[last_end : phrase.start] else None
                organization = bodies.cell(phrase, next(filter(None, (bodies.of(p, []) for p in chain[index + 1 :])), near))
            if organization is not None:
                ranks[rank] = (phrase.end, organization)
            if organization is None and persons and not lexicon().stands_alone(phrase.title.text):
                organization = employers.get(persons[0].text)
            found.append(organization)
            former = former or phrase.former
            for person in filter(is_named, persons):
                row = _row(article, sentences, linked, phrase, person, organization, former)
                rows.setdefault((row.person, row.title, row.organization or ""), row)
                if organization is not None:
                    employers[person.text] = organization
        if persons:
            last_person, last_body = max(persons, key=lambda m: m.end), found[-1] if found else None
            last_end = chain[-1].end
    return list(rows.values())


def _suits(employer: Organization, title: str) -> bool:
    """Whether a person's body named before can be that of a further office printed alone."""
    if title in lexicon().adhoc:
        return False
    head = lexicon().head(title)
    return (head is not None and employer.label in head.labels) or lexicon().organ(title) is not None


def _row(
    article: Article,
    sentences: Sequence[Sentence],
    linked: Linked,
    phrase: Phrase,
    person: Mention,
    organization: Organization | None,
    former: bool,
) -> Official:
    title = phrase.title
    return Official(
        article_id=article.article_id,
        person=person.text,
        person_id=person.entity_id,
        title=title.text,
        organization=organization.full if organization else None,
        organization_printed=organization.printed if organization else None,
        organization_id=_organization_id(organization, linked),
        official=is_official(title.text, organization.full if organization else None, organization.label if organization else None),
        former=former,
        start=title.start,
        end=title.end,
        evidence=_sentence(sentences, title.start),
    )


def _organization_id(organization: Organization | None, linked: Linked) -> str | None:
    if organization is None:
        return None
    return linked.named(organization.full) or (organization.mention.entity_id if organization.mention else None)


def _sentence(sentences: Sequence[Sentence], position: int) -> str:
    return next((s.text for s in sentences if s.start <= position < s.end), "")
