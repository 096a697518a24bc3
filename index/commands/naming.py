"""``index authority``: who is who, and how they are called (docs/decisions/authority.md)."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.archive import NewDecision, open_archive
from index.authority import Entry
from index.commands import exchanging, merging, parting
from index.commands.deciding import as_json_option
from index.commands.name_decisions import catalogue_of, in_words, kind_argument, name_argument
from index.commands.publishing import catch_up, changing, exit_code, publish
from index.errors import DoneBefore, WrongCall
from index.shell import archive_option


@click.group(name="authority")
def naming() -> None:
    """Say which names mean the same person, place or organisation, and how it is called.

    NAME is an identifier or any name. Decisions survive rebuilding and training; each can be undone.

    \b
    Example:
      python -m index authority show person Jokowi
      python -m index authority merge person "Basuki T Purnama" "Basuki Tjahaja Purnama"
      python -m index authority suggest person
    """


@naming.command(name="list")
@kind_argument
@click.option("--like", default="", metavar="NAME", help="Only those whose name has a word that begins so.")
@click.option(
    "--size", type=click.IntRange(1), default=50, show_default=True, help="How many, the most frequent first."
)
@as_json_option
@archive_option
def list_(kind: str, like: str, size: int, directory: Path, *, as_json: bool) -> None:
    """List persons, places or organisations with the number of articles.

    \b
    Example:
      python -m index authority list person --like budi
    """
    with open_archive(directory, read_only=True) as archive:
        found = list(catalogue_of(archive, directory).most(kind, size, like))
    if as_json:
        click.echo(json.dumps([_plain(entry) for entry in found], ensure_ascii=False))
        return
    for entry in found:
        state = "verified" if entry.record.is_verified else "automatic"
        click.echo(f"{entry.articles:8,}  {state:9}  {entry.name}  [{entry.record.id}]")


@naming.command()
@kind_argument
@name_argument
@as_json_option
@archive_option
def show(kind: str, name: str, directory: Path, *, as_json: bool) -> None:
    """Show all that is known of one record: its names, its state, and who decided what.

    \b
    Example:
      python -m index authority show organisation KPK
    """
    with open_archive(directory, read_only=True) as archive:
        catalogue = catalogue_of(archive, directory)
        target = catalogue.find(kind, name)
        entry = catalogue.entry(target)
        known = tuple(catalogue.state.variants(kind, target.id).values())
        decisions = [
            decision
            for decision in archive.names.decisions()
            if decision.kind == kind
            and target.id in {catalogue.state.root(kind, decision.record), decision.details.get("target")}
        ]
    if as_json:
        told = {"known_names": list(known), "decisions": [_decided(decision) for decision in decisions]}
        click.echo(json.dumps(_plain(entry) | told, ensure_ascii=False))
        return
    state = "hidden" if entry.record.is_hidden else "verified" if entry.record.is_verified else "automatic"
    click.echo(f"{entry.name}  [{kind} {target.id}]  {state}, {entry.articles:,} articles")
    for written, count in entry.names:
        click.echo(f"  written   {written} ({count:,})")
    if known:
        click.echo(f"  see       {', '.join(known)}")
    for (other, id_), named in entry.record.see_also.items():
        click.echo(f"  see also  {named} [{other} {id_}]")
    for decision in decisions:
        words = in_words(NewDecision(decision.kind, decision.record, decision.action, decision.details))
        undone = ", undone" if decision.is_undone else ""
        click.echo(f"  {decision.at:%Y-%m-%d %H:%M}  {words} ({decision.by}, batch {decision.batch}{undone})")


@naming.command()
@click.argument("number", metavar="BATCH", type=click.IntRange(1))
@archive_option
def undo(number: int, directory: Path) -> None:
    """Take back a decision, or all of one import, by its BATCH; what was decided later stays.

    \b
    Example:
      python -m index authority undo 7
    """
    with changing(directory) as archive:
        taken = [decision for decision in archive.names.decisions() if decision.batch == number]
        if not taken:
            raise WrongCall(f"batch {number} decided about no name; python -m index authority show tells the batches")
        try:
            undone = archive.undo(number)
        except DoneBefore as error:
            words, code = catch_up(archive, directory, error)
            click.echo(words)
            sys.exit(code)
        published = publish(archive, directory, 1)
    click.echo(f"batch {number} undone, by batch {undone.batch}: {len(taken):,} decisions on names count no more")
    sys.exit(exit_code(published))


def _plain(entry: Entry) -> dict[str, Any]:
    record = entry.record
    return {
        "kind": record.kind,
        "id": record.id,
        "name": entry.name,
        "status": "verified" if record.is_verified else "automatic",
        "hidden": record.is_hidden,
        "articles": entry.articles,
        "written": [{"name": name, "articles": count} for name, count in entry.names],
        "see_also": [{"kind": kind, "id": id_, "name": name} for (kind, id_), name in record.see_also.items()],
    }


def _decided(decision: Any) -> dict[str, Any]:
    return asdict(decision) | {"action": decision.action.value, "at": decision.at.isoformat()}


for command in (*merging.COMMANDS, *parting.COMMANDS, *exchanging.COMMANDS):
    naming.add_command(command)
