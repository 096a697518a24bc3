"""The archive's articles -> the index on OpenSearch, new or brought up to the archive's last change.

Nothing is published before all of it is there: a run cut short leaves the state as it was, and the next one sends
everything since again, which changes nothing where it had arrived.
"""

from __future__ import annotations

import datetime as dt
import time
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from index import analysis, authority
from index.archive import Archive
from index.backends import opensearch_state as state
from index.backends.opensearch_client import Engine
from index.errors import ArchiveUnusable, WrongCall
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

    shards: int | None = None
    """None: one for each node, at most MOST_SHARDS."""
    replicas: int | None = None
    """None: one where there is a second node for it."""


MOST_SHARDS = 3


def publish(
    archive: Archive, settings: OpenSearch, progress: Progress, workers: int, *, fresh: bool = False
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
        made = _built(archive, engine, plan, (progress, workers), Shape())
        _publish(engine, made)
        done, manifest = made.done, made.published.manifest
    return Published(
        generation=_generation(manifest),
        kind=INCREMENTAL if plan.base else FRESH,
        added=done.count,
        removed=len(plan.deleted),
        seconds=_since(began),
        bytes=0,
        failures=done.failures,
    )


def reindex(
    archive: Archive, settings: OpenSearch, how: tuple[Progress, int], shape: Shape, *, is_published: bool
) -> state.Published:
    """Everything into an index of its own, laid out as *shape* says; without *is_published*, `swap` publishes it."""
    with closing(Engine(settings)) as engine:
        known = _known_or_none(engine)
        if known:
            state.check_archive(engine, known, state.identity_of(archive))
        made = _built(archive, engine, _plan(archive, engine, known, fresh=True), how, shape)
        if is_published:
            _publish(engine, made)
        else:
            state.write_state(engine, made.published, state.NEXT)
        return made.published


def swap(archive: Archive, settings: OpenSearch) -> state.Published:
    """Publish what was made beside the index that answers; the caller then brings it up to date."""
    with closing(Engine(settings)) as engine:
        known, made = state.read_state(engine), state.read_state(engine, state.NEXT)
        if made is None or (known and made.index <= known.index):
            raise WrongCall("nothing is ready to be published; run: python -m index cluster reindex --no-swap")
        state.check_archive(engine, made, state.identity_of(archive))
        number = _next_number(known, made)
        published = replace(made, manifest=replace(made.manifest, generation=number))
        state.write_state(engine, published)
        return published


@dataclass(frozen=True, slots=True)
class _Made:
    """What is on the cluster, whole, and not published yet."""

    published: state.Published
    done: Done


def _built(archive: Archive, engine: Engine, plan: Plan, how: tuple[Progress, int], shape: Shape) -> _Made:
    """All of *plan* done."""
    analyser = analysis.analyser_for(plan.base.names if plan.base else names_of(archive))
    if plan.base is None:
        state.make_index(engine, plan.index, _laid_out(engine, shape), analyser.fingerprint)
    done = send(archive, engine, plan, analyser, how)
    engine.ask("POST", f"/{plan.index}/_refresh")
    manifest = _manifest(plan, _checked(archive, engine, plan), analyser.fingerprint)
    failures = tuple(map(asdict, (*_carried(plan), *done.failures)))
    words = state.added_words(engine, plan.base.words, done.words) if plan.base else done.words
    state.write_words(engine, words, plan.number)
    identity = state.identity_of(archive)
    return _Made(state.Published(plan.index, manifest, identity, analyser.names, plan.number, failures), done)


def _publish(engine: Engine, made: _Made) -> None:
    """Readers see it from here on. What the one before it needs stays, and what `swap` may publish."""
    before, other = state.read_state(engine), state.read_state(engine, state.NEXT)
    state.write_state(engine, made.published)
    state.remove_words(engine, {one.words for one in (made.published, before, other) if one})
    state.remove_former(engine, made.published.index)


def _next_number(*known: state.Published | None) -> int:
    return max((one.manifest.generation for one in known if one), default=0) + 1


def _known_or_none(engine: Engine, which: str = state.CURRENT) -> state.Published | None:
    """For a build of everything, which may find the state of another version."""
    try:
        return state.read_state(engine, which)
    except ArchiveUnusable:
        return None


def _made(manifest: Manifest) -> tuple[int, str]:
    return manifest.last_change, manifest.authority


def _plan(archive: Archive, engine: Engine, known: state.Published | None, *, fresh: bool) -> Plan:
    last, decided = archive.last_change(), authority.fingerprint(archive)
    number = _next_number(known, _known_or_none(engine, state.NEXT))
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


def _laid_out(engine: Engine, shape: Shape) -> tuple[int, int]:
    nodes = int(engine.ask("GET", "/_cluster/health")["number_of_data_nodes"])
    replicas = min(nodes - 1, 1) if shape.replicas is None else shape.replicas
    return shape.shards or min(nodes, MOST_SHARDS), replicas


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
