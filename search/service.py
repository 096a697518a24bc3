"""The heart: a request and a searcher give a page. No engine and no web framework is known here."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.archive import StoredArticle
from index.article import Article, Published
from index.dates import named_days
from search.backends import Searcher
from search.background import Neighbours
from search.choices import resolved
from search.copies import CopyRef
from search.evaluate.settling import ENOUGH
from search.pointing import pointed
from search.query.parser import Parsed, parse
from search.query.tree import Query, Text
from search.query.understood import understood
from search.query.words import words
from search.request import Filters, SearchRequest, Window
from search.results import (
    ArticlePage,
    Diagnostic,
    FacetPage,
    Found,
    Hit,
    Listing,
    NameRef,
    Results,
    SearchPage,
    Suggestion,
    Unplaced,
)
from search.snippets import Wanted, marked, passages, wanted
from search.suggest import did_you_mean
from search.variants import Widening, widen


def find(request: SearchRequest, searcher: Searcher, today: dt.date | None = None) -> SearchPage:
    """Answer *request* from *searcher*'s generation; *today* is what ``tanggal:kemarin`` counts from."""
    began = time.perf_counter()
    meant = understand(request, searcher, today)
    nodes = words(meant.query)
    choices = resolved(request, searcher)
    window = Window((request.page - 1) * request.size, request.size)
    results = searcher.run(meant.query, choices.filters, order_of(request, nodes), window, request.facet_size)
    return SearchPage(
        query=request.query,
        total=results.total,
        listed=results.listed,
        hits=hits_of(results.found, searcher, wanted(nodes, searcher.analyser)),
        facets=results.facets,
        dates=results.dates,
        understood=understood(meant.parsed.query),
        diagnostics=(*meant.diagnostics, *map(meant.parsed.placed, results.remarks), *choices.remarks),
        variants=meant.variants,
        suggestions=_suggestions(request, meant, searcher) if results.total < ENOUGH or meant.match == "any" else (),
        match=meant.match,
        timeline=results.timeline,
        names=choices.names,
        page=request.page,
        size=request.size,
        generation=searcher.generation,
        took_ms=round((time.perf_counter() - began) * 1000, 3),
    )


def order_of(request: SearchRequest, nodes: Sequence[Text]) -> str:
    """The order of the hits: without words there is nothing to rank by, and the newest come first."""
    return "newest" if request.sort == "relevance" and not nodes else request.sort


@dataclass(frozen=True, slots=True)
class Understood:
    """What a request asks for, before any filter."""

    parsed: Parsed
    """As typed."""
    query: Query
    """With variants, and with the number of words that must match."""
    match: str
    """``all`` or ``any``, as decided."""
    variants: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def understand(request: SearchRequest, searcher: Searcher, today: dt.date | None = None) -> Understood:
    """Parsed, widened, settled: the query that is run wherever *request* is answered."""
    parsed = parse(request.query, today)
    widened = widen(parsed.query, searcher.lists, searcher) if request.variants else Widening(parsed.query)
    query, match = searcher.settle(widened.query, request.match)
    told = f"Juga dicari: {', '.join(widened.tried)}."
    tried = (parsed.placed(Unplaced("variants", told)),) if widened.tried else ()
    return Understood(parsed, query, match, widened.tried, (*parsed.diagnostics, *tried))


def _suggestions(request: SearchRequest, meant: Understood, searcher: Searcher) -> tuple[Suggestion, ...]:
    """Counted as the reader's filters and days narrow them, and with all words."""
    filters = resolved(request, searcher).filters

    def total(text: str) -> int:
        query = understand(replace(request, query=text, match="all"), searcher).query
        return searcher.run(query, filters, "newest", Window(0, 0), 0).total

    return did_you_mean(meant.parsed.query, searcher, total) if request.page == 1 else ()


def ranked(request: SearchRequest, searcher: Searcher, size: int, today: dt.date | None = None) -> Results:
    """The best *size* articles for the words of *request*, neither filtered nor shown: for runs of many queries."""
    return searcher.run(understand(request, searcher, today).query, Filters(), "relevance", Window(0, size), 0)


def facet(
    request: SearchRequest, searcher: Searcher, field: str, wish: Listing, today: dt.date | None = None
) -> FacetPage:
    """The values of *field* that the articles of *request* have, its own choices in that field left out."""
    query = understand(request, searcher, today).query
    choices = resolved(request, searcher)
    return replace(searcher.values(query, choices.filters, field, wish), names=choices.names)


def with_standing(page: SearchPage, searcher: Searcher) -> SearchPage:
    """*page*, with a remark where an older generation answered; the site says so on every page by itself."""
    if searcher.is_current:
        return page
    told = (
        f"Indeks terbaru rusak atau hilang; yang dicari adalah indeks {searcher.generation}, sehingga artikel terbaru "
        "mungkin belum ada. Perbaiki dengan: python -m index rebuild"
    )
    return replace(page, diagnostics=(Diagnostic("older-index", told, 0, 0), *page.diagnostics))


def read_article(key: str, searcher: Searcher, query: str = "", *, variants: bool = True) -> ArticlePage | None:
    """The article with this public identifier, the words of *query* marked; None when there is none."""
    found = searcher.find(key)
    stored = _stored([found], searcher).get(key) if found else None
    if found is None or stored is None:
        return None
    article = stored.article
    meant = understand(SearchRequest(query, variants=variants, match="all"), searcher)
    looked_for = wanted(words(meant.query), searcher.analyser)
    return ArticlePage(
        id=found.key,
        title=article.title,
        body=article.body,
        date=printed(article.published),
        day=article.published.day,
        printed_date=article.published.printed,
        date_taken_from=article.published.taken_from,
        date_doubt=article.published.doubt,
        named_days=named_days(article.body, article.published),
        pointed=pointed(article, found.key, searcher),
        source=article.source,
        section=article.section,
        author=article.author,
        url=article.url,
        dateline=article.dateline,
        persons=found.persons,
        places=found.places,
        organisations=found.organisations,
        marked=tuple(marked(paragraph, looked_for) for paragraph in article.body.split("\n")),
        generation=searcher.generation,
        copies=_copies(key, searcher),
        version=found.version,
    )


def _copies(key: str, searcher: Searcher) -> tuple[CopyRef, ...]:
    """Those whose text may be shown; one alone is none."""
    found = searcher.copies(key)
    stored = _stored([one for one, _ in found], searcher)
    copies = tuple(_copy(one, stored[one.key].article, is_equal) for one, is_equal in found if one.key in stored)
    return copies if len(copies) > 1 else ()


def _copy(found: Found, article: Article, is_equal: bool) -> CopyRef:
    date = article.published
    return CopyRef(found.key, article.title, article.source, printed(date), date.day, is_equal)


def neighbours(
    request: SearchRequest, place: tuple[int, str], searcher: Searcher, today: dt.date | None = None
) -> Neighbours | None:
    """The hits before and behind an article whose *place* in the result of *request*, from 1, and key are given.

    None when another one stands there: the archive has grown since.
    """
    at, key = place
    query = understand(request, searcher, today).query
    filters = resolved(request, searcher).filters
    window = Window(max(at - 2, 0), 3 if at > 1 else 2)
    results = searcher.run(query, filters, order_of(request, words(query)), window, 0)
    here = next((n for n, found in enumerate(results.found) if found.key == key), None)
    if here is None or window.start + here + 1 != at:
        return None
    stored = _stored(results.found, searcher)
    named = [NameRef(one.key, stored[one.key].article.title) if one.key in stored else None for one in results.found]
    after = named[here + 1] if here + 1 < len(named) else None
    return Neighbours(at, results.listed, named[here - 1] if here else None, after)


def former(key: str, versions: tuple[int, int], searcher: Searcher) -> tuple[Article, Article] | None:
    """Two texts of one article, as readers may see them now; None when it has no such two."""
    found = searcher.articles(versions)
    both = [found[version] for version in versions if version in found and found[version].key == key]
    return (both[0].article, both[1].article) if len(both) == 2 else None


def _stored(found: Sequence[Found], searcher: Searcher) -> dict[str, StoredArticle]:
    """Key -> text of those that may be shown; what is stored under that number as another article is not that text."""
    articles = searcher.articles([one.version for one in found])
    return {
        one.key: stored for one in found if (stored := articles.get(one.version)) is not None and stored.key == one.key
    }


def hits_of(found: Sequence[Found], searcher: Searcher, looked_for: Wanted) -> tuple[Hit, ...]:
    """Those of *found* whose text may be shown, with it."""
    stored = _stored(found, searcher)
    return tuple(hit(one, stored[one.key], looked_for) for one in found if one.key in stored)


def hit(found: Found, stored: StoredArticle, looked_for: Wanted) -> Hit:
    """One article of a result list."""
    article = stored.article
    return Hit(
        id=found.key,
        title=article.title,
        title_marked=marked(article.title, looked_for),
        date=printed(article.published),
        day=article.published.day,
        source=article.source,
        section=article.section,
        author=article.author,
        url=article.url,
        score=found.score,
        snippets=passages(article.body, looked_for),
        persons=found.persons,
        places=found.places,
        copies=found.copies,
    )


ZONES = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}
"""Offsets of Indonesia's time zones from UTC."""


def printed(published: Published) -> str:
    """The date in ISO 8601, as precise as it is known: ``2021-03``, or a day with its time; ``""`` when undated."""
    if published.day is None:
        return published.known
    if published.time is None:
        return published.day.isoformat()
    zone = ZONES.get(published.zone, published.zone)
    return f"{published.day.isoformat()}T{published.time.isoformat(timespec='seconds')}{zone}"
