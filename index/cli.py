"""``python -m index``: the commands that put articles in and look after the archive (architecture: commands)."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from index import analysis, generation, ingest, pipeline, progress
from index.archive import Archive, create_archive, open_archive
from index.explaining import Explained, explain_record, for_people
from index.manifest import check_digests, check_sizes
from index.shell import DONE, TROUBLE, archive_option
from index.sources import Record, read
from index.sources.columns import Columns
from index.sources.reading import READERS


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Put articles into a Kliping archive and look after it.

    \b
    Example:
      python -m index add sample/articles.jsonl
      python -m search serve
    """


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "format_", type=click.Choice(("auto", *READERS)), default="auto", show_default=True)
@click.option("--source", default="", help="Source of the articles that name none.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help="Take FIELD from the column COLUMN.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes that analyse.  [default: cores]")
@click.option("--rejects", type=click.Path(path_type=Path, dir_okay=False), help="File for records not stored.")
@archive_option
def add(  # noqa: PLR0913, PLR0917 (one parameter per option)
    paths: tuple[Path, ...],
    format_: str,
    source: str,
    mapping: tuple[str, ...],
    workers: int | None,
    rejects: Path | None,
    directory: Path,
) -> None:
    """Store the articles of PATHS and bring the index up to date.

    The same file again changes nothing; a changed article is updated and its former version kept. Records that
    cannot be stored go to the rejects file, with line and reason. The last line of output is the account of all
    records, as JSON.

    \b
    Example:
      python -m index add articles.jsonl.gz --source kabarnusa.example
      python -m index add export.jsonl --map title=headline --map body=text
    """
    began = time.perf_counter()
    options = ingest.Options(format_, source, _mapping(mapping))
    rejected = rejects or directory / "rejects" / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.jsonl"
    directory.mkdir(parents=True, exist_ok=True, mode=0o750)
    with generation.writing(directory), create_archive(directory) as archive:
        with ingest.Rejects(rejected) as file, progress.reading(sum(p.stat().st_size for p in paths)) as show:
            summary = ingest.ingest(archive, paths, options, file, show)
        _publish(archive, directory, workers)
    summary = replace(summary, seconds=round(time.perf_counter() - began, 3))
    if summary.rejected:
        click.echo(f"{summary.rejected} records were not stored: see {rejected}", err=True)
    click.echo(json.dumps(asdict(summary)))
    sys.exit(TROUBLE if summary.rejected else DONE)


@main.command()
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes that analyse.  [default: cores]")
@archive_option
def rebuild(workers: int | None, directory: Path) -> None:
    """Make the index again from articles.db, from nothing.

    \b
    Example:
      python -m index rebuild --archive /srv/kliping
    """
    with _opened(directory) as archive, generation.writing(directory):
        published = _publish(archive, directory, workers, fresh=True)
    click.echo(f"generation {published.number}: {published.manifest.articles:,} articles")


@main.command()
@click.argument("ids", nargs=-1, required=True)
@archive_option
def delete(ids: tuple[str, ...], directory: Path) -> None:
    """Take the articles with these IDS out of the index; articles.db keeps their versions.

    \b
    Example:
      python -m index delete sampel-001 sampel-002
    """
    with _opened(directory) as archive, generation.writing(directory):
        batch = archive.begin_batch(f"delete {' '.join(ids)}")
        missing = archive.delete(ids, batch)
        archive.finish_batch(batch, {"deleted": len(ids) - len(missing)})
        _publish(archive, directory, 1)
    for key in missing:
        click.echo(f"no article with the id {key!r}", err=True)
    click.echo(json.dumps({"deleted": len(ids) - len(missing), "missing": len(missing)}))
    sys.exit(TROUBLE if missing else DONE)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article, for programs.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def explain(file: Path, *, as_json: bool) -> None:
    """Show what becomes of the articles in FILE: cleaned text, what was removed, who and where was found.

    Nothing is stored. FILE holds articles as JSONL.

    \b
    Example:
      python -m index explain sample/articles.jsonl | less
    """
    rejected = 0
    with read(file) as records:
        for item in records:
            if isinstance(item, Record):
                _show(explain_record(item), as_json=as_json)
            else:
                rejected += 1
                click.echo(f"{file}:{item.line}: {item.reason}", err=True)
    sys.exit(TROUBLE if rejected else DONE)


@main.command()
def stem() -> None:
    """Read words from standard input, one a line; write each word, a tab and its stem.

    \b
    Example:
      echo penyelidikan | python -m index stem
    """
    for line in sys.stdin:
        word = line.rstrip("\r\n")
        click.echo(f"{word}\t{analysis.stem(word)}")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@archive_option
def status(directory: Path, *, as_json: bool) -> None:
    """Tell what the archive holds and whether its index is up to date (exit code 1 when it is not).

    \b
    Example:
      python -m index status --json
    """
    with _opened(directory) as archive:
        counts = archive.counts()
        lag: int | None = None
        found: dict[str, object] = {"archive": str(directory), **asdict(counts), "generation": None}
        if (number := generation.current_number(directory)) is not None:
            manifest = generation.open_current(directory).manifest
            lag = archive.last_change() - manifest.last_change
            found |= {"generation": number, "indexed": manifest.articles, "built": manifest.built}
        found["lag"] = lag
    if as_json:
        click.echo(json.dumps(found))
    else:
        for name, value in found.items():
            click.echo(f"{name:12} {value if value is not None else '-'}")
        if lag != 0:
            click.echo("the index is not up to date; run: python -m index rebuild", err=True)
    sys.exit(TROUBLE if lag != 0 else DONE)


@main.command()
@click.option("--deep", is_flag=True, help="Read every byte of the index, not only the sizes of its files.")
@archive_option
def verify(directory: Path, *, deep: bool) -> None:
    """Check the index against its manifest.

    \b
    Example:
      python -m index verify --deep
    """
    opened = generation.open_current(directory)
    (check_digests if deep else check_sizes)(opened.manifest, opened.path)
    if not opened.is_current:
        click.echo("CURRENT is damaged; an older generation stands in; run: python -m index rebuild", err=True)
        sys.exit(TROUBLE)
    click.echo(f"generation {opened.number}: {len(opened.manifest.files)} files as they were written")


def _opened(directory: Path) -> Archive:
    return open_archive(directory)


def _publish(archive: Archive, directory: Path, workers: int | None, *, fresh: bool = False) -> generation.Generation:
    with progress.indexing() as show:
        return pipeline.publish(archive, directory, show, workers or os.cpu_count() or 1, fresh=fresh)


def _mapping(pairs: Iterable[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not (name and equals and column):
            raise click.BadParameter(f"{pair!r} is not FIELD=COLUMN, for example title=headline", param_hint="--map")
        mapping[name] = column
    try:
        Columns.of(mapping)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--map") from error
    return mapping


def _show(explained: Explained, *, as_json: bool) -> None:
    click.echo(json.dumps(asdict(explained), ensure_ascii=False) if as_json else for_people(explained))
