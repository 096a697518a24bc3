"""What was taken away from readers since a generation was published: the articles that no answer may hold."""

from __future__ import annotations

from collections.abc import Iterator

from index.archive import Archive
from index.errors import ArchiveUnusable
from index.generation import loss
from index.manifest import Manifest


def withheld_numbers(archive: Archive, manifest: Manifest) -> tuple[int, ...]:
    """Withdrawn, de-listed, deleted, embargoed, restricted or purged since, or with names that were redacted."""
    until = archive.last_change()
    if lost := loss(until, manifest.last_change):
        raise ArchiveUnusable(f"{lost}; run: python -m index verify")
    return tuple(sorted(_numbers(archive, manifest.last_change, until))) if until > manifest.last_change else ()


def _numbers(archive: Archive, since: int, until: int) -> Iterator[int]:
    """A former text that a redaction may be about is withheld until the new one is there."""
    changes = {change.number: change for change in archive.changes(since, until)}
    redacted = archive.redactions([change.key for change in changes.values()])
    return (number for number, change in changes.items() if change.version is None or change.key in redacted)
