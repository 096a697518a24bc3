"""Hits as they are listed, with the links that lead from them."""

from __future__ import annotations

from search.request import SearchRequest
from search.results import Hit, NameRef
from search.web import urls
from search.web.language import text
from search.web.parts import HitLine, Link

UNTITLED = "Tanpa judul"
COPIES = "cetak-ulang"
"""Where on the page of an article its reprints stand."""
MOST_NAMES = 4
"""Persons, and places, shown with a hit."""


def hit_lines(request: SearchRequest, hits: tuple[Hit, ...], first: int = 0) -> tuple[HitLine, ...]:
    """Hits with the links that lead from them; *first* is the place of the first in the whole result, if it has one."""
    return tuple(_hit_line(request, hit, first and first + n) for n, hit in enumerate(hits))


def _hit_line(request: SearchRequest, hit: Hit, at: int) -> HitLine:
    persons = _unchosen(request, "person", hit.persons)
    places = _unchosen(request, "place", hit.places)
    return HitLine(
        hit=hit,
        title=hit.title_marked or ((hit.title or text(UNTITLED), False),),
        url=urls.article_url(hit.id, request, at),
        persons=_narrowing_links(request, "person", persons),
        places=_narrowing_links(request, "place", places),
        copies=_copies(request, hit, at),
        more_names=sum(max(0, len(names) - MOST_NAMES) for names in (persons, places)),
    )


def _copies(request: SearchRequest, hit: Hit, at: int) -> Link | None:
    if hit.copies is None:
        return None
    others = text("%(n)s terbitan lain dari naskah yang sama", n=hit.copies.total - 1)
    return Link(others, f"{urls.article_url(hit.id, request, at)}#{COPIES}")


def _narrowing_links(request: SearchRequest, field: str, names: tuple[NameRef, ...]) -> tuple[Link, ...]:
    return tuple(Link(ref.name, urls.with_filter(request, field, ref.id)) for ref in names[:MOST_NAMES])


def _unchosen(request: SearchRequest, field: str, names: tuple[NameRef, ...]) -> tuple[NameRef, ...]:
    """Names that would narrow the search further."""
    return tuple(ref for ref in names if (field, ref.id) not in request.chosen)
