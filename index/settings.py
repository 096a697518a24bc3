"""Everything that can be set from outside, read once from ``KLIPING_*`` and handed down by argument."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of one run; every field is documented in docs/operations.md."""

    archive: Path = Path("archive")
    """Directory of the archive: articles.db and the index generations (``KLIPING_ARCHIVE``)."""
    allow_network_fs: bool = False
    """Keep an archive on a network file system at one's own risk (``KLIPING_ALLOW_NETWORK_FS=1``)."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings from *environ*; unset or empty variables keep their defaults."""
        return cls(
            archive=Path(environ.get("KLIPING_ARCHIVE") or "archive"),
            allow_network_fs=environ.get("KLIPING_ALLOW_NETWORK_FS", "") == "1",
        )
