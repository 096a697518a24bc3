"""The commands as a person meets them: exit code, what stood on standard output, what on standard error."""

from __future__ import annotations

import io
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from index.cli import main
from index.shell import run

ESCAPED = 70
"""In place of an exit code when an exception came through to the top: a person would have seen a traceback."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def last_words(self) -> str:
        """The last line it wrote."""
        return (self.err.strip() or self.out.strip()).rpartition("\n")[2]


def command(name: str, directory: Path, *arguments: str | Path) -> Ended:
    """Run ``python -m index NAME ARGUMENTS --archive DIRECTORY`` in this process."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            run(main, [name, *map(str, arguments), "--archive", str(directory)])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except Exception:
            traceback.print_exc()
            code = ESCAPED
    return Ended(code, out.getvalue(), err.getvalue())


def add(directory: Path, file: Path) -> Ended:
    """``python -m index add`` in one process, so that the whole of it can be killed."""
    return command("add", directory, file, "--workers", "1")


def has(name: str) -> bool:
    """Whether the command exists yet."""
    return name in main.commands
