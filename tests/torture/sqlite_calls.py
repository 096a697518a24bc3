"""SQLite's own writes, seen one by one before they happen, so that a kill or an error can be put at each.

By ``xSetSystemCall`` of its unix VFS, which is there for tests like these (sqlite.org/c3ref/vfs.html). What it does not
hand out are fsync, and the writes into the shared memory of articles.db-shm.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import functools
import os
from collections.abc import Callable
from typing import Any

Seen = Callable[[str], None]
"""Called with what is about to happen; may raise OSError or never return."""

FAILED = -1
_METHODS_BEFORE = 13
"""Pointers of sqlite3_vfs between pAppData and xSetSystemCall: xOpen to xCurrentTimeInt64."""

_Set = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_Get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)
_Write = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, use_errno=True
)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int64, use_errno=True)
_Unlink = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, use_errno=True)

_CALLS: dict[bytes, Any] = {b"pwrite64": _Write, b"pwrite": _Write, b"ftruncate": _Truncate, b"unlink": _Unlink}
_kept: list[Any] = []
"""The functions put in: SQLite holds no reference to them."""


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("methods", ctypes.c_void_p * _METHODS_BEFORE),
        ("set_call", _Set),
        ("get_call", _Get),
    )


def can_be_watched() -> bool:
    """Whether this Python's SQLite hands out its system calls: on Linux and macOS, where its symbols can be found."""
    vfs = _vfs()
    return vfs is not None and _writing_call(vfs) is not None


def watch(seen: Seen) -> None:
    """From now on call *seen* before each write, truncation and removal. Cannot be undone: for children."""
    vfs = _vfs()
    if vfs is None:
        return
    for name, kind in _CALLS.items():
        if original := vfs.get_call(ctypes.addressof(vfs), name):
            instead = kind(_announced(seen, f"sqlite {name.decode()}", kind(original)))
            _kept.append(instead)
            vfs.set_call(ctypes.addressof(vfs), name, ctypes.cast(instead, ctypes.c_void_p))


def _announced(seen: Seen, name: str, original: Callable[..., int]) -> Callable[..., int]:
    def call(*arguments: Any) -> int:
        try:
            seen(name)
        except OSError as error:
            ctypes.set_errno(error.errno or 0)
            return FAILED
        return original(*arguments)

    return call


@functools.cache
def _vfs() -> _Vfs | None:
    if os.name != "posix":
        return None
    for place in (getattr(_sqlite3, "__file__", None), None):
        find = getattr(ctypes.CDLL(place), "sqlite3_vfs_find", None)
        if find is not None:
            find.restype = ctypes.POINTER(_Vfs)
            found: _Vfs = find(None).contents
            return found if found.version >= 3 and (found.name or b"").startswith(b"unix") else None
    return None


def _writing_call(vfs: _Vfs) -> int | None:
    names = (b"pwrite64", b"pwrite")
    return next((call for name in names if (call := vfs.get_call(ctypes.addressof(vfs), name))), None)
