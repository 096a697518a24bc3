"""Reprints: texts that are another article's, whole, cut, reordered, under another title, edited here and there.

words -> sketch (sketching.py) -> texts that meet (meeting.py) -> those that are one copy (confirming.py) -> groups
(grouping.py). Nothing is merged: an article stays what it is, and is told of the others of its group. Whether two texts
are one copy follows from the two alone, so that groups are the same in whichever order articles came.
"""

from index.reprints.confirming import Words, is_reprint, words_of
from index.reprints.grouping import NO_GROUP, Groups, grouped
from index.reprints.keeping import PREFIX, read, write
from index.reprints.meeting import Samples, candidates, samples_of
from index.reprints.sketching import EMPTY, NO_DIGEST, Sketch, fingerprint, sketch

__all__ = [
    "EMPTY",
    "NO_DIGEST",
    "NO_GROUP",
    "PREFIX",
    "Groups",
    "Samples",
    "Sketch",
    "Words",
    "candidates",
    "fingerprint",
    "grouped",
    "is_reprint",
    "read",
    "samples_of",
    "sketch",
    "words_of",
    "write",
]
