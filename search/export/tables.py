"""CSV for spreadsheets: a header, then one row an article. What a spreadsheet would run as a formula is defused."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from search.export.taking import Place, Row, Taken
from search.results import NameRef
from search.service import printed

COLUMNS = (
    *("id", "title", "date", "source", "section", "author", "url"),
    *("persons", "places", "organisations", "first_published", "copies", "link", "body"),
)
OF_FOLDER = ("note", "tags")
"""What a folder has beside each article."""
_FORMULA = re.compile(r"\A(?=[\t\r\n])|((?:\A|[;\t\r\n])[ \xa0\u3000]*)(?=[=+\-@＝＋－＠])")
"""Where a formula can begin: at the start of a cell, and, for a spreadsheet that takes semicolons or tabs for the
separator and so does not see our quotes, behind these and behind a line end."""


def write(taken: Taken, place: Place) -> Iterator[str]:
    """The rows as CSV (RFC 4180), every cell quoted."""
    of_folder = "folder" in taken.manifest
    yield line((*COLUMNS, *(OF_FOLDER if of_folder else ())))
    for row in taken.rows:
        yield line((*_cells(row, place), *((row.note, "; ".join(row.tags)) if of_folder else ())))


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Any table, cells defused."""
    return map(line, rows)


def line(cells: Sequence[object]) -> str:
    """One row."""
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow([defused(str(cell)) for cell in cells])
    return buffer.getvalue()


def defused(text: str) -> str:
    """*text* with an apostrophe before whatever a spreadsheet would take for the beginning of a formula (OWASP)."""
    return _FORMULA.sub(lambda found: f"{found[1] or ''}'", text)


def _cells(row: Row, place: Place) -> tuple[str, ...]:
    article, found = row.stored.article, row.found
    return (
        found.key,
        article.title,
        printed(article.published) or article.published.printed,
        article.source,
        article.section,
        article.author,
        article.url,
        _joined(found.persons),
        _joined(found.places),
        _joined(found.organisations),
        found.copies.first if found.copies else "",
        str(found.copies.total) if found.copies else "",
        place.article(found.key),
        article.body,
    )


def _joined(names: Sequence[NameRef]) -> str:
    return "; ".join(name.name for name in names)
