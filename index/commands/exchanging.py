"""``index authority suggest``, ``export`` and ``import``: what may be one, and the authority file as a file."""

from __future__ import annotations

import getpass
import io
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from index.archive import open_archive
from index.authority import csv_file
from index.authority.exchange import Line, decisions_of, lines_of
from index.authority.suggesting import suggestions
from index.commands.deciding import as_json_option
from index.commands.name_decisions import by_option, catalogue_of, kind_argument
from index.commands.publishing import batch, changing, exit_code, publish
from index.errors import WrongCall
from index.shell import archive_option

SUFFIXES = {".csv": "csv", ".ttl": "turtle", ".turtle": "turtle", ".rdf": "rdf", ".xml": "rdf"}
form_option = click.option(
    "--format", "form", type=click.Choice(["csv", "turtle", "rdf"]), help="CSV, or SKOS.  [default: by the file's name]"
)


@click.command()
@kind_argument
@click.option("--size", type=click.IntRange(1), default=20, show_default=True, help="How many, the best first.")
@as_json_option
@archive_option
def suggest(kind: str, size: int, directory: Path, *, as_json: bool) -> None:
    """List pairs of records that may be one, with what speaks for and against it. Nothing is changed.

    \b
    Example:
      python -m index authority suggest person --size 50
    """
    with open_archive(directory, read_only=True) as archive:
        found = suggestions(catalogue_of(archive, directory), kind)[:size]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one.score:.2f}  {one.name} [{one.id}] {one.articles:,}  =?  ", nl=False)
        click.echo(f"{one.other_name} [{one.other}] {one.other_articles:,}  ({'; '.join(one.reasons)})")
    if found:
        click.echo(f"to make one of two: python -m index authority merge {kind} NAME INTO; else: apart", err=True)


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@form_option
@click.option("--every", is_flag=True, help="Also the records that nobody decided about.")
@archive_option
def export(path: Path, form: str | None, directory: Path, *, every: bool) -> None:
    """Write the authority file to FILE, as CSV or as SKOS (Turtle, RDF/XML); "-" is standard output.

    \b
    Example:
      python -m index authority export names.csv
      python -m index authority export names.ttl --every
    """
    with open_archive(directory, read_only=True) as archive:
        lines = list(lines_of(catalogue_of(archive, directory), every=every))
    text = _written(lines, _form(path, form))
    if str(path) == "-":
        click.echo(text, nl=False)
        return
    path.write_text(text, encoding="utf-8")
    click.echo(f"{path}: {len(lines):,} records", err=True)


@click.command(name="import")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@form_option
@by_option
@archive_option
def import_(path: Path, form: str | None, by: str | None, directory: Path) -> None:
    """Decide what FILE, CSV or SKOS as export writes it, says beyond what holds: all of it or nothing, in one batch.

    \b
    Example:
      python -m index authority import names.csv
    """
    lines = list(_read(path, _form(path, form)))
    with changing(directory) as archive:
        decisions = decisions_of(catalogue_of(archive, directory), lines)
        if not decisions:
            click.echo(f"{path}: {len(lines):,} records, all as they are already")
            return
        with batch(archive, f"authority import {path.name}") as (number, counts):
            archive.names.write(decisions, by or getpass.getuser(), number)
            counts["decided"] = len(decisions)
        published = publish(archive, directory, 1)
    way_back = f"to take it back: python -m index authority undo {number}"
    click.echo(f"{path}: {len(lines):,} records, {len(decisions):,} decisions (batch {number}; {way_back})")
    sys.exit(exit_code(published))


def _form(path: Path, form: str | None) -> str:
    found = form or SUFFIXES.get(path.suffix.casefold())
    if found is None:
        raise WrongCall(f"{path}: its name does not say what it is: give --format csv, turtle or rdf")
    return found


def _written(lines: Sequence[Line], form: str) -> str:
    if form != "csv":
        from index.authority import skos  # noqa: PLC0415 (rdflib takes 0.3 s to load)

        return skos.written(lines, form)
    text = io.StringIO(newline="")
    csv_file.write(lines, text)
    return text.getvalue()


def _read(path: Path, form: str) -> Iterable[Line]:
    if form == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv_file.read(file, path.name))
    from index.authority import skos  # noqa: PLC0415

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise WrongCall(f"{path}: this is not UTF-8 ({error})") from error
    return skos.read(text, form, path.name)


COMMANDS = (suggest, export, import_)
