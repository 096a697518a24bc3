"""What lies in an archive's directory when its articles.db is gone: then nothing may begin anew there unasked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from index.archive.purge_list import NAME as PURGES
from index.errors import ArchiveUnusable

INDEX = ("CURRENT", "gen-*")


def refuse_beside_traces(database: Path) -> None:
    """Raise ArchiveUnusable where an index or a purge list shows that there were articles in *database*."""
    directory = database.parent
    index = [path.name for pattern in INDEX for path in sorted(directory.glob(pattern))]
    purges = [PURGES] if (directory / PURGES).exists() else []
    if not (index or purges):
        return
    count = max(_indexed(directory), default=None)
    what = (
        "a list of what was purged" if not index else "an index" if count is None else f"an index of {count} articles"
    )
    names = ["the gen-* directories" if name.startswith("gen-") else name for name in index + purges]
    raise ArchiveUnusable(
        f"{database}: articles.db is {'empty' if database.exists() else 'missing'} but {what} is here; to put it "
        "back, run: python -m index restore BACKUP (or, to begin an empty archive here, move "
        f"{' and '.join(dict.fromkeys(names))} away)"
    )


def _indexed(directory: Path) -> Iterator[int]:
    """Articles in each generation whose manifest can be read: for the message alone, so no checksum is asked for."""
    for path in directory.glob("gen-*/MANIFEST.json"):
        try:
            yield int(json.loads(path.read_bytes().rpartition(b"\n#")[0])["articles"])
        except (OSError, ValueError, TypeError, KeyError):
            continue
