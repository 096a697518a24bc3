"""Commands by which people change what readers find: delete, undo, edit, decide."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from index.archive import Kind, Ruling
from index.archive.rulings import REDACTED
from index.archive.values import Undone
from index.commands.copying import tell_of_copies
from index.commands.publishing import batch, catch_up, changing, exit_code, publish
from index.errors import DoneBefore, WrongCall
from index.shell import TROUBLE, archive_option, counted

as_json_option = click.option("--json", "as_json", is_flag=True, help="As one JSON object.")


@click.command()
@click.argument("ids", nargs=-1, required=True)
@archive_option
def delete(ids: tuple[str, ...], directory: Path) -> None:
    """Take the articles with these IDS out of the index; articles.db keeps their versions.

    \b
    Example:
      python -m index delete sampel-001 sampel-002
    """
    with changing(directory) as archive:
        here = archive.undeleted(ids)
        if here:
            with batch(archive, f"delete {' '.join(ids)}") as (number, counts):
                archive.delete(ids, number)
                counts["deleted"] = len(here)
        published = publish(archive, directory, 1)
    missing = [key for key in dict.fromkeys(ids) if key not in here]
    for key in missing:
        click.echo(f"no article with the id {key!r}", err=True)
    click.echo(json.dumps({"deleted": len(here), "missing": len(missing)}))
    sys.exit(TROUBLE if missing else exit_code(published))


@click.command()
@click.argument("number", metavar="BATCH", type=click.IntRange(1))
@as_json_option
@archive_option
def undo(number: int, directory: Path, *, as_json: bool) -> None:
    """Take back what one BATCH did, a run of add, delete, edit or decide; what came later stays.

    The numbers of the batches are in the status. A purge cannot be undone.

    \b
    Example:
      python -m index status
      python -m index undo 7
    """
    with changing(directory) as archive:
        try:
            undone = archive.undo(number)
        except DoneBefore as error:
            words, code = catch_up(archive, directory, error)
            click.echo(json.dumps({"undone": number, "caught_up": True}) if as_json else words)
            sys.exit(code)
        published = publish(archive, directory, 1)
    if as_json:
        click.echo(json.dumps({"undone": number, **asdict(undone)}, ensure_ascii=False))
    else:
        _tell(number, undone)
    sys.exit(exit_code(published))


@click.command()
@click.argument("id_", metavar="ID")
@click.argument("assignments", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option("--as-delivered", multiple=True, metavar="FIELD", help="Give FIELD back to the source.")
@click.option("--by", default=None, help="Who edits.  [default: the user of this machine]")
@as_json_option
@archive_option
def edit(  # noqa: PLR0913 (one parameter per option)
    id_: str,
    assignments: tuple[str, ...],
    as_delivered: tuple[str, ...],
    by: str | None,
    directory: Path,
    *,
    as_json: bool,
) -> None:
    """Write fields of the article ID by hand; they hold, whatever its source delivers later.

    FIELD is title, body, date, url, section, author, access (public or staff), embargo_until, or extra.NAME.

    \b
    Example:
      python -m index edit sampel-001 title="Harga beras turun" author=Sari
      python -m index edit sampel-001 embargo_until=2027-01-31
      python -m index edit sampel-001 --as-delivered title
    """
    values = _values(as_delivered, assignments)
    with changing(directory) as archive:
        archive.check_edit(id_, values)
        with batch(archive, f"edit {id_} {' '.join(values)}") as (number, counts):
            archive.edit(id_, values, by or getpass.getuser(), number)
            counts["edited"] = len(values)
        published = publish(archive, directory, 1)
    words = f"{id_}: {', '.join(values)} edited (batch {number}; to take it back: python -m index undo {number})"
    click.echo(json.dumps({"id": id_, "batch": number, **counts}) if as_json else words)
    sys.exit(exit_code(published))


@click.command()
@click.argument("id_", metavar="ID")
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.option("--basis", required=True, help="The rule, request or verdict it rests on.")
@click.option("--by", required=True, help="Who decides.")
@click.option("--document", default="", help="Number of the letter or verdict.")
@click.option("--review", type=click.DateTime(["%Y-%m-%d"]), help="When to look at it again.")
@click.option("--message", default="", help="Words for readers.")
@click.option("--silent", is_flag=True, help="Tell readers nothing, not even that there was an article.")
@click.option("--name", "names", multiple=True, help="For a redaction: a name to take out; each form of it.")
@click.option("--replacement", default=REDACTED, show_default=True, help="For a redaction: what stands in its place.")
@click.option("--other", default="", metavar="ID", help="The article that corrects, answers or withdraws this one.")
@click.option("--irrevocably", is_flag=True, help="For a purge, which needs it: there is no way back.")
@as_json_option
@archive_option
def decide(id_: str, directory: Path, *, as_json: bool, irrevocably: bool, other: str, **options: object) -> None:
    """Take a decision on the article ID, write it down with its basis, and let it have its effect.

    \b
    note            remembered, nothing else
    correction      ralat; with --other, the article that corrects it
    right-of-reply  hak jawab; with --other, the article that answers
    delisting       no search finds it
    redaction       names are taken out, in the index too
    withdrawal      a tombstone in its place
    purge           its text is gone from every version, for good

    \b
    Example:
      python -m index decide sampel-001 correction --basis "Pedoman Media Siber" --by Sari --other sampel-002
      python -m index decide sampel-001 redaction --basis "permintaan" --by Sari --name "Budi Santoso" --name Budi
      python -m index decide sampel-001 withdrawal --basis "putusan" --document 12/G/2026 --by Sari
    """
    ruling = _ruling(options)
    if ruling.kind is Kind.PURGE and not irrevocably:
        raise WrongCall("a purge cannot be undone: say --irrevocably, or withdraw the article instead")
    with changing(directory) as archive:
        try:
            archive.check_decision(id_, ruling, other)
            absent = archive.absent(id_, ruling.names)
            with batch(archive, f"decide {id_} {ruling.kind.value}") as (number, counts):
                decision = archive.decide(id_, ruling, number, other)
                counts["decided"] = 1
        except DoneBefore as error:
            words, code = catch_up(archive, directory, error)
            click.echo(json.dumps({"id": id_, "caught_up": True}) if as_json else words)
            sys.exit(code)
        published = publish(archive, directory, 1)
        if ruling.kind is Kind.PURGE:
            tell_of_copies(archive, directory)
    _tell_absent(id_, absent)
    way_back = "" if ruling.kind is Kind.PURGE else f"; to take it back: python -m index undo {number}"
    words = f"{id_}: {ruling.kind.value}, decision {decision} (batch {number}{way_back})"
    click.echo(json.dumps({"id": id_, "decision": decision, "batch": number}) if as_json else words)
    sys.exit(TROUBLE if absent else exit_code(published))


def _tell_absent(id_: str, names: Sequence[str]) -> None:
    for name in names:
        click.echo(f"{id_}: {name!r} stands nowhere in it; nothing was taken out: is it so spelt?", err=True)


def _tell(number: int, undone: Undone) -> None:
    click.echo(
        f"batch {number} undone, by batch {undone.batch}: {counted(len(undone.removed), 'article')} removed, "
        f"{len(undone.restored):,} restored, {len(undone.kept):,} left as later batches made them"
    )
    for key in undone.kept:
        click.echo(f"left as it is, changed since: {key}")


def _ruling(options: dict[str, object]) -> Ruling:
    review = options["review"]
    names = options["names"]
    return Ruling(
        kind=Kind(options["kind"]),
        basis=str(options["basis"]),
        by=str(options["by"]),
        document=str(options["document"]),
        review_on=review.date() if isinstance(review, dt.datetime) else None,
        message=str(options["message"]),
        is_silent=bool(options["silent"]),
        names=tuple(map(str, names)) if isinstance(names, tuple) else (),
        replacement=str(options["replacement"]),
    )


def _values(as_delivered: Sequence[str], assignments: Sequence[str]) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for field, value in (*((field, None) for field in as_delivered), *map(_assignment, assignments)):
        if field in values:
            raise WrongCall(f"{field!r} stands twice; say once what it is to be")
        values[field] = value
    return values


def _assignment(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not (field and equals):
        raise WrongCall(f"{text!r} is not FIELD=VALUE, for example title='Harga beras turun'")
    return field, value
