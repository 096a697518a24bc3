"""Files in, raw records out: one reader per format, each yielding ``Record | Reject``; none stops at a bad record.

A new format is a sibling of ``jsonl.py`` that is a ``Reader``, and a line in ``reading.READERS``.
"""

from index.sources.reading import Reading, read
from index.sources.record import Reader, Record, Reject, SourceUnusable

__all__ = ["Reader", "Reading", "Record", "Reject", "SourceUnusable", "read"]
