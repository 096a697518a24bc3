"""A piece of HTML as text: one paragraph a line, no scripts, no styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from lxml.etree import ParserError

from index.errors import RecordRejected

DROPPED = frozenset({"script", "style", "noscript", "template", "iframe", "object", "svg", "head", "title", "select"})
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr"),
        "ul",
    )
)
SPACES = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\s*\n\s*")
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def fragment(data: bytes, *, keeps_lines: bool = False) -> dict[str, object]:
    """``{"text": ...}``"""
    return {"text": text_of(parsed(data.decode("utf-8", "replace")), keeps_lines=keeps_lines)}


def parsed(markup: str) -> html.HtmlElement:
    """The tree of a page or a piece of one; RecordRejected when it is nested so deeply that parts would be lost."""
    markup = XML_DECLARATION.sub("", markup.replace("\0", "\ufffd"))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise RecordRejected("no text in it") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise RecordRejected("HTML nested too deeply to be read whole")
    return root


def text_of(root: html.HtmlElement, *, keeps_lines: bool = False) -> str:
    """The text of a tree; every block is a line of its own."""
    parts: list[str] = []
    for piece in _walked(root):
        if piece is None:
            parts.append("\n")
        else:
            parts.append(piece if keeps_lines else " ".join(_kept_ends(piece)))
    return LINES.sub("\n", SPACES.sub(" ", "".join(parts))).strip()


def _kept_ends(text: str) -> list[str]:
    """The words, with an empty one at an end where there was a space."""
    words = text.split()
    if not words:
        return ["", ""] if text else []
    return [""] * text[0].isspace() + words + [""] * text[-1].isspace()


def _walked(root: html.HtmlElement) -> Iterator[str | None]:
    """Texts in order, None for a break between blocks; without recursion."""
    stack: list[html.HtmlElement | str | None] = [root]
    while stack:
        top = stack.pop()
        if top is None or isinstance(top, str):
            yield top
            continue
        name = top.tag if isinstance(top.tag, str) else ""
        if not name or name in DROPPED:
            continue
        later: list[html.HtmlElement | str | None] = [None] if name in BLOCKS else []
        later.append(top.text or "")
        for child in top:
            later += [child, child.tail or ""]
        if name in ("td", "th"):
            later.append(" ")
        elif name in BLOCKS:
            later.append(None)
        stack.extend(reversed(later))
