"""Index generations: immutable directories beside articles.db, published by one atomic pointer.

    CURRENT               {"generation", "manifest"}, sealed
    gen-00000042/         one generation: Whoosh's files, the columns, names.txt, MANIFEST.json; VERIFIED: when it
                          was last read as a whole and found to be as it was written
    gen-00000041.damaged/ one that was not; kept for whoever wants to know why
    gen-00010000.used     empty: after a restore numbers go on above this one, until a generation has a higher one
    LOCK                  held by the one writer

Readers see a generation whole or not at all. The order of writing is that of docs/decisions/publishing.md: files, their
fsync, the manifest, the directory's name, and last the pointer; what a dead writer left is swept by the next.
"""

from index.generation.names import analyser_of, write_names
from index.generation.numbering import last_number, withdraw
from index.generation.opening import (
    CURRENT,
    Generation,
    check_nothing_lost,
    current_number,
    loss,
    lost_changes,
    number_of,
    open_current,
    quarantined,
)
from index.generation.publishing import (
    KEPT,
    building,
    clear_damaged,
    is_being_written,
    publish,
    reusable,
    seal,
    writing,
)
from index.generation.space import require_space
from index.generation.verifying import TRUSTED, damages, doubt, verified_at, verify
from index.manifest import MANIFEST

__all__ = [
    "CURRENT",
    "KEPT",
    "MANIFEST",
    "TRUSTED",
    "Generation",
    "analyser_of",
    "building",
    "check_nothing_lost",
    "clear_damaged",
    "current_number",
    "damages",
    "doubt",
    "is_being_written",
    "last_number",
    "loss",
    "lost_changes",
    "number_of",
    "open_current",
    "publish",
    "quarantined",
    "require_space",
    "reusable",
    "seal",
    "verified_at",
    "verify",
    "withdraw",
    "write_names",
    "writing",
]
