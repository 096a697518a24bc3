"""An archive is refused on a network file system, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ArchiveUnusable
from index.settings import Settings
from index.storage_place import file_system, refuse_network


def mounts(tmp_path: Path, *kinds: tuple[str, str]) -> Path:
    file = tmp_path / "mountinfo"
    lines = [f"{n} 1 0:{n} / {point} rw shared:1 - {kind} source rw" for n, (point, kind) in enumerate(kinds)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "vboxsf", "afs", "ceph", "glusterfs", "fuse.sshfs4", "fuse"],
)
def test_a_network_file_system_is_refused_with_the_way_out(tmp_path: Path, kind: str) -> None:
    table = mounts(tmp_path, ("/", "ext4"), (str(tmp_path), kind))
    with pytest.raises(ArchiveUnusable, match=rf"network file system \({kind}\).*--archive DIR"):
        refuse_network(tmp_path / "arsip", table, Settings())
    refuse_network(tmp_path / "arsip", table, Settings(allow_network_fs=True))


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "fuseblk", "fuse.gocryptfs"])
def test_a_local_disk_is_not_refused(tmp_path: Path, kind: str) -> None:
    refuse_network(tmp_path / "arsip", mounts(tmp_path, (str(tmp_path), kind)), Settings())


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((("/", "nfs"), ("{}", "ext4")), "ext4"),
        ((("/", "ext4"), ("{}", "ext4"), ("{}", "nfs")), "nfs"),
        ((("/", "ext4"), ("{}x", "nfs")), "ext4"),
        ((), ""),
    ],
    ids=["the nearest counts", "the last of two at one place counts", "not one that only begins alike", "no table"],
)
def test_the_mount_that_holds_the_directory_is_found(
    tmp_path: Path, kinds: tuple[tuple[str, str], ...], expected: str
) -> None:
    table = mounts(tmp_path, *((point.format(tmp_path), kind) for point, kind in kinds))
    assert file_system(tmp_path / "arsip", table) == expected


def test_a_blank_in_a_mount_point_is_understood(tmp_path: Path) -> None:
    table = mounts(tmp_path, ("/", "ext4"), (f"{tmp_path}/arsip\\040lama", "cifs"))
    assert file_system(tmp_path / "arsip lama" / "x", table) == "cifs"


def test_without_a_table_nothing_is_known_and_nothing_refused(tmp_path: Path) -> None:
    assert file_system(tmp_path, tmp_path / "nowhere") == ""
    refuse_network(tmp_path, tmp_path / "nowhere", Settings())
