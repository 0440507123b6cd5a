"""The worker processes of one snapshot, and the stem that they are forked from, seen from the server.

Ad-hoc queries and the program's own requests (stored queries, questions) have workers of their own, so that queries
that run for ever never keep a question waiting. A worker that reaches its time limit is killed and another one forked.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kgtool.errors import KgtoolError, StoreError
from kgtool.serving.frames import Head, packed, read_head
from kgtool.serving.limits import ServingLimits
from kgtool.serving.metrics import Metrics
from kgtool.serving.problems import Busy, TimedOut, rebuilt
from kgtool.serving.spool import CHUNK, Spool, SpoolRoom

AD_HOC = frozenset({"query", "graph", "dataset"})
"""What a client makes up itself; the rest is the program's own."""
START_SECONDS = 300.0
FORK_SECONDS = 30.0
KEPT_MEGABYTES = 400
"""A worker that once took more memory than this is not used again."""
CONTROL_MARGIN = 4.0


class Dead(Exception):
    """The process at the other end is gone."""


@dataclass
class Line:
    """A socket to a process."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    pid: int = 0

    @classmethod
    async def to(cls, end: socket.socket) -> Line:
        reader, writer = await asyncio.open_unix_connection(sock=end, limit=CHUNK * 4)
        return cls(reader, writer)

    async def ready(self, seconds: float) -> Head:
        """Waits until the process says that it is ready. Raises what went wrong there."""
        try:
            async with asyncio.timeout(seconds):
                head = await read_head(self.reader)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise Dead from None
        if head["kind"] == "error":
            raise rebuilt(head)
        self.pid = int(head["pid"])
        return head

    def kill(self) -> None:
        """Ends the process: it lives as long as its end of the socket is open."""
        if self.pid and not self.reader.at_eof():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Lets the process go: it ends when it has nothing more to do."""
        with contextlib.suppress(RuntimeError):  # the loop may be closed already
            self.writer.close()


@dataclass
class Lane:
    """The workers for one kind of request."""

    most: int
    idle: deque[Line] = field(default_factory=deque)
    busy: int = 0
    waiters: deque[asyncio.Future[None]] = field(default_factory=deque)


class Crew:
    """The processes of one snapshot."""

    def __init__(self, limits: ServingLimits, metrics: Metrics, room: SpoolRoom, stem: Line) -> None:
        self.limits = limits
        self.metrics = metrics
        self.room = room
        self._stem = stem
        self._lanes = {True: Lane(limits.workers), False: Lane(limits.own_workers)}
        self._forking = asyncio.Lock()
        self._retired = False
        self._running = 0

    @classmethod
    async def start(
        cls, rooms: Mapping[str, str | None], limits: ServingLimits, metrics: Metrics, room: SpoolRoom
    ) -> Crew:
        """Opens a project in a new stem and forks the first workers. Raises what is wrong with the files."""
        here, there = socket.socketpair()
        with there:
            process = subprocess.Popen(
                [sys.executable, "-m", "kgtool.serving.stem", str(there.fileno())],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        stem = await Line.to(here)
        stem.writer.write(packed({**rooms, "megabytes": limits.memory_megabytes}))
        try:
            await stem.ready(START_SECONDS)
        except Dead:
            raise StoreError("the process that opens the graph ended", hint="is there memory enough?") from None
        except BaseException:
            process.kill()
            raise
        finally:
            asyncio.get_running_loop().run_in_executor(None, process.wait)
        crew = cls(limits, metrics, room, stem)
        await crew.fill()
        return crew

    async def fill(self) -> None:
        """Forks all workers before they are needed."""
        for lane in self._lanes.values():
            while len(lane.idle) + lane.busy < lane.most:
                lane.idle.append(await self._fork())

    async def call(self, request: Mapping[str, object]) -> Spool:
        """The whole result of one request. Raises what it raised, ``TimedOut``, or ``Busy`` where too many wait."""
        limits = self.limits
        lane = self._lanes[request["do"] in AD_HOC]
        data = packed({"seconds": limits.seconds, "rows": limits.rows, "largest": limits.result_bytes, **request})
        self._running += 1
        try:
            line = await self._worker(lane)
            kept, spool = False, None
            try:
                async with asyncio.timeout(limits.seconds):
                    line.writer.write(data)
                    spool, head = await self._reply(line)
                kept = int(head.get("memory", 0)) < KEPT_MEGABYTES << 20
            except TimeoutError:
                self.metrics.count("kgtool_refused_total", limit="time")
                raise TimedOut(
                    f"it took longer than {limits.seconds:g} seconds", hint="ask for less (LIMIT), or more narrowly"
                ) from None
            except (asyncio.IncompleteReadError, ConnectionError):
                self.metrics.count("kgtool_refused_total", limit="memory")
                raise TimedOut(
                    f"it was stopped: it needed more than {limits.memory_megabytes} MB, or is nested too deeply",
                    hint="ask for less (LIMIT), or more narrowly",
                ) from None
            except asyncio.CancelledError:
                if spool is not None:
                    spool.close()
                raise
            finally:
                self._give_back(lane, line, kept=kept)
        finally:
            self._running -= 1
            self._end_if_over()
        if spool is None:
            raise rebuilt(head)
        return spool

    async def _reply(self, line: Line) -> tuple[Spool | None, Head]:
        head = await read_head(line.reader)
        if head["kind"] == "error":
            return None, head
        left = int(head["bytes"])
        spool = Spool(self.room, left, head["media_type"])
        try:
            while left:
                chunk = await line.reader.readexactly(min(left, CHUNK))
                spool.write(chunk)
                left -= len(chunk)
        except BaseException:
            spool.close()
            raise
        return spool, head

    async def _worker(self, lane: Lane) -> Line:
        limits = self.limits
        deadline = asyncio.get_running_loop().time() + limits.seconds
        while lane.busy >= lane.most:
            if len(lane.waiters) >= limits.waiting:
                self.metrics.count("kgtool_refused_total", limit="queries")
                raise Busy(f"{limits.waiting} requests wait already", hint="try again later")
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            lane.waiters.append(waiter)
            self.metrics.count("kgtool_queries_waiting", 1)
            try:
                async with asyncio.timeout_at(deadline):
                    await waiter
            except BaseException as error:
                if waiter.done() and not waiter.cancelled():
                    self._wake(lane)  # the call came, but nobody is there to take it
                if not isinstance(error, TimeoutError):
                    raise
                self.metrics.count("kgtool_refused_total", limit="queries")
                raise Busy(
                    f"no worker was free for {limits.seconds:g} seconds: {lane.most} queries run at a time",
                    hint="try again later",
                ) from None
            finally:
                self.metrics.count("kgtool_queries_waiting", -1)
                if waiter in lane.waiters:
                    lane.waiters.remove(waiter)
        lane.busy += 1
        self.metrics.count("kgtool_queries_running", 1)
        while lane.idle:
            line = lane.idle.pop()
            if not line.reader.at_eof():
                return line
            line.close()
        try:
            return await self._fork()
        except BaseException:
            self._leave(lane)
            raise

    def _give_back(self, lane: Lane, line: Line, *, kept: bool) -> None:
        if kept:
            lane.idle.append(line)
        else:
            line.kill()
            self.metrics.count("kgtool_workers_killed_total")
        self._leave(lane)

    def _leave(self, lane: Lane) -> None:
        lane.busy -= 1
        self.metrics.count("kgtool_queries_running", -1)
        self._wake(lane)

    def _wake(self, lane: Lane) -> None:
        while lane.waiters:
            waiter = lane.waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    async def _fork(self) -> Line:
        line = await self._forked(b"w")
        try:
            await line.ready(FORK_SECONDS)
        except (Dead, TimeoutError):
            raise StoreError("no worker process could be started") from None
        return line

    async def _forked(self, kind: bytes) -> Line:
        here, there = socket.socketpair()
        with there:
            control = self._stem.writer.get_extra_info("socket")
            async with self._forking:
                try:
                    socket.send_fds(_plain(control), [kind], [there.fileno()])
                except OSError:
                    here.close()
                    raise StoreError("the process that holds the graph is gone") from None
        return await Line.to(here)

    async def succeed(self, request: Mapping[str, object], body: bytes) -> tuple[Crew, Head]:
        """Makes a change in a successor of the stem, and gives its crew and what the change came to.

        This crew is left as it was; retire it when the new one is in its place. Raises what went wrong, and
        ``TimedOut``.
        """
        line = await self._forked(b"s")
        line.writer.write(packed({**request, "seconds": self.limits.seconds}, body))
        try:
            head = await line.ready(self.limits.seconds + CONTROL_MARGIN)
        except (Dead, TimeoutError):
            line.kill()
            raise TimedOut(
                f"the update took longer than {self.limits.seconds:g} seconds or too much memory; nothing was changed"
            ) from None
        except KgtoolError:
            line.close()
            raise
        return Crew(self.limits, self.metrics, self.room, line), head

    def retire(self) -> None:
        """Ends all processes, busy ones when they are done."""
        self._retired = True
        self._end_if_over()

    def _end_if_over(self) -> None:
        if self._retired and not self._running:
            for lane in self._lanes.values():
                while lane.idle:
                    lane.idle.pop().close()
            self._stem.close()

    def stop(self) -> None:
        """Ends all processes at once."""
        for lane in self._lanes.values():
            for line in lane.idle:
                line.kill()
        self._stem.kill()

    async def sizes(self) -> dict[str, Any]:
        """How many triples the default graph has, and how many named graphs there are."""
        with await self.call({"do": "sizes"}) as spool:
            content: dict[str, Any] = json.loads(spool.read())
            return content


def _plain(control: Any) -> socket.socket:
    """The socket behind asyncio's wrapper, which does not pass descriptors."""
    sock = getattr(control, "_sock", control)
    assert isinstance(sock, socket.socket)
    return sock
