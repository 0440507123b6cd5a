"""Requests per second and latencies with wrk, kgtool beside the Oxigraph server on the same graph in the same run.

wrk and both servers share the machine, so that the numbers say less of a server by itself than of the two compared.
The Oxigraph server (``pip install oxigraph`` gives the command) is asked the text of the stored query; it guards
nothing, has no limits on rows and memory, and streams.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import RdfFormat

from kgtool.project import Project
from kgtool.querying import bind, load_query

CLIENTS = (1, 8, 64)
STORED = "delegation-leaders"
QUESTION = "Who led each delegation?"
LUA = Path(__file__).with_name("percentiles.lua")
SAMPLE_SECONDS = 0.1
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Measurement:
    """What wrk saw of one address with some clients."""

    what: str
    clients: int
    per_second: float
    p50: float
    p95: float
    p99: float
    failed: int
    cpu: float
    """Milliseconds of processor time that the server took for a request: the same however busy the machine is."""


@dataclass(frozen=True)
class Running:
    """A server: its address, seconds until it answered, and bytes of memory at rest (proportional set size)."""

    url: str
    pid: int
    started: float
    cpu: float
    """Seconds of processor time until it was at rest."""
    memory: int
    processes: int


def main() -> None:
    """Measures and prints Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5, help="how long each measurement takes")
    parser.add_argument("--oxigraph", default="oxigraph", help="the Oxigraph command; skipped where there is none")
    parser.add_argument("--project", type=Path, default=None)
    asked = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("there is no wrk; install it with: apt-get install wrk")
    project = Project.at(asked.project) if asked.project else Project.find()
    text = bind(load_query(project.queries, STORED), {})
    rows, servers = [], []
    with kgtool_server(project) as here:
        servers.append(("kgtool", here))
        for what, path, accept in (
            ("kgtool: stored query", f"/queries/{STORED}", JSON),
            ("kgtool: the same as an ad-hoc query", f"/sparql?query={quote(text)}", JSON),
            ("kgtool: question", f"/ask?q={quote(QUESTION)}", "application/json"),
            ("kgtool: page of that question", f"/ask?q={quote(QUESTION)}", "text/html"),
        ):
            rows += [measure(what, here, path, accept, clients, asked.seconds) for clients in CLIENTS]
    if shutil.which(asked.oxigraph):
        with oxigraph_server(project, asked.oxigraph) as there:
            servers.append(("Oxigraph", there))
            what, path = "Oxigraph: the same query", f"/query?query={quote(text)}"
            rows += [measure(what, there, path, JSON, clients, asked.seconds) for clients in CLIENTS]
    print(report(rows, servers))


def measure(what: str, server: Running, path: str, accept: str, clients: int, seconds: int) -> Measurement:
    """Runs wrk; raises where the address does not answer 200 to begin with."""
    address = server.url + path
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request) as reply:
        assert reply.status == 200
        reply.read()
    command = ["wrk", "-t", str(min(clients, 2)), "-c", str(clients), "-d", f"{seconds}s", "--timeout", "30s"]
    watch = ProcessorTime(server.pid)
    watch.start()
    done = subprocess.run(
        [*command, "-s", str(LUA), "-H", f"Accept: {accept}", address], capture_output=True, text=True, check=True
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("RESULT "))
    requests, duration, p50, p95, p99, statuses, errors = map(float, line.split()[1:])
    print(f"{what}, {clients} clients: {requests / duration:.0f}/s", file=sys.stderr)
    cpu = watch.stop() / requests * 1e3
    return Measurement(what, clients, requests / duration, p50, p95, p99, int(statuses + errors), cpu)


@contextmanager
def kgtool_server(project: Project) -> Iterator[Running]:
    """``kgtool serve`` on a free port."""
    command = [sys.executable, "-m", "kgtool", "serve", "--project", str(project.root), "--graph", str(project.graph)]
    with started([*command, "--port"], "/health") as running:
        yield running


@contextmanager
def oxigraph_server(project: Project, program: str) -> Iterator[Running]:
    """Oxigraph's server on the same quads, loaded before the clock starts."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "all.nq"
        project.open_store().quads.dump(str(dump), RdfFormat.N_QUADS)
        location = f"{folder}/store"
        subprocess.run([program, "load", "--location", location, "--file", str(dump)], check=True, capture_output=True)
        with started([program, "serve-read-only", "--location", location, "--bind"], "/query?query=ASK%7B%7D") as it:
            yield it


@contextmanager
def started(command: list[str], path: str) -> Iterator[Running]:
    """A server that takes its port (or address) as the last word of its command."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    last = str(port) if command[-1] == "--port" else f"127.0.0.1:{port}"
    began = time.monotonic()
    with subprocess.Popen([*command, last], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        watch = ProcessorTime(process.pid)
        watch.start()
        try:
            while not answers(f"http://127.0.0.1:{port}{path}"):
                assert process.poll() is None, "the server ended"
                time.sleep(0.01)
            seconds = time.monotonic() - began
            time.sleep(1)
            pids = [process.pid, *below(process.pid)]
            cpu = watch.stop()
            yield Running(f"http://127.0.0.1:{port}", process.pid, seconds, cpu, sum(map(share, pids)), len(pids))
        finally:
            process.terminate()


def answers(address: str) -> bool:
    """Whether a server answers yet."""
    try:
        with urllib.request.urlopen(address, timeout=5) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def below(pid: int) -> list[int]:
    """All processes below one (Linux)."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *below(child)]
    return found


class ProcessorTime(threading.Thread):
    """Seconds of processor time that a process and all below it take, those that end meanwhile included (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self._ended = threading.Event()
        self._first = self._look()
        self._last = dict(self._first)

    def run(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            self._last |= self._look()

    def stop(self) -> float:
        """Ends the watch and gives the seconds."""
        self._ended.set()
        self._last |= self._look()
        return sum(ticks - self._first.get(pid, 0) for pid, ticks in self._last.items()) / os.sysconf("SC_CLK_TCK")

    def _look(self) -> dict[int, int]:
        found = {}
        for pid in (self.pid, *below(self.pid)):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found[pid] = int(fields[11]) + int(fields[12])
        return found


def share(pid: int) -> int:
    """A process's memory in bytes, what it shares with others counted in parts (Linux)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    except (OSError, StopIteration):
        return 0


def report(rows: list[Measurement], servers: list[tuple[str, Running]]) -> str:
    """Everything as Markdown."""
    load = os.getloadavg()[0]
    lines = [
        f"{os.cpu_count()} processors, load {load:.1f} at the end; wrk, kgtool and Oxigraph on the same machine.",
        "",
        "| | clients | requests/s | median ms | p95 ms | p99 ms | CPU ms a request | not 200 |",
        "|---|---|---|---|---|---|---|---|",
        *(
            f"| {one.what} | {one.clients} | {one.per_second:.0f} | {one.p50:.1f} | {one.p95:.1f} | {one.p99:.1f} "
            f"| {one.cpu:.2f} | {one.failed} |"
            for one in rows
        ),
        "",
        "| | first answer after | CPU until then | memory at rest | processes |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {one.started:.2f} s | {one.cpu:.2f} s | {one.memory / 2**20:.0f} MB | {one.processes} |"
            for name, one in servers
        ),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
