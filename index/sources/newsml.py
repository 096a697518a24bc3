"""NewsML-G2: one article a news item of text, its body in NITF, XHTML or plain. Packages name items and hold none."""

from __future__ import annotations

from urllib.parse import urlsplit

from index.errors import RecordRejected
from index.sources import nitf
from index.sources.extracting import text_of
from index.sources.feeds import as_markup
from index.sources.record import Skip
from index.sources.xml_records import Values, XmlFormat, one_line, rest
from index.sources.xml_tree import Element

NAME = "newsml/1"
ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
USED = ("headline", "by", "creator", "subject", "contentCreated")


def compose(item: Element, _prolog: Element | None) -> Values | Skip:
    """The values of a news item; RecordRejected for one its provider withholds."""
    if item.local != "newsItem":
        return Skip(f"NewsML-G2 {item.local}")
    meta = item.first("itemMeta") or Element("itemMeta", {})
    content = item.first("contentMeta") or Element("contentMeta", {})
    kind = _code(meta.first("itemClass"))
    if kind not in ("", "text"):
        return Skip(f"NewsML-G2 item of class {kind[:40]}")
    status = _code(meta.first("pubStatus"))
    if status not in ("", "usable"):
        raise RecordRejected(f"withheld by its provider: pubStatus is {status!r}")
    nitf.check_embargo(meta.text("embargoed"))
    inline = next(item.all("nitf"), None)
    story = nitf.compose(inline) if inline else {}
    return {
        **{name: value for name, value in story.items() if value},
        "id": item.attributes.get("guid", ""),
        "title": one_line(content.text("headline")) or story.get("title", "") or one_line(meta.text("title")),
        "body": story.get("body", "") or _body(item.first("contentSet")),
        "date": _date(meta, content) or story.get("date", ""),
        "author": _names(content, "by") or _names(content, "creator") or story.get("author", ""),
        "source": _provider(meta),
        "subjects": [name for subject in content.children("subject") if (name := _name(subject))],
        "version": item.attributes.get("version", ""),
        "language": item.attributes.get("xml:lang", ""),
        **{f"itemMeta.{name}": value for name, value in rest(meta, ("itemClass", "pubStatus")).items()},
        **{f"contentMeta.{name}": value for name, value in rest(content, USED).items()},
        **{f"rightsInfo.{name}": value for name, value in _rights(item).items()},
    }


def _date(meta: Element, content: Element) -> str:
    """When the story was first published, as far as it says; a later version keeps its day."""
    return meta.text("firstCreated") or content.text("contentCreated") or meta.text("versionCreated")


def _rights(item: Element) -> Values:
    rights = item.first("rightsInfo")
    return rest(rights, ()) if rights else {}


def _body(contents: Element | None) -> str:
    if contents is None:
        return ""
    for inline in contents.children("inlineXML"):
        if text := text_of(as_markup(inline)).strip():
            return text
    data = next(contents.children("inlineData"), None)
    if data is None:
        return ""
    kind = data.attributes.get("contenttype", "text/plain")
    return text_of(data.text()) if "html" in kind else data.text()


def _names(content: Element, name: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, (_name(child) for child in content.children(name)))))


def _name(element: Element) -> str:
    """The first name it is given, else its own text."""
    named = element.first("name")
    words = "".join(child for child in element.content if isinstance(child, str))
    return one_line(named.text() if named else words)


def _code(element: Element | None) -> str:
    """``stat:usable`` -> ``usable``."""
    return element.attributes.get("qcode", "").rpartition(":")[2] if element else ""


def _provider(meta: Element) -> str:
    """The provider's name, else its code, else the host of its address."""
    provider = meta.first("provider")
    if provider is None:
        return ""
    return _name(provider) or _code(provider) or (urlsplit(provider.attributes.get("uri", "")).hostname or "")


read = XmlFormat(NAME, ITEMS, compose).read
