"""The authority file: which names mean the same person, place or organisation across the archive.

Automatic identifiers follow from names; a seed of reviewed aliases and the decisions of people (the ledger in
articles.db) lie on top. Nothing is analysed again when one is taken. How and why: docs/decisions/authority.md.
"""

from index.authority.catalogue import Catalogue, Entry, Target
from index.authority.file import Authority, authority_of, current_groupings, fingerprint, reviewed
from index.authority.folding import Record, State
from index.authority.roles import Role, roles_of
from index.authority.rules import Rule

__all__ = [
    "Authority",
    "Catalogue",
    "Entry",
    "Record",
    "Role",
    "Rule",
    "State",
    "Target",
    "authority_of",
    "current_groupings",
    "fingerprint",
    "reviewed",
    "roles_of",
]
