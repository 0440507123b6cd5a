"""What one request may use, and how many there may be at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServingLimits:
    """Every limit of the server; each is named in the problem that says it was reached."""

    seconds: float = 30.0
    """The longest that a query, a question or an update may run."""
    rows: int = 100_000
    """The most rows or triples of a result."""
    result_bytes: int = 100_000_000
    """The most bytes of a result as it is sent."""
    spooled_bytes: int = 1_000_000_000
    """The most bytes of all results that wait to be sent at a time; beyond, requests are turned away."""
    memory_megabytes: int = 1_024
    """The memory of a worker process, where the system can limit it."""
    workers: int = 4
    """Ad-hoc queries that run at the same time."""
    own_workers: int = 2
    """Stored queries and questions that run at the same time; ad-hoc queries never take their place."""
    waiting: int = 64
    """Requests that wait for a worker; more are turned away."""
    body_bytes: int = 10_000_000
    """The largest body of a request."""
    text_bytes: int = 1_000_000
    """The longest query or update."""
    question_characters: int = 1_000
    header_bytes: int = 65_536
    """The longest request line and headers together."""
    connections: int = 2_000
    """Connections open at a time; one more is answered 503 and closed."""
    header_seconds: float = 10.0
    """The longest a client may take to send its request line and headers."""
    body_seconds: float = 30.0
    """The longest a client may take to send a body."""
    send_seconds: float = 30.0
    """The longest a client may take to read 64 KiB of an answer."""
