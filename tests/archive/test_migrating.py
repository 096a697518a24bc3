"""What migrating costs those who have nothing to migrate."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from index.archive import create_archive
from tests.archives import ROOT


def test_opening_an_archive_of_this_program_does_not_load_alembic(tmp_path: Path) -> None:
    create_archive(tmp_path).close()
    code = (
        "import sys; from pathlib import Path; from index.archive import open_archive; "
        "open_archive(Path(sys.argv[1])).close(); open_archive(Path(sys.argv[1]), read_only=True).close(); "
        "print(*{'alembic', 'mako'} & {*sys.modules})"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
