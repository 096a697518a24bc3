"""Files in, raw records out: one reader per format, each yielding records, rejects, skips; none stops at a bad one.

A new format is a sibling of ``jsonl.py`` that is a ``Reader``, a line in ``formats.READERS``, and a way for
``guessing`` to know it.
"""

from index.sources.members import files
from index.sources.reading import Reading, fingerprint, read, size_of
from index.sources.record import Reader, Record, Reject, SourceUnusable

__all__ = ["Reader", "Reading", "Record", "Reject", "SourceUnusable", "files", "fingerprint", "read", "size_of"]
