"""What the commands of the authority file share: the file as it stands, and one decision taken, published and told."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path

import click

from index import authority, columns, generation
from index.archive import Archive, NewDecision
from index.authority import Catalogue
from index.commands.publishing import batch, changing, exit_code, publish
from index.errors import WrongCall
from index.schema import NAMES

kind_argument = click.argument("kind", type=click.Choice(NAMES))
name_argument = click.argument("name")
into_argument = click.argument("into")
by_option = click.option("--by", default=None, help="Who decides.  [default: the user of this machine]")


def catalogue_of(archive: Archive, directory: Path) -> Catalogue:
    """The authority file beside the articles of the current generation, as decided by now."""
    current = generation.open_current(directory)
    rows = columns.read(current.path, current.manifest)
    grouped = columns.regrouped(rows, authority.current_groupings(archive, rows))
    known = authority.authority_of(archive)
    return Catalogue(known.state, grouped, known.decisions)


def decide(directory: Path, by: str | None, make: Callable[[Catalogue], NewDecision]) -> None:
    """Take one decision, publish it, and say how it is taken back."""
    with changing(directory) as archive:
        decision = make(catalogue_of(archive, directory))
        words = in_words(decision)
        with batch(archive, f"authority {decision.action.value} {decision.kind} {decision.record}") as (number, counts):
            archive.names.write([decision], by or getpass.getuser(), number)
            counts["decided"] = 1
        published = publish(archive, directory, 1)
    click.echo(f"{words} (batch {number}; to take it back: python -m index authority undo {number})")
    sys.exit(exit_code(published))


def in_words(decision: NewDecision) -> str:
    """What a decision says."""
    details = decision.details
    record = f"{details['label']} ({decision.kind} {decision.record})"
    other = f"{details.get('name', '')} ({details.get('target', '')})"
    return {
        "merge": f"{record} is {other}",
        "rename": f"{record} is shown as {details.get('name')}",
        "hide": f"{record} is hidden",
        "show": f"{record} is shown again",
        "verify": f"{record} is verified",
        "variant": f"{details.get('name')} means {record}",
        "split": f"some articles with {record} speak of {other}",
        "move": f"{details.get('written')} in article {details.get('article')} is {other}, not {record}",
        "see-also": f"{record}: see also {other}",
        "apart": f"{record} is not {other}",
    }[decision.action.value]


def kind_and_name(text: str) -> tuple[str, str]:
    """The parts of ``organisation:KPK``; WrongCall when it is nothing of that kind."""
    kind, _, name = text.partition(":")
    if kind not in NAMES or not name:
        raise WrongCall(f"{text!r} is not KIND:NAME, for example organisation:KPK; KIND is one of {', '.join(NAMES)}")
    return kind, name
