"""Reads articles into TriG files, in several processes where there are many of them."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Quad

from kgtool.errors import StoreError
from kgtool.store import write_trig

Reader: TypeAlias = Callable[[Path, Path, float], list[Quad]]
"""From a seed file, the ontology room and the largest size in megabytes to the article's quads."""

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is done, how many of how many are done."""

WORTH_A_PROCESS = 4
"""Each process loads the model anew, which takes as long as reading some articles."""


OBJECTS_BETWEEN_SWEEPS = 50_000
"""What an article is understood as is many small objects that live until it is written: to look for cycles among them
at every 700 new ones, as Python does, would take a tenth of the time.
"""


@dataclass(frozen=True, slots=True)
class ToRead:
    """An article to read, and the file to write its graph to."""

    seed: Path
    target: Path


def read_article(seed: Path, ontology: Path, megabytes: float) -> list[Quad]:
    """The article's quads, by the English reader."""
    gc.set_threshold(OBJECTS_BETWEEN_SWEEPS)
    from kgtool.reading import read_seed

    return read_seed(seed, ontology=ontology)


def read_all(
    waiting: Sequence[ToRead], ontology: Path, megabytes: float, *, read: Reader, jobs: int, progress: Progress
) -> None:
    """Reads the articles and writes their graphs, each whole or not at all. Raises what the reader raises."""
    jobs = min(jobs or available_processors(), len(waiting) // WORTH_A_PROCESS)
    done = _apart(waiting, ontology, megabytes, read, jobs) if jobs > 1 else _here(waiting, ontology, megabytes, read)
    for number, _ in enumerate(done, 1):
        progress("reading", number, len(waiting))


def available_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _here(waiting: Sequence[ToRead], ontology: Path, megabytes: float, read: Reader) -> Iterator[None]:
    for one in waiting:
        _read_one(one, ontology, megabytes, read)
        yield


def _apart(waiting: Sequence[ToRead], ontology: Path, megabytes: float, read: Reader, jobs: int) -> Iterator[None]:
    import multiprocessing  # here, as one process alone is ready sooner without
    from concurrent.futures import Future, ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupt)
    futures: list[Future[None]] = []
    try:
        futures = [pool.submit(_read_one, one, ontology, megabytes, read) for one in waiting]
        for future in as_completed(futures):
            future.result()
            yield
    except BrokenProcessPool:
        raise StoreError(
            "a process that read articles was killed", hint="was memory short? fewer at a time: --jobs 1"
        ) from None
    finally:
        for future in futures:
            future.cancel()
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _read_one(one: ToRead, ontology: Path, megabytes: float, read: Reader) -> None:
    write_trig(read(one.seed, ontology, megabytes), one.target)


def _ignore_interrupt() -> None:
    """Ctrl-C reaches every process of the terminal; only the first one decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
