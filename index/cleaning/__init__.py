"""RawArticle -> Article: characters repaired, boilerplate and dateline taken out and kept as data, paragraphs restored.

What counts as boilerplate, and what is left in when in doubt, is argued in docs/decisions/cleaning.md.
"""

from index.cleaning.article import clean
from index.cleaning.spans import Cut, cuts

RULES = "4"
"""Raised whenever a rule changes, so that an archive knows which articles were cleaned by older ones."""

__all__ = ["RULES", "Cut", "clean", "cuts"]
