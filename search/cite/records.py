"""A citation for programs: RIS, BibTeX and CSL-JSON, each complete in itself, to be written one after another.

RIS as Zotero, Mendeley and EndNote read it; BibTeX for BibTeX and biblatex, in UTF-8; CSL-JSON 1.0.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from search.cite.citation import Author, Citation

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_JOINT = re.compile(r",|\band\b", re.IGNORECASE)
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces whether a backslash stands before them or not
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)


def ris(cited: Citation) -> str:
    """One RIS record, lines ended as the format wants them."""
    day = cited.day
    fields = [
        ("TY", "NEWS"),
        ("TI", cited.title),
        *(("AU", _filed(author)) for author in cited.authors),
        ("T2", cited.source),
        ("PY", _year(cited)),
        ("DA", f"{day:%Y/%m/%d}" if day else f"{cited.known.replace('-', '/')}/" if cited.known else ""),
        ("SE", cited.section),
        *(("KW", keyword) for keyword in cited.keywords),
        ("N1", cited.note),
        ("UR", cited.url),
        ("AN", cited.id),
        ("LA", "id"),
        ("DB", "Kliping"),
    ]
    lines = [f"{tag}  - {_plain(value)}" for tag, value in fields if value]
    return "\r\n".join((*lines, "ER  - ", "", ""))


def bibtex(cited: Citation) -> str:
    """One BibTeX entry. Titles keep their capitals; what TeX would read as its own is escaped."""
    day = cited.day
    fields = [
        ("author", " and ".join(map(_tex_name, cited.authors))),
        ("title", f"{{{_tex(cited.title)}}}"),
        ("journal", _tex(cited.source)),
        ("date", day.isoformat() if day else cited.known),
        ("year", _year(cited)),
        ("url", quote(_plain(cited.url), safe="!#$%&'()*+,/:;=?@[]~")),
        ("langid", "indonesian"),
        ("keywords", ", ".join(_tex(keyword.replace(",", " ")) for keyword in cited.keywords)),
        ("annote", _tex(cited.note)),
        ("note", _tex(f"Kliping: {cited.id}")),
    ]
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    number = day.month if day else int(cited.known[5:] or 0)
    month = f"  month = {_MONTHS[number - 1]},\n" if number else ""
    return f"@article{{{_key(cited.id)},\n{''.join(lines)}{month}}}\n\n"


def csl(cited: Citation) -> dict[str, Any]:
    """One item of CSL-JSON."""
    day = cited.day
    known = [day.year, day.month, day.day] if day else [int(part) for part in cited.known.split("-") if part]
    item = {
        "id": cited.id,
        "type": "article-newspaper",
        "title": cited.title,
        "author": [_csl_name(author) for author in cited.authors],
        "container-title": cited.source,
        "issued": {"date-parts": [known]} if known else {},
        "section": cited.section,
        "URL": cited.url,
        "keyword": ", ".join(cited.keywords),
        "note": cited.note,
        "archive": "Kliping",
        "archive_location": cited.id,
        "language": "id",
    }
    return {name: value for name, value in item.items() if value}


def csl_json(cited: Citation) -> str:
    """A list of one item, as reference managers import it."""
    return json.dumps([csl(cited)], ensure_ascii=False, indent=1) + "\n"


RECORDS: dict[str, Callable[[Citation], str]] = {"ris": ris, "bib": bibtex, "csl.json": csl_json}
"""The forms by the ending of their files."""
MIMETYPES = {
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


def _year(cited: Citation) -> str:
    return f"{cited.day.year:04}" if cited.day else cited.known[:4]


def _plain(text: str) -> str:
    """On one line: no value can begin a field of its own."""
    return _CONTROL.sub(" ", text).strip()


def _tex(text: str) -> str:
    return _plain(text).translate(_TEX)


def _filed(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.given else author.family


def _tex_name(author: Author) -> str:
    """In braces where BibTeX would take it apart: bodies, names of one word, and the word that joins two names."""
    if not author.given:
        return f"{{{_tex(author.family)}}}"
    return ", ".join(
        f"{{{_tex(part)}}}" if _JOINT.search(part) else _tex(part) for part in (author.family, author.given)
    )


def _csl_name(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": author.family}
    return {"family": author.family, "given": author.given}


def _key(id_: str) -> str:
    """What BibTeX takes for a key, different for different ids."""
    key = re.sub(r"[^A-Za-z0-9.:-]+", "-", id_).strip("-")[:60]
    digest = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"kliping-{key}" if key == id_ else "-".join(filter(None, ("kliping", key, digest)))
