"""``purge-copies``: what was purged is taken out of the copies of articles.db too, or the copies are removed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from index import bags, generation
from index.archive import Archive, Copy, copies_holding, copy_at, finish_copies, open_archive, purge_copy, remove_copy
from index.archive.rulings import Purge
from index.errors import ArchiveError, ArchiveUnusable, WrongCall
from index.shell import DONE, TROUBLE, archive_option, counted

COMMAND = "python -m index purge-copies"


@click.command("purge-copies")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--remove", is_flag=True, help="Remove the FILEs instead, those that hold something.")
@archive_option
def purge_copies(files: tuple[Path, ...], directory: Path, *, remove: bool) -> None:
    """Purge, in copies of articles.db, what the archive has purged since they were made.

    Without a FILE in all that `status` names: what restores have replaced, backups in the archive's directory, and the
    last backup. A FILE is such a copy, or a backup elsewhere; a backup gets the manifest that then fits it.

    \b
    Example:
      python -m index purge-copies
      python -m index purge-copies /backup/articles-2026-11-25.db
      python -m index purge-copies --remove archive/replaced-20261125T093000-articles.db
    """
    if remove and not files:
        raise WrongCall("say which copies to remove: one of them may be the only backup; status names them")
    with open_archive(directory) as archive, generation.writing(directory):
        purges = archive.purges_since(0)
        finish_copies(directory, files)
        copies = [copy_at(file, purges) for file in files] or copies_holding(directory, purges)
        done = [_freed(copy, directory, purges, remove=remove) for copy in copies]
    if not copies:
        click.echo("no copy holds anything that was purged")
    sys.exit(DONE if all(done) else TROUBLE)


def tell_of_copies(archive: Archive, directory: Path) -> None:
    """After a purge: where it did not reach."""
    for words in told(copies_holding(directory, archive.purges_since(0))):
        click.echo(words, err=True)


def told(copies: Iterable[Copy]) -> Iterable[str]:
    """The copies that hold what was purged, in words, with the way out."""
    for copy in copies:
        what = f"may hold {counted(copy.held, 'article')} purged since"
        yield f"{copy.path}: {what}; run: {COMMAND} (or, to remove it: {COMMAND} --remove {copy.path})"


def _freed(copy: Copy, directory: Path, purges: tuple[Purge, ...], *, remove: bool) -> bool:
    bag = copy.path.parent.parent
    try:
        if copy.path.parent.name == bags.PAYLOAD and bags.is_bag(bag):
            raise ArchiveUnusable(f"{bag}: a bag is never changed; remove it, and make another: python -m index bag")
        click.echo(f"{copy.path}: {_done(copy, directory, purges, remove=remove)}")
    except (ArchiveError, OSError) as error:
        click.echo(f"{error} (or, to remove the copy: {COMMAND} --remove {copy.path})", err=True)
        return False
    return True


def _done(copy: Copy, directory: Path, purges: tuple[Purge, ...], *, remove: bool) -> str:
    if not copy.held:
        return "holds nothing that was purged"
    if remove:
        remove_copy(copy)
        return "removed"
    purge_copy(copy, directory, purges)
    return f"{counted(copy.held, 'article')} purged"
