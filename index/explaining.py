"""What each stage makes of one article, for people and for programs; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.analysis import analyse
from index.analysis.reasons import reason
from index.article import Article, Dateline, Entity, RawArticle, Removed
from index.cleaning import clean
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
    """ISO day, or ``""``."""
    removed: tuple[Removed, ...]
    dateline: Dateline | None
    persons: tuple[dict[str, object], ...]
    places: tuple[dict[str, object], ...]
    organisations: tuple[dict[str, object], ...]


def explain_record(record: Record) -> Explained:
    """Clean and read one record."""
    return explain_article(clean(record.article))


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
        date=day.isoformat() if day else "",
        removed=article.removed,
        dateline=article.dateline,
        persons=tuple(map(_plain, entities.persons)),
        places=tuple(map(_plain, entities.places)),
        organisations=tuple(map(_plain, entities.organisations)),
    )


def explain_name(record: Record, name: str) -> tuple[Reason, ...]:
    """Why each mention of one record that is written *name* was found."""
    return why(clean(record.article), name)


def reason_for_people(id_: str, reason: Reason) -> str:
    """A report of one mention, ending in an empty line."""
    lines = [f"{reason.name}: {reason.kind}, by {reason.settled_by}  [{id_}]", f"    {reason.sentence}"]
    return "\n".join(lines + [f"    {weight:+.2f}  {what}" for what, weight in reason.weights]) + "\n"


def for_people(explained: Explained) -> str:
    """A report of one article, ending in an empty line."""
    dateline = explained.dateline
    lines = [f"{explained.title}  [{explained.id}, {explained.date or 'undated'}]"]
    if dateline:
        lines.append(f"  dateline       {', '.join(filter(None, (dateline.place, dateline.agency)))}")
    for label in ("persons", "places", "organisations"):
        lines += [f"  {label:14} {_described(entity)}" for entity in getattr(explained, label)]
    lines += [f"  removed        {removed.kind}: {removed.text!r}" for removed in explained.removed]
    lines += [f"    {paragraph}" for paragraph in explained.body.split("\n")]
    for label in ("title", "body"):
        if words := list(_words(getattr(explained, label))):
            lines += [f"  words of the {label}: from, to, as written, surface, stems, why", *words]
    return "\n".join(lines) + "\n"


def _words(text: str) -> Iterator[str]:
    """A line for each word of *text*: its offsets, its terms, and what gave it its stem. An archive's own names are
    not known here."""
    for token in analyse(text):
        written = text[token.start : token.end]
        shown = written if written.lower() == token.surface else repr(written)
        why = reason(token.surface, token.stems[0])
        line = f"    {token.start:>6} {token.end:>6}  {shown:24} {token.surface:24} {', '.join(token.stems):24} {why}"
        yield line.rstrip()


def _plain(entity: Entity) -> dict[str, object]:
    """The keys of the contract; type and authority only where known."""
    plain: dict[str, object] = {"name": entity.name, "mentions": list(entity.mentions)}
    plain |= {"type": entity.type} if entity.type else {}
    return plain | ({"authority": entity.authority} if entity.authority else {})


def _described(entity: dict[str, object]) -> str:
    mentions = [str(mention) for mention in entity["mentions"] if mention != entity["name"]]  # type: ignore[attr-defined]
    kind = f" ({entity['type']})" if "type" in entity else ""
    return f"{entity['name']}{kind}" + (f" <- {', '.join(mentions)}" if mentions else "")
