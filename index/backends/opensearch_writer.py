"""Documents -> an index on OpenSearch, at least once and in any order: the last change of an article wins.

What is written carries the archive's change up to which it is true, as an external version: an older one that comes
later, from a run that was cut short, is refused by the engine and counts as done.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from typing import Any

from index.backends.opensearch_client import BUSY, WAIT, Engine, Refused
from index.errors import ArchiveUnusable

BYTES = 5_000_000
"""Of one request, about."""
PAUSE = 0.5
HELD_BACK = 600.0
"""Seconds for which what a busy cluster puts off is sent again."""

Item = tuple[str, str, str]
"""Number of the article, the action's line, the document's line or nothing."""


class OpenSearchWriter:
    """Writes to one index; leaving the context sends what is left, an error sends no more."""

    def __init__(self, engine: Engine, index: str, change: int) -> None:
        self._engine = engine
        self._index = index
        self._change = change
        self._items: list[Item] = []
        self._size = 0

    def add(self, number: int, source: str) -> None:
        """Write the article with this number, whatever is there of it."""
        self._put(number, "index", source)

    def delete(self, number: int) -> None:
        """Take the article out, whether it is there or not."""
        self._put(number, "delete", "")

    def __enter__(self) -> OpenSearchWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._send()

    def _put(self, number: int, verb: str, source: str) -> None:
        action = f'{{"{verb}":{{"_id":"{number}","version":{self._change},"version_type":"external_gte"}}}}\n'
        self._items.append((str(number), action, f"{source}\n" if source else ""))
        self._size += len(action) + len(source)
        if self._size >= BYTES:
            self._send()

    def _send(self) -> None:
        waiting, self._items, self._size = self._items, [], 0
        ends, pause = time.monotonic() + HELD_BACK, PAUSE
        while waiting:
            body = "".join(action + source for _, action, source in waiting).encode()
            answer = self._engine.ask("POST", f"/{self._index}/_bulk", body, wait=HELD_BACK)
            if "items" not in answer:
                raise ArchiveUnusable(f"OpenSearch has no index {self._index} any more; run: python -m index rebuild")
            waiting = [*_put_off(waiting, answer["items"])]
            if waiting and time.monotonic() > ends:
                raise ArchiveUnusable(
                    f"OpenSearch puts off {len(waiting)} articles for {HELD_BACK:.0f} s; nothing was published: see "
                    "python -m index cluster status, then run the same command again"
                )
            if waiting:
                time.sleep(random.uniform(0, pause))  # noqa: S311 (jitter)
                pause = min(2 * pause, WAIT / 2)


def _put_off(sent: Sequence[Item], answers: Sequence[dict[str, Any]]) -> Iterator[Item]:
    """Those to send again. A newer one that is there already is fine, as is the absence of what is deleted."""
    for item, answer in zip(sent, answers, strict=True):
        (done,) = answer.values()
        status = int(done["status"])
        if status < 300 or status in (404, 409):
            continue
        error = done.get("error") or {}
        kind = str(error.get("type"))
        if status in BUSY and kind != "cluster_block_exception":
            yield item
        else:
            raise Refused(
                f"OpenSearch does not take the article with number {item[0]} in: {kind}, {error.get('reason')}; "
                "nothing was published",
                status,
                kind,
            )
