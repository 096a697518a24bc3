"""WordPress exports (WXR 1.0 to 1.2): published posts are articles; pages, drafts and attachments are counted.

Comments hold names, addresses and opinions of readers: they are no part of an article, and are left in the file.
"""

from __future__ import annotations

from index.sources.extracting import text_of
from index.sources.feeds import feed_title
from index.sources.record import Skip
from index.sources.xml_records import Values, XmlFormat, one_line, rest
from index.sources.xml_tree import Element

NAME = "wxr/1"
USED = (
    *("title", "link", "guid", "dc:creator", "content:encoded", "excerpt:encoded", "category", "description"),
    *("wp:comment", "wp:post_password", "wp:post_date", "wp:post_type", "wp:status"),
)
NO_DATE = "0000-00-00 00:00:00"


def compose(item: Element, export: Element | None) -> Values | Skip:
    """The values of a published post."""
    kind, status = item.text("wp:post_type") or "post", item.text("wp:status") or "publish"
    if kind != "post":
        return Skip(f"WordPress {kind[:40]}")
    if status != "publish":
        return Skip(f"WordPress post that is not published ({status[:40]})")
    if item.text("wp:post_password"):
        return Skip("WordPress post that asks for a password")
    sections = _terms(item, "category")
    dates = (item.text("wp:post_date"), item.text("pubDate"))
    values: Values = {
        "id": one_line(item.text("guid") or item.text("wp:post_id")),
        "title": text_of(item.text("title")),
        "body": text_of(item.text("content:encoded"), keeps_lines=True),
        "date": next((date for date in dates if date and date != NO_DATE), ""),
        "url": one_line(item.text("link")),
        "author": _author(one_line(item.text("dc:creator")), export),
        "section": sections[0] if sections else "",
        "source": feed_title(export),
        "excerpt": text_of(item.text("excerpt:encoded"), keeps_lines=True),
        "categories": sections[1:] and sections,
        "tags": _terms(item, "post_tag", "tag"),
    }
    return values | rest(item, USED)


def _terms(item: Element, *domains: str) -> list[str]:
    """The names of the terms of a kind, each once."""
    wanted = (term for term in item.children("category") if term.attributes.get("domain", "") in domains)
    return list(dict.fromkeys(filter(None, (one_line(term.text()) for term in wanted))))


def _author(login: str, export: Element | None) -> str:
    """The name a login goes by, as the beginning of the file lists it."""
    for author in export.all("wp:author") if export else ():
        if author.text("wp:author_login") == login:
            return one_line(author.text("wp:author_display_name")) or login
    return login


read = XmlFormat(NAME, ("item",), compose).read
