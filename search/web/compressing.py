"""Answers sent packed (gzip) to whoever understands it: a page of results is mostly links that are much the same.

Streams (exports, feeds) go out as they are made. No page holds a secret beside what a reader typed.
"""

from __future__ import annotations

import gzip

from flask import Response, request

LEAST = 1_000
"""Bytes that are worth it."""
LEVEL = 4
"""Of nine: ninety kilobytes of links in two milliseconds."""
PACKED = frozenset(
    ("text/html", "text/css", "text/javascript", "image/svg+xml", "application/json", "application/problem+json")
)


def pack(response: Response) -> Response:
    """Compress the whole of *response* where that is worth it and wanted."""
    if response.mimetype not in PACKED or (response.is_streamed and not response.direct_passthrough):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] <= 0 or response.status_code != 200 or response.content_encoding:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= LEAST:
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.content_encoding = "gzip"
        if etag := response.get_etag()[0]:
            response.set_etag(etag, weak=True)
    return response
