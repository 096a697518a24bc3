"""PySastrawi's dictionary of roots, read from the installed package at run time. Nothing of it is shipped."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.metadata import version

from Sastrawi import Stemmer

SHORTEST = 3
"""Letters: of four shorter entries (es, mi, mu, om) each is found in more names than inflected words."""


@cache
def dictionary() -> frozenset[str]:
    """The roots made of the letters a to z."""
    words = _file().decode("utf-8").split()
    return frozenset(word for word in words if len(word) >= SHORTEST and word.isascii() and word.isalpha())


def digest() -> str:
    """Version of PySastrawi and content of its dictionary."""
    return f"{version('pysastrawi')} {hashlib.sha256(_file()).hexdigest()}"


def _file() -> bytes:
    return resources.files(Stemmer).joinpath("data", "kata-dasar.txt").read_bytes()
