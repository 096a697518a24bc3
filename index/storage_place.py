"""Where an archive may lie: not on a network file system, where neither locks nor SQLite's log can be relied upon."""

from __future__ import annotations

import re
from pathlib import Path

from index.errors import ArchiveUnusable
from index.settings import Settings

MOUNTS = Path("/proc/self/mountinfo")
"""Linux's table of what is mounted where; elsewhere nothing is known, and nothing refused."""
NETWORK = {
    *(
        "9p",
        "acfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "gfs",
        "gfs2",
        "glusterfs",
        "gpfs",
        "lustre",
        "mmfs",
    ),
    *("ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "panfs", "prl_fs", "pvfs2", "smb3", "smbfs", "vboxsf", "virtiofs"),
    *("vmhgfs", "wekafs"),
}
"""Folders that a virtual machine shares with its host are among them: their locks are none either."""
FUSE = ("fuse", "fuse.")
LOCAL = {
    *("fuse.bindfs", "fuse.cryfs", "fuse.dwarfs", "fuse.encfs", "fuse.exfat", "fuse.fuse-overlayfs", "fuse.fuse2fs"),
    *("fuse.gocryptfs", "fuse.lklfuse", "fuse.mergerfs", "fuse.ntfs-3g", "fuse.securefs", "fuse.unionfs", "fuseblk"),
}
"""Those of FUSE that lie on a local disk; of the others nobody knows what is behind them, most often a network."""


def refuse_network(directory: Path, mounts: Path = MOUNTS, settings: Settings | None = None) -> None:
    """Raise ArchiveUnusable where *directory* lies on a network file system, unless the settings allow that."""
    kind = file_system(directory, mounts)
    if is_network(kind) and not (settings or Settings.from_env()).allow_network_fs:
        raise ArchiveUnusable(
            f"{directory}: lies on a network file system ({kind}), where an archive can be damaged without anybody "
            "noticing; choose a local disk: --archive DIR (or, at your own risk, set KLIPING_ALLOW_NETWORK_FS=1)"
        )


def is_network(kind: str) -> bool:
    """Whether a file system of this kind is one of a network, or may be."""
    return kind in NETWORK or (kind.startswith(FUSE) and kind not in LOCAL)


def file_system(directory: Path, mounts: Path = MOUNTS) -> str:
    """The kind of file system *directory* lies on, by its longest mount point; ``""`` when that cannot be known."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        place = directory.resolve()
    except OSError:
        return ""
    found = [_mount(line) for line in lines if " - " in line]
    over = [(len(point.parts), order, kind) for order, (point, kind) in enumerate(found) if place.is_relative_to(point)]
    return max(over)[2] if over else ""


def _mount(line: str) -> tuple[Path, str]:
    """Mount point and kind; see proc(5). Blanks in the mount point are written as ``\\040``."""
    before, _, after = line.partition(" - ")
    point = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), before.split(" ")[4])
    return Path(point), after.split(" ")[0]
