"""``bag``: a whole archive as a bag after RFC 8493, for keeping elsewhere and for those who have no Kliping."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from index import bags, generation
from index.archive import Archive, Backup, back_up, note_backup, open_archive
from index.archive.opening import DATABASE
from index.archive.under_way import under_way
from index.article import Article
from index.errors import WrongCall
from index.shell import archive_option, counted

READABLE = "articles.jsonl"
"""The articles as readers may find them, for any program; `add` reads it."""
OWN = ("*.txt", "*.tsv")
"""Files that people keep in the archive's directory."""
ABOUT = """What is in data/:
articles.db       the archive itself: every version, decision and record; SQLite. Kliping: python -m index restore BAG
articles.jsonl    the articles as readers may find them, one JSON object a line, in UTF-8
other files       what those who keep the archive laid beside it
"""


@click.command()
@click.argument("bag", type=click.Path(path_type=Path, file_okay=False))
@click.option("--organisation", default="", help="Who keeps the archive, for bag-info.txt.")
@archive_option
def bag(bag: Path, organisation: str, directory: Path) -> None:
    """Write the whole archive into the new folder BAG, with the sum of every file (BagIt, RFC 8493).

    `restore BAG` puts it back; `bag-info.txt` says what is in it. Nothing is ever overwritten.

    \b
    Example:
      python -m index bag /backup/arsip-2026-11
      python -m index restore /backup/arsip-2026-11 --check
    """
    if bag.exists():
        raise WrongCall(f"{bag}: is there already, and is not overwritten; name a new folder")
    part = bag.with_name(f"{bag.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    with under_way(directory, part):
        written, made = _fill(part, directory)
        about = {"Source-Organization": organisation} if organisation else {}
        bags.seal(part, about | {"Bag-Software-Agent": "Kliping", "External-Description": "News archive"})
        part.rename(bag)
    if trouble := note_backup(directory, bag, made):
        click.echo(trouble, err=True)
    click.echo(f"{bag}: bag of {counted(written, 'article')} and all their versions, proved by manifest-sha256.txt")


def _fill(part: Path, directory: Path) -> tuple[int, Backup]:
    payload = part / bags.PAYLOAD
    payload.mkdir(parents=True)
    with open_archive(directory) as archive:
        written = _write_articles(archive, payload / READABLE)
    made = back_up(directory, payload / DATABASE, generation.last_number(directory))
    for pattern in OWN:
        for file in directory.glob(pattern):
            if file.is_file() and not file.is_symlink():
                shutil.copyfile(file, payload / file.name)
    (part / "README.txt").write_text(ABOUT, encoding="utf-8")
    return written, made


def payload_of(bag: Path) -> Path:
    """The archive in a bag, every sum proved; WrongCall, naming what is wrong, where one does not hold."""
    if not bags.is_bag(bag):
        raise WrongCall(f"{bag}: a folder without {bags.DECLARATION} is no bag; give the file that `backup` made")
    if found := [str(problem) for problem in bags.problems(bag)]:
        more = f", and {len(found) - 5:,} more" if len(found) > 5 else ""
        raise WrongCall(f"{bag}: the bag is not whole: {'; '.join(found[:5])}{more}. Take another copy of it")
    if not (bag / bags.PAYLOAD / DATABASE).is_file():
        raise WrongCall(
            f"{bag}: no {DATABASE} in its payload; a bag of other files is read by: python -m index add {bag}"
        )
    return bag / bags.PAYLOAD / DATABASE


def put_back_own(payload: Path, directory: Path) -> None:
    """What people had laid beside the archive, where nothing of that name is there."""
    for pattern in OWN:
        for file in payload.glob(pattern):
            if not (directory / file.name).exists():
                shutil.copyfile(file, directory / file.name)


def _write_articles(archive: Archive, path: Path) -> int:
    written = 0
    with path.open("x", encoding="utf-8", newline="\n") as file:
        for line in _lines(archive):
            file.write(line)
            written += 1
        file.flush()
        os.fsync(file.fileno())
    return written


def _lines(archive: Archive) -> Iterator[str]:
    for stored in archive.current():
        yield json.dumps(_plain(stored.article), ensure_ascii=False) + "\n"


def _plain(article: Article) -> dict[str, object]:
    """The keys that `add` reads; unknown fields as they were given."""
    names = ("id", "title", "body", "source", "url", "section", "author")
    known: dict[str, object] = {name: getattr(article, name) for name in names}
    known["date"] = article.published.printed
    return known | {name: json.loads(value) for name, value in article.extra if name not in known}
