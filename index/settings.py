"""Everything that can be set from outside, read once from ``KLIPING_*`` and handed down by argument."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from index.errors import WrongCall


@dataclass(frozen=True, slots=True)
class OpenSearch:
    """Where an index on OpenSearch is, and how to be let in."""

    hosts: tuple[str, ...]
    """Addresses of nodes: ``https://node1:9200``."""
    name: str = "kliping"
    """What the names of its indices begin with."""
    ca: Path | None = None
    """The certificate of who signed the nodes' certificates; None trusts whom the system trusts."""
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of one run; every field is documented in docs/operations.md."""

    archive: Path = Path("archive")
    """Directory of the archive: articles.db and the index generations (``KLIPING_ARCHIVE``)."""
    allow_network_fs: bool = False
    """Keep an archive on a network file system at one's own risk (``KLIPING_ALLOW_NETWORK_FS=1``)."""
    opensearch: OpenSearch | None = None
    """The index is there and not in the archive's directory (``KLIPING_OPENSEARCH``)."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings from *environ*; unset or empty variables keep their defaults."""
        return cls(
            archive=Path(environ.get("KLIPING_ARCHIVE") or "archive"),
            allow_network_fs=environ.get("KLIPING_ALLOW_NETWORK_FS", "") == "1",
            opensearch=_opensearch(environ),
        )


def _opensearch(environ: Mapping[str, str]) -> OpenSearch | None:
    hosts = tuple(host.strip().rstrip("/") for host in environ.get("KLIPING_OPENSEARCH", "").split(",") if host.strip())
    for host in hosts:
        _check(host)
    if not hosts:
        return None
    ca = environ.get("KLIPING_OPENSEARCH_CA")
    user = environ.get("KLIPING_OPENSEARCH_USER", "")
    password = _password(environ)
    if bool(user) != bool(password):
        raise WrongCall("KLIPING_OPENSEARCH_USER and its password belong together: set both, or neither")
    return OpenSearch(
        hosts, environ.get("KLIPING_OPENSEARCH_INDEX") or "kliping", Path(ca) if ca else None, user, password
    )


def _check(host: str) -> None:
    """Only an address: a name and password in it would stand in logs and error messages."""
    parts = urlsplit(host)
    if "@" in host:
        raise WrongCall(
            "KLIPING_OPENSEARCH holds a user or password: name them in KLIPING_OPENSEARCH_USER and "
            "KLIPING_OPENSEARCH_PASSWORD_FILE, never in an address"
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise WrongCall(f"KLIPING_OPENSEARCH: {host!r} is no address of a node: give one like https://node1:9200")


def _password(environ: Mapping[str, str]) -> str:
    file = environ.get("KLIPING_OPENSEARCH_PASSWORD_FILE")
    if not file:
        return environ.get("KLIPING_OPENSEARCH_PASSWORD", "")
    try:
        return Path(file).read_text("utf-8").rstrip("\r\n")
    except OSError as error:
        raise WrongCall(f"KLIPING_OPENSEARCH_PASSWORD_FILE: {file}: {error.strerror}") from None
