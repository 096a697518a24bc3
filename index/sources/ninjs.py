"""ninjs 1 to 3, the IPTC's news in JSON: the values of an object by field."""

from __future__ import annotations

from index.errors import RecordRejected
from index.sources.extracting import text_of
from index.sources.nitf import check_embargo

TEXTS = (
    "headline",
    "headlines",
    "body_text",
    "body_xhtml",
    "body_html",
    "bodies",
    "byline",
    "versioncreated",
    "pubstatus",
)
USED = frozenset({*TEXTS, "uri", "by", "firstcreated", "contentcreated", "infosources", "description_text"})
Json = dict[str, object]


def is_ninjs(value: Json) -> bool:
    """Whether an object is of ninjs: it has a URI and at least two of its names for texts."""
    names = {name.lower() for name in value}
    return "uri" in names and len(names & set(TEXTS)) >= 2


def ninjs_values(value: Json) -> Json:
    """By field; RecordRejected for what its provider withholds. Version 3 writes in camel case what 2 does not."""
    lower = {name.lower(): content for name, content in value.items()}
    status = str(lower.get("pubstatus") or "usable")
    if status != "usable":
        raise RecordRejected(f"withheld by its provider: pubstatus is {status[:40]!r}")
    check_embargo(str(lower.get("embargoed") or ""))
    return {
        "id": _text(lower.get("uri")),
        "title": text_of(_text(lower.get("headline")) or _main(lower.get("headlines"))[0]),
        "body": _body(lower),
        "date": _first(lower, "firstcreated", "contentcreated", "versioncreated"),
        "url": _text(lower.get("url")),
        "author": _text(lower.get("by")) or _text(lower.get("byline")),
        "source": _named(lower.get("infosources")) or _text(lower.get("provider")),
        "section": _text(lower.get("section")),
        **{name: content for name, content in value.items() if name.lower() not in USED},
    }


def _body(lower: Json) -> str:
    """The body with its paragraphs: marked up before plain."""
    for name in ("body_xhtml", "body_html"):
        if markup := _text(lower.get(name)):
            return text_of(markup)
    if text := _text(lower.get("body_text")):
        return text
    bodies = [body for body in _list(lower.get("bodies")) if isinstance(body, dict)]
    for body in bodies:
        lowered = {name.lower(): content for name, content in body.items()}
        if "html" in _text(lowered.get("contenttype")):
            return text_of(_text(lowered.get("value")))
    return _main(bodies)[0]


def _main(values: object) -> tuple[str, str]:
    """The value with the role "main", else the first, and its role."""
    found = [(_text(v.get("value")), _text(v.get("role"))) for v in _list(values) if isinstance(v, dict)]
    return next((pair for pair in found if pair[1] == "main"), found[0] if found else ("", ""))


def _first(values: Json, *names: str) -> str:
    return next((text for name in names if (text := _text(values.get(name)))), "")


def _named(values: object) -> str:
    return next((_text(v.get("name")) for v in _list(values) if isinstance(v, dict) and v.get("name")), "")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
