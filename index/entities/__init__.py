"""Who and where an article is filed under: ``find(article) -> Entities``.

First version, by rules and word lists: titles and verbs of saying prove a person, prepositions and a gazetteer a place,
head words a body; then short names join the full one of the same article. How and why: docs/decisions/entities.md.
"""

from __future__ import annotations

from hashlib import sha256

from index.article import Article, Entities
from index.entities import linking, tables
from index.entities.identifiers import identifier
from index.entities.lexicon import Lexicon, lexicon
from index.entities.place import Place
from index.entities.sightings import Sightings, read, read_headline

__all__ = ["find", "fingerprint", "identifier"]

RULES = "2"
"""Raised whenever a rule changes, so that an archive knows which articles to look at again."""


SHORTEST_PLACE = 3
"""Letters a dateline's place must have; less is the end of an agency's name."""


def find(article: Article) -> Entities:
    """The persons, places and organisations of *article*, each once, in order of first mention."""
    known, seen = lexicon(), Sightings()
    dateline = article.dateline.place if article.dateline else ""
    if len(dateline) >= SHORTEST_PLACE:
        seen.places[dateline] = _named(dateline, known)
    read(article.body, known, seen)
    read_headline(article.title, known, seen)
    text = f"{dateline}\n{article.body}"
    return Entities(
        persons=linking.in_order(linking.persons(seen, known, article.title), article.title, text),
        places=linking.in_order(linking.places(seen), article.title, text),
        organisations=linking.in_order(linking.organisations(seen, known), article.title, text),
    )


def fingerprint() -> str:
    """Which rules and lists a result came from, as a hexadecimal digest."""
    return sha256(f"{RULES} {tables.digest()}".encode()).hexdigest()


def _named(surface: str, known: Lexicon) -> Place:
    """The place a dateline names; one the gazetteer does not know is taken for a town."""
    for spelling in (surface, surface.title()):
        for words, place in known.places.get(spelling.partition(" ")[0], ()):
            if " ".join(words) == spelling:
                return place
    name = surface.title() if surface.isupper() else surface
    return Place(name, name, "regency_city")
