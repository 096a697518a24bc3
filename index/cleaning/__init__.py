"""RawArticle -> Article: characters repaired, boilerplate and dateline taken out and kept as data, paragraphs restored.

What counts as boilerplate, and what is left in when in doubt, is argued in docs/decisions/cleaning.md.
"""

from index.cleaning.accepted import NONE, RULES, Accepted, rules_of
from index.cleaning.article import clean
from index.cleaning.repeated import Proposal, key_of, proposals
from index.cleaning.spans import Cut, cuts

__all__ = ["NONE", "RULES", "Accepted", "Cut", "Proposal", "clean", "cuts", "key_of", "proposals", "rules_of"]
