"""Lines that were found in a page and are not its story: what stands before its headline, and in boxes after it."""

from __future__ import annotations

import re

from lxml import html

from index.sources.extracting.fragment import text_of

BOXES = frozenset({"footer", "form", "dialog", "nav"})
NAMED = re.compile(r"modal|popup|footer|copyright|newsletter|login|cookie", re.IGNORECASE)
"""In the class or id of an element that is laid over or under the page."""
MOST = 6
"""Lines taken from one end."""
MARK = "\ue000headline\ue000"


def trimmed(body: str, root: html.HtmlElement, title: str) -> str:
    """*body* without first lines that are the headline or stand only before it, and last lines only in such boxes.

    Only at the two ends: in the middle of a story nothing is taken. Changes *root*.
    """
    lines = body.split("\n")
    before, after = _around_headline(root, title)
    first = _count(lines, before - after)
    while first < len(lines) - 1 and _letters(lines[first]) == _letters(title):
        first += 1
    last = _count(lines[first:][::-1], _boxed(root))
    return "\n".join(lines[first : len(lines) - last])


def _count(lines: list[str], foreign: set[str]) -> int:
    """How many of the first lines are foreign; 0 where that would be so many that the page must be misread."""
    found = next((n for n, line in enumerate(lines) if line not in foreign), len(lines))
    return found if found <= min(MOST, len(lines) // 2) else 0


def _around_headline(root: html.HtmlElement, title: str) -> tuple[set[str], set[str]]:
    """The lines of the page before the headline and behind it; none before where no headline is the title."""
    wanted = _letters(title)
    for heading in root.iter("h1"):
        found = _letters(heading.text_content())
        if found and (found in wanted or wanted in found) and wanted:
            heading.text = MARK + (heading.text or "")
            before, _, after = text_of(root).partition(MARK)
            return {*before.split("\n")}, {*after.split("\n")}
    return set(), set()


def _boxed(root: html.HtmlElement) -> set[str]:
    """The lines in boxes that stand nowhere else."""
    boxes = [element for element in root.iter() if isinstance(element.tag, str) and _is_box(element)]
    inside = {line for box in boxes for line in text_of(box).split("\n")}
    for box in boxes:
        if (parent := box.getparent()) is not None:
            parent.remove(box)
    return inside - {*text_of(root).split("\n")}


def _is_box(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "body", "article", "main") or next(element.iter("h1", "article"), None) is not None:
        return False
    return element.tag in BOXES or bool(NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
