"""One web page -> the values of an article: what it says of itself (JSON-LD, meta tags) first, then trafilatura."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from index.errors import RecordRejected
from index.sources.encodings import FALLBACK, guessed
from index.sources.extracting.fragment import parsed, text_of
from index.sources.extracting.surroundings import trimmed

KINDS = re.compile(r"(?:Reportage|Background|Opinion|Analysis|Review)?(?:News)?Article$|BlogPosting$|Report$")
META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "date": ("article:published_time", "content_publishdate", "publishdate", "pubdate", "datepublished",
             "dtk:publishdate", "originalpublicationdate", "dc.date", "dc.date.issued", "date"),
    "author": ("article:author", "author", "dc.creator", "dtk:author"),
    "section": ("article:section", "content_category", "section", "dtk:namakanal"),
    "source": ("og:site_name", "application-name"),
    "url": ("og:url",),
}  # fmt: skip
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._-]{2,40})""", re.IGNORECASE)
DATA_LAYER = re.compile(r"""dataLayer\s*=?[^<>]{0,2000}?['"](?:author|penulis)['"]\s*:\s*['"]([^'"<>\n]{2,80})['"]""")
SHORTEST = 200
"""Characters of text; a page with less, that does not say it is an article, is none."""
FULL = 0.6
"""Of the length of the text a page declares, what is found in it must reach at least this much to be trusted."""
Values = dict[str, Any]


def page(data: bytes, *, address: str = "", charset: str = "") -> Values:
    """The values of the article; ``{"none": ...}`` for a page that is no article, with the reason."""
    text, is_guessed = decoded(data, charset)
    root = parsed(text)
    declared = next(_articles(root), {})
    meta = _meta(root)
    body = _body(root, text, declared)
    own = _address(root, declared, meta)
    about = _line(declared.get("description")) or _content(root, "og:description", "description")
    values: Values = {
        "title": _line(declared.get("headline")) or meta["title"] or _line(root.findtext(".//title")),
        "body": "",
        "date": _line(declared.get("datePublished")) or meta["date"],
        "author": _writer(root, text) or _names(declared.get("author")) or _spoken(meta["author"]),
        "section": _names(declared.get("articleSection")) or meta["section"],
        "source": meta["source"] or _names(declared.get("publisher")) or _host(own),
        "url": own or address,
    }
    if not declared and len(body) < SHORTEST and not meta["date"]:
        return {"none": "no article in it, only a page"}
    if not body:
        raise RecordRejected("no text of an article in the page")
    extra = {
        "modified": _line(declared.get("dateModified")),
        "keywords": _names(declared.get("keywords")) or _content(root, "keywords"),
        "description": about,
        "encoding_guessed": is_guessed,
    }
    values["body"] = trimmed(body, root, str(values["title"]))  # last, for it takes the tree apart
    return values | {name: value for name, value in extra.items() if value}


def decoded(data: bytes, charset: str) -> tuple[str, str]:
    """The page as text, and the encoding where it had to be guessed."""
    declared = CHARSET.search(data[:4096])
    announced = guessed(data[:4096])
    names = [announced] if announced.startswith("utf-16") else [charset, declared[1].decode() if declared else ""]
    for name in [*filter(None, names), "utf-8"]:
        try:
            return data.decode(name), ""
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode(FALLBACK, "replace"), FALLBACK


def _articles(root: html.HtmlElement) -> Iterator[Values]:
    """What the page declares in JSON-LD to be its article."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (found for found in _objects(value) if _is_article(found))


def _objects(value: object) -> Iterator[Values]:
    """The objects of a JSON-LD document: itself, its list, its graph."""
    if isinstance(value, list):
        for part in value:
            yield from _objects(part)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))


def _is_article(value: Values) -> bool:
    kinds = value.get("@type")
    return any(isinstance(k, str) and KINDS.match(k) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _meta(root: html.HtmlElement) -> dict[str, str]:
    return {name: _content(root, *names) for name, names in META.items()}


def _content(root: html.HtmlElement, *names: str) -> str:
    """The content of the first of these meta tags there is."""
    tags: dict[str, str] = {}
    for tag in root.iter("meta"):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if key and (content := _line(tag.get("content"))):
            tags.setdefault(key, content)
    return next((tags[name] for name in names if name in tags), "")


def _address(root: html.HtmlElement, declared: Values, meta: dict[str, str]) -> str:
    canonical = next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), "")
    main = declared.get("mainEntityOfPage")
    told = main.get("@id") if isinstance(main, dict) else main
    for address in (canonical, meta["url"], declared.get("url"), told):
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            return address.strip()
    return ""


def _names(value: object) -> str:
    """Names of persons, organisations or things, as JSON-LD gives them: a text, an object, or a list of either."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_names, value))))
    if isinstance(value, dict):
        return _line(value.get("name"))
    return _line(value)


def _writer(root: html.HtmlElement, text: str) -> str:
    """The reporter, where a page names one apart from the editor who stands in its JSON-LD: Kompas, Media Indonesia."""
    layer = DATA_LAYER.search(text)
    return _content(root, "content_author") or (_line(layer[1]) if layer else "")


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _spoken(author: str) -> str:
    """An address is no name."""
    return "" if author.startswith(("http://", "https://")) else author


def _line(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _body(root: html.HtmlElement, text: str, declared: Values) -> str:
    """What trafilatura finds; what the page declares where that is much more."""
    import trafilatura  # noqa: PLC0415  half a second

    found = trafilatura.extract(
        text,
        include_comments=False,
        include_tables=True,
        favor_precision=False,
        deduplicate=False,
        include_formatting=False,
    )
    told = declared.get("articleBody")
    full = text_of(parsed(told)) if isinstance(told, str) and told.strip() else ""
    body = (found or "").strip()
    title = _line(declared.get("headline"))
    body = body.removeprefix(title).lstrip() if title else body
    return body if len(body) >= FULL * len(full) else full
