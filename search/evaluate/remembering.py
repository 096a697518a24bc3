"""Answers kept up to a size, those longest unasked let go first; the one place of the evaluator with a lock."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """Safe between threads; two that ask for the same at once may both work it out, and get equal answers."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def look(self, key: Key) -> Value | None:
        """What is kept under *key*."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: Key, value: Value, size: int) -> None:
        """Keep *value*, which takes up *size*; what alone is larger than the limit is not kept."""
        with self._lock:
            self._held += size - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = (value, size)
            while self._held > self._limit:
                self._held -= self._kept.popitem(last=False)[1][1]

    def get(self, key: Key, make: Callable[[], Value], size: int) -> Value:
        """What is kept under *key*, or what *make* gives, kept from now on."""
        found = self.look(key)
        if found is None:
            found = make()
            self.keep(key, found, size)
        return found
