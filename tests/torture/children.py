"""Work in a forked child of a warmed-up parent: imports and word lists are there, so that a trial costs milliseconds.

What a child says arrives line by line even when it is killed the moment after; it is written by writev, so that faults
put into write, as SQLite and Python use it, never hit what the trial itself has to say.
"""

from __future__ import annotations

import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

Say = Callable[[str], None]
Work = Callable[[Say], None]

BROKE = 71
"""Exit code of a child whose work raised."""
PATIENCE_S = 120


@dataclass(slots=True)
class Child:
    """A running child; ``wait`` or ``kill`` ends its life."""

    pid: int
    pipe: int
    said: list[str] = field(default_factory=list)
    status: int | None = None
    _rest: bytes = b""

    def listen(self, seconds: float = 0.0) -> bool:
        """Take in what it has said, waiting up to *seconds* for a first word; False when it will say no more."""
        while select.select([self.pipe], [], [], seconds)[0]:
            data = os.read(self.pipe, 1 << 16)
            if not data:
                return False
            *lines, self._rest = (self._rest + data).split(b"\n")
            self.said += [line.decode() for line in lines]
            seconds = 0.0
        return True

    def kill(self) -> None:
        """SIGKILL it and take in its last words."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait()

    def wait(self, seconds: float = PATIENCE_S) -> None:
        """Until it has ended; one that takes longer is killed and breaks the trial."""
        if self.status is not None:
            return
        until = time.monotonic() + seconds
        while self.listen(0.2):
            if time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
                self.said.append(f"took longer than {seconds} s")
        self.status = os.waitpid(self.pid, 0)[1]
        os.close(self.pipe)

    @property
    def was_killed(self) -> bool:
        """Whether SIGKILL ended it."""
        return self.status is not None and os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGKILL

    @property
    def trouble(self) -> str:
        """How it ended when that was neither by itself nor by SIGKILL; "" otherwise."""
        if self.status is None or self.status == 0 or self.was_killed:
            return ""
        return f"child ended with {os.waitstatus_to_exitcode(self.status)}: {' / '.join(self.said[-3:])}"


def start(work: Work) -> Child:
    """Fork a child that does *work*."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    code = BROKE
    try:
        os.close(reading)
        work(lambda line: _say(writing, line))
        code = 0
    except BaseException:
        _say(writing, " | ".join(traceback.format_exc().splitlines()[-5:])[-400:])
    finally:
        os._exit(code)


def finished(work: Work) -> Child:
    """Fork a child that does *work*, and wait for its end."""
    child = start(work)
    child.wait()
    return child


def _say(pipe: int, line: str) -> None:
    os.writev(pipe, [line.encode(errors="replace") + b"\n"])
