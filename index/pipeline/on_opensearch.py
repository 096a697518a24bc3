"""The archive's articles -> the index on OpenSearch, new or brought up to the archive's last change.

Nothing is published before all of it is there: a run cut short leaves the state as it was, and the next one sends
everything since again, which changes nothing where it had arrived.
"""

from __future__ import annotations

import datetime as dt
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from index import analysis, authority
from index.archive import Archive
from index.backends import opensearch_state as state
from index.backends.opensearch_client import Engine
from index.errors import ArchiveUnusable
from index.generation import Generation, loss
from index.manifest import Manifest
from index.pipeline.failures import Failure, still
from index.pipeline.planning import fingerprint
from index.pipeline.publishing import FRESH, INCREMENTAL, UNCHANGED, Progress, Published, names_of
from index.pipeline.sending import Done, Plan, send
from index.settings import OpenSearch


@dataclass(frozen=True, slots=True)
class Shape:
    """How an index of articles is laid out when it is made."""

    shards: int = 1
    replicas: int = 0


def publish(  # noqa: PLR0913 (what a publication is told)
    archive: Archive,
    settings: OpenSearch,
    progress: Progress,
    workers: int,
    *,
    fresh: bool = False,
    shape: Shape | None = None,
) -> Published:
    """Bring the index on OpenSearch up to the archive's last change; the caller holds ``generation.writing``."""
    began = time.perf_counter()
    with closing(Engine(settings)) as engine:
        known = state.read_state(engine) if not fresh else _known_or_none(engine)
        if known:
            state.check_archive(engine, known, state.identity_of(archive))
        plan = _plan(archive, engine, known, fresh=fresh)
        if plan.base and (plan.last_change, plan.authority) == _made(plan.base.manifest):
            return Published(_generation(plan.base.manifest), UNCHANGED, 0, 0, _since(began), 0)
        done, manifest = _built(archive, engine, plan, (progress, workers), shape)
    return Published(
        generation=_generation(manifest),
        kind=INCREMENTAL if plan.base else FRESH,
        added=done.count,
        removed=len(plan.deleted),
        seconds=_since(began),
        bytes=0,
        failures=done.failures,
    )


def _built(
    archive: Archive, engine: Engine, plan: Plan, how: tuple[Progress, int], shape: Shape | None
) -> tuple[Done, Manifest]:
    """All of *plan* done and published."""
    analyser = analysis.analyser_for(plan.base.names if plan.base else names_of(archive))
    if plan.base is None:
        state.make_index(engine, plan.index, _laid_out(engine, shape), analyser.fingerprint)
    done = send(archive, engine, plan, analyser, how)
    engine.ask("POST", f"/{plan.index}/_refresh")
    manifest = _manifest(plan, _checked(archive, engine, plan), analyser.fingerprint)
    failures = tuple(map(asdict, (*_carried(plan), *done.failures)))
    words = state.added_words(engine, plan.base.manifest.generation, done.words) if plan.base else done.words
    state.write_words(engine, words, plan.number)
    state.write_state(
        engine, state.Published(plan.index, manifest, state.identity_of(archive), analyser.names, failures)
    )
    state.remove_words(engine, plan.number - 1)
    state.remove_former(engine, plan.index)
    return done, manifest


def manifest_of(settings: OpenSearch) -> Manifest | None:
    """What the published generation says of itself; None before the first."""
    with closing(Engine(settings)) as engine:
        known = state.read_state(engine)
        return known.manifest if known else None


def failures_of(settings: OpenSearch) -> tuple[Failure, ...]:
    """The articles of the published generation on which a stage failed."""
    with closing(Engine(settings)) as engine:
        known = state.read_state(engine)
        return tuple(Failure(**failure) for failure in known.failures) if known else ()


def _known_or_none(engine: Engine) -> state.Published | None:
    """For a build of everything, which may find the state of another version."""
    try:
        return state.read_state(engine)
    except ArchiveUnusable:
        return None


def _made(manifest: Manifest) -> tuple[int, str]:
    return manifest.last_change, manifest.authority


def _plan(archive: Archive, engine: Engine, known: state.Published | None, *, fresh: bool) -> Plan:
    last, decided = archive.last_change(), authority.fingerprint(archive)
    number = known.manifest.generation + 1 if known else 1
    if known and not fresh and (lost := loss(last, known.manifest.last_change)):
        raise ArchiveUnusable(f"{lost}; the index on OpenSearch knows more: restore the backup, or {state.REBUILD}")
    is_usable = known is not None and (known.manifest.fingerprint, known.manifest.authority) == (fingerprint(), decided)
    if fresh or known is None or not is_usable or _purged(archive, known):
        return Plan(None, number, f"{engine.name}-{number:06d}", last, decided)
    changes = {change.number: change for change in archive.changes(known.manifest.last_change, last)}
    return Plan(
        known,
        number,
        known.index,
        last,
        decided,
        written=tuple(change.version for change in changes.values() if change.version is not None),
        deleted=tuple(number for number, change in changes.items() if change.version is None),
        changed=tuple(changes),
    )


def _purged(archive: Archive, known: state.Published) -> bool:
    """Whether purged bytes may be in segments that a deletion leaves in place."""
    return bool(archive.purges_since(known.manifest.last_change))


def _laid_out(engine: Engine, shape: Shape | None) -> tuple[int, int]:
    """As asked; else a replica where there is a second node for it."""
    if shape:
        return shape.shards, shape.replicas
    nodes = int(engine.ask("GET", "/_cluster/health")["number_of_data_nodes"])
    return min(nodes, 3), min(nodes - 1, 1)


def _checked(archive: Archive, engine: Engine, plan: Plan) -> int:
    """How many articles there are now; ArchiveUnusable when articles.db has others, which it had all along."""
    found = int(engine.ask("GET", f"/{plan.index}/_count")["count"])
    articles = archive.counts().articles
    if found != articles and archive.last_change() == plan.last_change:
        raise ArchiveUnusable(
            f"{plan.index}: the index on OpenSearch has {found:,} articles, articles.db {articles:,}; "
            f"it was not published; {state.REBUILD}"
        )
    return found


def _carried(plan: Plan) -> tuple[Failure, ...]:
    before = plan.base.failures if plan.base else ()
    return still((Failure(**failure) for failure in before), {*plan.changed})


def _manifest(plan: Plan, articles: int, analysed: str) -> Manifest:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    before = plan.base.manifest if plan.base else None
    return Manifest(
        generation=plan.number,
        articles=articles,
        rows=articles,
        segments=0,
        last_change=plan.last_change,
        fingerprint=fingerprint(),
        analysis=analysed,
        authority=plan.authority,
        built=now,
        fresh=before.fresh if before else now,
        layers=before.layers + 1 if before else 0,
    )


def _generation(manifest: Manifest) -> Generation:
    return Generation(Path(), manifest)


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)
