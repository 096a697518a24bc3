"""``add --dry-run``: how files would be read, shown on their first articles; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from index.article import Published
from index.cleaning import clean
from index.ingest import Options
from index.shell import DONE, TROUBLE
from index.sources import Record, Reject, SourceUnusable, read
from index.sources.columns import Columns, NotedColumns

FIRST = 10
"""Articles shown of each file."""
SHOWN = 400
"""Characters of a text."""
LOOKED_AT = 200
"""Records and rejects read at most to find them."""


def preview(paths: tuple[Path, ...], options: Options) -> int:
    """Show every file; the exit code."""
    codes = [_file(path, options) for path in paths]
    click.echo("Nothing was stored.", err=True)
    return max(codes)


def _file(path: Path, options: Options) -> int:
    columns = NotedColumns(Columns.of(options.columns).named)
    try:
        reading = read(path, options.format, options.source, columns)
    except SourceUnusable as error:
        click.echo(f"{error}", err=True)
        return TROUBLE
    records: list[Record] = []
    rejects: list[Reject] = []
    with reading:
        for item in islice(reading, LOOKED_AT):
            if isinstance(item, Record):
                records.append(item)
            else:
                rejects.append(item)
            if len(records) == FIRST:
                break
    for line in _lines(path, columns, records, reading.skipped):
        click.echo(line)
    for reject in rejects:
        place = f"{reject.member}, line {reject.line}" if reject.member else f"line {reject.line}"
        click.echo(f"{path}: {place} would be rejected: {reject.reason}", err=True)
    return TROUBLE if rejects else DONE


def _lines(path: Path, columns: NotedColumns, records: list[Record], skipped: Counter[str]) -> Iterator[str]:
    readers = dict.fromkeys(record.provenance.reader for record in records)
    yield f"{path}: read as {', '.join(readers) or 'nothing'}"
    renamed = {header: field for header, field in columns.seen.items() if field and field != header}
    for header, field in renamed.items():
        yield f"  {field:8} is taken from {header!r}"
    if kept := [header for header, field in columns.seen.items() if not field]:
        yield f"  kept as they are: {', '.join(map(repr, kept))}"
    if skipped:
        yield f"  passed over: {', '.join(f'{kind} {count:,}' for kind, count in skipped.most_common())}"
    for number, record in enumerate(records, 1):
        yield from _article(number, record)


def _date(published: Published) -> str:
    """What is read of a date, where it was found, and what is wrong with it."""
    if not published.is_dated:
        return f"not understood: {published.printed!r}" if published.printed else "none"
    told = published.day.isoformat() if published.day else published.known
    if published.taken_from:
        told += f" (from the {published.taken_from})"
    return f"{told} ({published.doubt}: {published.printed!r})" if published.doubt else told


def _article(number: int, record: Record) -> Iterator[str]:
    article = clean(record.article)
    published, place = article.published, record.provenance
    yield ""
    yield f"{number:2}. {article.title or '(no title)'}"
    fields = {"id": article.id, "date": _date(published), "source": article.source or "none"}
    fields |= {"section": article.section, "author": article.author, "url": article.url}
    fields |= {"place": f"{place.file}, line {place.line}, byte {place.offset}"}
    for name, value in fields.items():
        if value:
            yield f"    {name:8} {value}"
    if article.removed:
        yield f"    removed  {', '.join(sorted({piece.kind for piece in article.removed}))}"
    text = article.body[:SHOWN] + ("…" if len(article.body) > SHOWN else "")
    yield from (f"    | {line}" for line in text.splitlines())
