"""JSON Lines that ``index add`` reads: the fields of an article, unknown ones as given, then who and where.

The last line is the manifest, which ``index add`` passes over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from search.cite import Citation
from search.cite.records import csl
from search.export.taking import Place, Row, Taken
from search.results import NameRef
from search.service import printed

OURS = ("persons", "places", "organisations", "dateline", "reprints")
"""What Kliping found out. An archive that reads this keeps it as fields it does not know, and exports its own."""


def write(taken: Taken, place: Place) -> Iterator[str]:
    """One object a line; a line break in the last line alone tells that all came through."""
    written = 0
    for row in taken.rows:
        yield _line(article(row))
        written += 1
    yield _line({"manifest": taken.manifest | {"written": written}})


def article(row: Row) -> dict[str, Any]:
    """The article as it is stored; a known field is there even when it is empty, so that no other key stands in."""
    stored, found = row.stored.article, row.found
    known = {
        "id": stored.id,
        "title": stored.title,
        "body": stored.body,
        "date": printed(stored.published) or stored.published.printed,
        "source": stored.source,
        "url": stored.url,
        "section": stored.section,
        "author": stored.author,
    }
    dateline = stored.dateline
    ours = {
        "persons": _names(found.persons),
        "places": _names(found.places),
        "organisations": _names(found.organisations),
        "dateline": {"place": dateline.place, "agency": dateline.agency} if dateline else None,
        "reprints": asdict(found.copies) if found.copies else None,
    }
    extra = {name: json.loads(value) for name, value in stored.extra if name not in known and name not in ours}
    kept = {"folder_note": row.note, "folder_tags": row.tags} if row.note or row.tags else {}
    return known | extra | ours | kept


def listed(citations: Iterable[Citation]) -> Iterator[str]:
    """CSL-JSON: one list of all."""
    before = "["
    for cited in citations:
        yield f"{before}\n{json.dumps(csl(cited), ensure_ascii=False)}"
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def _line(value: dict[str, Any]) -> str:
    return f"{json.dumps(value, ensure_ascii=False)}\n"


def _names(references: Iterable[NameRef]) -> list[dict[str, str]]:
    return [{"id": reference.id, "name": reference.name} for reference in references]
