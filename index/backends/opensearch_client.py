"""The one place that speaks to OpenSearch: questions asked again where that may help, refusals in words.

opensearch-py is an optional package (requirements-cluster.txt) and is imported here alone, when a connection is made.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Mapping
from typing import Any

from index.errors import ArchiveUnusable
from index.settings import OpenSearch

INSTALL = "pip install --require-hashes -r requirements-cluster.txt"
WAIT = 60.0
"""Seconds for which a question is asked again."""
LONGEST_PAUSE = 5.0
ONE_TRY = 30.0
"""Seconds one answer may take."""
BUSY = frozenset({429, 502, 503, 504})
BLOCKED = "cluster_block_exception"
"""A disk is full or the index is read-only: asking again does not help."""

Json = dict[str, Any]


class Unreachable(ArchiveUnusable):
    """No node answered in time."""


class Refused(ArchiveUnusable):
    """OpenSearch answered that it will not."""

    def __init__(self, what: str, status: int, kind: str) -> None:
        super().__init__(what)
        self.status = status
        self.kind = kind
        """The type of the error in OpenSearch's words: ``resource_already_exists_exception``."""


class Engine:
    """A cluster, and the beginning of our indices' names there. Safe to use from several threads."""

    def __init__(self, settings: OpenSearch) -> None:
        try:
            import opensearchpy  # noqa: PLC0415 (optional)
        except ImportError:
            raise ArchiveUnusable(
                f"KLIPING_OPENSEARCH is set, but opensearch-py is not installed; run: {INSTALL}"
            ) from None
        self.name = settings.name
        self._errors = opensearchpy.exceptions
        self._hosts = ", ".join(settings.hosts)
        if settings.ca and not settings.ca.is_file():
            raise ArchiveUnusable(f"KLIPING_OPENSEARCH_CA: {settings.ca}: there is no such file")
        options: Json = {"http_auth": (settings.user, settings.password)} if settings.user else {}
        if any(host.startswith("https:") for host in settings.hosts):
            options |= {"verify_certs": True, "ssl_assert_hostname": True}
            options |= {"ca_certs": str(settings.ca)} if settings.ca else {}
        self._client = opensearchpy.OpenSearch(
            hosts=[*settings.hosts], max_retries=0, timeout=ONE_TRY, pool_maxsize=16, **options
        )

    def ask(
        self, method: str, path: str, body: Any = None, *, params: Mapping[str, Any] | None = None, wait: float = WAIT
    ) -> Json:
        """The answer, as JSON; asked again for *wait* seconds where nodes are busy or gone. An answer that there is
        no such thing (404) is an answer."""
        ends = time.monotonic() + wait
        for attempt in range(1_000_000):
            try:
                return self._once(method, path, body, params)
            except (Unreachable, Refused) as error:
                may_help = isinstance(error, Unreachable) or _may_pass(error)
                pause = random.uniform(0, min(LONGEST_PAUSE, 0.1 * 2 ** min(attempt, 10)))  # noqa: S311 (jitter)
                if not may_help or time.monotonic() + pause > ends:
                    raise
                time.sleep(pause)
        raise AssertionError

    def search(self, index: str, body: Json, wait: float = WAIT) -> Json:
        """The answer of all shards (of a point in time that *body* names, without *index*); never of some of
        them, as its counts would be wrong without showing it.
        """
        params = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}
        place = f"/{index}/_search" if index else "/_search"
        found = self.ask("POST", place, body, params=params, wait=wait)
        if "error" in found or found.get("timed_out") or found["_shards"]["failed"]:
            raise ArchiveUnusable(
                f"OpenSearch ({self._hosts}): the index {index} did not answer as a whole; "
                "run: python -m index cluster status"
            )
        return found

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _once(self, method: str, path: str, body: Any, params: Mapping[str, Any] | None) -> Json:
        headers = {"content-type": "application/x-ndjson"} if isinstance(body, bytes) else None
        try:
            found = self._client.transport.perform_request(method, path, params=params, body=body, headers=headers)
        except self._errors.SSLError as error:
            raise ArchiveUnusable(
                f"OpenSearch ({self._hosts}): its certificate is not signed by who KLIPING_OPENSEARCH_CA names, or is "
                f"of another host: {_short(error)}"
            ) from None
        except self._errors.ConnectionError as error:
            raise Unreachable(
                f"OpenSearch ({self._hosts}) does not answer: {_short(error)}; "
                "see that its nodes run, then run the same command again"
            ) from None
        except self._errors.NotFoundError as error:
            return error.info if isinstance(error.info, dict) else {"found": False, "error": str(error.error)}
        except self._errors.TransportError as error:
            raise self._refused(error) from None
        return found if isinstance(found, dict) else {"answer": found}

    def _refused(self, error: Any) -> ArchiveUnusable:
        status, kind = int(error.status_code), str(error.error)
        if status in (401, 403) and kind != BLOCKED:
            told = "does not let this user in, or not that far; see KLIPING_OPENSEARCH_USER and its password"
        elif kind == BLOCKED:
            told = "takes nothing in: a disk is full, or the index is read-only; free space, then run the command again"
        else:
            told = f"refuses ({status} {kind}): {_short(_reason(error.info))}"
        return Refused(f"OpenSearch ({self._hosts}) {told}", status, kind)


def _may_pass(error: Refused) -> bool:
    if error.kind == BLOCKED:
        return error.status == 503  # no manager elected yet; of a full disk it is 429
    return error.status in BUSY or (error.status == 500 and error.kind == "search_phase_execution_exception")


def _reason(info: object) -> str:
    """The innermost reason of an error."""
    if not isinstance(info, dict):
        return str(info)
    error = info.get("error", info)
    causes = error.get("root_cause") if isinstance(error, dict) else None
    return str(causes[0].get("reason", error)) if causes else json.dumps(error)


def _short(error: object) -> str:
    return str(error)[:300]
