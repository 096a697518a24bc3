"""The list of all values of a facet: what its URL asks for, and its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.request import SearchRequest
from search.results import FacetPage, Listing
from search.web import language, narrowing, urls
from search.web.language import text
from search.web.page import FacetSheet
from search.web.parts import Link
from search.web.present import frame, pager

SIZE = 100
MOST_PAGES = 1000


def wish(args: Mapping[str, str]) -> Listing:
    """What the URL asks for: ``holds`` in the name, ``initial``, ``by=name``, ``part`` of the list, from 1."""
    part = args.get("part", "")
    number = min(int(part), MOST_PAGES) if part.isascii() and part.isdigit() and len(part) < 10 else 1
    initial = args.get("initial", "")[:1].upper()
    return Listing(args.get("holds", "")[:200], initial, args.get("by") == "name", (max(number, 1) - 1) * SIZE, SIZE)


def facet(request: SearchRequest, field: str, asked: Listing, found: FacetPage) -> FacetSheet:
    """The page of a list."""
    link = _Links(request, field, asked)
    shown = narrowing.listed(request, field, found)
    own = {line.value for line in shown.lines}
    return FacetSheet(
        frame=frame(text("Semua nilai: %(field)s", field=shown.label), request, keep=True),
        facet=shown,
        total=found.total,
        holding=asked.holding,
        address=urls.facet_path(field),
        kept=(
            *((n, v) for n, v in request.to_args() if n != "page"),
            *(("by", "name") for _ in range(asked.by_name)),
            *language.kept(),
        ),
        hidden=(
            *((n, v) for n, v in request.to_args() if n != "page" and not (n == field and v in own)),
            *language.kept(),
        ),
        orders=(
            Link(text("Jumlah"), link.to(by=""), current=not asked.by_name),
            Link(text("A–Z"), link.to(by="name"), current=asked.by_name),
        ),
        initials=_initials(link, asked, found),
        pager=pager(asked.start // SIZE + 1, max(1, -(-found.total // SIZE)), lambda n: link.to(part=str(n))),
        back_url=urls.search_url(request),
    )


@dataclass(frozen=True, slots=True)
class _Links:
    """Links to the same list, changed."""

    request: SearchRequest
    field: str
    asked: Listing

    def to(self, **changed: str) -> str:
        """What is not *changed* is kept, but for the part of the list."""
        asked = self.asked
        args = {"holds": asked.holding, "initial": asked.initial, "by": "name" if asked.by_name else ""} | changed
        return urls.facet_url(self.field, self.request, **{n: v for n, v in args.items() if (n, v) != ("part", "1")})


def _initials(link: _Links, asked: Listing, found: FacetPage) -> tuple[Link, ...]:
    """All first, then each there is; none where there is no choice."""
    if len(found.initials) < 2:
        return ()
    every = Link(text("semua"), link.to(initial=""), current=not asked.initial)
    return (every, *(Link(one, link.to(initial=one), current=one == asked.initial) for one in found.initials))
