"""The process that holds a store and forks others from it: ``python -m kgtool.serving.stem DESCRIPTOR``.

It opens the store once; a worker forked from it has the store at once and shares its memory. An update is made by a
fork as well: in its own copy, which then takes the stem's place (a *successor*) or is thrown away. So an update is
whole or not at all, can be killed at its time limit, and never changes what a running query sees.

It has one thread and opens no connection. The server sends it one byte with a descriptor: ``w`` for a worker, ``s``
for a successor, each of which then speaks over that descriptor.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

from kgtool.errors import KgtoolError
from kgtool.serving.doors import close_doors, limit_memory, open_doors, set_timer
from kgtool.serving.evaluation import Evaluator
from kgtool.serving.frames import packed, receive
from kgtool.serving.problems import Forbidden, described
from kgtool.serving.updating import change
from kgtool.serving.worker import serve
from kgtool.store import LocalStore, open_store

WORKER, SUCCESSOR = b"w", b"s"
IN_MEMORY_BYTES = 200_000_000
"""Larger graphs stay on disk, and each worker opens them for itself: that store's threads do not survive a fork."""


class Stem:
    """The store, and what is needed to open it again."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.rooms = {name: None if settings[name] is None else Path(settings[name]) for name in ROOMS}
        self.megabytes = int(settings["megabytes"])
        graph = self.rooms["graph"]
        self.on_disk = graph is not None and _size(graph) >= IN_MEMORY_BYTES
        self.held: Evaluator | None = None
        opened = self._open(cache=self.on_disk)  # a graph on disk is opened to make its cache, and to find errors
        if not self.on_disk:
            opened.warm()
            self.held = opened

    def _open(self, *, cache: bool) -> Evaluator:
        store = open_store(self.rooms["graph"], self.rooms["ontology"], cache=cache)
        return Evaluator(store, self.rooms["ontology"], self.rooms["queries"])

    def run(self, control: socket.socket) -> None:
        """Forks on demand until the server is gone. A successor goes on in this same loop, in its own process."""
        while True:
            gc.collect()
            gc.freeze()  # collections in the forks then leave the shared pages alone
            taken_over = None
            while taken_over is None:
                kind, descriptors, _, _ = socket.recv_fds(control, 1, 1)
                if not kind:
                    return
                line = socket.socket(fileno=descriptors[0])
                if os.fork() == 0:
                    control.close()
                    taken_over = self._become(kind, line)
                else:
                    line.close()
            control = taken_over

    def _become(self, kind: bytes, line: socket.socket) -> socket.socket:
        """The life of a fork; only a successor that has made its change comes back."""
        status = 1
        try:
            if kind == WORKER:
                limit_memory(self.megabytes)
                evaluator = self.held or self._open(cache=True)
                close_doors()
                serve(evaluator, line)
            elif self._succeed(line):
                return line
            status = 0
        except ConnectionError:
            pass  # the server let go of this process already
        except BaseException:
            traceback.print_exc()
        sys.stderr.flush()
        os._exit(status)

    def _succeed(self, line: socket.socket) -> bool:
        """Makes one change; whether this process is to go on as the stem."""
        received = receive(line)
        if received is None:
            return False
        request, body = received
        if self.held is None:
            line.sendall(packed(described(Forbidden("a graph of this size is served read-only"))))
            return False
        quads = self.held.store.quads
        close_doors()
        set_timer(request["seconds"])
        try:
            done = change(quads, request, body)
        except KgtoolError as error:
            line.sendall(packed(described(error)))
            return False
        set_timer(0)
        open_doors()
        self.held = Evaluator(LocalStore(quads), self.rooms["ontology"], self.rooms["queries"])
        line.sendall(packed({"kind": "ready", "pid": os.getpid(), **done}))
        return True


ROOMS = ("graph", "ontology", "queries")


def _size(graph: Path) -> int:
    return sum(file.stat().st_size for file in graph.glob("*.trig"))


def main() -> None:
    """Serves until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries dead workers
    with socket.socket(fileno=int(sys.argv[1])) as control:
        received = receive(control)
        if received is None:
            return
        try:
            stem = Stem(received[0])
        except KgtoolError as error:
            control.sendall(packed(described(error)))
            return
        control.sendall(packed({"kind": "ready", "pid": os.getpid()}))
        stem.run(control)


if __name__ == "__main__":
    main()
