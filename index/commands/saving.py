"""Commands that keep an archive from being lost: backup, restore."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import click

from index import bags, generation
from index.archive import Archive, Backup, back_up, manifest_of, note_backup, open_archive, prove
from index.archive import restore as put_back
from index.archive.opening import DATABASE
from index.commands.bagging import payload_of, put_back_own
from index.commands.publishing import exit_code, publish
from index.errors import ArchiveUnusable
from index.shell import archive_option, counted


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@archive_option
def backup(file: Path, directory: Path, *, as_json: bool) -> None:
    """Copy the articles into the new FILE, while the archive may be in use, with a manifest that proves it.

    The archive's list of synonyms is in the manifest. The index is not in it: it is made from the articles. Nothing is
    ever overwritten.

    \b
    Example:
      python -m index backup /backup/articles-2026-11-25.db
    """
    open_archive(directory).close()
    made = back_up(directory, file, generation.last_number(directory))
    if trouble := note_backup(directory, file, made):
        click.echo(trouble, err=True)
    _tell(f"{file}: backup of", made, as_json=as_json)
    if not as_json:
        click.echo(f"{manifest_of(file)}: its manifest, to be kept with it")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="Only prove that FILE could be restored.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes that analyse.  [default: cores]")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@archive_option
def restore(file: Path, workers: int | None, directory: Path, *, check: bool, as_json: bool) -> None:
    """Put the backup FILE, or the bag FILE, in the place of the archive's articles, and make the index from it.

    Every row is proved before anything is touched. Articles that were purged since stay purged. What was there is
    kept beside it, under a name that begins with "replaced".

    \b
    Example:
      python -m index restore /backup/articles-2026-11-25.db --check
      python -m index restore /backup/articles-2026-11-25.db --archive /srv/kliping
    """
    file = payload_of(file) if file.is_dir() else file
    if check:
        with tempfile.TemporaryDirectory() as place:
            proved = prove(file, Path(place) / "proof")
        _tell(f"{file}: whole, and fit to restore:", proved, as_json=as_json)
        return
    directory.mkdir(parents=True, exist_ok=True, mode=0o750)
    with generation.writing(directory):
        restored = put_back(file, directory, partial(_remove_index, directory))
        with open_archive(directory) as archive:
            published = publish(archive, directory, workers, fresh=True)
            restored = _as_put_back(archive, restored)
        if file.parent.name == bags.PAYLOAD and bags.is_bag(file.parent.parent):
            put_back_own(file.parent, directory)
    _tell(f"{directory / DATABASE}: restored from {file}:", restored, as_json=as_json)
    sys.exit(exit_code(published))


def _as_put_back(archive: Archive, backup: Backup) -> Backup:
    """What the archive has now: what was purged since the backup was made is purged again."""
    counts, purged = archive.counts(), archive.purges_since(0)
    return replace(backup, articles=counts.articles, versions=counts.versions, purged=purged)


def _remove_index(directory: Path, backup: Backup) -> None:
    try:
        generation.withdraw(directory, backup.generation)
    except OSError as error:
        raise ArchiveUnusable(f"{directory}: the old index cannot be removed ({error.strerror})") from error


def _tell(words: str, backup: Backup, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(backup), default=str, ensure_ascii=False))
        return
    click.echo(
        f"{words} {counted(backup.articles, 'article')}, {counted(backup.versions, 'version')}, "
        f"up to change {backup.last_change:,}, {len(backup.purged):,} purged; SHA-256 {backup.sha256}"
    )
