"""``index authority merge``, ``rename``, ``hide``, ``verify``, ``variant``, ``see-also``, ``apart``: whole records."""

from __future__ import annotations

from pathlib import Path

import click

from index.authority import checking
from index.commands.name_decisions import by_option, decide, into_argument, kind_and_name, kind_argument, name_argument
from index.shell import archive_option


@click.command()
@kind_argument
@name_argument
@into_argument
@by_option
@archive_option
def merge(kind: str, name: str, into: str, by: str | None, directory: Path) -> None:
    """Say that NAME is the same as INTO, whose identifier and name both have from now on.

    \b
    Example:
      python -m index authority merge person "Basuki T Purnama" "Basuki Tjahaja Purnama"
    """
    decide(directory, by, lambda file: checking.merge(file.find(kind, name), file.find(kind, into)))


@click.command()
@kind_argument
@name_argument
@click.argument("new_name")
@by_option
@archive_option
def rename(kind: str, name: str, new_name: str, by: str | None, directory: Path) -> None:
    """Show NAME as NEW_NAME; its identifier and its addresses stay.

    \b
    Example:
      python -m index authority rename person joko-widodo "Joko Widodo (Jokowi)"
    """
    decide(directory, by, lambda file: checking.rename(file, file.find(kind, name), new_name))


@click.command()
@kind_argument
@name_argument
@click.option("--back", is_flag=True, help="Show it again.")
@by_option
@archive_option
def hide(kind: str, name: str, by: str | None, directory: Path, *, back: bool) -> None:
    """Say that NAME is no person, place or organisation: no facet and no page shows it.

    \b
    Example:
      python -m index authority hide person "Toyota Rush"
    """
    check = checking.show if back else checking.hide
    decide(directory, by, lambda file: check(file, file.find(kind, name)))


@click.command()
@kind_argument
@name_argument
@by_option
@archive_option
def verify(kind: str, name: str, by: str | None, directory: Path) -> None:
    """Note that somebody has looked at NAME and found it right.

    \b
    Example:
      python -m index authority verify person "Ridwan Kamil"
    """
    decide(directory, by, lambda file: checking.verify(file, file.find(kind, name)))


@click.command()
@kind_argument
@name_argument
@click.argument("other_name")
@by_option
@archive_option
def variant(kind: str, name: str, other_name: str, by: str | None, directory: Path) -> None:
    """Say that whoever is written OTHER_NAME, in every article, is NAME.

    \b
    Example:
      python -m index authority variant person "Ridwan Kamil" "Mochamad Ridwan Kamil"
    """
    decide(directory, by, lambda file: checking.variant(file, file.find(kind, name), other_name))


@click.command(name="see-also")
@kind_argument
@name_argument
@click.argument("other", metavar="KIND:NAME")
@by_option
@archive_option
def see_also(kind: str, name: str, other: str, by: str | None, directory: Path) -> None:
    """Point from NAME to another record that is worth a look.

    \b
    Example:
      python -m index authority see-also place Papua place:"Papua Barat"
    """
    decide(directory, by, lambda file: checking.see_also(file.find(kind, name), file.find(*kind_and_name(other))))


@click.command()
@kind_argument
@name_argument
@click.argument("other")
@by_option
@archive_option
def apart(kind: str, name: str, other: str, by: str | None, directory: Path) -> None:
    """Say that NAME and OTHER are two, so that they are suggested as one no more.

    \b
    Example:
      python -m index authority apart person "Nurul Arifin" "Zainal Arifin"
    """
    decide(directory, by, lambda file: checking.apart(file.find(kind, name), file.find(kind, other)))


COMMANDS = (merge, rename, hide, verify, variant, see_also, apart)
