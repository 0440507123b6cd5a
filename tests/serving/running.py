"""A real server for tests: ``kgtool serve`` in a process of its own, spoken to over plain HTTP on loopback."""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

REPOSITORY = Path(__file__).parents[2]
TOKEN = "a-token-for-tests"
PATIENCE = 120


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[str]
    log: list[str]

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def port(self) -> int:
        return int(self.host.rpartition(":")[2])

    def send(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        timeout: float = 60,
    ) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            data = body.encode() if isinstance(body, str) else body
            connection.request(method, path, data, dict(headers or {}))
            answer = connection.getresponse()
            return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str = "", **fields: str) -> Reply:
        query = f"?{urlencode(fields)}" if fields else ""
        return self.send("GET", path + query, headers={"Accept": accept} if accept else {})

    def sparql(self, query: str, accept: str = "application/sparql-results+json", path: str = "/sparql") -> Reply:
        return self.send("POST", path, query, {"Content-Type": "application/sparql-query", "Accept": accept})

    def update(self, text: str, token: str | None = TOKEN) -> Reply:
        headers = {"Content-Type": "application/sparql-update"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return self.send("POST", "/update", text, headers)

    def memory(self) -> int:
        """Bytes of resident memory of the server and all processes below it (Linux)."""
        return sum(_resident(pid) for pid in (self.process.pid, *processes_below(self.process.pid)))


def make_project(folder: Path) -> Path:
    """A copy of the rooms with the graph of the one article."""
    for room in ("ontology", "queries", "seeds"):
        shutil.copytree(REPOSITORY / room, folder / room)
    (folder / "graph").mkdir()
    for file in (REPOSITORY / "graph").glob("*.trig"):
        shutil.copyfile(file, folder / "graph" / file.name)
    return folder


def make_empty_project(folder: Path) -> Path:
    """A project that holds nothing at all."""
    for room in ("ontology", "queries", "graph"):
        (folder / room).mkdir(parents=True)
    return folder


@contextmanager
def serving(project: Path, *options: str) -> Iterator[Server]:
    """The server of a project on a free port."""
    command = [sys.executable, "-m", "kgtool", "serve", "--project", str(project), "--port", "0", *options]
    environment = {**os.environ, "KGTOOL_TOKEN": TOKEN}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        log: list[str] = []
        ready = threading.Event()

        def read(lines: Iterator[str]) -> None:
            for line in lines:
                log.append(line)
                if line.startswith("serving "):
                    ready.set()
            ready.set()

        threading.Thread(target=read, args=(process.stderr,), daemon=True).start()
        try:
            ready.wait(PATIENCE)
            started = [line for line in log if line.startswith("serving ")]
            assert started, f"the server did not start: {''.join(log)}"
            yield Server(started[0].split()[1].rstrip("/"), process, log)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def processes_below(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *processes_below(child)]
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def wait_until(condition: object, seconds: float = 20, every: float = 0.1) -> bool:
    """Whether a condition became true in time."""
    assert callable(condition)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(every)
    return False
