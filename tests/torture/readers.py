"""Readers searching while a writer commits: no error, no mixed answer, nothing acknowledged that cannot be found.

Each batch rewrites the same articles with a token of its own. An answer in which two tokens meet, or a token finds only
some of its articles, is mixed. Readers are threads that share a searcher as the site does, and a second process that
opens the archive for each question as the command line does.
"""

from __future__ import annotations

import mmap
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path

from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.request import SearchRequest
from search.service import find, read_article
from search.web.current import CurrentSearcher
from tests.torture.children import Child, Say, Work, start
from tests.torture.commands import add, command
from tests.torture.crash_points import first
from tests.torture.model import Batch, Bodies
from tests.torture.oracle import faults_of_settled, stored
from tests.torture.trials import Order, Seed, Verdict, copied, planted

SHORT_S, LONG_S = 20, 3600
KEYS = ("r0", "r1", "r2", "r3", "r4")
THREADS = 3
FIRST = 1000
RIVAL_KEYS = ("q0", "q1")
RIVAL_FIRST = 500_000
RIVAL_RESTS_S = 0.3
BUSY = "another process is writing to this archive"


@dataclass(frozen=True, slots=True)
class Clock:
    """The number of the last acknowledged batch, shared between processes."""

    memory: mmap.mmap

    def set(self, number: int) -> None:
        """Say that batch *number* was acknowledged."""
        self.memory[:8] = struct.pack("q", number)

    def get(self) -> int:
        """The last batch acknowledged."""
        return int(struct.unpack("q", self.memory[:8])[0])


def readers(order: Order) -> Iterator[Verdict]:
    """One verdict for each reader: how many questions it asked, and what was wrong with the answers."""
    seed = planted(order.folder)
    seconds = LONG_S if order.is_long else SHORT_S
    if order.seconds:
        seconds = min(seconds, int(order.seconds))
    folder, clock = _begun(seed, order.folder)
    until = time.monotonic() + seconds
    children = {
        "writer": start(_writing(folder, clock, until)),
        "rival": start(_rivalling(folder, until)),
        "site": start(_site(folder, clock, until)),
        "commands": start(_commands(folder, clock, until)),
    }
    for name, child in children.items():
        child.wait(seconds + 120)
        yield _verdict(name, child)
    yield Verdict("afterwards", first(lambda: _faults_afterwards(folder / "archive", clock.get())))


def _begun(seed: Seed, folder: Path) -> tuple[Path, Clock]:
    place = folder / "reading"
    place.mkdir()
    copied(seed.directory, place / "archive")
    ended = add(place / "archive", Batch(FIRST, KEYS).write(place))
    assert ended.code == 0, ended.err
    clock = Clock(mmap.mmap(-1, 8))
    clock.set(FIRST)
    return place, clock


def _verdict(name: str, child: Child) -> Verdict:
    faults = [line for line in child.said if not line.startswith("did ")]
    did = next((line.removeprefix("did ") for line in child.said if line.startswith("did ")), "nothing")
    more = [f"… {len(faults) - 5} more"] if len(faults) > 5 else []
    return Verdict(name, [*faults[:5], *more, *([child.trouble] if child.trouble else [])], f"{name}: {did}")


def _writing(folder: Path, clock: Clock, until: float) -> Work:
    def work(say: Say) -> None:
        number = FIRST
        while time.monotonic() < until:
            number += 1
            ended = add(folder / "archive", Batch(number, KEYS).write(folder))
            if ended.code:
                if BUSY not in ended.err:
                    say(f"add ended with {ended.code}: {ended.last_words}")
                continue
            clock.set(number)
            Batch(number, KEYS).path(folder).unlink()
            ended = command("rebuild", folder / "archive", "--workers", "1") if number % 25 == 0 else ended
            if ended.code and BUSY not in ended.err:
                say(f"rebuild ended with {ended.code}: {ended.last_words}")
        say(f"did {number - FIRST} commits")

    return work


def _rivalling(folder: Path, until: float) -> Work:
    def work(say: Say) -> None:
        number, refused = RIVAL_FIRST, 0
        while time.monotonic() < until:
            number += 1
            batch = Batch(number, RIVAL_KEYS)
            ended = add(folder / "archive", batch.write(folder))
            refused += BUSY in ended.err
            if ended.code and BUSY not in ended.err:
                say(f"add ended with {ended.code}: {ended.last_words}")
            if not ended.code and (lost := differing(stored(folder / "archive"), batch.bodies)):
                say(f"lost: {lost} of batch {number}, which was acknowledged")
            time.sleep(RIVAL_RESTS_S)
        say(f"did {number - RIVAL_FIRST - refused} commits, refused {refused} times")

    return work


def _faults_afterwards(directory: Path, acknowledged: int) -> Iterator[str]:
    now = stored(directory)
    if lost := differing(now, Batch(acknowledged, KEYS).bodies):
        yield f"lost: {lost} of batch {acknowledged}, which was acknowledged"
    yield from faults_of_settled(directory, now)


def differing(now: Bodies, acknowledged: Bodies) -> list[str]:
    """Articles that are not as they were acknowledged."""
    return [key for key, body in acknowledged.items() if now.get(key) != body]


def _site(folder: Path, clock: Clock, until: float) -> Work:
    def work(say: Say) -> None:
        with closing(CurrentSearcher(Settings(archive=folder / "archive"), interval=0.0)) as current:
            counts = [0] * THREADS

            def ask(place: int) -> None:
                counts[place] = _asked(current.reading, clock, until, say)

            threads = [threading.Thread(target=ask, args=(place,)) for place in range(THREADS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        say(f"did {sum(counts)} questions")

    return work


def _commands(folder: Path, clock: Clock, until: float) -> Work:
    settings = Settings(archive=folder / "archive")
    return lambda say: say(f"did {_asked(lambda: closing(open_searcher(settings)), clock, until, say)} questions")


def _asked(opened: Callable[[], AbstractContextManager[Searcher]], clock: Clock, until: float, say: Say) -> int:
    asked = 0
    while time.monotonic() < until:
        asked += 1
        acknowledged = clock.get()
        try:
            with opened() as searcher:
                for fault in _faults(searcher, acknowledged):
                    say(fault)
        except Exception as error:
            say(f"{type(error).__name__}: {error}")
    return asked


def _faults(searcher: Searcher, acknowledged: int) -> Iterator[str]:
    bodies = {key: article.body for key in KEYS if (article := read_article(key, searcher))}
    token = next(iter(bodies.values()), "").partition("gelombang ")[2].split(" ")[0]
    number = _number(token)
    if bodies != Batch(number, KEYS).bodies:
        yield f"generation {searcher.generation}: mixed: {bodies}"
    if number < acknowledged:
        yield f"generation {searcher.generation}: answers from batch {number}, {acknowledged} was acknowledged"
    for word, expected in ((token, set(KEYS)), (Batch(number - 1, KEYS).token, set()), ("gelombang", set(KEYS))):
        hits = {hit.id for hit in find(SearchRequest(query=word, size=100), searcher).hits}
        if hits & set(KEYS) != expected:
            yield f"generation {searcher.generation}: {word} of batch {number} finds {sorted(hits)}"


def _number(token: str) -> int:
    return int("".join(str("bcdfghjklm".index(letter)) for letter in token.removeprefix("zq")) or 0)
