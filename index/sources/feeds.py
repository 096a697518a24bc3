"""RSS (0.9x, 1.0, 2.0) and Atom: one article an item or entry, as far as the feed gives it."""

from __future__ import annotations

from index.sources.extracting import text_of
from index.sources.xml_records import Values, XmlFormat, one_line, rest
from index.sources.xml_tree import Element

NAME = "feed/1"
BODIES = ("content:encoded", "content", "description", "summary")
DATES = ("pubDate", "published", "dc:date", "date", "issued", "updated", "modified", "created")
AUTHORS = ("dc:creator", "creator", "author")
USED = (*BODIES, *AUTHORS, "title", "link", "guid", "id", "category", "pubDate", "published", "dc:date", "date")


def compose(item: Element, feed: Element | None) -> Values:
    """The values of an ``<item>`` or ``<entry>``; the source is the title of the feed."""
    texts = {name: found for name in BODIES if (found := _first_text(item, name))}
    categories = list(dict.fromkeys(filter(None, map(_category, item.children("category")))))
    values: Values = {
        "id": one_line(item.text("guid") or item.text("id")),
        "title": text_of(item.text("title")),
        "body": text_of(next(iter(texts.values()), "")),
        "date": one_line(next(filter(None, (item.text(name) for name in DATES)), "")),
        "url": _link(item),
        "author": ", ".join(dict.fromkeys(filter(None, map(_author, item.children(*AUTHORS))))),
        "section": categories[0] if categories else "",
        "source": feed_title(feed),
        "categories": categories[1:] and categories,
    }
    extra = {name: text_of(text) for name, text in list(texts.items())[1:]}
    return values | extra | rest(item, USED)


def feed_title(feed: Element | None) -> str:
    """What the feed or export calls itself."""
    return one_line((feed.text("channel", "title") or feed.text("title")) if feed else "")


def _first_text(item: Element, name: str) -> str:
    found = next((child for child in item.children() if child.name == name), None)
    if found is None:
        return ""
    if found.attributes.get("type") == "xhtml":
        return as_markup(found)
    return found.text()


def as_markup(element: Element) -> str:
    """What is inside an element as HTML, attributes left out: XHTML stands in a feed as elements, not as text."""
    parts = []
    for child in element.content:
        if isinstance(child, Element):
            parts.append(f"<{child.local}>{as_markup(child)}</{child.local}>")
        else:
            parts.append(child.replace("&", "&amp;").replace("<", "&lt;"))
    return "".join(parts)


def _link(item: Element) -> str:
    links = list(item.children("link"))
    alternate = [link for link in links if link.attributes.get("rel", "alternate") == "alternate"]
    for link in alternate or links:
        if address := link.attributes.get("href") or link.text():
            return one_line(address)
    guid = item.first("guid")
    is_address = guid is not None and guid.attributes.get("isPermaLink", "true") == "true"
    return one_line(guid.text()) if guid and is_address and guid.text().startswith("http") else ""


def _author(element: Element) -> str:
    """``mail@example.id (Name)``, a name, or an element with the name inside."""
    text = one_line(element.text("name") or element.text())
    mail, _, name = text.partition("(")
    return name.rstrip(") ") if "@" in mail and name else text


def _category(element: Element) -> str:
    return one_line(element.attributes.get("label") or element.attributes.get("term") or element.text())


FORMAT = XmlFormat(NAME, ("item", "entry"), compose)
read = FORMAT.read
