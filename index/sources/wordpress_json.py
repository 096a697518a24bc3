"""Posts as WordPress's own interface gives them (``wp-json/wp/v2/posts``), saved to a file."""

from __future__ import annotations

from index.errors import RecordRejected
from index.sources.extracting import text_of

USED = frozenset({"id", "title", "content", "excerpt", "date", "link", "guid"})
Json = dict[str, object]


def is_post(value: Json) -> bool:
    """Whether title and content come as ``{"rendered": ...}``."""
    return bool(_rendered(value, "title") or _rendered(value, "content")) and "link" in value


def post_values(value: Json) -> Json:
    """By field; RecordRejected for a post that is not published."""
    status = value.get("status", "publish")
    if status != "publish":
        raise RecordRejected(f"a WordPress post that is not published: status is {str(status)[:40]!r}")
    return {
        "id": _rendered(value, "guid") or value.get("id"),
        "title": text_of(_rendered(value, "title")),
        "body": text_of(_rendered(value, "content")),
        "date": value.get("date"),
        "url": value.get("link"),
        "source": "",
        "section": "",
        "author": "",
        "excerpt": text_of(_rendered(value, "excerpt")),
        **{f"wp.{name}": content for name, content in value.items() if name not in USED},
    }


def _rendered(value: Json, name: str) -> str:
    inner = value.get(name)
    text = inner.get("rendered") if isinstance(inner, dict) else ""
    return text if isinstance(text, str) else ""
