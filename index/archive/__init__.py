"""The system of record: every article that was ever added, each of its versions, and where each came from.

What `store` and `delete` report is on the disk when they return. Nothing but this package writes
to articles.db; the index is made from it and can be thrown away.
"""

from index.archive.archive import Archive
from index.archive.backing_up import (
    Backup,
    back_up,
    check_backup,
    last_backup,
    manifest_of,
    note_backup,
    prove,
    restore,
)
from index.archive.copies import Copy, copies_holding, copy_at, finish_copies, purge_copy, remove_copy
from index.archive.covering import coverage
from index.archive.folders import Folder, Item
from index.archive.history import Version
from index.archive.ledger import Action, Ledger, NameDecision, NewDecision
from index.archive.lines import (
    LineDecision,
    NewLines,
    Verdict,
    accepted_lines,
    cleaned_by,
    line_decisions,
    note_cleaning,
    write_lines,
)
from index.archive.opening import create_archive, open_archive
from index.archive.recent import Asked
from index.archive.recleaning import Delivered, delivered, replace_cleaned
from index.archive.rulings import Decision, Edit, Kind, Link, LinkKind, Purge, Ruling, Standing
from index.archive.searches import Mark, SavedSearch
from index.archive.values import (
    Batch,
    Change,
    Checkpoint,
    Counts,
    Coverage,
    Entry,
    Outcome,
    Status,
    StoredArticle,
    Undone,
)

__all__ = [
    "Action",
    "Archive",
    "Asked",
    "Backup",
    "Batch",
    "Change",
    "Checkpoint",
    "Copy",
    "Counts",
    "Coverage",
    "Decision",
    "Delivered",
    "Edit",
    "Entry",
    "Folder",
    "Item",
    "Kind",
    "Ledger",
    "LineDecision",
    "Link",
    "LinkKind",
    "Mark",
    "NameDecision",
    "NewDecision",
    "NewLines",
    "Outcome",
    "Purge",
    "Ruling",
    "SavedSearch",
    "Standing",
    "Status",
    "StoredArticle",
    "Undone",
    "Verdict",
    "Version",
    "accepted_lines",
    "back_up",
    "check_backup",
    "cleaned_by",
    "copies_holding",
    "copy_at",
    "coverage",
    "create_archive",
    "delivered",
    "finish_copies",
    "last_backup",
    "line_decisions",
    "manifest_of",
    "note_backup",
    "note_cleaning",
    "open_archive",
    "prove",
    "purge_copy",
    "remove_copy",
    "replace_cleaned",
    "restore",
    "write_lines",
]
