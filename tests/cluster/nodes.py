"""A real OpenSearch cluster on the loopback interface: one JVM a node, which can be killed and started again."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.cluster.jars import HERE, jars, java

HEAP = "512m"
STARTING = 600
"""Seconds until a cluster must be whole."""
LOG = """status=error
appender.c.type=Console
appender.c.name=c
appender.c.layout.type=PatternLayout
appender.c.layout.pattern=%d %p %c{1} %m%n
rootLogger.level=warn
rootLogger.appenderRef.c.ref=c
"""
JVM = (
    *(f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"),
    *("--enable-native-access=ALL-UNNAMED", "-Dlog4j2.disable.jmx=true"),
)
SETTINGS = (
    *("cluster.name=conformance", "network.host=127.0.0.1", "transport.type=netty4", "http.type=netty4"),
    *("cluster.routing.allocation.disk.threshold_enabled=false", "action.auto_create_index=false"),
)


@dataclass
class Cluster:
    """Nodes in *folder*; leaving the context ends them all."""

    folder: Path
    size: int = 1
    settings: Sequence[str] = ()
    """Of every node, beside those it needs: ``thread_pool.write.queue_size=1``."""
    _processes: list[subprocess.Popen[bytes] | None] = field(default_factory=list)
    _ports: list[int] = field(default_factory=list)

    @property
    def urls(self) -> tuple[str, ...]:
        """Of all nodes, dead ones too."""
        return tuple(f"http://127.0.0.1:{port}" for port in self._ports[: self.size])

    def __enter__(self) -> Cluster:
        self._java, self._jars = java(), jars()
        self._ports = _free_ports(2 * self.size)
        self._processes = [None] * self.size
        try:
            for number in range(self.size):
                self.start(number)
            self.wait()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        running = [process for process in self._processes if process]
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdin:
                process.stdin.close()
        self._processes = [None] * self.size

    def start(self, number: int) -> None:
        """Start a node that does not run."""
        home = self.folder / f"node{number}"
        (home / "config").mkdir(parents=True, exist_ok=True)
        logging = home / "config" / "log4j2.properties"
        logging.write_text(LOG, "utf-8")
        command = [str(self._java), *JVM, f"-Dlog4j2.configurationFile={logging.as_uri()}", f"-Djava.io.tmpdir={home}"]
        command += ["-cp", f"{self._jars}/*", str(HERE / "OsNode.java"), *SETTINGS, *self.settings]
        command += [f"node.name=node{number}", f"path.home={home}", f"http.port={self._ports[number]}"]
        command += [f"transport.port={self._ports[self.size + number]}", *self._discovery()]
        with (home / "out.log").open("ab") as log:
            self._processes[number] = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.PIPE, start_new_session=True
            )

    def _discovery(self) -> tuple[str, ...]:
        if self.size == 1:
            return ("discovery.type=single-node",)
        seeds = ",".join(f"127.0.0.1:{port}" for port in self._ports[self.size :])
        names = ",".join(f"node{number}" for number in range(self.size))
        return (f"discovery.seed_hosts={seeds}", f"cluster.initial_cluster_manager_nodes={names}")

    def kill(self, number: int, how: signal.Signals = signal.SIGKILL) -> None:
        """End a node by a signal, and wait until it has ended."""
        process, self._processes[number] = self._processes[number], None
        assert process is not None
        process.send_signal(how)
        process.wait(60)
        if process.stdin:
            process.stdin.close()

    def manager(self) -> int:
        """The number of the elected cluster manager."""
        return int(self.get("/_cat/cluster_manager?format=json")[0]["node"].removeprefix("node"))

    def get(self, path: str) -> Any:
        """What the first node that answers says; OSError when none does."""
        trouble: OSError = OSError("no node runs")
        for url, process in zip(self.urls, self._processes, strict=True):
            if process is None or process.poll() is not None:
                continue
            try:
                with urllib.request.urlopen(url + path, timeout=5) as answer:
                    return json.load(answer)
            except OSError as error:
                trouble = error
        raise trouble

    def wait(self, nodes: int = 0, status: str = "green") -> None:
        """Until so many *nodes* (0: all) make a cluster of this *status*."""
        deadline = time.monotonic() + STARTING
        told: Any = None
        while time.monotonic() < deadline:
            for number, process in enumerate(self._processes):
                if process and process.poll() is not None:
                    raise AssertionError(f"node{number} ended with {process.returncode}:\n{self.log(number)}")
            try:
                told = self.get("/_cluster/health")
            except OSError:
                time.sleep(0.2)
                continue
            if told["number_of_nodes"] == (nodes or self.size) and told["status"] in (status, "green"):
                return
            time.sleep(0.2)
        raise AssertionError(f"not {status} after {STARTING} s: {told}\n{self.log(0)}")

    def log(self, number: int) -> str:
        """The end of what a node wrote."""
        return (self.folder / f"node{number}" / "out.log").read_text("utf-8", errors="replace")[-3000:]


def _free_ports(count: int) -> list[int]:
    """Different ones: all are held until the last is known."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
