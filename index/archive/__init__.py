"""The system of record: every article that was ever added, each of its versions, and where each came from.

What `store` and `delete` report is on the disk when they return. Nothing but this package writes
to articles.db; the index is made from it and can be thrown away.
"""

from index.archive.archive import Archive
from index.archive.opening import create_archive, open_archive
from index.archive.values import Batch, Change, Counts, Entry, Outcome, StoredArticle

__all__ = [
    "Archive",
    "Batch",
    "Change",
    "Counts",
    "Entry",
    "Outcome",
    "StoredArticle",
    "create_archive",
    "open_archive",
]
