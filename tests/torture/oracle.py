"""The judge: opens an archive as a person would and says what is wrong with it, measured by what was acknowledged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.archive import open_archive
from index.errors import ArchiveUnusable
from index.generation import current_number
from index.settings import Settings
from search.backends import open_searcher
from search.request import SearchRequest
from search.service import find, read_article
from tests.torture.commands import add, command
from tests.torture.model import Batch, Bodies, applied, words

NEXT = Batch(990, ("berikut-1", "berikut-2"))
"""What is added after every fault, to see that one can go on."""
REPLACEMENT = "[nama disamarkan]"
"""What stands in an article in place of a name that was redacted."""
_LEFT = ("*.building", "*.trash", "*.tmp", "*.part", "restoring*", "writing-*", "articles.db-journal")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the index of an archive answers."""

    generation: int
    is_current: bool
    bodies: Bodies


def stored(directory: Path) -> Bodies:
    """What articles.db holds; nothing when there is no archive yet."""
    if not (directory / "articles.db").is_file():
        return {}
    with open_archive(directory) as archive:
        return {found.key: found.article.body for found in archive.current()}


def seen(directory: Path, vocabulary: frozenset[str]) -> tuple[Seen, list[str]]:
    """What a search finds, and where it contradicts itself: each word must find the articles that have it, no other."""
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        page = find(SearchRequest(size=100), searcher)
        keys = [hit.id for number in _pages(page.total) for hit in find(_page(number), searcher).hits]
        read = {key: read_article(key, searcher) for key in keys}
        bodies = {key: article.body for key, article in read.items() if article}
        faults = [f"wrong: {key} is a hit that cannot be read" for key in keys if key not in bodies]
        for word in vocabulary:
            hits = {hit.id for hit in find(SearchRequest(query=word, size=100), searcher).hits}
            expected = {key for key, body in bodies.items() if word in body.split()}
            if len(expected) <= 100 and hits != expected:
                faults.append(f"wrong: {word} finds {sorted(hits)}, not {sorted(expected)}")
        return Seen(searcher.generation, searcher.is_current, bodies), faults


def faults_after(directory: Path, allowed: Sequence[Bodies], *, may_lack_index: bool = False) -> Iterator[str]:
    """What is wrong with the archive that a dead writer left; *allowed* are the states it may be in, oldest first."""
    may_lack_index = may_lack_index or not allowed[0]
    now = stored(directory)
    if now not in allowed:
        yield f"lost: articles.db holds {differences(now, allowed[-1])}"
        return
    if current_number(directory) is None and not may_lack_index:
        yield "unusable: CURRENT is missing, or cannot be read"
    try:
        index, wrong = seen(directory, words(allowed))
    except ArchiveUnusable as error:
        if not may_lack_index:
            yield f"unusable: {error}"
        return
    yield from wrong
    if index.bodies not in views(allowed, now):
        yield f"torn: the index holds {differences(index.bodies, now)}"
    if not index.is_current and not may_lack_index:
        yield f"fallen back: CURRENT does not stand; generation {index.generation} stands in"
    yield from _lies(directory, index, now)


def views(states: Sequence[Bodies], now: Bodies) -> list[Bodies]:
    """What an index of each state may show of it: nothing that was taken away from readers since."""
    taken = [{key: body for key, body in state.items() if key in now} for state in states]
    hidden = [key for key, body in now.items() if REPLACEMENT in body]
    return [*taken, *({k: body for k, body in view.items() if k not in hidden} for view in taken)]


def _lies(directory: Path, index: Seen, now: Bodies) -> Iterator[str]:
    is_settled = index.bodies == now and index.is_current
    status = command("status", directory, "--json")
    if status.code not in ((0, 1) if index.bodies == now else (1,)):
        yield f"lie: status ends with {status.code} while the index lacks {differences(index.bodies, now)}"
    deep = command("verify", directory, "--deep")
    is_settled = is_settled and not json.loads(status.out or "{}").get("purges_pending")
    if deep.code not in ((0,) if is_settled else (0, 1)):
        yield f"lie: verify --deep of an undamaged archive ends with {deep.code}: {deep.last_words}"


def faults_of_next_add(directory: Path) -> Iterator[str]:
    """What is wrong once ``NEXT`` was added: all is acknowledged, indexed and tidy."""
    before = stored(directory)
    ended = add(directory, NEXT.write(directory.parent))
    if ended.code:
        yield f"refused: the next add ends with {ended.code}: {ended.last_words}"
        return
    account = json.loads(ended.out.splitlines()[-1])
    if account["stored"] != len(NEXT.keys):
        yield f"lie: the next add accounts for {account}"
    yield from faults_of_settled(directory, applied(before, [NEXT]))
    yield from (f"left: {path.name}" for pattern in _LEFT for path in directory.glob(pattern))


def faults_of_settled(directory: Path, state: Bodies) -> Iterator[str]:
    """What is wrong with an archive that nobody is writing to, all of *state* acknowledged and indexed."""
    now = stored(directory)
    if now != state:
        yield f"lost: articles.db holds {differences(now, state)}"
    index, wrong = seen(directory, words([state]))
    yield from wrong
    if index.bodies != state or not index.is_current:
        yield f"wrong: the index holds {differences(index.bodies, state)} (current: {index.is_current})"
    for name, arguments in (("status", ()), ("verify", ("--deep",))):
        ended = command(name, directory, *arguments)
        if ended.code:
            yield f"lie: {name} ends with {ended.code}: {ended.last_words}"


def differences(found: Bodies, expected: Bodies) -> str:
    """How *found* differs from *expected*, briefly."""
    lacking = sorted(key for key in expected if key not in found)
    more = sorted(key for key in found if key not in expected)
    other = sorted(key for key, body in found.items() if key in expected and expected[key] != body)
    return f"lacking {lacking[:5]}, too many {more[:5]}, other content {other[:5]} ({len(found)} of {len(expected)})"


def _pages(total: int) -> range:
    return range(1, (total + 99) // 100 + 1)


def _page(number: int) -> SearchRequest:
    return SearchRequest(size=100, page=number)
