"""hOCR: the lines of each paragraph joined, words that were broken at a line's end put together."""

from __future__ import annotations

import re

from lxml import html

from index.errors import RecordRejected
from index.sources.extracting.fragment import parsed
from index.sources.extracting.page import decoded

CONFIDENCE = re.compile(r"x_wconf\s+(\d{1,3})")


def ocr(data: bytes) -> dict[str, object]:
    """The text, and how sure the program that read it was, in percent."""
    root = parsed(decoded(data, "")[0])
    paragraphs = [joined(lines) for block in _blocks(root) if (lines := _lines(block))]
    if not any(paragraphs):
        raise RecordRejected("no text in the hOCR")
    sure = [
        int(match[1]) for word in _classed(root, "ocrx_word") if (match := CONFIDENCE.search(word.get("title") or ""))
    ]
    title = " ".join((root.findtext(".//title") or "").split())
    confidence = {"ocr_confidence": round(sum(sure) / len(sure))} if sure else {}
    return {"title": title, "body": "\n".join(paragraphs), **confidence}


def joined(lines: list[str]) -> str:
    """A paragraph of its lines: a hyphen at the end of one and a small letter after it are one word."""
    text = ""
    for line in lines:
        is_broken = text.endswith("-") and line[:1].islower()
        text = text[:-1] + line if is_broken else f"{text} {line}".lstrip()
    return text


def _blocks(root: html.HtmlElement) -> list[html.HtmlElement]:
    return _classed(root, "ocr_par") or _classed(root, "ocr_carea") or _classed(root, "ocr_page")


def _lines(block: html.HtmlElement) -> list[str]:
    names = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
    found = [line for line in block.iter() if set(names) & set((line.get("class") or "").split())]
    return [text for line in found or [block] if (text := " ".join(line.text_content().split()))]


def _classed(root: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return [element for element in root.iter() if name in (element.get("class") or "").split()]
