"""What articles.db knows of an article beside its text, as far as readers may know it."""

from __future__ import annotations

from collections.abc import Iterator

from index.archive import Archive, Decision, Kind, LinkKind, Standing, StoredArticle
from index.archive.values import Status
from search.background import Background, Notice, Text
from search.results import NameRef

TOLD = (Kind.CORRECTION, Kind.RIGHT_OF_REPLY, Kind.WITHDRAWAL, Kind.REDACTION)
"""Told to readers with or without a message; a note only with one."""
LINKED = {
    LinkKind.CORRECTS: Kind.CORRECTION,
    LinkKind.RIGHT_OF_REPLY: Kind.RIGHT_OF_REPLY,
    LinkKind.WITHDRAWS: Kind.WITHDRAWAL,
}


def background(archive: Archive, key: str) -> Background:
    """Of a published article all of it; of a withdrawn one the notices alone; of any other nothing."""
    standing = archive.standing(key)
    if standing is None or standing.status not in {Status.PUBLISHED, Status.WITHDRAWN}:
        return Background()
    told = [decision for decision in standing.decisions if _is_told(decision)]
    if standing.status is Status.WITHDRAWN:
        is_told = any(decision.ruling.kind is Kind.WITHDRAWAL for decision in told)
        return Background(tuple(_notices(archive, standing, told)), is_withdrawn=True) if is_told else Background()
    texts = tuple(
        Text(
            version.id,
            version.stored_at,
            version.provenance.file,
            version.provenance.line,
            version.provenance.reader,
            version.provenance.sha256,
            version.batch,
            version.is_delivered,
        )
        for version in archive.history(key)
    )
    return Background(tuple(_notices(archive, standing, told)), texts)


def _is_told(decision: Decision) -> bool:
    ruling = decision.ruling
    return not ruling.is_silent and (ruling.kind in TOLD or bool(ruling.message))


def _notices(archive: Archive, standing: Standing, told: list[Decision]) -> Iterator[Notice]:
    """The decisions, each with the article that carries it out; then what this article is to others."""
    links = archive.links(standing.key)
    to_it = [link for link in links if link.target == standing.key]
    for decision in told:
        ruling = decision.ruling
        other = next((link.article for link in reversed(to_it) if LINKED[link.kind] is ruling.kind), "")
        yield Notice(ruling.kind.value, ruling.message, ruling.basis, decision.at, _named(archive.find(other)))
    for link in links:
        if link.article == standing.key and (target := _named(archive.find(link.target))):
            yield Notice(link.kind.value, "", "", link.at, target)


def _named(stored: StoredArticle | None) -> NameRef | None:
    """None for an article that readers may not see."""
    return NameRef(stored.key, stored.article.title) if stored else None
