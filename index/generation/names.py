"""The archive's own names, frozen with a generation: what its analyser leaves whole besides the shipped lists.

Learnt whenever everything is built, taken over by what is built on top: adding articles never changes a stem.
"""

from __future__ import annotations

from pathlib import Path

from index.analysis import Analyser, analyser_for
from index.errors import ArchiveUnusable
from index.generation.opening import Generation
from index.manifest import read_checked

FILE = "names.txt"
"""In the generation's directory, under its manifest: UTF-8, a name a line, `#` before the first."""

_HEAD = "# Names of this archive that are never stemmed, learnt when all of it was indexed. Do not edit.\n"


def write_names(names: frozenset[str], path: Path) -> None:
    """Keep *names* in the directory that is being filled."""
    (path / FILE).write_text(_HEAD + "".join(f"{name}\n" for name in sorted(names)), "utf-8")


def analyser_of(generation: Generation) -> Analyser:
    """The analyser that *generation* was made with, for its queries and for what is built on it.

    ArchiveUnusable when this version would analyse otherwise; FileDamaged when the names are not as they were written.
    """
    found = analyser_for(_names(generation))
    if found.fingerprint != generation.manifest.analysis:
        where = generation.path.parent
        raise ArchiveUnusable(f"{where}: the index was analysed by other rules; run: python -m index rebuild")
    return found


def _names(generation: Generation) -> frozenset[str]:
    """None where an older version wrote the generation."""
    seal = generation.manifest.files.get(FILE)
    if seal is None:
        return frozenset()
    lines = read_checked(generation.path / FILE, seal).decode().splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
