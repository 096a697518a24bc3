"""Commands that look after an archive: status, verify, rebuild, compact."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from index import generation, progress, recleaning
from index.archive import Archive, coverage, open_archive
from index.commands.covering import coverage_lines, covered_as_json
from index.commands.overview import Overview, overview
from index.commands.publishing import exit_code, incomplete, publish
from index.errors import ArchiveUnusable
from index.pipeline import Failure, cluster_standing, failures_of
from index.settings import Settings
from index.shell import DONE, TROUBLE, UNUSABLE, archive_option, counted
from index.verifying import RESTORE, Report
from index.verifying import verify as verified

workers_option = click.option(
    "--workers", type=click.IntRange(1), default=None, help="Processes that analyse.  [default: cores]"
)


@click.command()
@click.option("--coverage", "with_coverage", is_flag=True, help="Also the days that each source covers, and its gaps.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@archive_option
def status(directory: Path, *, as_json: bool, with_coverage: bool) -> None:
    """Tell what the archive holds and whether its index is up to date and whole (exit code 1 when it is not).

    \b
    Example:
      python -m index status --json
    """
    with open_archive(directory) as archive:
        found = overview(archive, directory)
        covered = coverage(archive) if with_coverage else ()
    failures = _failures(directory)
    if as_json:
        told: dict[str, object] = {"incomplete": [asdict(failure) for failure in failures]}
        told |= {"coverage": covered_as_json(covered)} if with_coverage else {}
        click.echo(json.dumps(found.as_json() | told, ensure_ascii=False))
    else:
        partial = f"{'incomplete':12} {len({f.number for f in failures}):,}"
        click.echo("\n".join((*found.lines(), partial, *coverage_lines(covered))))
        _tell_what_to_do(found)
        for words in incomplete(failures):
            click.echo(words, err=True)
    sys.exit(TROUBLE if found.is_behind or found.lost or found.is_stale or found.damaged else DONE)


@click.command()
@click.option("--deep", is_flag=True, help="Read every row and every byte, not only what is quick to check.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@archive_option
def verify(directory: Path, *, deep: bool, as_json: bool) -> None:
    """Check the articles and the index: is everything as it was written?

    \b
    Example:
      python -m index verify --deep
    """
    report = verified(directory, deep)
    if as_json:
        click.echo(json.dumps({"sound": report.is_sound, "checks": [asdict(check) for check in report.checks]}))
    else:
        _tell(report)
    sys.exit(UNUSABLE if report.is_damaged else DONE if report.is_sound else TROUBLE)


@click.command()
@workers_option
@archive_option
def rebuild(workers: int | None, directory: Path) -> None:
    """Make the index again from articles.db, from nothing; articles that other rules cleaned are cleaned again first.

    \b
    Example:
      python -m index rebuild --archive /srv/kliping
    """
    _build(directory, workers, anew=True)


@click.command()
@workers_option
@archive_option
def compact(workers: int | None, directory: Path) -> None:
    """Make the index anew without what was updated or deleted since, and free what purged articles took.

    \b
    Example:
      python -m index compact
    """
    _build(directory, workers)


def _build(directory: Path, workers: int | None, *, anew: bool = False) -> None:
    with open_archive(directory) as archive, generation.writing(directory):
        if lost := generation.lost_changes(directory, archive.last_change()):
            click.echo(f"{lost}; going on with what is left: add the files again", err=True)
        if anew and (changed := _clean_again(archive)):
            click.echo(f"{counted(changed, 'article')} cleaned by other rules read otherwise now", err=True)
        published = publish(archive, directory, workers, fresh=True)
    click.echo(f"generation {published.number}: {counted(published.manifest.articles, 'article')}")
    sys.exit(exit_code(published))


def _clean_again(archive: Archive) -> int:
    with progress.indexing() as show:
        return recleaning.clean_again(archive, show)


def _failures(directory: Path) -> tuple[Failure, ...]:
    if elsewhere := Settings.from_env().opensearch:
        return cluster_standing.failures_of(elsewhere)
    try:
        return failures_of(generation.open_current(directory))
    except ArchiveUnusable:
        return ()  # what is damaged, the rest of the status and ``verify`` tell


def _tell_what_to_do(found: Overview) -> None:
    if found.lost:
        click.echo(f"{found.lost}; {RESTORE}", err=True)
    elif found.is_behind or found.is_stale:
        click.echo("the index is not up to date; run: python -m index rebuild", err=True)
    if found.cleaning_due:
        click.echo("some articles were cleaned by other rules than today's; run: python -m index rebuild", err=True)
    for run in found.interrupted:
        click.echo(
            f"batch {run.id} ({run.description}) is not finished: unless it runs now, run it again, or undo {run.id}",
            err=True,
        )


def _tell(report: Report) -> None:
    for check in report.checks:
        if not check.troubles:
            click.echo(f"{check.name}: {check.sound} ({check.seen})")
        for trouble in check.troubles[:20]:
            click.echo(f"{check.name}: {trouble}", err=True)
        if len(check.troubles) > 20:
            click.echo(f"{check.name}: and {len(check.troubles) - 20:,} more", err=True)
        if check.way_out:
            click.echo(f"{check.name}: {check.way_out}", err=True)
