"""The authority file as CSV, for spreadsheets: one line a record, several names in a cell joined by `` | ``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from index.authority.exchange import AUTOMATIC, Line
from index.errors import WrongCall

COLUMNS = ("kind", "id", "name", "variants", "status", "hidden", "see_also")
NEEDED = ("kind", "name")
SEPARATOR = " | "
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell may not begin with: a spreadsheet would run it."""
YES = {"yes", "ya", "true", "1"}


def write(lines: Iterable[Line], file: TextIO) -> None:
    """With a header; cells that a spreadsheet would run are led by an apostrophe."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        variants, see_also = SEPARATOR.join(line.variants), SEPARATOR.join(line.see_also)
        hidden = "yes" if line.is_hidden else ""
        cells = (line.kind, line.id, line.name, variants, line.status, hidden, see_also)
        writer.writerow([f"'{cell}" if cell.startswith((*FORMULAS, "'")) else cell for cell in cells])


def read(file: TextIO, name: str) -> Iterator[Line]:
    """Lines of a file with these columns in any order; WrongCall when it is none."""
    rows = csv.DictReader(file, strict=True)
    try:
        missing = [column for column in NEEDED if column not in (rows.fieldnames or ())]
        if missing:
            raise WrongCall(f"{name}: the first line must name the columns {', '.join(COLUMNS)}; missing: {missing}")
        for row in rows:
            cells = {column: _plain(str(row.get(column) or "")) for column in COLUMNS}
            yield Line(
                cells["kind"],
                cells["id"],
                cells["name"],
                _parts(cells["variants"]),
                cells["status"] or AUTOMATIC,
                cells["hidden"].casefold() in YES,
                _parts(cells["see_also"]),
                f"{name}:{rows.line_num}",
            )
    except (csv.Error, UnicodeDecodeError) as error:
        raise WrongCall(f"{name}:{rows.line_num}: this is no CSV in UTF-8 ({error})") from error


def _plain(cell: str) -> str:
    return cell[1:].strip() if cell.startswith("'") and cell[1:2] in (*FORMULAS, "'") else cell.strip()


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
