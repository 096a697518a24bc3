"""The archive's own list of synonyms, which people edit beside articles.db: it goes into a backup and comes back."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from index.archive.disk import sync, sync_file
from index.errors import ArchiveUnusable

SYNONYMS = "synonyms.txt"
"""Its name; search/variants reads it."""


def read_own_list(directory: Path) -> str:
    """The list as it is, ``""`` where there is none. Bytes that are no UTF-8, which no search heeds, are spelt out."""
    path = directory / SYNONYMS
    try:
        return path.read_bytes().decode("utf-8", "backslashreplace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ArchiveUnusable(f"{path}: cannot be read ({error.strerror}); make it readable, or remove it") from error


def put_back_own_list(text: str, fresh: Path, directory: Path) -> None:
    """Let *text* be the list again, by way of *fresh*, a directory of the same disk; another that is there is kept.

    A backup without a list leaves the one there alone.
    """
    if not text or text == read_own_list(directory):
        return
    path, part = directory / SYNONYMS, fresh / SYNONYMS
    part.write_bytes(text.encode("utf-8"))
    sync_file(part)
    if path.exists():  # copied, so that there is a list at every moment
        kept = directory / f"replaced-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{SYNONYMS}"
        shutil.copyfile(path, kept)
        sync_file(kept)
    part.replace(path)
    sync(directory)
