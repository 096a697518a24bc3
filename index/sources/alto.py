"""ALTO 2 to 4: the text of a scanned page, one article a file; broken words are put together as the file says."""

from __future__ import annotations

from collections.abc import Iterator

from index.sources.record import Skip
from index.sources.xml_records import Values, XmlFormat
from index.sources.xml_tree import Element

NAME = "alto/1"


def compose(alto: Element, _prolog: Element | None) -> Values | Skip:
    """The paragraphs of a page, one for each block of text."""
    body = "\n".join(filter(None, (" ".join(_words(block)) for block in alto.all("TextBlock"))))
    if not body:
        return Skip("scanned page without text")
    sure = [float(word.attributes["WC"]) for word in alto.all("String") if _is_number(word.attributes.get("WC", ""))]
    name = next((element.text() for element in alto.all("fileName")), "")
    confidence = {"ocr_confidence": round(100 * sum(sure) / len(sure))} if sure else {}
    return {"body": body, "scan": name, **confidence}


def _words(block: Element) -> Iterator[str]:
    for word in block.all("String"):
        match word.attributes.get("SUBS_TYPE", ""):
            case "HypPart1":
                yield word.attributes.get("SUBS_CONTENT") or word.attributes.get("CONTENT", "")
            case "HypPart2":
                continue
            case _:
                yield word.attributes.get("CONTENT", "")


def _is_number(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False


read = XmlFormat(NAME, ("alto",), compose).read
