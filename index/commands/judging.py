"""``boilerplate``: lines that a source's pages say again and again, proposed by counting and judged by people."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path

import click

from index.archive import Archive, NewLines, Verdict, line_decisions, open_archive, write_lines
from index.cleaning import Proposal, key_of, proposals
from index.cleaning.repeated import SHORTEST
from index.commands.publishing import batch, changing
from index.errors import WrongCall
from index.shell import archive_option, counted

SHOWN = 20
"""Proposals told of each source; all are in the JSON."""

source_argument = click.argument("source")
lines_argument = click.argument("lines", nargs=-1)
by_option = click.option("--by", default=None, help="Who decides.  [default: the user of this machine]")


@click.group(name="boilerplate")
def judging() -> None:
    """Find what a source's pages say in many articles, and decide what is no part of a story.

    \b
    Example:
      python -m index boilerplate propose --source "Warta Pesisir"
      python -m index boilerplate accept "Warta Pesisir" "Ikuti kami di kanal resmi."
      python -m index rebuild
    """


@judging.command()
@click.option("--source", default="", help="Only the lines of this source.")
@click.option("--json", "as_json", is_flag=True, help="All proposals, one JSON object a line.")
@archive_option
def propose(source: str, directory: Path, *, as_json: bool) -> None:
    """Tell which lines many articles of one source have, with how many and which; decided ones are left out.

    \b
    Example:
      python -m index boilerplate propose
    """
    with open_archive(directory, read_only=True) as archive:
        found = _proposed(archive, source)
    if as_json:
        for one in found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
        return
    for line in _shown(found):
        click.echo(line)
    click.echo(f"{counted(len(found), 'line')} proposed", err=True)


@judging.command()
@source_argument
@lines_argument
@by_option
@archive_option
def accept(source: str, lines: tuple[str, ...], by: str | None, directory: Path) -> None:
    """Cut these LINES out of the articles of SOURCE; without LINES, those on standard input.

    New articles are cleaned so at once, those that are here by the next rebuild. Any digits stand for any others.

    \b
    Example:
      python -m index boilerplate accept "Warta Pesisir" "Ikuti kami di kanal resmi."
    """
    _decide(directory, Verdict.ACCEPTED, source, lines, by)


@judging.command()
@source_argument
@lines_argument
@by_option
@archive_option
def reject(source: str, lines: tuple[str, ...], by: str | None, directory: Path) -> None:
    """Leave these LINES in the articles of SOURCE, and do not propose them again.

    \b
    Example:
      python -m index boilerplate reject "Warta Pesisir" "Jalannya Pertandingan"
    """
    _decide(directory, Verdict.REJECTED, source, lines, by)


@judging.command()
@source_argument
@lines_argument
@by_option
@archive_option
def withdraw(source: str, lines: tuple[str, ...], by: str | None, directory: Path) -> None:
    """Take back what was decided of these LINES of SOURCE; the next rebuild puts accepted ones back.

    \b
    Example:
      python -m index boilerplate withdraw "Warta Pesisir" "Ikuti kami di kanal resmi."
    """
    _decide(directory, Verdict.WITHDRAWN, source, lines, by)


@judging.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@archive_option
def listed(directory: Path, *, as_json: bool) -> None:
    """Tell the lines that were accepted and rejected, by whom and when.

    \b
    Example:
      python -m index boilerplate list
    """
    with open_archive(directory, read_only=True) as archive:
        decided = [one for one in line_decisions(archive) if one.verdict is not Verdict.WITHDRAWN]
    for one in decided:
        told = {"source": one.source, "line": one.line, "verdict": one.verdict.value, "by": one.by}
        told |= {"at": one.at.isoformat(timespec="seconds")}
        plain = f"{one.verdict.value:8} {one.source}  {one.line!r}  ({one.by}, {one.at:%Y-%m-%d})"
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else plain)


def _proposed(archive: Archive, source: str) -> tuple[Proposal, ...]:
    decided = {
        (one.source, key_of(one.line)) for one in line_decisions(archive) if one.verdict is not Verdict.WITHDRAWN
    }
    articles = (
        (stored.article.source, stored.key, stored.article.body)
        for stored in archive.current()
        if not source or stored.article.source == source
    )
    first = next(articles, None)
    if source and first is None:
        raise WrongCall(f"no article is of the source {source!r}; python -m index status --coverage lists the sources")
    found = proposals(chain((first,) if first else (), articles))
    return tuple(one for one in found if (one.source, key_of(one.line)) not in decided)


def _shown(found: tuple[Proposal, ...]) -> Iterator[str]:
    for source in dict.fromkeys(one.source for one in found):
        of_source = [one for one in found if one.source == source]
        yield f"{source or '(no source)'}, {counted(of_source[0].total, 'article')}:"
        for one in of_source[:SHOWN]:
            yield f"  {one.count:>7,}  {one.line!r}  in {', '.join(one.examples)}"
        if len(of_source) > SHOWN:
            yield f"           and {len(of_source) - SHOWN:,} more: --source {source!r} --json"


def _decide(directory: Path, verdict: Verdict, source: str, lines: tuple[str, ...], by: str | None) -> None:
    wanted = [" ".join(line.split()) for line in lines or sys.stdin.read().splitlines()]
    decided = list(dict.fromkeys(filter(None, wanted)))
    if not decided:
        raise WrongCall("no line to decide about: give it in quotation marks, or one a line on standard input")
    if short := [line for line in decided if len(line) < SHORTEST]:
        raise WrongCall(f"{short[0]!r} is too short to be told apart from a story: {SHORTEST} characters at least")
    with changing(directory) as archive:
        if verdict is Verdict.WITHDRAWN:
            _check_decided(archive, source, decided)
        with batch(archive, f"boilerplate {verdict.value} {source}") as (number, counts):
            write_lines(archive, NewLines(source, decided, verdict, by or getpass.getuser()), number)
            counts["decided"] = len(decided)
    told = f"{counted(len(decided), 'line')} of {source!r} {verdict.value} (batch {number})"
    later = "; articles that are here follow with: python -m index rebuild"
    click.echo(told + (later if verdict is not Verdict.REJECTED else ""))


def _check_decided(archive: Archive, source: str, lines: list[str]) -> None:
    known = {one.line for one in line_decisions(archive) if one.source == source}
    if unknown := [line for line in lines if line not in known]:
        raise WrongCall(f"nothing was decided of {unknown[0]!r} of {source!r}; python -m index boilerplate list")
