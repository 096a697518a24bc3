"""What each stage makes of one article, for people and for programs; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from index.analysis import SHIPPED, Analyser
from index.analysis.reasons import reason
from index.article import Article, Dateline, Entity, RawArticle, Removed
from index.authority import reviewed
from index.cleaning import Cut, clean, cuts
from index.entities import find
from index.entities.why import Reason, why
from index.sources import Record


@dataclass(frozen=True, slots=True)
class Explained:
    """The keys of ``explain --json`` (architecture: commands)."""

    id: str
    title: str
    body: str
    date: str
    """ISO day, or the month or year that is known, or ``""``."""
    removed: tuple[Removed, ...]
    dateline: Dateline | None
    persons: tuple[dict[str, object], ...]
    places: tuple[dict[str, object], ...]
    organisations: tuple[dict[str, object], ...]
    cuts: tuple[Cut, ...] = ()
    """Where in the body as it came the pieces stood that were removed from it."""


def explain_record(record: Record) -> Explained:
    """Clean and read one record."""
    return replace(explain_article(clean(record.article)), cuts=cuts(record.article))


def explain_text(text: str) -> Explained:
    """Clean and read a text without title, date or source, as if it were the body of an article."""
    return explain_article(clean(RawArticle("text", "", text, "", "", "", "", "")))


def explain_article(article: Article) -> Explained:
    """Find everyone and everywhere in one cleaned article."""
    entities = find(article)
    day = article.published.day
    return Explained(
        id=article.id,
        title=article.title,
        body=article.body,
        date=day.isoformat() if day else article.published.known,
        removed=article.removed,
        dateline=article.dateline,
        persons=_all(entities.persons, "person"),
        places=_all(entities.places, "place"),
        organisations=_all(entities.organisations, "organisation"),
    )


def explain_name(record: Record, name: str) -> tuple[Reason, ...]:
    """Why each mention of one record that is written *name* was found."""
    return why(clean(record.article), name)


def reason_for_people(id_: str, reason: Reason) -> str:
    """A report of one mention, ending in an empty line."""
    lines = [f"{reason.name}: {reason.kind}, by {reason.settled_by}  [{id_}]", f"    {reason.sentence}"]
    return "\n".join(lines + [f"    {weight:+.2f}  {what}" for what, weight in reason.weights]) + "\n"


def for_people(explained: Explained, analyser: Analyser = SHIPPED) -> str:
    """A report of one article, its words as *analyser* reads them, ending in an empty line."""
    dateline = explained.dateline
    lines = [f"{explained.title}  [{explained.id}, {explained.date or 'undated'}]"]
    if dateline:
        lines.append(f"  dateline       {', '.join(filter(None, (dateline.place, dateline.agency)))}")
    for label in ("persons", "places", "organisations"):
        lines += [f"  {label:14} {_described(entity)}" for entity in getattr(explained, label)]
    lines += [f"  removed        {removed.kind}: {removed.text!r}" for removed in explained.removed]
    lines += [f"    {paragraph}" for paragraph in explained.body.split("\n")]
    for label in ("title", "body"):
        if words := list(_words(getattr(explained, label), analyser)):
            lines += [f"  words of the {label}: from, to, as written, surface, stems, why", *words]
    return "\n".join(lines) + "\n"


def _words(text: str, analyser: Analyser) -> Iterator[str]:
    """A line for each word of *text*: its offsets, its terms, and what gave it its stem."""
    for token in analyser.analyse(text):
        written = text[token.start : token.end]
        shown = written if written.lower() == token.surface else repr(written)
        why = reason(token.surface, token.stems[0], analyser.names)
        line = f"    {token.start:>6} {token.end:>6}  {shown:24} {token.surface:24} {', '.join(token.stems):24} {why}"
        yield line.rstrip()


def _all(entities: Iterable[Entity], kind: str) -> tuple[dict[str, object], ...]:
    return tuple(_plain(entity, kind) for entity in entities)


def _plain(entity: Entity, kind: str) -> dict[str, object]:
    """The keys of the contract; type and authority only where known."""
    plain: dict[str, object] = {"name": entity.name, "mentions": list(entity.mentions)}
    plain |= {"type": entity.type} if entity.type else {}
    record = reviewed(kind, entity.name)
    return plain | ({"authority": {"id": record.id, "name": record.name}} if record else {})


def _described(entity: dict[str, object]) -> str:
    mentions = [str(mention) for mention in entity["mentions"] if mention != entity["name"]]  # type: ignore[attr-defined]
    kind = f" ({entity['type']})" if "type" in entity else ""
    record: Any = entity.get("authority")
    filed = f" = {record['name']} [{record['id']}]" if record and record["name"] != entity["name"] else ""
    return f"{entity['name']}{kind}{filed}" + (f" <- {', '.join(mentions)}" if mentions else "")
