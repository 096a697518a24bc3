"""Ctrl-C and SIGTERM: a run of ``add`` ends between two transactions, every other command where it stands."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

Handler = Callable[[int, FrameType | None], Any] | int | None


class Stop:
    """Whether somebody asked to stop, and with which signal."""

    def __init__(self) -> None:
        self.signal = 0

    def is_wanted(self) -> bool:
        """Asked between two transactions."""
        return self.signal != 0


@contextmanager
def stopping() -> Iterator[Stop]:
    """Note the first signal; the second acts at once, and what it cuts off never was."""
    stop = Stop()

    def note(number: int, _frame: FrameType | None) -> None:
        if stop.signal:
            sys.exit(128 + number)
        stop.signal = number

    with _handled(note, signal.SIGINT, signal.SIGTERM):
        yield stop


@contextmanager
def terminable() -> Iterator[None]:
    """SIGTERM unwinds like Ctrl-C, so that locks, files and directories under construction are put away."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    with _handled(leave, signal.SIGTERM):
        yield


@contextmanager
def _handled(handler: Callable[[int, FrameType | None], None], *signals: signal.Signals) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # where Python forbids it
        yield
        return
    former: list[tuple[signal.Signals, Handler]] = [(number, signal.signal(number, handler)) for number in signals]
    try:
        yield
    finally:
        for number, before in former:
            signal.signal(number, before)
