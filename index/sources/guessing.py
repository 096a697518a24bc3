"""Which format an input is in, told by its first bytes; its name is not asked."""

from __future__ import annotations

import re

from index.errors import RecordRejected
from index.sources.columns import Columns
from index.sources.encodings import guessed
from index.sources.jsonl import decoded
from index.sources.tables import is_table

BINARY = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"WARC/", "warc"),
    (b"filedesc://", "warc"),
)
PASSED = (
    *((b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"RIFF", "picture or sound")),
    *((b"\0\0\1\0", "picture"), (b"BM", "picture"), (b"II*\0", "picture"), (b"MM\0*", "picture")),
    *((b"wOFF", "font"), (b"wOF2", "font"), (b"\0\1\0\0", "font"), (b"OTTO", "font")),
    *((b"ID3", "sound"), (b"OggS", "sound")),
    *((b"\0\0\0\x18ftyp", "film"), (b"\0\0\0\x1cftyp", "film"), (b"\0\0\0 ftyp", "film"), (b"FLV", "film")),
)  # fmt: skip
UNREAD = (
    (b"BZh", "it is packed by bzip2: unpack it first (bunzip2)"),
    (b"\xfd7zXZ", "it is packed by xz: unpack it first (unxz)"),
    (b"\x28\xb5\x2f\xfd", "it is packed by zstd: unpack it first (unzstd)"),
    (b"7z\xbc\xaf", "it is a 7z archive: unpack it first, and add the folder"),
    (b"Rar!", "it is a RAR archive: unpack it first, and add the folder"),
    (b"\xd0\xcf\x11\xe0", "it is an old Office document: save it as CSV or as text first"),
    (b"{\\rtf", "it is RTF: save it as text first"),
    (b"SQLite format 3", "it is a database: export its table as CSV first"),
)
"""What is known and not read, with the way out."""
ROOT = re.compile(r"<(?![?!])((?:[\w.-]+:)?([\w.-]+))")
ROOTS = {
    **dict.fromkeys(("rss", "feed", "RDF"), "feed"),
    **dict.fromkeys(
        ("newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem"), "newsml"
    ),
    "nitf": "nitf",
    "alto": "alto",
    **dict.fromkeys(("urlset", "sitemapindex"), "sitemap"),
}
HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body|meta|title|div|article|p|h1|section|main)[\s>]", re.IGNORECASE)
TAR = 257
PRINTABLE = 0.97


def format_of(head: bytes, columns: Columns) -> str:
    """The format of what begins with *head*; ``""`` where it cannot be told.

    ``"-picture"`` is what holds no article, ``"!..."`` why it is not read.
    """
    if binary := _of_bytes(head):
        return binary
    text = head.decode(guessed(head), "replace").lstrip("\ufeff \t\r\n\0")
    if text.startswith("<"):
        return _of_markup(text)
    if text[:1] in ("[", "{"):
        return _of_json(text)
    if not text or any(line.lstrip().startswith("{") and _is_object(line) for line in text.splitlines()[:50]):
        return "jsonl"
    return _of_words(text, columns)


def _of_bytes(head: bytes) -> str:
    for magic, name in BINARY:
        if head.startswith(magic):
            return name
    if head[TAR : TAR + 5] == b"ustar":
        return "tar"
    for magic, why in UNREAD:
        if head.startswith(magic):
            return f"!{why}"
    for magic, kind in PASSED:
        if head.startswith(magic) and (magic != b"BM" or b"\0" in head[:20]):
            return f"-{kind}"
    return ""


def _of_words(text: str, columns: Columns) -> str:
    if is_table(text, columns):
        return "csv"
    return "text" if is_prose(text) else ""


def _of_markup(text: str) -> str:
    root = ROOT.search(text)
    name = ROOTS.get(root[2], "") if root else ""
    if name == "feed" and ("wordpress.org/export" in text[:8000] or "<wp:wxr_version" in text):
        return "wxr"
    if name:
        return name
    if "<nitf" in text:
        return "nitf"
    if HTML.search(text[:4000]) or (root and root[2].lower() == "html"):
        return "hocr" if re.search(r"class=['\"]ocr_page|name=['\"]ocr-system", text) else "html"
    return ""


def _of_json(text: str) -> str:
    if text[0] == "[":
        first = text.split("\n", 1)[0].rstrip()
        return "jsonl" if first.endswith("]") and text.count("\n[") > 1 else "json"
    first, _, others = text.partition("\n")
    if _is_object(first):
        return "jsonl" if others.strip() or not _has_list(first) else "json"
    if not others:
        return "json" if _has_list(first) else "jsonl"
    return "jsonl" if any(line.startswith("{") and len(line) > 1 for line in others.splitlines()) else "json"


def _is_object(line: str) -> bool:
    try:
        return isinstance(decoded(line.strip()), dict)
    except RecordRejected:
        return False


def _has_list(line: str) -> bool:
    """Whether an object holds a list of objects, so that it may be no article but many."""
    return bool(re.search(r":\s*\[\s*\{", line))


def is_prose(text: str) -> bool:
    """Whether this is text at all: hardly a character that cannot be printed."""
    sample = text[:4000]
    good = sum(character.isprintable() or character.isspace() for character in sample)
    return good >= PRINTABLE * len(sample) and "\ufffd" not in sample[:-1] and any(map(str.isalpha, sample))
