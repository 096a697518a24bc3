"""``index authority split`` and ``move``: namesakes told apart, by a rule or in one article."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from index.archive import NewDecision
from index.authority import Catalogue, Rule, checking
from index.commands.name_decisions import by_option, decide, into_argument, kind_and_name, kind_argument, name_argument
from index.shell import archive_option


@click.command()
@kind_argument
@name_argument
@click.argument("new_name")
@click.option("--name", "names", multiple=True, metavar="NAME", help="Where the name is written so.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="In this article.")
@click.option("--with", "company", multiple=True, metavar="KIND:NAME", help="Where this one is named as well.")
@click.option("--source", "sources", multiple=True, help="In articles of this source.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="In articles of this day or later.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="In articles of this day or earlier.")
@click.option("--role", default="", help="Where the article gives the name an office with these words.")
@by_option
@archive_option
def split(kind: str, name: str, new_name: str, by: str | None, directory: Path, **conditions: Any) -> None:
    """Say that some articles with NAME speak of somebody else, who is called NEW_NAME.

    All conditions must fit; of one given several times, any. The rule holds for articles added later as well.

    \b
    Example:
      python -m index authority split person "Budi Santoso" "Budi Santoso (KPK)" --with organisation:KPK
      python -m index authority split person "Budi Santoso" "Budi Santoso (bupati)" --role Bupati
    """

    def made(file: Catalogue) -> NewDecision:
        return checking.split(file, file.find(kind, name), new_name, _rule(file, conditions))

    decide(directory, by, made)


@click.command()
@kind_argument
@name_argument
@into_argument
@click.option("--article", required=True, metavar="ID", help="The article it stands in.")
@by_option
@archive_option
def move(kind: str, name: str, into: str, article: str, *, by: str | None, directory: Path) -> None:  # noqa: PLR0913
    """Say that NAME in one article is INTO.

    \b
    Example:
      python -m index authority move person "Budi Santoso" "Budi Santoso (KPK)" --article sampel-001
    """
    decide(directory, by, lambda file: checking.move(file, file.find(kind, name), article, file.find(kind, into)))


def _rule(file: Catalogue, conditions: dict[str, Any]) -> Rule:
    company = tuple(kind_and_name(text) for text in conditions["company"])
    return Rule(
        names=conditions["names"],
        articles=conditions["articles"],
        company=tuple((kind, file.find(kind, name).id) for kind, name in company),
        sources=conditions["sources"],
        first=_day(conditions["first"]),
        last=_day(conditions["last"]),
        role=conditions["role"].strip(),
    )


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None


COMMANDS = (split, move)
