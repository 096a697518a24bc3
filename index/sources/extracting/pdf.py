"""The text of a PDF, page by page, with what its information dictionary says."""

from __future__ import annotations

import io
import re
import warnings

from index.errors import RecordRejected

MAX_PAGES = 2_000
HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
EMPTY_TITLE = re.compile(r"(?:untitled|microsoft word.*|.*\.(?:docx?|indd|pdf|qxd))?", re.IGNORECASE)


def pdf(data: bytes) -> dict[str, object]:
    """Title, body and what else is known; RecordRejected where there is no text in it."""
    from pypdf import PdfReader  # noqa: PLC0415  a quarter of a second

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise RecordRejected("the PDF asks for a password")
        if len(reader.pages) > MAX_PAGES:
            raise RecordRejected(f"a PDF of more than {MAX_PAGES:,} pages is no article")
        text = "\n".join(page.extract_text() for page in reader.pages)
        told = {key.lstrip("/").lower(): str(value) for key, value in (reader.metadata or {}).items()}
    lines = [" ".join(line.split()) for line in HYPHEN.sub("", text).splitlines()]
    lines = [line for line in lines if line]
    if not lines:
        raise RecordRejected("no text in the PDF: a scan needs OCR by another program first (hOCR and ALTO are read)")
    title = " ".join(told.get("title", "").split())
    if EMPTY_TITLE.fullmatch(title):
        title, lines = lines[0], lines[1:]
    kept = {f"pdf.{key}": told[key] for key in ("creationdate", "subject", "keywords") if told.get(key)}
    return {
        "title": title,
        "body": "\n".join(lines),
        "author": told.get("author", ""),
        **kept,
        "pages": len(reader.pages),
    }
