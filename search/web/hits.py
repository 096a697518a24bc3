"""Hits as they are listed, with the links that lead from them."""

from __future__ import annotations

from dataclasses import dataclass

from search.request import SearchRequest
from search.results import Hit, NameRef
from search.web import stems
from search.web.language import text
from search.web.parts import HitLine, Link

UNTITLED = "Tanpa judul"
COPIES = "cetak-ulang"
"""Where on the page of an article its reprints stand."""
MOST_NAMES = 4
"""Persons, and places, shown with a hit."""


@dataclass(frozen=True, slots=True)
class _Links:
    """Where the lines of a list lead."""

    article: stems.ToArticle
    person: stems.ToValue
    place: stems.ToValue


def hit_lines(request: SearchRequest, hits: tuple[Hit, ...], first: int = 0) -> tuple[HitLine, ...]:
    """Hits with the links that lead from them; *first* is the place of the first in the whole result, if it has one."""
    person, place = stems.with_filter(request, "person"), stems.with_filter(request, "place")
    links = _Links(stems.to_article(request), person, place)
    return tuple(_hit_line(request, hit, first and first + n, links) for n, hit in enumerate(hits))


def _hit_line(request: SearchRequest, hit: Hit, at: int, links: _Links) -> HitLine:
    persons = _unchosen(request, "person", hit.persons)
    places = _unchosen(request, "place", hit.places)
    url = links.article(hit.id, at)
    return HitLine(
        hit=hit,
        title=hit.title_marked or ((hit.title or text(UNTITLED), False),),
        url=url,
        persons=tuple(Link(ref.name, links.person(ref.id)) for ref in persons[:MOST_NAMES]),
        places=tuple(Link(ref.name, links.place(ref.id)) for ref in places[:MOST_NAMES]),
        copies=_copies(hit, url),
        more_names=sum(max(0, len(names) - MOST_NAMES) for names in (persons, places)),
    )


def _copies(hit: Hit, url: str) -> Link | None:
    if hit.copies is None:
        return None
    others = text("%(n)s terbitan lain dari naskah yang sama", n=hit.copies.total - 1)
    return Link(others, f"{url}#{COPIES}")


def _unchosen(request: SearchRequest, field: str, names: tuple[NameRef, ...]) -> tuple[NameRef, ...]:
    """Names that would narrow the search further."""
    return tuple(ref for ref in names if (field, ref.id) not in request.chosen)
