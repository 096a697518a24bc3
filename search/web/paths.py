"""Identifiers as the rest of a path, whatever they hold: what a link says, the browser asks for and the site reads.

A browser resolves the segments ``.`` and ``..`` before it asks, however they are written: to the URL standard (WHATWG)
``%2e`` is a dot. Such a segment, and any that this would be confused with, is therefore escaped once more than others.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from werkzeug.routing import Map, PathConverter

_DOTS = re.compile(r"(?:\.|%(?:25)*2e){1,2}", re.IGNORECASE)
_ESCAPED = re.compile(r"(?:%(?:25)*2e){1,2}", re.IGNORECASE)


class Identifier(PathConverter):
    """One or more characters, slashes among them, at the beginning too."""

    regex = "(?s:.+?)"
    part_isolating = False

    def to_python(self, value: str) -> str:
        """What *value*, the path with its percent signs already resolved once, stands for."""
        return "/".join(unquote(part) if _ESCAPED.fullmatch(part) else part for part in value.split("/"))

    def to_url(self, value: str) -> str:
        """The path that is read as *value*."""
        return super().to_url("/".join(_guarded(part) for part in value.split("/")))


def path_of(value: str) -> str:
    """The part of a path that is read as *value*."""
    return _ALONE.to_url(value)


def _guarded(segment: str) -> str:
    return segment.replace("%", "%25").replace(".", "%2e") if _DOTS.fullmatch(segment) else segment


_ALONE = Identifier(Map())
"""For links outside of a map of addresses."""
