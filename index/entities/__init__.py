"""Who and where an article is filed under: ``find(article) -> Entities``.

A trained tagger finds the names, rules set right what lists know for sure, and short names join the full one of the
same article. How and why: docs/decisions/entities.md; what the tagger was trained on: docs/model-card-entities.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from index.article import Article, Entities, Entity
from index.entities import tables
from index.entities.identifiers import identifier
from index.entities.joining.bodies import bodies
from index.entities.joining.found import Found
from index.entities.joining.persons import persons
from index.entities.joining.places import places
from index.entities.lists import lists
from index.entities.reading import mentions
from index.entities.tagging.tagger import tagger
from index.entities.tokens import tokens

__all__ = ["find", "fingerprint", "identifier"]

RULES = "4"
"""Raised whenever a rule changes, so that an archive knows which articles to look at again."""
SHORTEST_PLACE = 3
"""Letters a dateline's place must have; less is the end of an agency's name."""


def find(article: Article) -> Entities:
    """The persons, places and organisations of *article*, each once, in order of first mention."""
    known = lists()
    text = tokens(article.title, article.body)
    seen = mentions(text, tagger().spans(text), known)
    dateline = article.dateline.place if article.dateline else ""
    if len(dateline) < SHORTEST_PLACE:
        dateline = ""
    found_places = places(seen, dateline, known)
    return Entities(
        persons=_in_order(persons(seen, text.text, known), text.text),
        places=_in_order(found_places, f"{article.title}\n{dateline}\n{article.body}"),
        organisations=_in_order(bodies(seen, text.text, known), text.text),
    )


@cache
def fingerprint() -> str:
    """Which rules, lists and model a result came from, as a hexadecimal digest."""
    return sha256(f"{RULES} {tables.digest()}".encode()).hexdigest()


def _in_order(found: Iterable[Found], text: str) -> tuple[Entity, ...]:
    """Entities by first mention, their mentions too, one per identifier."""
    placed: dict[str, tuple[Found, dict[str, int]]] = {}
    for one in found:
        where = {surface: _first(surface, text) for surface in one.surfaces}
        placed.setdefault(identifier(one.name), (one, {}))[1].update(where)
    ordered = sorted(placed.values(), key=lambda pair: min(pair[1].values()))
    return tuple(Entity(one.name, tuple(sorted(where, key=where.__getitem__)), one.type) for one, where in ordered)


def _first(surface: str, text: str) -> int:
    """Where *surface* first stands as words of its own, else where its letters do: AS, but not in ASEAN."""
    start = text.find(surface)
    while start >= 0:
        end = start + len(surface)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            return start
        start = text.find(surface, start + 1)
    return text.find(surface)
