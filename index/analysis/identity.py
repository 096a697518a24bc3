"""What makes two analysers the same: an index is read only with the analyser that wrote it."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache

from index.analysis import sastrawi
from index.analysis.lexicon import DATA

RULES = 4
"""Raise with every change of the code of this package that can change a term."""


def fingerprint(names: frozenset[str] = frozenset()) -> str:
    """Hexadecimal digest of everything that can change a term: rules, lists, PySastrawi, Unicode's tables, and the
    *names* of an archive.
    """
    shipped = _shipped()
    return hashlib.sha256("\n".join((shipped, *sorted(names))).encode()).hexdigest() if names else shipped


@cache
def _shipped() -> str:
    whole = hashlib.sha256(f"{RULES} {unicodedata.unidata_version} {sastrawi.digest()}".encode())
    for path in sorted(DATA.glob("*.t[xs][tv]")):
        whole.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return whole.hexdigest()
