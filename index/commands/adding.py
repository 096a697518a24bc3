"""Commands that put articles in, or show what would become of them: add, explain, stem."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from index import analysis, generation, ingest, progress
from index.archive import Archive, create_archive
from index.commands.account import account, mapping_of
from index.commands.previewing import preview
from index.commands.publishing import publish
from index.commands.stopping import stopping
from index.errors import ArchiveUnusable
from index.explaining import Explained, explain_name, explain_record, explain_text, for_people, reason_for_people
from index.shell import DONE, TROUBLE, archive_option
from index.sources import Record, read, size_of
from index.sources.formats import READERS


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "format_", type=click.Choice(("auto", *READERS)), default="auto", show_default=True)
@click.option("--source", default="", help="Source of the articles that name none.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help="Take FIELD from the column COLUMN.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes that analyse.  [default: cores]")
@click.option("--from-start", is_flag=True, help="Read every file from its start, though a run was cut short.")
@click.option("--dry-run", is_flag=True, help="Store nothing; show the first ten articles as they would be stored.")
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
    *,
    from_start: bool,
    dry_run: bool,
) -> None:
    """Store the articles of PATHS, files or folders, and bring the index up to date.

    Files of many formats (told by their content), zip, tar and gzip of them.
    The same file again changes nothing; a changed article is updated and its former version kept. Records that
    cannot be stored go to the rejects file, with line and reason. A run that was cut short goes on where it stopped,
    when it is called again with the same files. The last line of output is the account of all records, as JSON.

    \b
    Example:
      python -m index add articles.jsonl.gz --source kabarnusa.example
      python -m index add export.csv --map title=headline --map body=text --dry-run
    """
    began = time.perf_counter()
    options = ingest.Options(format_, source, mapping_of(mapping), from_start)
    if dry_run:
        sys.exit(preview(paths, options))
    rejected = rejects or directory / "rejects" / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.jsonl"
    _check_rejects(rejected, paths, directory)
    with create_archive(directory) as archive, generation.writing(directory):
        generation.check_nothing_lost(directory, archive.last_change())
        summary = _ingest(archive, paths, options, rejected)
        failures = publish(archive, directory, workers).failures
    summary = replace(summary, seconds=round(time.perf_counter() - began, 3))
    if summary.rejected:
        click.echo(f"Not stored: {summary.rejected}; each with line and reason in {rejected}", err=True)
    told = {"incomplete": len({failure.number for failure in failures})} if failures else {}
    click.echo(json.dumps(account(summary) | told))
    sys.exit(TROUBLE if summary.rejected or failures else DONE)


def _check_rejects(rejects: Path, paths: tuple[Path, ...], directory: Path) -> None:
    """Refuse to write rejects into what is being read, or among the archive's own files, and to read these."""
    place, own = rejects.resolve(), directory.resolve()
    for path in paths:
        if path.resolve() in (own, *own.parents):
            raise click.BadParameter(
                f"the archive {directory} lies in {path}; name what is beside it", param_hint="PATHS"
            )
    if place in {path.resolve() for path in paths}:
        raise click.BadParameter(f"{rejects} is one of the files to add; name another", param_hint="--rejects")
    if place.parent == own or any(parent.name.startswith("gen-") for parent in place.parents):
        raise click.BadParameter(f"{rejects} lies among the archive's own files; name another", param_hint="--rejects")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article, for programs.")
@click.option("--text", default="", help="Explain this text in place of a file.")
@click.argument("file", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--why", "name", default="", metavar="NAME", help="Say why each mention written NAME was found, no more.")
@archive_option
def explain(file: Path | None, *, text: str, name: str, directory: Path, as_json: bool) -> None:
    """Show what becomes of the articles in FILE: cleaned text, what was removed, who and where was found, every word.

    Nothing is stored. FILE is whatever `add` reads. Of each word its place in the cleaned text is shown, its surface,
    its stems, and the list that decided the stem, where one did: names and words that are kept. The archive need not
    exist; of one that does the own names are known.

    \b
    Example:
      python -m index explain sample/articles.jsonl | less
      python -m index explain --text "Warga Bekasi kebanjiran"
      python -m index explain --why Bekasi sample/articles.jsonl
    """
    if (file is None) == (not text):
        raise click.UsageError("name a FILE, or give a text with --text; not both")
    if name and file is None:
        raise click.UsageError("--why needs a FILE: what a name is depends on its article")
    analyser = _analyser_of(directory)
    if file is None:
        _show(explain_text(text), analyser, as_json=as_json)
        return
    rejected = 0
    with read(file) as records:
        for item in records:
            if isinstance(item, Record) and name:
                _show_reasons(item, name, as_json=as_json)
            elif isinstance(item, Record):
                _show(explain_record(item), analyser, as_json=as_json)
            else:
                rejected += 1
                click.echo(f"{file}:{item.line}: {item.reason}", err=True)
    sys.exit(TROUBLE if rejected else DONE)


@click.command()
def stem() -> None:
    """Read words from standard input, one a line; write each word, a tab and its stem.

    \b
    Example:
      echo penyelidikan | python -m index stem
    """
    for line in sys.stdin:
        word = line.rstrip("\r\n")
        click.echo(f"{word}\t{analysis.stem(word)}")


def _ingest(archive: Archive, paths: tuple[Path, ...], options: ingest.Options, rejected: Path) -> ingest.Summary:
    with (
        ingest.Rejects(rejected) as file,
        progress.reading(sum(map(size_of, paths))) as show,
        stopping() as stop,
    ):
        try:
            return ingest.ingest(archive, paths, options, file, show, stop.is_wanted, partial(click.echo, err=True))
        except ingest.Interrupted as interrupted:
            click.echo(f"{interrupted}; what was stored stays, the same command goes on from there", err=True)
            sys.exit(128 + stop.signal)


def _show_reasons(record: Record, name: str, *, as_json: bool) -> None:
    for reason in explain_name(record, name):
        plain = {"id": record.article.id, **asdict(reason)}
        click.echo(json.dumps(plain, ensure_ascii=False) if as_json else reason_for_people(record.article.id, reason))


def _show(explained: Explained, analyser: analysis.Analyser, *, as_json: bool) -> None:
    click.echo(json.dumps(asdict(explained), ensure_ascii=False) if as_json else for_people(explained, analyser))


def _analyser_of(directory: Path) -> analysis.Analyser:
    """That of the archive's index; of the shipped lists alone where there is none that this version can read."""
    if generation.current_number(directory) is None:
        return analysis.SHIPPED
    try:
        return generation.analyser_of(generation.open_current(directory))
    except ArchiveUnusable as error:
        click.echo(f"{error}. Words are explained without the names of this archive.", err=True)
        return analysis.SHIPPED
