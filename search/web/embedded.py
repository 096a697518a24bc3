"""An article as reference managers find it in a page, beside the files that /cite/ gives.

Google Scholar's and Zotero's ``citation_*``, Dublin Core (``DC.*``), COinS (OpenURL with Dublin Core) and schema.org
NewsArticle say the same, each for the programs that know it.
"""

from __future__ import annotations

from urllib.parse import urlencode

from search.cite.citation import authors
from search.results import ArticlePage
from search.web import urls
from search.web.language import text
from search.web.parts import Meta


def metas(found: ArticlePage, address: str) -> tuple[Meta, ...]:
    """Lines of the head; those without content are left out."""
    date = found.date[:10]
    names = [ref.name for ref in (*found.persons, *found.places, *found.organisations)]
    lines = (
        ("citation_title", _title(found)),
        *(("citation_author", name) for name in _called(found)),
        ("citation_publication_date", date.replace("-", "/")),
        ("citation_journal_title", found.source),
        ("citation_language", "id"),
        ("citation_public_url", address),
        ("DC.title", _title(found)),
        *(("DC.creator", name) for name in _called(found)),
        ("DC.date", date),
        ("DC.publisher", found.source),
        ("DC.source", found.source),
        ("DC.type", "newspaperArticle"),
        ("DC.language", "id"),
        ("DC.identifier", address),
        *(("DC.subject", name) for name in names),
    )
    return tuple(Meta(name, content) for name, content in lines if content)


def coins(found: ArticlePage, address: str) -> str:
    """A context object of OpenURL 1.0 with Dublin Core, whose ``rft.type`` Zotero takes for the kind of item."""
    pairs = (
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", _title(found)),
        *(("rft.creator", name) for name in _called(found)),
        ("rft.source", found.source),
        ("rft.publisher", found.source),
        ("rft.date", found.date[:10]),
        ("rft.language", "id"),
        ("rft.identifier", address),
    )
    return urlencode([pair for pair in pairs if pair[1]])


def structured(found: ArticlePage, address: str) -> dict[str, object]:
    """schema.org NewsArticle; the names are what it mentions."""
    kinds = (("Person", found.persons), ("Place", found.places), ("Organization", found.organisations))
    whole: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": _title(found),
        "datePublished": found.date,
        "author": [
            {
                "@type": "Person" if author.is_person else "Organization",
                "name": f"{author.given} {author.family}".strip(),
            }
            for author in authors(found.author)
        ],
        "publisher": {"@type": "Organization", "name": found.source} if found.source else None,
        "articleSection": found.section,
        "inLanguage": "id",
        "identifier": found.id,
        "url": address,
        "isBasedOn": urls.outside_url(found.url),
        "mentions": [{"@type": kind, "name": ref.name} for kind, names in kinds for ref in names],
    }
    return {name: value for name, value in whole.items() if value}


def _title(found: ArticlePage) -> str:
    return found.title or text("Tanpa judul")


def _called(found: ArticlePage) -> tuple[str, ...]:
    """The writers, as they are called."""
    return tuple(f"{author.given} {author.family}".strip() for author in authors(found.author))
