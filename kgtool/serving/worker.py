"""A worker process: answers one request at a time over its socket, until the server closes it."""

from __future__ import annotations

import os
import resource
import socket
import sys

from kgtool.errors import KgtoolError
from kgtool.serving.doors import doors_open, set_timer
from kgtool.serving.evaluation import Evaluator, Request
from kgtool.serving.frames import packed, receive
from kgtool.serving.problems import TimedOut, described


def serve(evaluator: Evaluator, line: socket.socket) -> None:
    """Answers requests; ``memory`` in an answer's head is the most memory that the process ever had, in bytes."""
    line.sendall(packed({"kind": "ready", "pid": os.getpid()}))
    while (received := receive(line)) is not None:
        request, _ = received
        set_timer(request["seconds"])
        reply = _reply(evaluator, request)
        set_timer(0)
        line.sendall(reply)


def _reply(evaluator: Evaluator, request: Request) -> bytes:
    try:
        if request["do"] == "ask":  # reads words and stored queries; runs nothing that a client wrote
            with doors_open():
                media_type, body = evaluator.answer(request)
        else:
            media_type, body = evaluator.answer(request)
    except KgtoolError as error:
        return packed({**described(error), "memory": memory()})
    except RecursionError:
        return packed({**described(TimedOut("the request is nested too deeply", hint="ask for less"))})
    return packed({"kind": "result", "media_type": media_type, "memory": memory()}, body)


def memory() -> int:
    """The most memory that this process ever had, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
