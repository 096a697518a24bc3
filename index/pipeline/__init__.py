"""The archive's articles -> a published generation of the index, new or on top of the one before."""

from index.pipeline import on_opensearch
from index.pipeline.failures import Failure
from index.pipeline.planning import EVERY, OFTEN, fingerprint
from index.pipeline.publishing import UNCHANGED, Published, compact, failures_of, publish

__all__ = [
    "EVERY",
    "OFTEN",
    "UNCHANGED",
    "Failure",
    "Published",
    "compact",
    "failures_of",
    "fingerprint",
    "on_opensearch",
    "publish",
]
